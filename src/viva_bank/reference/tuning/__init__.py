"""Search for hyperparameters; knows only a function from settings to a loss."""
