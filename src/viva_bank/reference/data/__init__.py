"""How examples are scaled, split, batched, streamed and augmented; knows no model."""
