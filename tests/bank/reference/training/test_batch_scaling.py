import pytest

from viva_bank.reference.training.batch_scaling import scaled_rate


def test_goyals_published_pair():
    # "Accurate, large minibatch SGD": 0.1 at 256 images becomes 3.2 at 8192.
    assert scaled_rate(0.1, 256, 8192) == pytest.approx(3.2)
    assert scaled_rate(0.1, 256, 8192, "sqrt") == pytest.approx(0.1 * 32**0.5)


def test_an_empty_batch_and_an_unknown_rule_are_refused(refuses):
    with refuses("at least 1 each"):
        scaled_rate(0.1, 0, 8)
    with refuses('use "linear" or "sqrt"'):
        scaled_rate(0.1, 8, 8, "cubic")
