"""Twice a number."""


def twice(x):
    return 2 * x
