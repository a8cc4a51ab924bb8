import numpy as np


def lr_at(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    if warmup_steps < 0 or warmup_steps >= total_steps:
        raise ValueError("bad schedule")
    if step < warmup_steps:
        return base_lr / warmup_steps * (step + 1)
    t = np.clip((step - warmup_steps) / (total_steps - warmup_steps), 0, 1)
    return min_lr + (base_lr - min_lr) * np.cos(np.pi * t / 2) ** 2
