"""Runs a bank's own Python: an installed bank's in this process, any other's in the sandbox."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from viva.catalog.declared import read_text
from viva.catalog.sources import needed_modules
from viva.core import JudgeFailed, Question, generator

if TYPE_CHECKING:
    from viva.sandbox import Sandbox, Session

BANK_CHILD = "viva.catalog.bank_child"
WALL_S = 30.0


class Seed:
    """Stands for a generator in the arguments of a call; each side makes it anew."""

    def __init__(self, name: str, seed: int) -> None:
        self.name = name
        self.seed = seed


class BankModule(Protocol):
    """One Python file of a question: the functions that it defines, callable."""

    def has(self, name: str) -> bool: ...

    def call(self, name: str, *args: Any) -> Any: ...

    def close(self) -> None: ...


class BankPython:
    """Opens the Python files of questions. `sandbox` hands out a sandbox for untrusted banks."""

    def __init__(self, sandbox: Callable[[Question], Sandbox]) -> None:
        self._sandbox = sandbox
        self._modules: dict[Path, tuple[bytes, BankModule]] = {}

    def module(self, question: Question, file: str) -> BankModule:
        """The module in `file`, loaded once for as long as the file does not change."""
        path = question.folder / file
        where = f"{question.where}/{file}"
        text = read_text(path, where)
        have = self._modules.get(path)
        if have is not None and have[0] == text.encode():
            return have[1]
        if have is not None:
            have[1].close()
        module: BankModule
        if question.trusted:
            module = _InProcess(question, path, text, where)
        else:
            module = _InSandbox(question, path, text, where, self._sandbox)
        self._modules[path] = (text.encode(), module)
        return module

    def close(self) -> None:
        for _, module in self._modules.values():
            module.close()
        self._modules.clear()

    def __enter__(self) -> BankPython:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _InProcess:
    def __init__(self, question: Question, path: Path, text: str, where: str) -> None:
        self._where = where
        self._path = str(path)
        name = f"{question.bank.name}.topics.{question.id.replace('/', '.')}.{path.stem}"
        self._module = ModuleType(name)
        self._module.__file__ = self._path
        try:
            exec(compile(text, self._path, "exec", dont_inherit=True), self._module.__dict__)
        except Exception as e:
            raise self._failed(e) from e

    def has(self, name: str) -> bool:
        return callable(getattr(self._module, name, None))

    def call(self, name: str, *args: Any) -> Any:
        real = [generator(a.name, a.seed) if isinstance(a, Seed) else a for a in args]
        try:
            value = getattr(self._module, name)(*real)
            # A generator function's errors belong here too.
            return list(value) if hasattr(value, "__next__") else value
        except Exception as e:
            raise self._failed(e) from e

    def close(self) -> None:
        """Nothing is held."""

    def _failed(self, error: Exception) -> JudgeFailed:
        lines = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == self._path]
        line = f":{lines[-1].lineno}" if lines else ""
        if isinstance(error, SyntaxError):
            line = f":{error.lineno}"
        return JudgeFailed(
            f"the bank's own code failed: {type(error).__name__}: {error}.",
            where=f"{self._where}{line}",
        )


class _InSandbox:
    def __init__(
        self,
        question: Question,
        path: Path,
        text: str,
        where: str,
        sandbox: Callable[[Question], Sandbox],
    ) -> None:
        self._question = question
        self._where = where
        self._sandbox = sandbox
        modules = needed_modules(question.bank, path, where)
        self._setup = {
            "file": where,
            "source": text,
            "modules": {
                name: [read_text(p, str(p.relative_to(question.bank))), p.name == "__init__.py"]
                for name, p in modules.items()
            },
        }
        self._session: Session | None = None
        self._names: list[str] | None = None

    def has(self, name: str) -> bool:
        if self._names is None:
            self._names = list(self._request({"do": "names"}))
        return name in self._names

    def call(self, name: str, *args: Any) -> Any:
        from viva.authoring.wire import pack, unpack

        sent = [{"rng": [a.name, a.seed]} if isinstance(a, Seed) else {"is": pack(a)} for a in args]
        value = self._request({"do": "call", "name": name, "args": sent})
        try:
            return unpack(value)
        except Exception as e:
            raise JudgeFailed(
                f"`{name}` gave something that is no declaration: {e}.", where=self._where
            ) from e

    def _request(self, request: dict[str, Any]) -> Any:
        from viva.sandbox import Limits, Raised, Returned

        if self._session is None:
            sandbox = self._sandbox(self._question)
            limits = Limits(wall_s=WALL_S, cpu_s=60, memory_mib=2048)
            self._session = sandbox.open(f"{BANK_CHILD}:serve", self._setup, limits)
        reply = self._session.call(request)
        if isinstance(reply, Returned):
            return reply.value
        self.close()
        if isinstance(reply, Raised):
            lines = [f for f in reply.frames if f.filename == self._where]
            line = f":{lines[-1].line}" if lines else ""
            raise JudgeFailed(
                f"the bank's own code failed: {reply.type}: {reply.message}.",
                where=f"{self._where}{line}",
            )
        raise JudgeFailed(
            f"the bank's own code did not answer ({type(reply).__name__}).", where=self._where
        )

    def close(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None
