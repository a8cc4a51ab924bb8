"""Sandboxes for these tests: tier A is demanded wherever the kernel can give it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = str(Path(__file__).parent)
if HERE not in sys.path:  # the zygote preloads `sandbox_handlers` from the broker's path
    sys.path.append(HERE)

from boxes import box  # noqa: E402

from viva.sandbox import Sandbox  # noqa: E402


@pytest.fixture(scope="session")
def numpy_box() -> Iterator[Sandbox]:
    with box("numpy", "A") as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def torch_box() -> Iterator[Sandbox]:
    with box("torch", "A") as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def numpy_box_b() -> Iterator[Sandbox]:
    with box("numpy", "B") as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def torch_box_b() -> Iterator[Sandbox]:
    with box("torch", "B") as sandbox:
        yield sandbox


@pytest.fixture(params=["numpy-A", "numpy-B", "torch-A", "torch-B"], scope="session")
def any_box(request: pytest.FixtureRequest) -> Sandbox:
    flavour, tier = request.param.split("-")
    return request.getfixturevalue(f"{flavour}_box" + ("_b" if tier == "B" else ""))
