"""Where the error of a fitted model comes from."""
