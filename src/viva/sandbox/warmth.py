"""What a zygote imports once, and what a spare does once, so that no verdict waits for it."""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Sequence

from viva.sandbox.decoding import decode_in_child
from viva.sandbox.encoding import encode

# Imported by honest answers often enough to be worth 20 ms once.
LIBRARY = """abc asyncio bisect collections concurrent.futures.thread copy dataclasses enum
functools heapq itertools json linecache math operator random re statistics string time typing
warnings"""

SOURCE = """
import numpy as np
def f(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)
"""


def load(flavour: str, preload: Sequence[str]) -> None:
    """Imports, and runs what imports more on first use; nothing that starts a thread."""
    for name in LIBRARY.split():
        importlib.import_module(name)
    import numpy as np

    np.linalg.svd(np.eye(8))
    np.random.default_rng(0).normal(size=4)
    np.einsum("ij,jk", np.eye(2), np.eye(2))
    importlib.import_module("numpy.testing")
    if flavour == "torch":
        _load_torch()
    for name in preload:
        importlib.import_module(name)
    _tell_threadpoolctl()


def _tell_threadpoolctl() -> None:
    """scikit-learn's helper decides when it is imported whether there is a /proc: there is none."""
    try:
        helper = importlib.import_module("threadpoolctl")
    except ImportError:
        return
    if hasattr(helper, "_HAS_PROCFS"):
        helper.__dict__["_HAS_PROCFS"] = False


def _load_torch() -> None:
    torch = importlib.import_module("torch")
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    for name in ("torch.nn.functional", "torch.optim", "torch.distributions", "torch.utils.data"):
        importlib.import_module(name)
    # Forward only: autograd's engine must not run before a fork.
    model = torch.nn.Linear(4, 4)
    torch.softmax(model(torch.randn(2, 4)), -1).sum()
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter)
    for optimiser in (torch.optim.SGD, torch.optim.Adam):  # the first imports torch._dynamo
        optimiser(model.parameters(), lr=0.1).step()


def warm(preload: Sequence[str]) -> None:
    """Touches the pages that a typical job writes to, in the idle spare: copy-on-write costs."""
    import numpy as np

    x = np.random.rand(32, 64)
    job = decode_in_child(encode({"source": SOURCE, "args": [x], "n": 1, "name": "f"}))
    space: dict[str, object] = {}
    exec(compile(job["source"], "<warm>", "exec"), space)
    encode(["ok", space["f"](job["args"][0].copy())])  # type: ignore[operator]
    np.random.seed(0)
    a = np.random.rand(16, 16)
    np.einsum("ij,jk->ik", a, a @ a)
    try:
        raise ValueError
    except ValueError as error:
        traceback.extract_tb(error.__traceback__)
    if "torch" in sys.modules:
        _warm_torch()
    for name in preload:
        hook = getattr(sys.modules[name], "warm_up", None)
        if hook is not None:
            hook()


def _warm_torch() -> None:
    torch = importlib.import_module("torch")
    torch.manual_seed(0)
    model = torch.nn.Linear(16, 16)
    optimiser = torch.optim.SGD(model.parameters(), lr=0.1)
    x = torch.rand(16, 16, requires_grad=True)
    target = torch.zeros(16, dtype=torch.long)
    loss = torch.nn.functional.cross_entropy(torch.relu(model(x)), target)
    loss.backward()
    optimiser.step()
    torch.softmax(x, -1).pow(2).sum().backward()
    encode(x)
    wide = torch.rand(32, 64, dtype=torch.float64, requires_grad=True)
    torch.softmax(wide, -1).pow(2).sum().backward()
