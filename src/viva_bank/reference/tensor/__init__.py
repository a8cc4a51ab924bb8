"""Shapes, strides, broadcasting and Einstein sums, by hand."""
