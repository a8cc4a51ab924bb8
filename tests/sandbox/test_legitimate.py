"""What honest answers use works, in every tier, and costs no more than outside."""

from __future__ import annotations

import os
import sys
from typing import Any

import pytest
from boxes import run

from viva.sandbox import Limits, Returned, Sandbox

# Each defines f(), which asserts for itself and returns something.
PLAIN = {
    "array arithmetic": """
import numpy as np
def f():
    a = np.arange(12.0).reshape(3, 4)
    b = np.where(a > 3, a, -a)[..., None] + np.linspace(0, 1, 5)
    return [b.sum(0), np.einsum('ijk,ij->k', b, a), a.T @ a, np.tensordot(a, a, ([0], [0])),
            np.concatenate([a, a]), np.pad(a, 1), np.argsort(a, axis=None)[::-1],
            np.cumsum(a, 1), np.unique([3, 1, 3]), np.clip(a, 2, 5), np.roll(a, 1)]
""",
    "linear algebra": """
import numpy as np
def f():
    a = np.random.default_rng(0).normal(size=(20, 20)); s = a @ a.T + np.eye(20)
    u, v, w = np.linalg.svd(a)
    assert np.allclose(u * v @ w, a)
    q, r = np.linalg.qr(a)
    return [np.linalg.inv(s), np.linalg.cholesky(s), np.linalg.eigh(s)[0], np.linalg.det(s),
            np.linalg.solve(s, a), np.linalg.lstsq(a, a[0], rcond=None)[0], np.linalg.norm(q @ r),
            np.linalg.matrix_rank(a), np.linalg.pinv(a)]
""",
    "random generators": """
import numpy as np, random
def f():
    g = np.random.default_rng(3); random.seed(1)
    return [g.normal(size=3), g.choice(10, 4, replace=False), g.permutation(5),
            np.random.RandomState(0).rand(2), np.random.randn(2), random.random(),
            g.multivariate_normal(np.zeros(2), np.eye(2)), g.dirichlet([1, 2]), g.poisson(3, 2)]
""",
    "fft and polynomials": """
import numpy as np
def f():
    x = np.arange(16.0)
    assert np.allclose(np.fft.ifft(np.fft.fft(x)), x)
    return [np.fft.rfft(x), np.polyfit(x, x ** 2, 2), np.convolve(x, [1, 2, 1], 'same'),
            np.histogram(x, 4)[0], np.quantile(x, .3), np.interp([.5], x, x), np.corrcoef(x, -x)]
""",
    "strides and views": """
import numpy as np
def f():
    x = np.arange(10.0)
    w = np.lib.stride_tricks.sliding_window_view(x, 3)
    return [w.mean(1), np.lib.stride_tricks.as_strided(x, (4, 2), (16, 8)), x.reshape(5, 2).T,
            np.ix_([0, 1], [1]), np.meshgrid(x, x)[0].shape, np.vectorize(lambda v: v + 1)(x)]
""",
    "dtypes": """
import numpy as np
def f():
    return [np.float16(1) / 3, np.int8(100) + np.int8(20), np.array([1, 2], np.uint16),
            np.array([1 + 2j]), np.array([True]), np.array(['a', 'bc']), np.finfo('f4').eps,
            np.errstate(divide='ignore').__class__.__name__]
""",
    "standard library": """
import collections, functools, itertools, heapq, bisect, dataclasses, enum, math, statistics
import re, json, copy, string, operator, fractions, decimal, datetime, typing, abc, contextlib
import textwrap, types, warnings, time, random, hashlib, struct, inspect, io, pprint, queue
@dataclasses.dataclass(frozen=True)
class P:
    x: float
    y: list = dataclasses.field(default_factory=list)
class E(enum.Enum):
    A = 1
@functools.lru_cache(None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
def f():
    c = collections.Counter('banana'); h = [3, 1, 2]; heapq.heapify(h)
    d = collections.deque([1, 2], maxlen=2); d.append(3)
    return [c, heapq.heappop(h), list(d), fib(90), P(1.0).x, E.A.value, dataclasses.asdict(P(2.0)),
            list(itertools.islice(itertools.count(), 3)), bisect.bisect([1, 2, 4], 3),
            json.loads('{"a": [1]}'), re.findall(r'[a-z]+', 'ab c'), math.comb(10, 3),
            str(fractions.Fraction(1, 3)), str(decimal.Decimal('0.1')), copy.deepcopy([1, [2]]),
            hashlib.sha256(b'a').hexdigest()[:8], functools.reduce(operator.mul, [1, 2, 3]),
            statistics.mean([1, 2]), inspect.signature(fib).__class__.__name__]
""",
    "asyncio": """
import asyncio
async def g(x):
    await asyncio.sleep(0.001)
    return x
async def main():
    queue = asyncio.Queue(); lock = asyncio.Lock()
    async with lock: await queue.put(1)
    return await asyncio.gather(*(g(i) for i in range(5))), await queue.get()
def f(): return asyncio.run(main())
""",
    "recursion": """
import sys
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
def f(): return depth(900)
""",
    "generators and context managers": """
import contextlib
@contextlib.contextmanager
def c(): yield 5
def g(): x = yield 1; yield x
def f():
    with c() as v, contextlib.suppress(KeyError): {}[v]
    it = g(); next(it)
    return it.send(v)
""",
    "output and warnings": """
import logging, sys, warnings
def f():
    print('a', end=''); sys.stdout.write('b'); warnings.warn('c'); logging.warning('d')
    return 1
""",
    "catching its own errors": """
import numpy as np
def f():
    try: np.linalg.inv(np.zeros((2, 2)))
    except np.linalg.LinAlgError: pass
    with np.errstate(all='raise'):
        try: np.float64(1) / 0
        except FloatingPointError as e: return str(e)
""",
    "time": """
import time, datetime
def f():
    t = time.perf_counter(); time.sleep(0.01)
    return time.perf_counter() - t >= 0.01, datetime.date(2020, 1, 1).isoformat(), time.time() > 1e9
""",
    "introspection": """
import inspect, traceback, typing
def g(a: int, *, b: str = 'x') -> float: return 1.0
def f():
    try: 1 / 0
    except ZeroDivisionError: text = traceback.format_exc()
    return str(inspect.signature(g)), typing.get_type_hints(g)['a'].__name__, 'ZeroDivision' in text
""",
}
# These import from the packages after the fork, which needs the interpreter to be reachable.
IMPORTING = {
    "scipy": """
import scipy.stats, scipy.optimize, scipy.special, scipy.linalg, scipy.sparse, scipy.signal
import numpy as np
def f():
    r = scipy.optimize.minimize(lambda x: ((x - 3) ** 2).sum(), np.zeros(2))
    return [scipy.stats.norm.cdf(0.0), r.x, scipy.special.logsumexp([0, 0]),
            scipy.linalg.expm(np.zeros((2, 2))), scipy.sparse.eye(3).toarray(),
            scipy.signal.convolve([1, 2], [1, 1])]
""",
    "scikit-learn": """
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.cluster import KMeans
def f():
    g = np.random.default_rng(0); x = g.normal(size=(60, 3)); y = (x[:, 0] > 0).astype(int)
    m = LogisticRegression().fit(x, y)
    return m.score(x, y) > .9, KMeans(2, n_init=1, random_state=0).fit(x).labels_.shape
""",
    "rarer modules": """
import csv, calendar, difflib, graphlib, numbers, secrets, uuid, zlib, gzip, base64, shelve
import unittest, argparse, configparser, html, xml.etree.ElementTree, sqlite3, array, cmath
def f():
    db = sqlite3.connect(':memory:')
    return db.execute('select 1 + 1').fetchone()[0], cmath.sqrt(-1), zlib.crc32(b'a')
""",
}
TORCH = {
    "autograd": """
import torch
def f():
    x = torch.linspace(-1, 1, 5, requires_grad=True)
    (g,) = torch.autograd.grad(torch.tanh(x).pow(2).sum(), x, create_graph=True)
    (h,) = torch.autograd.grad(g.sum(), x)
    j = torch.autograd.functional.jacobian(lambda v: v ** 2, torch.ones(2))
    return h, j, torch.func.vmap(torch.func.grad(lambda v: v ** 3))(torch.arange(3.0))
""",
    "modules": """
import torch
from torch import nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 4, 3, padding=1); self.bn = nn.BatchNorm2d(4)
        self.drop = nn.Dropout(.1); self.head = nn.Linear(4 * 16, 3)
        self.attention = nn.MultiheadAttention(8, 2, batch_first=True)
        self.lstm = nn.LSTM(8, 8, batch_first=True); self.norm = nn.LayerNorm(8)
    def forward(self, x):
        x = self.drop(torch.relu(self.bn(self.conv(x))))
        return self.head(x.flatten(1))
def f():
    torch.manual_seed(0); n = Net(); y = n(torch.randn(2, 1, 4, 4))
    t = torch.randn(2, 5, 8); a, _ = n.attention(t, t, t); b, _ = n.lstm(n.norm(a))
    e = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True).eval()
    return y, b, e(t), len(n.state_dict())
""",
    "training": """
import torch
from torch.utils.data import DataLoader, TensorDataset
def f():
    torch.manual_seed(0)
    x = torch.randn(64, 4); y = (x.sum(1, keepdim=True) > 0).float()
    out = []
    for Optimiser in (torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW, torch.optim.RMSprop):
        m = torch.nn.Linear(4, 1); o = Optimiser(m.parameters(), lr=.05)
        s = torch.optim.lr_scheduler.CosineAnnealingLR(o, 20)
        for _ in range(20):
            for a, b in DataLoader(TensorDataset(x, y), 32, shuffle=True):
                o.zero_grad(); l = torch.nn.functional.binary_cross_entropy_with_logits(m(a), b)
                l.backward(); torch.nn.utils.clip_grad_norm_(m.parameters(), 1.); o.step()
            s.step()
        out.append(l.item() < .7)
    return out
""",
    "functions": """
import torch, torch.nn.functional as F
def f():
    q = torch.randn(1, 2, 4, 8)
    return [F.scaled_dot_product_attention(q, q, q, is_causal=True), F.softmax(q, -1), F.gelu(q),
            F.layer_norm(q, (8,)), F.cross_entropy(torch.randn(3, 5), torch.tensor([0, 1, 2])),
            F.conv2d(q, torch.randn(3, 2, 3, 3)), F.one_hot(torch.arange(3)),
            torch.topk(q, 2).values,
            torch.einsum('bhid,bhjd->bhij', q, q), torch.linalg.svdvals(q[0, 0]),
            torch.distributions.Normal(0., 1.).log_prob(torch.tensor(0.)), q.to(torch.bfloat16)]
""",
}


