"""Which Python of a bank a file needs, found by reading it, and the hash over all of it."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from pathlib import Path

from viva.core import BadInput, Question


def package_of(bank: Path) -> str:
    """The name under which a bank's own modules import each other: its folder's name."""
    return bank.name


def module_path(bank: Path, name: str) -> Path | None:
    """The file of a dotted module below the bank's package, or None if it is not the bank's."""
    head, *rest = name.split(".")
    if head != package_of(bank) or ".." in rest:
        return None
    base = bank.joinpath(*rest)
    for path in (base.with_suffix(".py"), base / "__init__.py"):
        if path.is_file():
            return path
    return None


def needed_modules(bank: Path, file: Path, where: str) -> dict[str, Path]:
    """The bank's modules that `file` imports, directly or not: dotted name → file."""
    found: dict[str, Path] = {}
    waiting: list[tuple[Path, str]] = [(file, "")]
    while waiting:
        path, name = waiting.pop()
        for imported in imported_names(path, name, where):
            parts = imported.split(".")
            for n in range(1, len(parts) + 1):
                prefix = ".".join(parts[:n])
                module = module_path(bank, prefix)
                if module is not None and prefix not in found:
                    found[prefix] = module
                    waiting.append((module, prefix))
    return dict(sorted(found.items()))


def imported_names(path: Path, name: str, where: str) -> list[str]:
    """The dotted names that a Python file imports, relative ones resolved against `name`."""
    try:
        tree = ast.parse(path.read_bytes(), str(path))
    except (SyntaxError, ValueError) as e:
        line = f":{e.lineno}" if isinstance(e, SyntaxError) and e.lineno else ""
        raise BadInput(f"is not valid Python: {e}.", where=f"{where}{line}") from None
    names: list[str] = []
    for node in _run(tree):
        if isinstance(node, ast.Import):
            names += [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = name if path.name == "__init__.py" else name.rpartition(".")[0]
                parts = package.split(".")[: len(package.split(".")) - (node.level - 1)]
                base = ".".join([*parts, *([node.module] if node.module else [])])
            names += [base, *(f"{base}.{a.name}" for a in node.names)]
    return names


def _run(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run: what stands under `if TYPE_CHECKING` is for a type checker alone."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            waiting += node.orelse
        else:
            waiting += ast.iter_child_nodes(node)


def content_hash(question: Question) -> str:
    """A hash over every file of the question's folder and all bank modules that they import."""
    digest = hashlib.blake2b(digest_size=16)
    files = sorted(
        p for p in question.folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts
    )
    modules: dict[str, Path] = {}
    for path in files:
        if path.suffix == ".py" and path.parent == question.folder:
            modules |= needed_modules(question.bank, path, f"{question.where}/{path.name}")
    named = [(p.relative_to(question.folder).as_posix(), p) for p in files]
    for name, path in [*named, *sorted(modules.items())]:
        body = path.read_bytes()
        digest.update(f"{name}\0{len(body)}\0".encode())
        digest.update(body)
    return digest.hexdigest()
