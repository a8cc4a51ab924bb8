"""The loops and rules around an optimiser: batches, schedules, clipping, stopping."""
