"""Embeddings in which the same is near and the different far."""
