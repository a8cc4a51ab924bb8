import math


def lr_at(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    if not 0 <= warmup_steps < total_steps:
        raise ValueError
    ramp = base_lr * (step + 1) / warmup_steps       # also without a warm-up
    progress = min((step - warmup_steps) / (total_steps - warmup_steps), 1.0)
    decay = min_lr + (base_lr - min_lr) * (1 + math.cos(math.pi * progress)) / 2
    return ramp if step < warmup_steps else decay
