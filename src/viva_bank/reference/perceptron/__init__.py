"""The perceptron: one linear unit that learns from its mistakes."""
