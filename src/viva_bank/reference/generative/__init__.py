"""Models of how the data come about, from which a class follows by Bayes' rule."""
