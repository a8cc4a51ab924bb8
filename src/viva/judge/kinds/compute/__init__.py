"""Numbers and shapes: fresh ones each time, read as people type them."""
