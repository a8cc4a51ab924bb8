"""The kind from the outside: what it takes, what it says, and what earns nothing."""

from __future__ import annotations

import subprocess
import sys

import msgspec
import pytest

from viva.catalog import Catalog
from viva.check.prove import prove, specimen_faults
from viva.core import BadInput, Question, Variant
from viva.judge import Judge
from viva.judge.kinds.explain.conversation import follow_up
from viva.judge.kinds.explain.kind import made_ready, spoken
from viva.judge.kinds.explain.trace import trace
from viva.practice import together

BN = "batch_norm/why"


@pytest.fixture(scope="module")
def variants(bank: Catalog, judge: Judge) -> dict[str, Variant]:
    return {
        q.id: judge.variant(q)
        for q in bank.questions.values()
        if q.kind == "explain" and (q.folder / "rubric.toml").exists()
    }


def states(judge: Judge, variant: Variant, text: str) -> dict[str, str]:
    return {c.id: c.state for c in judge.grade(variant, text).criteria}


def test_every_question_is_proved(
    bank: Catalog, judge: Judge, variants: dict[str, Variant]
) -> None:
    for id in variants:
        assert not prove(bank.question(id), [0], judge).findings


def test_a_right_sentence_is_covered_with_the_learners_own_words(
    judge: Judge, variants: dict[str, Variant]
) -> None:
    said = "At test time the running averages from training are used."
    verdict = judge.grade(variants[BN], f"It is a layer. {said} Fine.")
    criterion = next(c for c in verdict.criteria if c.id == "inference")
    assert criterion.state == "covered"
    assert criterion.evidence.en == said


def test_a_misconception_fails_and_is_told_the_truth(
    judge: Judge, variants: dict[str, Variant]
) -> None:
    whole = spoken(variants[BN].worked.en)
    wrong = "At test time it normalises with the mean and variance of the current batch."
    without = whole.replace("running averages of mean and variance", "something").replace(
        "At inference", "Later"
    )
    verdict = judge.grade(variants[BN], f"{without}\n{wrong}")
    assert verdict.outcome == "fail"
    criterion = next(c for c in verdict.criteria if c.id == "inference")
    assert criterion.evidence.en == wrong
    assert "running averages" in criterion.feedback.en


def test_who_says_both_has_not_passed(judge: Judge, variants: dict[str, Variant]) -> None:
    whole = spoken(variants[BN].worked.en)
    wrong = "At test time it normalises with the mean and variance of the current batch."
    verdict = judge.grade(variants[BN], f"{whole}\n{wrong}")
    assert verdict.outcome == "undecided"
    criterion = next(c for c in verdict.criteria if c.id == "inference")
    assert criterion.state == "unsure"
    assert criterion.evidence.en == wrong
    assert "both" in criterion.feedback.en
    assert "running averages" in criterion.feedback.en


def test_a_denied_misconception_is_not_held_against_anybody(
    judge: Judge, variants: dict[str, Variant]
) -> None:
    text = "At test time it does not use the statistics of the current batch, but running averages."
    assert states(judge, variants[BN], text)["inference"] in ("covered", "unsure")


@pytest.mark.parametrize(
    "text",
    [
        "batch normalization mean variance gamma beta running average inference learning rate "
        "regularization covariate shift mini batch scale shift convergence",
        "批归一化 均值 方差 小批量 缩放 平移 可学习参数 滑动平均 推理 学习率 正则化 协变量偏移 收敛速度",
        "批归一化均值方差小批量缩放平移可学习参数滑动平均推理学习率正则化协变量偏移收敛加速初始化",
    ],
)
def test_keyword_soup_earns_nothing(judge: Judge, variants: dict[str, Variant], text: str) -> None:
    verdict = judge.grade(variants[BN], text)
    assert verdict.score <= 0.15
    assert verdict.outcome == "undecided"


def test_an_echo_of_the_question_earns_nothing(judge: Judge, variants: dict[str, Variant]) -> None:
    for variant in variants.values():
        for prompt in (variant.prompt.en, variant.prompt.zh):
            verdict = judge.grade(variant, prompt)
            assert verdict.score <= 0.15
            assert verdict.outcome == "undecided"


def test_another_questions_answer_is_no_answer(judge: Judge, variants: dict[str, Variant]) -> None:
    for other in ("epoch_batch_iteration/terms", "ten_million_faces/fast_search"):
        for text in (spoken(variants[other].worked.en), spoken(variants[other].worked.zh)):
            assert judge.grade(variants[BN], text).score <= 0.3


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("yes", "too short"),
        ("```python\ndef f(x):\n    return (x - x.mean(0)) / x.std(0)\n```", "formulas or code"),
        ("x_hat = (x - mu) / sqrt(var + eps); y = gamma * x_hat + beta", "formulas or code"),
        (
            "Die Batch-Normalisierung normiert die Aktivierungen, und das Training wird für die "
            "meisten Netze mit einer höheren Lernrate schneller",
            "English and Chinese only",
        ),
        ("Нормализация по батчу вычисляет среднее и дисперсию", "English and Chinese only"),
    ],
)
def test_what_it_cannot_judge_is_handed_back(
    judge: Judge, variants: dict[str, Variant], text: str, word: str
) -> None:
    verdict = judge.grade(variants[BN], text)
    assert verdict.outcome == "undecided"
    assert verdict.score_range == (0.0, 1.0)
    assert word in verdict.notice.en
    assert {c.state for c in verdict.criteria} == {"skipped"}


