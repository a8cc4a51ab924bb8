"""Runs an answer over the cases, one child for the whole answer while it lives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import msgspec
import numpy as np

from viva.authoring import Array, Case, Tensor
from viva.core import Text
from viva.judge.kinds.code.child import ANSWER

if TYPE_CHECKING:
    from viva.sandbox import Limits, Raised, Reply, Sandbox, Session

CHILD = "viva.judge.kinds.code.child:serve"
MAX_CHILDREN = 3


class Program(msgspec.Struct, frozen=True):
    """What goes into a child: never an expected value, never the solution beside an answer."""

    answer: str
    driver: str
    entry: str
    forbid: tuple[str, ...] = ()
    prelude: str = ""


class Trouble(msgspec.Struct, frozen=True):
    """Why a call gave no value. `fatal`: every further call would end the same way."""

    words: Text
    evidence: str = ""
    fatal: bool = False


class Outcome(msgspec.Struct, frozen=True):
    """What came of one case: a value, or trouble."""

    value: Any = None
    trouble: Trouble | None = None
    raised: tuple[str, ...] = ()
    mutated: tuple[int | str, ...] = ()
    printed: str = ""
    cpu_s: float = 0.0


class Run:
    """A program in the sandbox; a child that dies is replaced, a few times."""

    def __init__(self, sandbox: Sandbox, program: Program, limits: Limits) -> None:
        self._sandbox = sandbox
        self._program = program
        self._limits = limits
        self._session: Session | None = None
        self._children = 0

    def call(self, case: Case) -> Outcome:
        """One case in the child."""
        from viva.sandbox import Raised, Returned

        if self._session is None:
            if self._children >= MAX_CHILDREN:
                return Outcome(
                    trouble=Trouble(
                        Text("Not run: the cases before it ended the program.",
                             "没有运行：前面的用例已让程序终止。"),
                        fatal=True,
                    )
                )  # fmt: skip
            self._children += 1
            p = self._program
            setup = {"answer": p.answer, "driver": p.driver, "entry": p.entry,
                     "forbid": list(p.forbid), "prelude": p.prelude}  # fmt: skip
            self._session = self._sandbox.open(CHILD, setup, self._limits)
        reply = self._session.call(_request(case))
        if isinstance(reply, Returned):
            return _outcome(reply.value, reply.stdout, reply.cpu_s)
        if isinstance(reply, Raised):
            trouble = _raised(reply, self._program)
            return Outcome(trouble=trouble, printed=reply.stdout, cpu_s=reply.cpu_s)
        self.close()
        return Outcome(trouble=_ended(reply, self._limits), printed=reply.stdout)

    def close(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None


def _request(case: Case) -> dict[str, Any]:
    return {
        "drive": case.drive,
        "args": [_sent(a) for a in case.args],
        "kwargs": {k: _sent(v) for k, v in case.kwargs.items()},
        "raises": bool(case.raises),
        "may_mutate": list(case.may_mutate),
    }


def _sent(value: Any) -> Any:
    from viva.sandbox import ArrayInput, TensorValue

    if isinstance(value, Array):
        array = np.asarray(value.values, order="F" if value.order == "F" else None)
        return ArrayInput(array, writable=value.writable, strided=value.strided)
    if isinstance(value, Tensor):
        array = np.asarray(value.values)
        return TensorValue(array, value.dtype or array.dtype.name, value.requires_grad)
    if isinstance(value, list):
        return [_sent(v) for v in cast("list[Any]", value)]
    if isinstance(value, tuple):
        return tuple(_sent(v) for v in cast("tuple[Any, ...]", value))
    if isinstance(value, Mapping):
        return {k: _sent(v) for k, v in cast("Mapping[Any, Any]", value).items()}
    return value


def plain(value: Any) -> Any:
    """Tensors as arrays, throughout: on the way back they compare like any others."""
    from viva.sandbox import TensorValue

    if isinstance(value, TensorValue):
        return value.array
    if isinstance(value, Tensor | Array):
        return np.asarray(value.values)
    if isinstance(value, list):
        return [plain(v) for v in cast("list[Any]", value)]
    if isinstance(value, tuple):
        return tuple(plain(v) for v in cast("tuple[Any, ...]", value))
    if isinstance(value, dict):
        return {k: plain(v) for k, v in cast("dict[Any, Any]", value).items()}
    return value


def _outcome(value: Any, printed: str, cpu_s: float) -> Outcome:
    """What the child says came of it. The child shares its process with the answer, so anything
    may come back; what has not the form of a report counts as the answer's doing."""
    table = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
    if set(table) == {"raised", "message"} and isinstance(table["raised"], list):
        names = tuple(str(n) for n in cast("list[Any]", table["raised"]))
        return Outcome(value=str(table["message"]), raised=names, printed=printed, cpu_s=cpu_s)
    if set(table) == {"value", "mutated"} and isinstance(table["mutated"], list):
        mutated = tuple(i for i in cast("list[Any]", table["mutated"]) if isinstance(i, int | str))
        return Outcome(value=plain(table["value"]), mutated=mutated, printed=printed, cpu_s=cpu_s)
    words = Text("The program tampered with its own report.", "程序改动了自己的运行报告。")
    return Outcome(trouble=Trouble(words, fatal=True), printed=printed)


