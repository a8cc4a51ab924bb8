"""The problems of the deep-ml project: a folder each, judged by what `print(f(…))` prints.

`questions/<id>_<slug>/` holds `meta.json`, `description.md`, `learn.md`, `starter_code.py`,
`solution.py` and `tests.json` (a list of `{"test", "expected_output"}`); `pytorch/` and `tinygrad/`
may hold variants of the last three. Numeric ids collide, so the folder's name is the key.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import msgspec

from viva.catalog import Catalog, bank_at
from viva.core import BadInput, JudgeFailed, NeedsExtra
from viva.importers.outcome import Imported, Importer, Progress
from viva.judge import Judge

TOPIC = "deep_ml"
LEVELS = {"easy": 1, "medium": 2, "hard": 4}
VARIANTS = ("", "pytorch", "tinygrad")
MAX_BYTES = 1 << 20


class Test(msgspec.Struct, frozen=True):
    """One line of tests.json."""

    test: str
    expected_output: str


class Problem(msgspec.Struct, frozen=True):
    """A problem, or a variant of one, as it lies in the source."""

    source: str
    name: str
    title: str
    level: int
    description: str
    learn: str
    starter: str
    solution: str
    tests: tuple[Test, ...]
    needs: tuple[str, ...]
    entry: str


def importer() -> Importer:
    """For the registry."""
    return DeepMl()


class DeepMl:
    """See `viva.importers.outcome.Importer`."""

    def convert(self, source: Path, target: Path, progress: Progress | None) -> list[Imported]:
        folders = _folders(source)
        _prepare(target)
        outcomes: list[Imported] = []
        jobs = [(f, v) for f in folders for v in VARIANTS if not v or (f / v).is_dir()]
        with Judge(spares=1) as judge:
            for n, (folder, variant) in enumerate(jobs, 1):
                outcome = _import_one(folder, variant, target, judge)
                outcomes.append(outcome)
                if progress is not None:
                    progress(outcome, n, len(jobs))
        return outcomes


def _folders(source: Path) -> list[Path]:
    base = source / "questions" if (source / "questions").is_dir() else source
    if not base.is_dir():
        raise BadInput(f"there is no folder {source}.", mend="Give a checkout of the problems.")
    found = sorted(p for p in base.iterdir() if (p / "tests.json").is_file())
    if not found:
        raise BadInput(
            f"{source} holds no questions/<id>_<slug>/tests.json.",
            mend="Give a checkout of the deep-ml problems.",
        )
    return found


def _prepare(target: Path) -> None:
    if target.exists() and any(target.iterdir()):
        raise BadInput(f"{target} is not empty.", mend="Give a new folder with --out.")
    if not target.name.isidentifier():
        raise BadInput(
            f"a bank's folder must be named like a Python package, not `{target.name}`.",
            mend="For example --out deep_ml.",
        )
    (target / "topics" / TOPIC).mkdir(parents=True)
    (target / "reference").mkdir()
    (target / "bank.toml").write_text(
        f'name = "{target.name.lower()}"\n'
        'title = { en = "deep-ml problems, imported", zh = "导入的 deep-ml 题目" }\n'
        "format = 1\n"
        'licence = "that of the deep-ml project; reference/printed.py: Apache-2.0"\n',
        encoding="utf-8",
    )
    (target / "topics" / TOPIC / "topic.toml").write_text(
        'title = { en = "deep-ml", zh = "deep-ml" }\ngroup = "imported"\n', encoding="utf-8"
    )
    (target / "reference" / "__init__.py").write_text("", encoding="utf-8")
    shutil.copy(Path(__file__).with_name("printed.py"), target / "reference" / "printed.py")


def _import_one(folder: Path, variant: str, target: Path, judge: Judge) -> Imported:
    source = f"{folder.name}/{variant}" if variant else folder.name
    name = _name(folder.name, variant)
    home = target / "topics" / TOPIC / name
    try:
        problem = _read(folder, variant, name, source)
        _write(problem, home, target.name)
        reason = _why_not(target, f"{TOPIC}/{name}", judge)
    except BadInput as e:
        reason = str(e)
    if reason:
        _quarantine(home, target / "quarantine" / name, folder, reason)
    return Imported(source, f"{TOPIC}/{name}", reason)


def _name(folder: str, variant: str) -> str:
    """`10_calculate-covariance` → `q10_calculate_covariance`; the id stays, for it is the key."""
    slug = re.sub(r"[^a-z0-9]+", "_", folder.lower()).strip("_")
    tail = f"_{variant}" if variant else ""
    return f"q{slug}"[: 60 - len(tail)].rstrip("_") + tail


def _text(path: Path, where: str, *, optional: bool = False) -> str:
    if optional and not path.is_file():
        return ""
    try:
        raw = path.read_bytes()
    except OSError as e:
        raise BadInput(f"{path.name} cannot be read ({e.strerror}).", where=where) from None
    if len(raw) > MAX_BYTES:
        raise BadInput(f"{path.name} is larger than 1 MiB.", where=where)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise BadInput(f"{path.name} is not UTF-8.", where=where) from None


def _read(folder: Path, variant: str, name: str, source: str) -> Problem:
    home = folder / variant if variant else folder
    if variant == "tinygrad":
        raise BadInput("tinygrad is not supported by viva's sandbox.", where=source)
    meta = _meta(_text(folder / "meta.json", source, optional=True), source)
    starter = _text(home / "starter_code.py", source)
    solution = _text(home / "solution.py", source)
    tests_file = home / "tests.json"
    raw = _text(tests_file if tests_file.is_file() else folder / "tests.json", source)
    try:
        tests = msgspec.json.decode(raw, type=tuple[Test, ...])
    except msgspec.MsgspecError as e:
        raise BadInput(f"tests.json: {e}.", where=source) from None
    if not tests:
        raise BadInput("tests.json holds no test.", where=source)
    everything = starter + solution + "".join(t.test for t in tests)
    needs = ("torch",) if variant == "pytorch" or re.search(r"\btorch\b", everything) else ()
    title = str(meta.get("title") or folder.name) + (f" ({variant})" if variant else "")
    return Problem(
        source=source,
        name=name,
        title=title,
        level=LEVELS.get(str(meta.get("difficulty", "")).lower(), 2),
        description=_plain(_text(folder / "description.md", source, optional=True)) or title,
        learn=_plain(_text(folder / "learn.md", source, optional=True)),
        starter=starter,
        solution=solution,
        tests=tests,
        needs=needs,
        entry=_entry(starter, solution, tests, source),
    )


def _meta(text: str, source: str) -> dict[str, Any]:
    try:
        table = json.loads(text or "{}")
    except json.JSONDecodeError as e:
        raise BadInput(f"meta.json: {e}.", where=source) from None
    return cast("dict[str, Any]", table) if isinstance(table, dict) else {}


def _defined(source: str, where: str) -> list[str]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as e:
        raise BadInput(f"is not valid Python: {e}.", where=where) from None
    kinds = (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)
    return [n.name for n in tree.body if isinstance(n, kinds)]


def _entry(starter: str, solution: str, tests: tuple[Test, ...], source: str) -> str:
    """What the learner must define: of the solution's names the one that the tests call."""
    mine = _defined(solution, f"{source}/solution.py")
    called = "\n".join(t.test for t in tests)
    for name in [*_defined(starter, f"{source}/starter_code.py"), *mine]:
        if name in mine and re.search(rf"\b{name}\s*\(", called):
            return name
    if not mine:
        raise BadInput("the solution defines no function.", where=source)
    return mine[-1]