def test_nothing_recognised_is_never_called_wrong(
    judge: Judge, variants: dict[str, Variant]
) -> None:
    verdict = judge.grade(variants[BN], "I had soup for lunch today and it was rather good.")
    assert verdict.outcome == "undecided"
    assert "does not mean that it is wrong" in verdict.notice.en


def test_traditional_chinese_is_judged_like_simplified(
    judge: Judge, variants: dict[str, Variant]
) -> None:
    import opencc

    simplified = spoken(variants[BN].worked.zh)
    verdict = judge.grade(variants[BN], opencc.OpenCC("s2tw").convert(simplified))
    assert verdict.score_range == judge.grade(variants[BN], simplified).score_range


def test_two_answers_are_judged_together(judge: Judge, variants: dict[str, Variant]) -> None:
    variant = variants[BN]
    rubric = made_ready(variant).rubric
    first = (
        "It subtracts the mean from the activations and divides by the standard deviation. "
        "The statistics are computed from whatever examples are in the current batch."
    )
    verdict = judge.grade(variant, first)
    asked = follow_up(rubric, verdict)
    assert asked is not None
    # Heaviest of the essential ones, and before its equal in the order of the rubric.
    assert asked.point == "inference"
    second = "When you predict it takes the running averages that were stored during training."
    after = judge.grade(variant, together(first, second))
    assert after.score > verdict.score
    again = follow_up(rubric, after, asked={asked.point})
    assert again is not None
    assert again.point == "faster"


def test_there_is_nothing_to_follow_up_after_a_full_answer(
    judge: Judge, variants: dict[str, Variant]
) -> None:
    variant = variants[BN]
    verdict = judge.grade(variant, spoken(variant.worked.en))
    assert follow_up(made_ready(variant).rubric, verdict) is None


@pytest.mark.parametrize("raw", ["", "  \n", 3, ["a"], "x" * 10_001])
def test_no_answer_is_refused(judge: Judge, variants: dict[str, Variant], raw: object) -> None:
    with pytest.raises(BadInput):
        judge.parse(variants[BN], raw)


def test_the_proof_notices_a_rubric_that_hears_nothing(
    judge: Judge, variants: dict[str, Variant]
) -> None:
    variant = variants[BN]
    secret = variant.secret
    deaf = msgspec.structs.replace(
        secret,
        rubric=msgspec.structs.replace(
            secret.rubric,
            point=tuple(
                msgspec.structs.replace(p, lexicon=("nowhere to be found",))
                if p.id == "affine"
                else p
                for p in secret.rubric.point
            ),
        ),
    )
    broken = msgspec.structs.replace(variant, secret=deaf)
    specimens = list(judge.kind(variant.question).specimens(variant, judge))
    affine = [s for s in specimens if "missing" in s.forbids.get("affine", ())]
    assert affine
    # Some are alike enough to another exemplar to be heard by that alone; most are not.
    assert sum(bool(list(specimen_faults(broken, s, judge))) for s in affine) > len(affine) / 2


def test_an_author_is_told_file_and_field(bank: Catalog, judge: Judge, tmp_path) -> None:
    question = bank.question(BN)
    folder = tmp_path / "q"
    folder.mkdir()
    for path in question.folder.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    rubric = folder / "rubric.toml"
    here: Question = msgspec.structs.replace(question, folder=folder, bank=tmp_path)
    original = rubric.read_text()
    for old, new, says in (
        ("weight = 2", "weight = 200", "weight"),
        ("@norm +", "@nrom +", "@nrom"),
        ("truth = ", "thruth = ", "thruth"),
        ('point = "inference"', 'point = "inferense"', "inferense"),
    ):
        assert old in original
        rubric.write_text(original.replace(old, new, 1))
        with pytest.raises(BadInput) as error:
            judge.kind(question).variant(here, 0, judge)
        assert says in str(error.value)
        assert error.value.where == "q/rubric.toml"


def test_the_trace_names_the_words(variants: dict[str, Variant]) -> None:
    traced = trace(variants[BN], "At test time it uses running averages of the mean.")
    best = traced.sentences[0].matches[0]
    assert best.point == "inference"
    assert {"test", "running"} <= set(best.words)


def test_judging_imports_nothing_heavy() -> None:
    code = (
        "import sys, viva.judge.kinds.explain.kind\n"
        "print([m for m in ('numpy', 'sklearn', 'opencc', 'torch', 'sympy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
