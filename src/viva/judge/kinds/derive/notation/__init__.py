"""Reads formulas: text in, a tree out, and back; knows no number and no verdict."""
