"""Functions and classes, run in the sandbox; what they return is compared here."""
