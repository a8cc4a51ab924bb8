"""Activation functions and their backward passes; knows no layer and no network.

Every `f_backward(dy, x)` takes the upstream gradient `dy` = ∂L/∂f(x) first and the *input* of the
forward pass (not its output) second.
"""
