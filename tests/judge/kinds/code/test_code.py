"""The kind `code` on the toy bank, with the answers that break other judges."""

from __future__ import annotations

import pytest

from viva.catalog import Catalog
from viva.core import BadInput, Verdict
from viva.judge import Judge

RIGHT = "def double(x):\n    return 2 * x\n"


def grade(toy: Catalog, judge: Judge, source: str) -> Verdict:
    variant = judge.variant(toy.question("arithmetic/double"), 0)
    return judge.grade(variant, judge.parse(variant, source))


@pytest.mark.parametrize(
    "source",
    [
        RIGHT,
        "double = lambda x: x + x\n",
        "import numpy as np\ndef double(x):\n    return [2 * v for v in x] if x.size else np.array([])",
        "def double(x):\n    print('hello')\n    return x * 2.0\n",
        "from dataclasses import dataclass\n@dataclass\nclass D:\n    k: int = 2\n"
        "def double(x):\n    return x * D().k\n",
        "from dataclasses import dataclass, fields\n@dataclass\nclass D:\n    k: int = 2\n"
        "def double(x):\n    assert fields(D)[0].type is int\n    return x * D().k\n",
        "\ufeffdef double(x):\r\n    return 2 * x\r\n",
    ],
)
def test_right_answers_pass(toy: Catalog, judge: Judge, source: str) -> None:
    assert grade(toy, judge, source).outcome == "pass"


CHEATS = {
    "patched allclose": "import numpy as np\nnp.allclose = np.array_equal = lambda *a, **k: True\n"
    "def double(x):\n    return x * 0\n",
    "lying __eq__": "import numpy as np\nclass Lie(np.ndarray):\n    def __eq__(self, o): return True\n"
    "    def __sub__(self, o): return np.zeros(self.shape)\n"
    "def double(x):\n    return np.zeros(x.shape).view(Lie)\n",
    "exit 0": "import os\ndef double(x):\n    os._exit(0)\n",
    "SystemExit": "def double(x):\n    raise SystemExit(0)\n",
    "at import": "raise SystemExit(0)\n",
    "forged report": "def double(x):\n    return {'value': 2 * x, 'mutated': []}\n",
    "exit at import with a function": "def double(x):\n    return 2*x\nimport os; os._exit(0)\n",
    "finds the driver": "import sys\ndef double(x):\n"
    "    f = sys._getframe()\n    while f: \n        f.f_globals['expected'] = 0; f = f.f_back\n"
    "    return x\n",
    "claims it mutated nothing": "def double(x):\n    x *= 2\n    return x\n",
    "nan": "def double(x):\n    return x * float('nan')\n",
    "None": "def double(x):\n    pass\n",
    "wrong shape": "def double(x):\n    return (2 * x)[None]\n",
    "strings": "def double(x):\n    return [str(2 * v) for v in x]\n",
    "object array": "import numpy as np\ndef double(x):\n    return (2 * x).astype(object)\n",
    "no such name": "def twice(x):\n    return 2 * x\n",
    "syntax error": "def double(x)\n    return 2 * x\n",
    "reads the solution": "import glob\ndef double(x):\n"
    "    paths = glob.glob('/**/toy_bank/**/solution.py', recursive=True)\n"
    "    exec(open(paths[0]).read(), globals())\n    return globals()['double'](x)\n",
}


@pytest.mark.parametrize("name", CHEATS)
def test_cheats_and_wrong_answers_do_not_pass(toy: Catalog, judge: Judge, name: str) -> None:
    verdict = grade(toy, judge, CHEATS[name])
    assert verdict.outcome in ("fail", "partial"), verdict
    assert any(c.feedback.en for c in verdict.criteria)
    assert all(c.feedback.zh for c in verdict.criteria if c.feedback.en)


def test_the_judge_lives_after_the_worst(toy: Catalog, judge: Judge) -> None:
    for source in (
        "def double(x):\n    while True: pass\n",
        "import ctypes\ndef double(x):\n    ctypes.string_at(0)\n",
        "def double(x):\n    return double(x)\n",
        "def double(x):\n    a = []\n    while True: a.append(bytearray(10**8))\n",
        "def double(x):\n    while True: print('x' * 10000)\n",
    ):
        assert grade(toy, judge, source).outcome == "fail", source
        assert grade(toy, judge, RIGHT).outcome == "pass"