def works(sandbox: Sandbox, source: str) -> Any:
    reply = run(sandbox, source, limits=Limits(memory_mib=2048))
    assert isinstance(reply, Returned), reply
    return reply


@pytest.mark.parametrize("name", PLAIN)
def test_honest_code_works(any_box: Sandbox, name: str) -> None:
    works(any_box, PLAIN[name])


@pytest.mark.parametrize("name", IMPORTING)
def test_packages_may_be_imported(numpy_box: Sandbox, name: str) -> None:
    works(numpy_box, IMPORTING[name])


def test_packages_may_be_imported_in_tier_b(numpy_box_b: Sandbox) -> None:
    """Where they can be reached at all; where not, the report says so."""
    for source in IMPORTING.values():
        reply = run(numpy_box_b, source, limits=Limits(memory_mib=2048))
        if numpy_box_b.start().notes:
            assert os.getuid() == 0
            assert "may not enter" in numpy_box_b.start().notes[0].en
        else:
            assert isinstance(reply, Returned), reply


@pytest.mark.torch
@pytest.mark.parametrize("name", TORCH)
def test_torch_works(torch_box: Sandbox, torch_box_b: Sandbox, name: str) -> None:
    for sandbox in (torch_box, torch_box_b):
        works(sandbox, TORCH[name])


def test_nothing_is_printed_that_the_answer_did_not_print(any_box: Sandbox) -> None:
    assert works(any_box, PLAIN["linear algebra"]).stdout == ""


def test_the_same_answer_gets_the_same_values_twice(any_box: Sandbox) -> None:
    source = """
import random, sys
import numpy as np
def f():
    t = sys.modules.get('torch')
    return [list({'a', 'b', 'c', 'd'}), random.random(), np.random.rand(), hash('x'),
            t and float(t.rand(1))]
"""
    assert works(any_box, source).value == works(any_box, source).value


def test_the_interpreter_is_this_one(numpy_box: Sandbox) -> None:
    source = "import sys, numpy\ndef f(): return list(sys.version_info[:3]), numpy.__version__"
    import numpy

    assert works(numpy_box, source).value == (list(sys.version_info[:3]), numpy.__version__)
