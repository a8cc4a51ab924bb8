"""What keeps a model from fitting the noise; knows no particular network."""