def _raised(reply: Raised, program: Program) -> Trouble:
    name, message = reply.type, reply.message
    if name == "Forbidden":
        return Trouble(
            Text(f"The question rules out `{message}`.", f"这道题不允许使用 `{message}`。"),
            fatal=True,
        )
    if name == "MissingEntry":
        return Trouble(
            Text(f"The answer defines no `{program.entry}`.",
                 f"答案里没有定义 `{program.entry}`。"),
            fatal=True,
        )  # fmt: skip
    lines = program.answer.splitlines()
    frames = [f for f in reply.frames if f.filename == ANSWER]
    trace = [
        f"  line {f.line}, in {f.function}\n    {lines[f.line - 1].strip()}"
        for f in frames[-4:]
        if 0 < f.line <= len(lines)
    ]
    shown = "\n".join([*trace, f"{name}: {message}" if message else name])
    place = (
        Text(f" on line {frames[-1].line}", f"第 {frames[-1].line} 行") if frames else Text("", "")
    )
    fatal = name in ("SyntaxError", "IndentationError", "TabError")
    if name == "CannotReturn":
        return Trouble(
            Text(f"What it returned cannot be judged: {message}.",
                 f"返回的东西无法判定：{message}。"), shown
        )  # fmt: skip
    return Trouble(
        Text(f"It raised {name}{place.en}: {message or 'no message'}",
             f"{place.zh}抛出了 {name}：{message or '没有说明'}"),
        shown,
        fatal,
    )  # fmt: skip


def _ended(reply: Reply, limits: Limits) -> Trouble:
    """The sentence for a child that is gone."""
    from viva import sandbox as s

    match reply:
        case s.TimedOut():
            words = Text(
                f"It had not finished after {limits.wall_s:g} s, and was stopped.",
                f"运行超过 {limits.wall_s:g} 秒，已被终止。",
            )
        case s.CpuExceeded():
            words = Text(
                f"It used more than {limits.cpu_s} s of processor time.",
                f"占用处理器超过 {limits.cpu_s} 秒。",
            )
        case s.MemoryExceeded():
            words = Text(
                f"It asked for more than {limits.memory_mib} MiB of memory.",
                f"申请的内存超过 {limits.memory_mib} MiB。",
            )
        case s.OutputExceeded():
            words = Text(
                f"It printed more than {limits.output_bytes} bytes.",
                f"打印的内容超过 {limits.output_bytes} 字节。",
            )
        case s.ResultExceeded():
            words = Text("What it returned is too large.", "返回的结果太大。")
        case s.Died(signal=int() as number):
            words = Text(
                f"The process ended by signal {number} without returning.",
                f"进程没有返回就因信号 {number} 终止了。",
            )
        case s.Died():
            words = Text(
                "The process ended without returning (did it call exit?).",
                "进程没有返回就结束了（是不是调用了 exit？）。",
            )
        case _:
            words = Text(
                "What came back was no answer that an honest program sends.",
                "收到的不是正常程序会返回的内容。",
            )
    return Trouble(words)


def first_line(texts: Sequence[str], limit: int = 4000) -> str:
    """What was printed over all cases, bounded."""
    text = "".join(dict.fromkeys(t for t in texts if t))
    return text if len(text) <= limit else text[:limit] + "\n…"
