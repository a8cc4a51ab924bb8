import numpy as np
import pytest
import torch

from viva_bank.reference.autograd.tape import Var

# Each expression is written once, and run on our tape and on PyTorch's.
EXPRESSIONS = {
    "broadcast_sum": lambda a, b, c: (a + c).sum(),
    "broadcast_product": lambda a, b, c: (a * c * c).sum(),
    "matmul": lambda a, b, c: ((a @ b) ** 2).sum(),
    "used_twice": lambda a, b, c: (a * a + a).sum(),
    "quotient": lambda a, b, c: (c / (a**2 + 1.5)).sum(),
    "from_the_right": lambda a, b, c: (2.0 / (3.0 - 1.0 * c.tanh())).sum(),
    "network": lambda a, b, c: ((((a + c).relu() @ b).tanh() - 0.3) ** 2).mean(),
    "log_sum_exp": lambda a, b, c: (a.exp().sum(1) + 1.0).log().sum(),
    "negative": lambda a, b, c: (-a * 2.0 - c).mean(),
}


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_it_is_pytorchs_autograd(rng, name):
    values = [rng.normal(size=s) for s in ((3, 4), (4, 2), (4,))]
    ours = [Var(v) for v in values]
    theirs = [torch.tensor(v, requires_grad=True) for v in values]
    y, oracle = EXPRESSIONS[name](*ours), EXPRESSIONS[name](*theirs)
    y.backward()
    oracle.backward()
    np.testing.assert_allclose(y.value, oracle.item())
    for mine, t in zip(ours, theirs, strict=True):
        expected = np.zeros(mine.value.shape) if t.grad is None else t.grad.numpy()
        assert mine.grad.shape == mine.value.shape
        np.testing.assert_allclose(mine.grad, expected, atol=1e-12)


def test_max_and_sum_along_an_axis(rng):
    a = rng.normal(size=(3, 4))
    a[0, 1] = a[0, 2] = 9.0
    ours, theirs = Var(a), torch.tensor(a, requires_grad=True)
    (ours.max(1) * ours.sum(1, keepdims=True)).sum().backward()
    (theirs.amax(1, keepdim=True) * theirs.sum(1, keepdim=True)).sum().backward()
    np.testing.assert_allclose(ours.grad, theirs.grad)


def test_a_second_sweep_does_not_add_to_the_first():
    x = Var(np.array([2.0]))
    y = (x**3).sum()
    y.backward()
    y.backward()
    np.testing.assert_allclose(x.grad, [12.0])


def test_a_chain_of_five_thousand_operations_needs_no_recursion():
    x = Var(1.0)
    y = x
    for _ in range(5000):
        y = y * 1.0 + 0.0
    y.backward()
    assert x.grad == 1.0


def test_an_output_of_many_numbers_and_a_vector_product_are_refused(refuses):
    with refuses("reduce it to one number"):
        Var(np.ones(2)).backward()
    with refuses("takes two matrices"):
        Var(np.ones(2)) @ Var(np.ones(2))
