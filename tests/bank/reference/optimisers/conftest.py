"""Every first-order rule is tried against PyTorch's in the same way."""

from collections.abc import Callable

import numpy as np
import pytest
import torch


@pytest.fixture
def same_steps_as_torch(rng) -> Callable[..., None]:
    """Thirty steps beside PyTorch's optimiser, two parameters, the rate changed on the way.

    `make(**settings)` builds ours, `make_oracle(params)` PyTorch's with the same settings.
    """

    def check(make, make_oracle, **settings):
        ours = make(**settings)
        params = [rng.normal(size=(3, 2)), rng.normal(size=4)]
        theirs = [torch.tensor(p, requires_grad=True) for p in params]
        oracle = make_oracle(theirs)
        for step in range(30):
            grads = [rng.normal(size=p.shape) * 10 ** rng.uniform(-3, 2) for p in params]
            before = [p.copy() for p in params]
            moved = ours.step(params, grads)
            for p, b in zip(params, before, strict=True):
                np.testing.assert_array_equal(p, b)  # the inputs are left as they were
            params = moved
            for t, g in zip(theirs, grads, strict=True):
                t.grad = torch.tensor(g)
            oracle.step()
            for p, t in zip(params, theirs, strict=True):
                np.testing.assert_allclose(p, t.detach().numpy(), rtol=1e-9, atol=1e-12)
            if step == 15:
                ours.lr *= 0.3
                oracle.param_groups[0]["lr"] *= 0.3
        narrow = make(**settings).step([np.ones(2, np.float32)], [np.ones(2, np.float32)])
        assert narrow[0].dtype == np.float32

    return check


@pytest.fixture
def refuses_bad_steps(refuses) -> Callable[..., None]:
    """A gradient of another shape, a missing one, and a negative rate raise what names the mend."""

    def check(make):
        with refuses("one gradient for each parameter"):
            make(lr=0.1).step([np.ones(2)], [np.ones(3)])
        with refuses("one gradient for each parameter"):
            make(lr=0.1).step([np.ones(2)], [])
        with refuses("learning rate of 0 or more"):
            make(lr=-0.1)

    return check