def test_endless_loop_is_told_with_the_limit(toy: Catalog, judge: Judge) -> None:
    verdict = grade(toy, judge, "def double(x):\n    while True: pass\n")
    assert any("had not finished after 3 s" in c.feedback.en for c in verdict.criteria)


def test_the_first_failing_case_is_shown_small(toy: Catalog, judge: Judge) -> None:
    verdict = grade(toy, judge, "def double(x):\n    return 3 * x\n")
    values = verdict.criteria[0]
    assert values.state == "wrong"
    assert "4 of 4 values are wrong" in values.feedback.en
    for word in ("four numbers", "double(", "expected:", "got:"):
        assert word in values.evidence.en
    for word in ("四个数", "应为", "得到"):
        assert word in values.evidence.zh
    assert verdict.criteria[1].state == "covered"


def test_a_traceback_shows_the_candidates_lines_and_no_others(toy: Catalog, judge: Judge) -> None:
    source = "def helper(x):\n    return x.nope\n\ndef double(x):\n    return helper(x)\n"
    values = grade(toy, judge, source).criteria[0]
    assert "AttributeError on line 2" in values.feedback.en
    assert "line 5, in double" in values.evidence.en
    assert "child" not in values.evidence.en
    assert "/" not in values.evidence.en.replace("n/a", "")


def test_a_declared_mistake_is_recognised(toy: Catalog, judge: Judge) -> None:
    verdict = grade(toy, judge, "def double(x):\n    return x * x\n")
    assert verdict.criteria[0].feedback.en == "You squared it."


def test_printed_output_is_shown(toy: Catalog, judge: Judge) -> None:
    verdict = grade(toy, judge, "def double(x):\n    print('I am here')\n    return x\n")
    assert "I am here" in verdict.printed


WAYS_AROUND = [
    "import numpy as np\ndef double(x):\n    return np.multiply(2, x)\n",
    "import numpy\ndef double(x):\n    return numpy.multiply(2, x)\n",
    "from numpy import multiply as m\ndef double(x):\n    return m(2, x)\n",
    "import numpy as np\ndef double(x):\n    return getattr(np, 'mult' + 'iply')(2, x)\n",
    "import numpy as np\ndef double(x):\n    return vars(np)['multiply'](2, x)\n",
    "import importlib\ndef double(x):\n"
    "    return importlib.import_module('num' + 'py').__dict__['multi' + 'ply'](2, x)\n",
    "import numpy as np\nf = np.multiply\ndef double(x):\n    return f(2, x)\n",
    "import numpy as np\ndef double(x):\n"
    "    return list(map(getattr(np, 'mul' 'tiply'), [2] * len(x), x))\n",
]


@pytest.mark.parametrize("source", WAYS_AROUND)
def test_what_is_ruled_out_is_noticed(toy: Catalog, judge: Judge, source: str) -> None:
    verdict = grade(toy, judge, source)
    assert verdict.outcome == "fail"
    assert "rules out `numpy.multiply`" in verdict.criteria[0].feedback.en


def test_the_library_may_call_what_the_answer_may_not(toy: Catalog, judge: Judge) -> None:
    source = "import numpy as np\ndef double(x):\n    return np.outer(x, [2.0])[:, 0]\n"
    assert grade(toy, judge, source).outcome == "pass"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (7, "a string"),
        ("", "empty"),
        ("  \n", "empty"),
        ("x" * 100_001, "larger"),
        ("a\0b", "control"),
    ],
)
def test_no_answer_at_all_is_told_so(toy: Catalog, judge: Judge, raw: object, words: str) -> None:
    variant = judge.variant(toy.question("arithmetic/double"), 0)
    with pytest.raises(BadInput, match=words) as caught:
        judge.parse(variant, raw)
    assert caught.value.zh


def test_a_change_inside_a_container_is_seen() -> None:
    """The child compares what it was given, also inside lists, dictionaries and keywords."""
    import numpy as np

    from viva.judge.kinds.code.child import serve

    source = "def f(parts, *, table):\n    parts[0] += 1\n    table['a'].append(2)\n    return 0\n"
    handle = serve({"answer": source, "driver": "", "entry": "f", "forbid": [], "prelude": ""})
    request = {
        "drive": "drive",
        "args": [[np.zeros(2)]],
        "kwargs": {"table": {"a": [1]}},
        "raises": False,
        "may_mutate": [],
    }
    assert handle(request) == {"value": 0, "mutated": [0, "table"]}
