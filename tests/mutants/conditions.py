"""The conditions of a module, and the module with one of them always true or always false.

A condition is what decides: the test of an ``if``, ``elif``, ``while`` or conditional expression, a filter of a comprehension,
an operand of ``and`` and ``or``, a comparison.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Mutant:
    """One condition of a function, by its number in it, and what it is made. ``version`` tells the function's text from another."""

    file: Path
    function: str
    version: str
    number: int
    line: int
    text: str
    value: bool

    @property
    def key(self) -> str:
        return f"{self.file.as_posix()}:{self.function}:{self.version}:{self.number}:{self.value}"


def mutants_of(file: Path) -> Iterator[Mutant]:
    """All that can be made of a module's functions, in the order of their lines."""
    source = file.read_text(encoding="utf-8")
    for name, function in _functions(ast.parse(source)):
        version = hashlib.sha256(ast.unparse(function).encode()).hexdigest()[:12]
        for number, condition in enumerate(_conditions(function)):
            text = ast.unparse(condition)
            for value in (True, False):
                yield Mutant(file, name, version, number, condition.lineno, text, value)


def _functions(tree: ast.Module) -> Iterator[tuple[str, Function]]:
    for node in tree.body:
        if isinstance(node, Function):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{inner.name}", inner) for inner in node.body if isinstance(inner, Function))


def _conditions(function: Function) -> list[ast.expr]:
    """What decides in a function, each once; of ``not x`` it is ``x``, and an endless ``while`` has no condition."""
    found: dict[int, ast.expr] = {}
    for node in ast.walk(function):
        deciding: list[ast.expr] = []
        if isinstance(node, ast.If | ast.IfExp | ast.While):
            deciding = [node.test]
        elif isinstance(node, ast.comprehension):
            deciding = node.ifs
        elif isinstance(node, ast.BoolOp):
            deciding = node.values
        elif isinstance(node, ast.Compare):
            deciding = [node]
        for condition in deciding:
            while isinstance(condition, ast.UnaryOp) and isinstance(condition.op, ast.Not):
                condition = condition.operand
            if not isinstance(condition, ast.Constant):
                found[id(condition)] = condition
    return sorted(found.values(), key=lambda c: (c.lineno, c.col_offset, -(c.end_col_offset or 0)))


class _Replaced(ast.NodeTransformer):
    """Puts another expression in the place of some."""

    def __init__(self, others: Mapping[ast.AST, Callable[[ast.expr], ast.expr]]) -> None:
        self.others = others

    def visit(self, node: ast.AST) -> Any:
        within = self.generic_visit(node)
        if isinstance(within, ast.expr) and node in self.others:
            return ast.fix_missing_locations(ast.copy_location(self.others[node](within), node))
        return within


def put_in(mutant: Mutant) -> None:
    """Makes the function as imported work with its condition forced; for a process that ends then.

    Raises LookupError where the function is not to be found among what its module holds.
    """
    tree = ast.parse(mutant.file.read_text(encoding="utf-8"))
    function = dict(_functions(tree))[mutant.function]
    _Replaced({_conditions(function)[mutant.number]: lambda _: ast.Constant(mutant.value)}).visit(tree)
    code = _code_of(compile(tree, str(mutant.file), "exec"), mutant.function)
    function_of(mutant.file, mutant.function).__code__ = code


Forced = tuple[str, str, int, bool]
"""File, function, number of a condition in it, and the value that it is made: what is the same for a mutant whatever the version."""


def forced(mutant: Mutant) -> Forced:
    return str(mutant.file), mutant.function, mutant.number, mutant.value


class Watch:
    """Notes which mutants of some modules would have done otherwise than the functions as they are did since it was last asked:
    those that force a condition to what it was not."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._otherwise: set[Forced] = set()
        self._originals: list[tuple[FunctionType, CodeType]] = []
        for file in files:
            self._put_into(file)

    def _put_into(self, file: Path) -> None:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        named = dict(_functions(tree))
        for name, node in named.items():
            _Replaced({c: self._noting((str(file), name, k), c) for k, c in enumerate(_conditions(node))}).visit(node)
        module = compile(tree, str(file), "exec")
        for name in named:
            function = function_of(file, name)
            self._originals.append((function, function.__code__))
            function.__globals__[NOTE] = self._note
            function.__code__ = _code_of(module, name)

    @staticmethod
    def _noting(place: tuple[str, str, int], condition: ast.expr) -> Callable[[ast.expr], ast.expr]:
        # what it gives a name to, no mutant does
        names = any(isinstance(part, ast.NamedExpr) for part in ast.walk(condition))
        head = [ast.Tuple([ast.Constant(part) for part in place], ast.Load()), ast.Constant(names)]
        return lambda within: ast.Call(ast.Name(NOTE, ast.Load()), [*head, within], [])

    def _note(self, place: tuple[str, str, int], names: bool, value: Any) -> Any:
        if names or not isinstance(value, bool):  # ``a or b`` may be the value of ``a``, which is no mutant's
            self._otherwise.update(((*place, True), (*place, False)))
        else:
            self._otherwise.add((*place, not value))
        return value

    def otherwise(self) -> set[Forced]:
        found, self._otherwise = self._otherwise, set()
        return found

    def end(self) -> None:
        for function, code in self._originals:
            function.__code__ = code


NOTE = "__note_condition__"


def _code_of(module: CodeType, function: str) -> CodeType:
    code = module
    for name in function.split("."):
        code = [one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == name][-1]
    return code


def function_of(file: Path, function: str) -> FunctionType:
    """The function itself behind what decorators made of it. Raises LookupError where there is none."""
    found: Any = importlib.import_module(".".join(file.with_suffix("").parts).removesuffix(".__init__"))
    for name in function.split("."):
        found = inspect.getattr_static(found, name, None)
    for wrapping in ("fget", "func", "__func__"):
        found = getattr(found, wrapping, found)
    found = inspect.unwrap(found)
    if not isinstance(found, FunctionType):
        raise LookupError(f"{file}: no function {function}")
    return found
