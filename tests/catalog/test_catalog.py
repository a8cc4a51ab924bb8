"""Banks on disk: discovery, and errors that name file, field, value and mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from viva.catalog import Catalog, bank_at
from viva.catalog.cache import ParseCache
from viva.catalog.sources import content_hash, needed_modules
from viva.core import BadInput
from viva.judge import Judge

TOY = Path(__file__).parent.parent / "toy_bank"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOY, tmp_path / "toy_bank"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_discovery(toy: Catalog) -> None:
    assert list(toy.questions) == ["arithmetic/area", "arithmetic/double", "arithmetic/fixed"]
    assert not toy.problems
    area = toy.question("arithmetic/area")
    assert (area.kind, area.level, area.parametric, area.variants) == ("compute", 1, True, 50)
    assert area.tracks == ("all",)
    assert not area.trusted
    assert not toy.question("arithmetic/fixed").parametric


def test_unknown_names_suggest_the_nearest(toy: Catalog) -> None:
    with pytest.raises(BadInput, match="Did you mean arithmetic/area"):
        toy.question("arithmetic/aera")
    with pytest.raises(BadInput, match="arithmetic/double"):
        toy.question("maths/double")
    with pytest.raises(BadInput, match="viva list"):
        toy.question("zzz")


BREAKS = [
    ("question.toml", 'kind = "compute"', 'kind = "guess"', ["`kind`", "'guess'"]),
    ("question.toml", "level = 1", 'level = "1"', ["`level`", "'1'", "int"]),
    ("question.toml", "level = 1", "level = 9", ["`level`", "9", "5"]),
    ("question.toml", "level = 1\n", "", ["`level`", "missing"]),
    ("question.toml", 'title = { en = "Area of a rectangle", zh = "矩形面积" }',
     'title = { en = "Area" }', ["`title.zh`", "missing"]),
    ("question.toml", 'title = { en = "Area of a rectangle", zh = "矩形面积" }',
     'title = { en = "Area", zh = "矩形", fr = "aire" }', ["`title.fr`"]),
    ("question.toml", "level = 1", "level == 1", ["not valid TOML", "line 2"]),
    ("question.toml", '[[sources]]\ncite = "Euclid, Elements, book I"', "sources = []", ["no source"]),
    ("question.toml", 'cite = "Euclid', 'quote = "Euclid', ["`sources[0].quote`"]),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "words"), BREAKS)
def test_a_broken_question_is_told_and_hides_no_other(
    copy: Path, file: str, old: str, new: str, words: list[str]
) -> None:
    edit(copy / "topics/arithmetic/area" / file, old, new)
    catalog = Catalog([bank_at(copy)])
    assert list(catalog.questions) == ["arithmetic/double", "arithmetic/fixed"]
    (problem,) = catalog.problems
    said = str(problem)
    assert "topics/arithmetic/area/question.toml" in said
    for word in words:
        assert word in said
    with pytest.raises(BadInput) as caught:
        catalog.question("arithmetic/area")
    assert caught.value is problem


KIND_BREAKS = [
    ("arithmetic/area", "question.toml", 'name = "area"', 'nmae = "area"', ["`part[0]", "nmae", "name"]),
    ("arithmetic/area", "question.toml", 'type = "int"', 'type = "integer"', ["part[0].type", "integer"]),
    ("arithmetic/area", "question.toml", "significant = 3", "significant = 3\nrtol = 0.1", ["more than one"]),
    ("arithmetic/area", "generate.py", '"area": p["w"] * p["h"], ', "", ["`area` has no value"]),
    ("arithmetic/area", "generate.py", '"perimeter"', '"circumference"', ["circumference", "[[mistake]]"]),
    ("arithmetic/area", "generate.py", 'p["w"] / p["h"]', 'float("nan")', ["`ratio`", "nan"]),
    ("arithmetic/area", "generate.py", 'p["w"] / p["h"]', "1 / 0", ["generate.py:6", "ZeroDivision"]),
    ("arithmetic/area", "generate.py", "def generate", "def generat", ["no function `generate`"]),
    ("arithmetic/area", "prompt.en.md", "{{ w }}", "{{ wdth }}", ["{{ wdth }}", "names no value"]),
    ("arithmetic/area", "hints.zh.md", "## ", "# ", ["rungs"]),
    ("arithmetic/double", "question.toml", 'id = "empty"', 'id = "void"', ["`empty`", "[[criterion]]"]),
    ("arithmetic/double", "question.toml", 'entry = "double"', "", ["`entry`", "missing"]),
    ("arithmetic/double", "exercise.py", "rng.normal(size=4)", "rng.normal(size=Cas)", ["exercise.py:8", "Cas"]),
    ("arithmetic/double", "exercise.py", "def cases", "def case", ["exercise.py", "cases"]),
]  # fmt: skip


@pytest.mark.parametrize(("id", "file", "old", "new", "words"), KIND_BREAKS)
def test_what_only_the_kind_knows_is_told_as_well(
    copy: Path, judge: Judge, id: str, file: str, old: str, new: str, words: list[str]
) -> None:
    edit(copy / "topics" / id / file, old, new)
    question = Catalog([bank_at(copy)]).question(id)
    with pytest.raises(Exception) as caught:  # noqa: PT011 - BadInput or JudgeFailed, told below
        judge.variant(question, 0)
    said = str(caught.value)
    assert type(caught.value).__name__ in ("BadInput", "JudgeFailed"), said
    assert f"topics/{id}" in said
    for word in words:
        assert word in said


@pytest.mark.parametrize("name", ["prompt.zh.md", "answer.en.md", "solution.py", "exercise.py"])
def test_a_missing_file_is_named(copy: Path, judge: Judge, name: str) -> None:
    (copy / "topics/arithmetic/double" / name).unlink()
    with pytest.raises(BadInput, match=name.partition(".")[0]):
        judge.variant(Catalog([bank_at(copy)]).question("arithmetic/double"), 0)


def test_not_utf8_and_too_large(copy: Path) -> None:
    path = copy / "topics/arithmetic/area/question.toml"
    path.write_bytes("标题".encode("gbk"))
    (problem,) = Catalog([bank_at(copy)]).problems
    assert "not UTF-8" in str(problem)
    path.write_bytes(b"#" * (1 << 21))
    (problem,) = Catalog([bank_at(copy)]).problems
    assert "larger than 1 MiB" in str(problem)


def test_no_bank_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no folder"):
        bank_at(tmp_path / "nowhere")
    with pytest.raises(BadInput, match=r"no bank\.toml"):
        bank_at(tmp_path)


def test_a_bank_of_another_format_is_refused(copy: Path) -> None:
    edit(copy / "bank.toml", "format = 1", "format = 2")
    catalog = Catalog([bank_at(copy)])
    assert "format" in str(catalog.problems[0])
    assert not catalog.questions


def test_two_banks_with_one_topic(copy: Path) -> None:
    catalog = Catalog([bank_at(TOY), bank_at(copy)])
    assert "another bank has a topic" in str(catalog.problems[0])
    assert len(catalog.questions) == 3


def test_the_cache_follows_the_content(copy: Path, tmp_path: Path) -> None:
    file = tmp_path / "cache" / "parsed.msgpack"

    def level() -> int:
        return Catalog([bank_at(copy)], cache=ParseCache(file)).question("arithmetic/area").level

    assert level() == 1
    assert file.exists()
    stat = (copy / "topics/arithmetic/area/question.toml").stat()
    edit(copy / "topics/arithmetic/area/question.toml", "level = 1", "level = 4")
    import os

    # Same size, same times: only the content tells.
    os.utime(copy / "topics/arithmetic/area/question.toml", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert level() == 4
    file.write_bytes(b"\xc1 broken")
    assert level() == 4


def test_the_content_hash_sees_files_and_imported_modules(copy: Path) -> None:
    question = Catalog([bank_at(copy)]).question("arithmetic/double")
    before = content_hash(question)
    assert before == content_hash(question)
    edit(copy / "reference/doubling.py", "2 * x", "x * 2")
    after_module = content_hash(question)
    assert after_module != before
    edit(question.folder / "prompt.zh.md", "两倍", "二倍")
    assert content_hash(question) not in (before, after_module)
    other = Catalog([bank_at(copy)]).question("arithmetic/area")
    unchanged = content_hash(other)
    edit(copy / "reference/doubling.py", "x * 2", "2 * x")
    assert content_hash(other) == unchanged


def test_imports_are_followed(copy: Path) -> None:
    (copy / "reference" / "deep").mkdir()
    (copy / "reference" / "deep" / "__init__.py").write_text("from .leaf import one\n")
    (copy / "reference" / "deep" / "leaf.py").write_text("from ..doubling import twice\none = 1\n")
    file = copy / "topics/arithmetic/double/exercise.py"
    file.write_text("import toy_bank.reference.deep\n" + file.read_text(encoding="utf-8"))
    assert set(needed_modules(copy, file, "x")) == {
        "toy_bank.reference",
        "toy_bank.reference.deep",
        "toy_bank.reference.deep.leaf",
        "toy_bank.reference.doubling",
    }
