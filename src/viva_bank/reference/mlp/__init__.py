"""Multilayer perceptrons, with every gradient written out by hand."""