def _helpers(problem: Problem) -> str:
    """What the starter defines besides the answer: the solution may rely on it."""
    tree = ast.parse(problem.starter)
    mine = {*_defined(problem.solution, problem.source), problem.entry}
    keep = [
        node
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        or (isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name not in mine)
        or isinstance(node, ast.Assign)
    ]
    lines = "\n".join(ast.unparse(n) for n in keep)
    common = "import numpy as np\n" + ("import torch\n" if problem.needs else "")
    return common + lines + "\n"


_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^<>]*)>|<!--.*?-->", re.S)
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\(https?:[^)]*\)")
_DISPLAY = re.compile(r"\\\[(.+?)\\\]", re.S)
_INLINE = re.compile(r"\\\((.+?)\\\)", re.S)


def _plain(markdown: str) -> str:
    """Markdown without HTML, images and links, its formulas between dollar signs."""
    pieces = re.split(r"(```.*?```|`[^`\n]*`)", markdown, flags=re.S)
    for n in range(0, len(pieces), 2):
        text = _IMAGE.sub(r"\1", pieces[n])
        text = _LINK.sub(r"\1", text)
        text = _DISPLAY.sub(lambda m: f"$${m[1].strip()}$$", text)
        text = _INLINE.sub(lambda m: f"${m[1].strip()}$", text)
        pieces[n] = _TAG.sub("", text)
    return "".join(pieces).strip()


