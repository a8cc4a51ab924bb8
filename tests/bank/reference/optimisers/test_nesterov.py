import numpy as np
import torch

from viva_bank.reference.optimisers.nesterov import Nesterov, nesterov_lookahead


def test_the_two_forms_walk_the_same_path(rng):
    A = np.diag([1.0, 25.0])
    start = rng.normal(size=2)
    published = nesterov_lookahead(lambda x: A @ x, start, lr=0.02, mu=0.9, steps=40)
    optimiser, phi = Nesterov(0.02, 0.9), start
    for point in published:
        np.testing.assert_allclose(phi, point, atol=1e-13)
        (phi,) = optimiser.step([phi], [A @ phi])


def test_it_is_pytorchs(same_steps_as_torch):
    same_steps_as_torch(
        Nesterov, lambda p: torch.optim.SGD(p, 0.05, momentum=0.8, nesterov=True), lr=0.05, mu=0.8
    )


def test_bad_steps_are_refused(refuses_bad_steps):
    refuses_bad_steps(Nesterov)
