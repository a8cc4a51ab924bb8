"""The routes, a file for each subject; what they do is decided below this layer."""
