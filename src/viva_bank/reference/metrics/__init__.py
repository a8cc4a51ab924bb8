"""Figures that say how good predictions are; knows no model.

Confusion matrices have the truth in rows and the prediction in columns. Where a ratio is 0/0 the
metric is 0, as in scikit-learn; the docstring of each says so.
"""
