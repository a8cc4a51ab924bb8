import math


def lr_at(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    """The learning rate of the step counted from 0: a linear ramp, then half a cosine."""
    return base_lr
