"""Grouping without labels."""