def _write(problem: Problem, home: Path, package: str) -> None:
    home.mkdir(parents=True)
    cite = f"the deep-ml project, {problem.source}"
    title = _toml(problem.title)
    zh = _toml(f"{problem.title}（导入）")
    needs = 'needs = ["torch"]\n' if problem.needs else ""
    files = {
        "question.toml": (
            f'kind = "code"\nlevel = {problem.level}\n'
            f"title = {{ en = {title}, zh = {zh} }}\n{needs}"
            f"entry = {_toml(problem.entry)}\n"
            "limit = { wall_s = 20.0 }\n"
            f"prelude = {_toml(_helpers(problem))}\n\n"
            f"[[sources]]\ncite = {_toml(cite)}\n\n"
            '[[criterion]]\nid = "tests"\n'
            'title = { en = "What it prints", zh = "打印的结果" }\n'
        ),
        "prompt.en.md": problem.description,
        "prompt.zh.md": f"（本题为导入题目，只有英文原文。）\n\n{problem.description}",
        "answer.en.md": "The solution of the problem's authors:",
        "answer.zh.md": "原题作者给出的解法：",
        "starter.py": problem.starter,
        "solution.py": problem.solution,
        "driver.py": _DRIVER,
        "exercise.py": _EXERCISE.format(
            package=package, tests=json.dumps([[t.test, t.expected_output] for t in problem.tests])
        ),
        "cases.toml": "# The problem comes without wrong solutions.\n",
    }  # fmt: skip
    hint = problem.learn or f"The first test is:\n\n```python\n{problem.tests[0].test}\n```"
    hint = re.sub(r"^## ", "### ", hint, flags=re.M)
    files["hints.en.md"] = f"## What it is about\n{hint}"
    files["hints.zh.md"] = f"## 背景（英文原文）\n（以下为英文原文。）\n\n{hint}"
    for name, text in files.items():
        (home / name).write_text(text.rstrip("\n") + "\n", encoding="utf-8")


def _toml(text: str) -> str:
    """A TOML string. JSON's escapes are TOML's, but for the surrogate pairs it writes in ASCII."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


_DRIVER = '''"""Runs one test of the problem and hands back what it printed."""

import contextlib
import io


def drive(answer, test):
    printed = io.StringIO()
    space = dict(vars(answer))
    with contextlib.redirect_stdout(printed):
        exec(compile(test, "test", "exec"), space)
    return printed.getvalue()
'''

_EXERCISE = '''"""What each test prints, compared by value."""

import json

from {package}.reference.printed import disagreement

from viva.authoring import Case, Text

TESTS = json.loads({tests!r})


def cases(rng):
    for n, (test, _) in enumerate(TESTS, 1):
        yield Case(
            Text(f"test {{n}}", f"测试 {{n}}"), args=(test,), criterion="tests", check="prints"
        )


def prints(args, got):
    if not isinstance(got, str):
        return "The test printed nothing that can be compared."
    expected = next(out for test, out in TESTS if test == args[0])
    return disagreement(got, expected)
'''


def _why_not(target: Path, id: str, judge: Judge) -> str:
    """Why the problem's own solution does not pass, or nothing."""
    try:
        question = Catalog([bank_at(target)]).question(id)
        variant = judge.variant(question, 0)
        verdict = judge.grade(variant, judge.parse(variant, _solution(question.folder)))
    except NeedsExtra:
        return ""  # cannot be tried here; whoever installs the extra will see
    except (BadInput, JudgeFailed) as e:
        return str(e)
    if verdict.passed:
        return ""
    words = " ".join(c.feedback.en for c in verdict.criteria if c.feedback.en)
    return f"its own solution does not pass: {words}"[:1000]


def _solution(folder: Path) -> str:
    return (folder / "solution.py").read_text(encoding="utf-8")


def _quarantine(home: Path, place: Path, folder: Path, reason: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if home.exists():
        shutil.move(home, place)
    else:
        shutil.copytree(folder, place, ignore=_only_text)
    (place / "REASON.txt").write_text(reason + "\n", encoding="utf-8")


def _only_text(folder: str, names: list[str]) -> Iterator[str]:
    """What is not taken along: links, and anything larger than a text has reason to be."""
    for name in names:
        path = Path(folder) / name
        if path.is_symlink() or (path.is_file() and path.stat().st_size > MAX_BYTES):
            yield name
