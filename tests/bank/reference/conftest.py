"""The references are imported with their shape annotations checked (jaxtyping and beartype)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.machinery import ModuleSpec
from types import ModuleType

import beartype
import hypothesis
import jaxtyping
import numpy as np
import pytest

# The same examples at every run, and no deadline: a shared machine is slow at times.
hypothesis.settings.register_profile(
    "reference", derandomize=True, deadline=None, max_examples=50, database=None
)
hypothesis.settings.load_profile("reference")

PACKAGE = "viva_bank.reference"
NAMES = ("Bool", "Float", "Float32", "Float64", "Int", "Integer", "Num", "Shaped", "UInt8")


class _Names:
    """Gives every reference module the names that it imports for the type checker alone.

    jaxtyping is no dependency of the bank, so the modules import it only under TYPE_CHECKING;
    for the annotations to be evaluated the names have to be there when the module runs.
    """

    def __init__(self, hook: object) -> None:
        self.hook = hook

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> object:
        spec: ModuleSpec | None = self.hook.find_spec(fullname, path, target)  # type: ignore[attr-defined]
        if spec is None or spec.loader is None:
            return None
        run = spec.loader.exec_module

        def exec_module(module: object) -> None:
            module.__dict__.update({name: getattr(jaxtyping, name) for name in NAMES})
            run(module)  # type: ignore[arg-type]

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def _check_shapes() -> None:
    # Another folder's tests may have imported a reference already, unchecked.
    for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
        del sys.modules[name]
    # The hook takes a dotted name only. The numeric tower lets an int stand for a float.
    checker = ModuleType("reference_shape_checker")
    checker.check = beartype.beartype(conf=beartype.BeartypeConf(is_pep484_tower=True))  # type: ignore[attr-defined]
    sys.modules[checker.__name__] = checker
    manager = jaxtyping.install_import_hook(PACKAGE, "reference_shape_checker.check")
    sys.meta_path.insert(0, _Names(manager.hook))  # type: ignore[arg-type]


_check_shapes()


Refuses = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def refuses() -> Refuses:
    """`with refuses("words"):` the reference itself must raise a ValueError with these words.

    The shape checker would speak first; a reader who has no checker gets the ValueError.
    """

    @contextmanager
    def expect(words: str) -> Iterator[None]:
        jaxtyping.config.update("jaxtyping_disable", True)
        try:
            with pytest.raises(ValueError, match=words):
                yield
        finally:
            jaxtyping.config.update("jaxtyping_disable", False)

    return expect


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """A generator of the test's own, the same at every run."""
    return np.random.default_rng([ord(letter) for letter in request.node.name])


@pytest.fixture
def same_as_torch() -> Callable[..., None]:
    """Checks f and its backward pass against PyTorch's function and its autograd.

    Both in float64 (tightly) and in float32 (dtype kept), at kinks, tails and infinities' edge.
    """
    import torch

    def check(
        f: Callable[..., np.ndarray],
        f_backward: Callable[..., np.ndarray],
        oracle: Callable[[torch.Tensor], torch.Tensor],
        points: np.ndarray | None = None,
        atol32: float = 1e-6,
    ) -> None:
        if points is None:
            tails = np.array([-700.0, -90.0, -30.0, -9.0, 9.0, 30.0, 90.0, 700.0])
            points = np.concatenate([np.linspace(-6, 6, 121), tails]).reshape(3, 43)
        for dtype, rtol, atol in ((np.float64, 1e-9, 1e-12), (np.float32, 1e-5, atol32)):
            x = points.astype(dtype)
            dy = np.linspace(-2, 3, x.size).reshape(x.shape).astype(dtype)
            before = x.copy()
            with np.errstate(all="raise", under="ignore"):
                y, dx = f(x), f_backward(dy, x)
            t = torch.tensor(x, requires_grad=True)
            expected = oracle(t)
            expected.backward(torch.tensor(dy))
            assert t.grad is not None
            assert y.dtype == dtype
            assert dx.dtype == dtype
            np.testing.assert_allclose(y, expected.detach().numpy(), rtol=rtol, atol=atol)
            np.testing.assert_allclose(dx, t.grad.numpy(), rtol=rtol, atol=atol)
            np.testing.assert_array_equal(x, before)

    return check


@pytest.fixture
def numeric_gradient() -> Callable[..., np.ndarray]:
    """Central differences of a scalar function of one array: the oracle that needs no library."""

    def gradient(f: Callable[[np.ndarray], float], x: np.ndarray, h: float = 1e-6) -> np.ndarray:
        g = np.zeros_like(x)
        for i in np.ndindex(x.shape):
            up, down = x.copy(), x.copy()
            up[i] += h
            down[i] -= h
            g[i] = (f(up) - f(down)) / (2 * h)
        return g

    return gradient
