import pytest
import torch

from viva_bank.reference.initialisation.fans import fans


@pytest.mark.parametrize("shape", [(7, 5), (8, 3, 3, 3), (4, 2, 5), (1, 1)])
def test_they_are_pytorchs(shape):
    # PyTorch keeps a dense weight as (out, in), we as (in, out).
    theirs = shape if len(shape) > 2 else shape[::-1]
    assert fans(shape) == torch.nn.init._calculate_fan_in_and_fan_out(torch.empty(theirs))


def test_a_vector_has_none(refuses):
    with refuses("has no fans"):
        fans((3,))
