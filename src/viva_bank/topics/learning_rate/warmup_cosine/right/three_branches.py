from math import cos, pi


def lr_at(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    if not warmup_steps >= 0 or not total_steps > warmup_steps:
        raise ValueError((warmup_steps, total_steps))
    if step > total_steps:
        return min_lr
    if step >= warmup_steps:
        x = 0.5 + 0.5 * cos(pi * (step - warmup_steps) / (total_steps - warmup_steps))
        return x * base_lr + (1 - x) * min_lr
    return base_lr * ((step + 1) / warmup_steps)
