def drive(answer, steps, *args, **kwargs):
    """The schedule: one rate a step."""
    return [answer.lr_at(step, *args, **kwargs) for step in steps]
