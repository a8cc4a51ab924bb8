import numpy as np
import pytest

from viva_bank.reference.losses.reduction import reduced, share


def test_the_mean_shares_what_the_sum_gives_whole():
    losses = np.array([[1.0, 2.0], [3.0, 6.0]])
    assert reduced(losses, "mean") == 3.0
    assert reduced(losses, "sum") == 12.0
    assert reduced(losses, "none") is losses
    assert (share(4, "mean"), share(4, "sum"), share(4, "none")) == (0.25, 1.0, 1.0)


def test_the_sum_of_nothing_is_zero_and_its_mean_is_refused(refuses):
    assert reduced(np.zeros(0), "sum") == 0.0
    with refuses("at least one element"):
        reduced(np.zeros(0), "mean")


@pytest.mark.parametrize("call", [lambda n: reduced(np.ones(3), n), lambda n: share(3, n)])
def test_an_unknown_reduction_is_refused(refuses, call):
    with refuses('use "mean", "sum" or "none"'):
        call("average")
