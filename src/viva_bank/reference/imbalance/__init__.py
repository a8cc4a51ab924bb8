"""What to do when one class is rare: re-sample, weigh, combine, or move the threshold."""
