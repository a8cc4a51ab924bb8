"""Losses and their gradients with respect to the prediction; knows no model.

Regression losses take (y_hat, y), classification losses take logits first. `reduction` is "mean",
"sum" or "none" wherever it appears, and a gradient belongs to the reduced loss.
"""
