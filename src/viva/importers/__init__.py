"""Turns other people's problem formats into banks; must not know how answers are judged."""
