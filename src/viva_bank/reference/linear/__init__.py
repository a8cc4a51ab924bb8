"""Models that are linear in their weights: the dense layer, and regression by it."""
