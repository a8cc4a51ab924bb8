"""That shapes are really checked while these tests run, and cost nothing when they do not."""

import subprocess
import sys

import jaxtyping
import numpy as np
import pytest

from viva_bank.reference.activations.prelu import prelu
from viva_bank.reference.activations.relu import relu


def test_a_wrong_shape_is_noticed():
    with pytest.raises(jaxtyping.TypeCheckError):
        prelu(np.ones((2, 3)), np.ones(2))


def test_a_wrong_dtype_is_noticed():
    with pytest.raises(jaxtyping.TypeCheckError):
        relu(np.arange(3))


def test_the_references_import_neither_jaxtyping_nor_torch_nor_sklearn():
    # A fresh interpreter, without this folder's hook. metric_learning.siamese is a torch module.
    code = (
        "import importlib, pkgutil, sys, viva_bank.reference as r\n"
        "for m in pkgutil.walk_packages(r.__path__, r.__name__ + '.'):\n"
        "    if m.name not in {'viva_bank.reference.metric_learning.siamese'}:\n"
        "        importlib.import_module(m.name)\n"
        "print([m for m in ('jaxtyping', 'beartype', 'torch', 'sklearn') if m in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"
