import pytest
import torch

from viva_bank.reference.training.schedules import (
    cosine,
    exponential_decay,
    linear_warmup,
    step_decay,
    warmup_cosine,
)

S = torch.optim.lr_scheduler
PAIRS = {
    "step": (lambda t: step_decay(0.5, t, 7, 0.3), lambda o: S.StepLR(o, 7, 0.3)),
    "exponential": (lambda t: exponential_decay(0.5, t, 0.9), lambda o: S.ExponentialLR(o, 0.9)),
    "cosine": (lambda t: cosine(0.5, t, 30, 0.01), lambda o: S.CosineAnnealingLR(o, 30, 0.01)),
    "warmup": (lambda t: linear_warmup(0.5, t, 8), lambda o: S.LinearLR(o, 1 / 8, 1.0, 7)),
    "both": (
        lambda t: warmup_cosine(0.5, t, 8, 30),
        lambda o: S.LambdaLR(
            o,
            lambda t: (
                (t + 1) / 8
                if t < 8
                else (1 + torch.cos(torch.tensor(torch.pi * (t - 8) / 22)).item()) / 2
            ),
        ),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_it_is_pytorchs(name):
    ours, make = PAIRS[name]
    optimiser = torch.optim.SGD([torch.zeros(1, requires_grad=True)], 0.5)
    oracle = make(optimiser)
    for t in range(31):
        assert ours(t) == pytest.approx(optimiser.param_groups[0]["lr"], rel=1e-6, abs=1e-7)
        optimiser.step()
        oracle.step()


def test_after_its_end_the_cosine_stays_down():
    assert cosine(1.0, 45, 30, 0.1) == pytest.approx(0.1)
    assert linear_warmup(1.0, 0, 0) == 1.0


def test_lengths_that_make_no_sense_are_refused(refuses):
    with refuses("at least 1 step"):
        step_decay(1.0, 0, 0)
    with refuses("at least 1 step"):
        cosine(1.0, 0, 0)
    with refuses("leave some for the cosine"):
        warmup_cosine(1.0, 0, 10, 10)
