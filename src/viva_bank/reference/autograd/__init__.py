"""Automatic differentiation in reverse: a tape of operations, and a check by finite differences."""
