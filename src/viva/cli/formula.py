"""viva formula."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from viva.cli.face import Face, localise, spoken
from viva.core import BadInput, JudgeFailed, Language, Text

if TYPE_CHECKING:
    from viva.judge.kinds.derive.requests import CompareReply, CompareRequest

MAX_LINE_BYTES = 1 << 20

VERDICTS = {
    "equal": Text("equal", "相等"),
    "unequal": Text("unequal", "不相等"),
    "undecided": Text("undecided", "无法判定"),
    "unreadable": Text("unreadable", "无法读取"),
}


# a formula may begin with a minus: what is no option of ours is a formula
@click.command(
    "formula",
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
)
@click.argument("reference", required=False)
@click.argument("answer", required=False)
@click.option(
    "--symbols",
    metavar="'x: real, …'",
    help="What the names stand for; also a JSON object, or @FILE with one.",
)
@click.option(
    "--notation",
    type=click.Choice(["python", "latex"]),
    help="Of both formulas; recognised where left out.",
)
@click.option(
    "--batch",
    metavar="FILE.jsonl",
    help='Compare many: lines {"symbols", "reference", "answer"}.',
)
@click.option("--seed", default=0, show_default=True, help="Of the random points.")
@spoken
def formula(
    face: Face,
    reference: str | None,
    answer: str | None,
    symbols: str | None,
    notation: str | None,
    batch: str | None,
    seed: int,
) -> int:
    """Are two formulas the same function of their symbols, and if not, how do they differ?

    \b
    Each formula is LaTeX or Python notation. Symbols are declared like this:
      x: real · sigma: positive · p: unit · y: sign · W: int 8..40 · n: dim
      z: vector[K] · q: simplex[K] · t: onehot[K] · X: matrix[n,d] · f: function

    \b
    Examples:
      viva formula 'sigma(x)*(1-sigma(x))' '\\frac{e^{-x}}{(1+e^{-x})^2}' --symbols 'x: real'
      viva formula 'X^T y' 'X.T @ y' --symbols 'X: matrix[n,d], y: vector[n]'
      viva formula --batch pairs.jsonl

    Exit code: 0 equal, 1 unequal or undecided, 2 unreadable or other bad input, 3 viva failed.
    With --batch, 0 when every line was judged, whatever the verdicts.
    """
    if batch is not None:
        if reference is not None or symbols is not None:
            raise BadInput(
                "--batch takes no formulas and no --symbols.", mend="Put them into its lines."
            )
        return _batch(batch, seed, face.language)
    if reference is None or answer is None or symbols is None:
        raise BadInput(
            "formula needs two formulas and --symbols.",
            mend="For example: viva formula 'x*x' 'x^2' --symbols 'x: real'",
            zh="formula 需要两个公式和 --symbols，"
            "例如：viva formula 'x*x' 'x^2' --symbols 'x: real'",
        )
    from viva.judge.kinds.derive.requests import CompareRequest, Formula
    from viva.judge.kinds.derive.worker import FormulaWorker

    request = CompareRequest(
        symbols=_declarations(symbols),
        reference=Formula(reference, _notation(notation)),
        answer=Formula(answer, _notation(notation)),
        diagnosis_s=1.0,
        seed=seed,
    )
    with FormulaWorker() as worker:
        reply = worker.compare(request)
    if face.as_json:
        face.json({**as_object(reply, face.language), "seed": seed})
    else:
        _show(face, reply)
    return {"equal": 0, "unreadable": 2}.get(reply.verdict, 1)


command = formula


def as_object(reply: CompareReply, language: Language) -> dict[str, Any]:
    """The object that `--json` and a batch line print."""

    def say(text: Text) -> str:
        return localise(text.pick(language), language)

    out: dict[str, Any] = {
        "verdict": reply.verdict,
        "diagnosis": None if reply.diagnosis is None else say(reply.diagnosis.text),
        "code": None if reply.diagnosis is None else reply.diagnosis.code,
        "counterexample": None,
        "read_as": None if reply.reading is None else reply.reading.text,
        "latex": None if reply.reading is None else reply.reading.latex,
        "notation": None if reply.reading is None else reply.reading.notation,
        "notes": [say(note) for note in reply.notes],
    }
    if reply.counterexample is not None:
        found = reply.counterexample
        out["counterexample"] = {"at": found.at, "expected": found.expected, "given": found.given}
    if reply.trouble is not None:
        out["diagnosis"] = say(reply.trouble.message)
        out["side"] = reply.trouble.side
        out["position"] = reply.trouble.position
    return out


def _show(face: Face, reply: CompareReply) -> None:
    from rich.text import Text as Plain

    styles = {"equal": "bold green", "unequal": "bold red"}
    face.console.print(
        Plain(face.say(VERDICTS[reply.verdict]), style=styles.get(reply.verdict, "bold yellow"))
    )
    if reply.trouble is not None:
        side = face.pick(
            reply.trouble.side, "第一个公式" if reply.trouble.side == "reference" else "第二个公式"
        )
        face.console.print(Plain(f"{side}: {face.say(reply.trouble.message)}"))
    if reply.reading is not None:
        label = face.pick("you wrote", "你写的是")
        face.console.print(Plain(f"{label}: {reply.reading.text}"))
    if reply.diagnosis is not None:
        face.console.print(Plain(face.say(reply.diagnosis.text)))
    if reply.counterexample is not None:
        found = reply.counterexample
        at = ", ".join(f"{name} = {_short(value)}" for name, value in found.at.items())
        expected, given = _short(found.expected), _short(found.given)
        face.console.print(
            Plain(
                face.pick(
                    f"for example at {at}: {expected} expected, {given} given",
                    f"例如在 {at} 处：应为 {expected}，得到 {given}",
                )
            )
        )
    for note in reply.notes:
        face.console.print(Plain(face.say(note)))


def _short(value: Any) -> str:
    """A number, or nested lists of them, with three figures."""
    if isinstance(value, list):
        return f"[{', '.join(_short(v) for v in value)}]"
    return "undefined" if value is None else f"{value:.3g}"


def _notation(name: str | None) -> Any:
    return name


def _declarations(text: str) -> str | dict[str, Any]:
    """The declarations as given: words, a JSON object, or a file with either."""
    if text.startswith("@"):
        try:
            text = Path(text[1:]).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(f"{text[1:]} cannot be read ({error}).", where="--symbols") from None
    if not text.lstrip().startswith("{"):
        return text
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(f"this looks like JSON but is not: {error}.", where="--symbols") from None


# ---------------------------------------------------------------------- many


def _batch(file: str, seed: int, language: Language) -> int:
    """Compares the lines of a file and prints an object a line, in order."""
    from viva.judge.kinds.derive.worker import FormulaWorker

    worst = 0
    with FormulaWorker() as worker:
        for number, line in _lines(file):
            if not line.strip():
                continue
            try:
                result = as_object(worker.compare(_request(line, seed)), language)
            except BadInput as error:
                sentence = str(error)
                result = {"line": number, "verdict": "unreadable", "diagnosis": sentence}
                worst = max(worst, 2)
            except JudgeFailed as error:
                result = {"line": number, "verdict": "error", "diagnosis": str(error)}
                worst = 3
            sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
            sys.stdout.flush()
    return worst


def _request(line: str, seed: int) -> CompareRequest:
    from viva.judge.kinds.derive.requests import CompareRequest, Formula

    try:
        table = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadInput(f"this line is not JSON: {error}.") from None
    if not isinstance(table, dict):
        raise BadInput("this line is no object.", mend='Write {"symbols", "reference", "answer"}.')
    for field in ("symbols", "reference", "answer"):
        if field not in table:
            raise BadInput(f"the field `{field}` is missing.", mend="Add it.")
    notation = table.get("notation")
    sides: dict[str, Formula] = {}
    for side in ("reference", "answer"):
        given, own = table[side], notation
        if isinstance(given, dict):
            given, own = given.get("text"), given.get("notation", notation)
        own = table.get(f"{side}_notation", own)
        if not isinstance(given, str):
            raise BadInput(f"`{side}` is no text.")
        if own not in (None, "python", "latex"):
            raise BadInput(f"`{own}` is no notation.", mend="Use python or latex.")
        sides[side] = Formula(given, own)
    symbols = table["symbols"]
    if not isinstance(symbols, (str, dict)):
        raise BadInput("`symbols` is neither text nor an object.")
    return CompareRequest(
        symbols=symbols,
        reference=sides["reference"],
        answer=sides["answer"],
        diagnosis_s=0.05,
        seed=int(table.get("seed", seed)),
    )


def _lines(file: str) -> Iterator[tuple[int, str]]:
    try:
        stream = sys.stdin.buffer if file == "-" else Path(file).open("rb")  # noqa: SIM115 - below
    except OSError as error:
        raise BadInput(
            f"{file} cannot be read ({error.strerror}).", mend="Give a .jsonl file."
        ) from None
    with stream:
        for number, raw in enumerate(iter(lambda: stream.readline(MAX_LINE_BYTES + 1), b""), 1):
            if len(raw) > MAX_LINE_BYTES:
                raise BadInput(f"line {number} of {file} is larger than 1 MiB.", mend="Split it.")
            try:
                yield number, raw.decode("utf-8")
            except UnicodeDecodeError as error:
                raise BadInput(
                    f"line {number} of {file} is not UTF-8 (byte {error.start}).",
                    mend="Save it as UTF-8.",
                ) from None
