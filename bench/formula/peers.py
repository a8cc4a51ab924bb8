"""Right and nearly right formulas, judged by viva and by the libraries that people use for it.

    python bench/formula/peers.py --peers PATH_OF_A_VENV [--every 4] [--write]

The other environment holds sympy, antlr4-python3-runtime==4.11, latex2sympy2_extended and
math-verify. Each gets the same pairs in the same run; one pair may take three seconds. A
reference that a peer cannot read is counted apart. `parse_expr` reads no LaTeX; the other three get
what is in Python notation through it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CORPUS = ROOT / "tests" / "judge" / "kinds" / "derive" / "corpus"
PEERS = ("parse_expr", "parse_latex", "latex2sympy2_extended", "math_verify")

# Runs in the other environment: a JSON list of pairs in, a list of accepted or not out.
PROGRAM = r"""
import json, re, signal, sys
import sympy
from sympy.parsing.sympy_parser import parse_expr, standard_transformations
from sympy.parsing.sympy_parser import implicit_multiplication_application as implicit

name, file = sys.argv[1:]
if name == "latex2sympy2_extended":
    from latex2sympy2_extended import latex2sympy
if name == "math_verify":
    from math_verify import parse, verify
if name == "parse_latex":
    from sympy.parsing.latex import parse_latex

def symbols(pair):
    names = re.findall(r"([A-Za-z_]\w*)\s*:", pair["symbols"])
    table = {n: sympy.Symbol(n, positive="positive" in pair["symbols"] or None) for n in names}
    table["sigmoid"] = lambda x: 1 / (1 + sympy.exp(-x))
    return table

def python(text, pair):
    return parse_expr(text.replace("^", "**"), symbols(pair), (*standard_transformations, implicit))

class Reference(Exception):
    pass

def read(text, pair):
    if "\\" not in text and "{" not in text:
        return python(text.replace("np.", ""), pair)
    if name == "parse_latex":
        return parse_latex(text)
    if name == "latex2sympy2_extended":
        return latex2sympy(text)
    raise ValueError("no LaTeX")

def same(pair):
    if name == "math_verify":
        latex = pair["reference"]
        if "\\" not in latex:
            latex = sympy.latex(python(latex.replace("np.", ""), pair))
        gold = parse(f"${latex}$")
        if not gold:
            raise Reference
        answer = parse(f"${pair['answer']}$")
        return bool(verify(gold, answer)) if answer else 1 / 0
    try:
        reference = read(pair["reference"], pair)
        reference.free_symbols
    except Exception:
        raise Reference from None
    answer = read(pair["answer"], pair)
    plain = {s: sympy.Symbol(s.name) for s in answer.free_symbols | reference.free_symbols}
    return sympy.simplify(answer.subs(plain) - reference.subs(plain)) == 0

def late(*_):
    raise TimeoutError

signal.signal(signal.SIGALRM, late)
out = []
for pair in json.load(open(file)):
    signal.alarm(3)
    try:
        out.append(bool(same(pair)))
    except Reference:
        out.append("reference")
    except BaseException:
        out.append(None)
    finally:
        signal.alarm(0)
print(json.dumps(out))
"""


def pairs(name: str, every: int) -> list[dict[str, str]]:
    lines = (CORPUS / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[::every]]


def by_viva(chosen: list[dict[str, str]], folder: Path) -> list[bool | str | None]:
    file = folder / "batch.jsonl"
    fields = ("symbols", "reference", "answer")
    lines = [json.dumps({k: p[k] for k in fields}) for p in chosen]
    file.write_text("\n".join(lines), encoding="utf-8")
    command = [str(Path(sys.executable).parent / "viva"), "formula", "--batch", str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    read = {"equal": True, "unequal": False}
    return [read.get(json.loads(line)["verdict"]) for line in done.stdout.splitlines()]


def by_peer(
    name: str, chosen: list[dict[str, str]], venv: Path, folder: Path
) -> list[bool | str | None]:
    file = folder / "pairs.json"
    file.write_text(json.dumps(chosen), encoding="utf-8")
    command = [str(venv / "bin" / "python"), "-W", "ignore", "-c", PROGRAM, name, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, required=True)
    parser.add_argument("--every", type=int, default=4, help="take each n-th pair")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    asked = parser.parse_args()
    right = pairs("right_blind.jsonl", asked.every)
    near = pairs("near_miss_blind.jsonl", asked.every)
    rows = [
        f"| | of {len(right)} right, accepted | rejected | answer not read in 3 s "
        f"| reference not read | of {len(near)} nearly right, accepted | ms a pair |",
        "|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for who in ("viva", *PEERS):
            start = time.perf_counter()
            if who == "viva":
                said = by_viva(right + near, folder)
            else:
                said = by_peer(who, right + near, asked.peers, folder)
            each_ms = (time.perf_counter() - start) * 1000 / len(said)
            good, bad = said[: len(right)], said[len(right) :]
            rows.append(
                f"| {who} | {sum(x is True for x in good)} | {sum(x is False for x in good)} "
                f"| {sum(x is None for x in good)} | {good.count('reference')} "
                f"| {sum(x is True for x in bad)} | {each_ms:.0f} |"
            )
            print(rows[-1], flush=True)
    table = "\n".join(rows)
    if asked.write:
        sys.path.insert(0, str(ROOT / "bench"))
        from startup import write_section

        how = (
            f"`python bench/formula/peers.py --peers VENV --every {asked.every}`, start-up included"
        )
        write_section("formulas", f"{how}\n\n{table}")


if __name__ == "__main__":
    main()
