import numpy as np
import torch

from viva_bank.reference.optimisers.adagrad import AdaGrad


def test_it_is_pytorchs(same_steps_as_torch):
    same_steps_as_torch(AdaGrad, lambda p: torch.optim.Adagrad(p, 0.2), lr=0.2)


def test_bad_steps_are_refused(refuses_bad_steps):
    refuses_bad_steps(AdaGrad)


def test_the_step_falls_as_one_over_root_t():
    optimiser, theta, sizes = AdaGrad(1.0), np.zeros(1), []
    for _ in range(100):
        (moved,) = optimiser.step([theta], [np.ones(1)])
        sizes.append((theta - moved).item())
        theta = moved
    np.testing.assert_allclose(sizes, 1 / np.sqrt(np.arange(1, 101)), rtol=1e-9)
