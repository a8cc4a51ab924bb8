"""viva: the interviewer for machine-learning jobs; knows no particular question."""

__version__ = "0.1.0"
