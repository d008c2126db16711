"""Every regular expression of the house: those of the code and those that its rules make, with the ways in which each is used.

``python -m tests.patterns`` prints them as JSON. A pattern is made when its module is imported or its rules are read, so that is done
here, in a process of its own in which ``re.compile`` keeps a list; a place of the code that compiles and was not passed is an error.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parent.parent / "pipeline"
WAYS = ("match", "fullmatch", "search")
_SEARCHING = ("search", "sub", "split", "findall", "finditer")
_INLINE = (*WAYS, *_SEARCHING)
_PASSED_ON = {
    "form/compiled.py:_named": {"fullmatch"},
    "facts/indicators.py:frame": {"fullmatch"},
    "gate/predicates.py:_compiled": {"search"},
    "prose/entities.py:_organisation_ends": {"fullmatch"},
}
"""Functions whose pattern is used in this way by who calls them."""
_OF_RULES = "pattern"
"""What makes the patterns of a table of rules: each is used as its caller uses it."""
_COMPILING = "_compiled"
"""What compiles them for it."""
_PASSED_TO = {("rules/__init__.py", name) for name in (_COMPILING, "_error_of")}
"""It, and what compiles their parts one by one where one is wrong."""
_PASSING_ON = {f"Table.{name}" for name in (_OF_RULES, _COMPILING)}
_OF_A_PERSON = {"run/sources.py:searched_for"}
"""Functions whose pattern is no rule: whoever keeps a collection writes it for its own pages."""
Place = tuple[str, int]


def places() -> tuple[dict[Place, str], list[tuple[Place, str, str]], dict[str, set[str]]]:
    """Where the code compiles, and the name it gives to the pattern; patterns written where they are used; the ways in which a
    name (or FILE:name, within a file) is used."""
    compiled: dict[Place, str] = {}
    inline: list[tuple[Place, str, str]] = []
    ways: dict[str, set[str]] = defaultdict(set)
    held: dict[str, set[str]] = defaultdict(set)
    for path in sorted(ROOT.rglob("*.py")):
        named: dict[int, str] = {}
        passed_on: set[int] = set()
        file = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                named[node.value.lineno] = f"{file}:{node.targets[0].id}"
            if isinstance(node, ast.keyword) and node.arg:
                named[node.value.lineno] = node.arg
                if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name):
                    held[f"{file}:{node.value.func.id}"].add(node.arg)
            if isinstance(node, ast.FunctionDef) and (file, node.name) in _PASSED_TO:
                passed_on.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
            if isinstance(node, ast.FunctionDef):
                named |= {last.value.lineno: f"{file}:{node.name}" for last in node.body if isinstance(last, ast.Return) and last.value}
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            place, method = (file, node.lineno), node.func.attr
            owner = node.func.value
            if method == _OF_RULES:
                compiled[place] = named.get(node.lineno, "")
            elif isinstance(owner, ast.Name) and owner.id == "re":
                if method == "compile" and named.get(node.lineno) not in _OF_A_PERSON and node.lineno not in passed_on:
                    compiled[place] = named.get(node.lineno, "")
                elif method in _INLINE:
                    inline.append((place, ast.unparse(node.args[0]), method))
            elif method in _INLINE and isinstance(owner, ast.Name | ast.Attribute):
                ways[f"{file}:{owner.id}" if isinstance(owner, ast.Name) else owner.attr].add(method)
    # What a function gives is used as the fields are that it fills.
    ways |= {function: set().union(*(ways[field] for field in fields)) for function, fields in held.items()} | _PASSED_ON
    return compiled, inline, ways


def patterns() -> Iterator[tuple[str, str, int, list[str]]]:
    """Place, pattern, flags and the ways in which it is used; all ways where the code does not show it."""
    compiled, inline, ways = places()
    for place, made in _compiled(compiled).items():
        used = ways.get(compiled.get(place, "")) or set(WAYS)
        for pattern, flags in sorted(made):
            yield f"{place[0]}:{place[1]}", pattern, flags, _plain(used)
    for place, written, method in inline:
        yield f"{place[0]}:{place[1]}", _filled(written, vars(_module(place[0]))), 0, _plain({method})


def _plain(used: set[str]) -> list[str]:
    return sorted({"search" if way in _SEARCHING else way for way in used})


def _compiled(wanted: dict[Place, str]) -> dict[Place, set[tuple[str, int]]]:
    found: dict[Place, set[tuple[str, int]]] = defaultdict(set)
    original = re.compile

    def listed(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        frame = sys._getframe(1)
        while frame.f_code.co_qualname in _PASSING_ON and frame.f_back:
            frame = frame.f_back
        file = Path(frame.f_code.co_filename)
        if ROOT in file.parents:
            found[file.relative_to(ROOT).as_posix(), frame.f_lineno].add((_as_text(pattern), int(flags)))
        return original(pattern, flags)

    re.compile = listed
    for file in sorted({file for file, _ in wanted}):
        for made in list(vars(_module(file)).values()):
            if hasattr(made, "cache_info") and not inspect.signature(made).parameters:
                made()
    _read_rules()
    if missed := wanted.keys() - found.keys():
        raise LookupError(f"compiled where nothing was listed: {sorted(missed)}; read these rules in _read_rules")
    return found


def _filled(written: str, known: dict[str, object]) -> str:
    """A pattern as its code writes it; a character stands for what only the function knows, which has been escaped."""
    while True:
        try:
            return _as_text(eval(written, dict(known)))
        except NameError as error:
            known = {**known, str(error.name): "A"}


def _as_text(pattern: str | bytes) -> str:
    """A pattern of bytes takes as long as the same one of characters."""
    return pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern


def _module(file: str) -> ModuleType:
    return import_module("pipeline." + file.removesuffix(".py").removesuffix("/__init__").replace("/", "."))


def _read_rules() -> None:
    """Has compiled what is compiled when it is asked for, and that no cached function without arguments gives."""
    from pipeline.form.compiled import form_rules
    from pipeline.gate.predicates import holds
    from pipeline.gate.suites import suites
    from pipeline.narrative.named import named_viewpoints
    from pipeline.proofreading.figures import named_row
    from pipeline.sheet.page_checks import page_sequence

    form_rules()
    named_row("ふれあい体験授業")
    list(page_sequence([]))
    named_viewpoints("視点ア", ("ア", "イ"))
    for expectation in (expectation for suite in suites().values() for expectation in suite if "regex" in expectation.kwargs):
        holds(expectation, [""])


if __name__ == "__main__":
    print(json.dumps(list(patterns())))
