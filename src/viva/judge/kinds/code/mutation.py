"""Small automatic edits of a solution. A set of cases that lets one live is too weak."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator

_BINARY: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
}
_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
_CALLS = {"max": "min", "min": "max", "argmax": "argmin", "argmin": "argmax", "sum": "mean",
          "mean": "sum", "maximum": "minimum", "minimum": "maximum", "zeros": "ones",
          "ones": "zeros", "floor": "ceil", "ceil": "floor", "cumsum": "cumprod",
          "exp": "expm1", "log": "log1p", "var": "std", "std": "var", "sin": "cos",
          "all": "any", "any": "all", "zeros_like": "ones_like",
          "ones_like": "zeros_like"}  # fmt: skip
_SYMBOL: dict[type[ast.AST], str] = {
           ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/",
           ast.Pow: "**", ast.FloorDiv: "//", ast.Mod: "%", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">",
           ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}  # fmt: skip


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """(name, source) of each mutant. The name is the statement and the edit, so that it stays the
    same when lines move; a second identical one gets `#2`."""
    tree = ast.parse(source)
    seen: Counter[str] = Counter()
    original = ast.unparse(tree)
    for path, statement in _sites(tree):
        node = _at(tree, path)
        for what, new in _edits(node):
            changed = copy.deepcopy(tree)
            _replace(changed, path, new)
            text = ast.unparse(ast.fix_missing_locations(changed))
            if text == original:
                continue
            name = f"{statement} :: {what}"
            seen[name] += 1
            yield (name if seen[name] == 1 else f"{name} #{seen[name]}"), text


Path = tuple[tuple[str, int | None], ...]


def _sites(tree: ast.Module) -> Iterator[tuple[Path, str]]:
    """Every node inside a function, with its statement as one line. Messages of exceptions,
    docstrings, annotations and default-free signatures are no sites."""

    def walk(node: ast.AST, path: Path, statement: str, inside: bool) -> Iterator[tuple[Path, str]]:
        if isinstance(node, ast.stmt):
            statement = " ".join(ast.unparse(_head(node)).split())[:100]
            inside = inside or isinstance(node, ast.FunctionDef)
        if isinstance(node, ast.Raise | ast.Import | ast.ImportFrom | ast.Assert):
            return
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return
        if inside and path:
            yield path, statement
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "decorator_list", "ctx"):
                continue
            if isinstance(value, ast.AST):
                yield from walk(value, (*path, (field, None)), statement, inside)
            elif isinstance(value, list):
                for i, item in enumerate(value):
                    if isinstance(item, ast.AST):
                        yield from walk(item, (*path, (field, i)), statement, inside)

    yield from walk(tree, (), "", False)


def _head(node: ast.stmt) -> ast.stmt:
    """A compound statement without its body, so that a name stays short."""
    head = copy.copy(node)
    for field in ("body", "orelse", "finalbody", "handlers"):
        if hasattr(head, field):
            empty: list[ast.stmt] = [ast.Pass()] if field == "body" else []
            setattr(head, field, empty)
    return head


def _at(tree: ast.AST, path: Path) -> ast.AST:
    node = tree
    for field, index in path:
        value = getattr(node, field)
        node = value if index is None else value[index]
    return node


def _replace(tree: ast.AST, path: Path, new: ast.AST) -> None:
    parent = _at(tree, path[:-1])
    field, index = path[-1]
    if index is None:
        setattr(parent, field, new)
    else:
        getattr(parent, field)[index] = new


def _edits(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.BinOp():
            swap = _BINARY.get(type(node.op))
            if swap is not None and not isinstance(node.left, ast.Constant | ast.List):
                yield (
                    f"{_SYMBOL[type(node.op)]} → {_SYMBOL[swap]}",
                    ast.BinOp(node.left, swap(), node.right),
                )
            if isinstance(node.op, ast.Add | ast.Sub):
                yield f"drop {_short(node.right)}", node.left
            if isinstance(node.op, ast.Sub):
                yield f"drop {_short(node.left)}", ast.UnaryOp(ast.USub(), node.right)
            if isinstance(node.op, ast.MatMult):
                yield "@ → *", ast.BinOp(node.left, ast.Mult(), node.right)
        case ast.Compare(ops=[op]):
            swap = _COMPARE.get(type(op))
            if swap is not None:
                yield (
                    f"{_SYMBOL[type(op)]} → {_SYMBOL[swap]}",
                    ast.Compare(node.left, [swap()], node.comparators),
                )
        case ast.BoolOp():
            other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield "and ↔ or", ast.BoolOp(other, node.values)
        case ast.UnaryOp(op=ast.USub()):
            if isinstance(node.operand, ast.Constant) and isinstance(node.operand.value, int):
                value = -node.operand.value
                yield f"{value} → {value + 1}", ast.Constant(value + 1)
            else:
                yield "drop the minus", node.operand
        case ast.UnaryOp(op=ast.Not()):
            yield "drop the not", node.operand
        case ast.Constant(value=bool(value)):
            yield f"{value} → {not value}", ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield f"{value} → {value + 1}", ast.Constant(value + 1)
        case ast.Constant(value=float(value)):
            yield f"{value} → {value * 2 + 1}", ast.Constant(value * 2 + 1)
        case ast.Call(func=ast.Attribute(attr=attr)) if attr in _CALLS:
            assert isinstance(node.func, ast.Attribute)
            func = ast.Attribute(node.func.value, _CALLS[attr], ast.Load())
            yield f".{attr} → .{_CALLS[attr]}", ast.Call(func, node.args, node.keywords)
        case ast.Attribute(attr="T", ctx=ast.Load()):
            yield "drop .T", node.value
        case ast.AugAssign():
            swap = _BINARY.get(type(node.op))
            if swap is not None:
                yield (
                    f"{_SYMBOL[type(node.op)]}= → {_SYMBOL[swap]}=",
                    ast.AugAssign(node.target, swap(), node.value),
                )
        case ast.If() if not node.orelse:
            yield "never", ast.If(ast.Constant(False), node.body, [])
        case ast.Slice(lower=ast.expr() as lower, upper=None, step=None):
            yield f"drop {_short(lower)}:", ast.Slice(None, None, None)
        case ast.Slice(lower=None, upper=ast.expr() as upper, step=None):
            yield f"drop :{_short(upper)}", ast.Slice(None, None, None)
        case _:
            return


def _short(node: ast.AST) -> str:
    text = ast.unparse(node)
    return text if len(text) <= 40 else text[:37] + "…"
