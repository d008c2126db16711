"""The house stays one in which a stranger can find the way: no function has more branches than can be seen whole, and the words of the
form stand in its rules."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import lizard

HOUSE = Path(__file__).parents[1] / "pipeline"
MOST_BRANCHES = 15
"""ways through a function, each ``and`` and ``or`` counted as one more"""
READING = ("geometry", "pages", "layout", "form", "outline", "sheet", "facts", "prose")
"""rooms that read what is printed"""
GRAMMARS = ("facts/numbers.py", "facts/periods.py", "facts/quantities.py", "prose/mentions.py")
"""how numbers, dates and clauses are put together, by hand; their words are in the rules all the same where one can be added"""
CLASS = re.compile(r"\[[^\]]*\]")
WORD = re.compile("[一-鿿々]{2,}|[ァ-ヺ][ァ-ヺー]+")
ALIKE: dict[str, int] = {}
MESSAGES = ("ページは描けませんでした", "ァィゥェォッャュョ")
"""what is written on a page that cannot be drawn; small letters, of which none begins a line"""


def test_no_function_has_more_ways_through_it_than_one_can_follow() -> None:
    files = [lizard.analyze_file(str(file)) for file in sorted(HOUSE.rglob("*.py"))]
    functions = [(Path(file.filename).relative_to(HOUSE), function) for file in files for function in file.function_list]
    assert len(functions) > len(files)
    tangled = [(f"{file}:{one.start_line} {one.name}", one.cyclomatic_complexity) for file, one in functions]
    assert [(name, ways) for name, ways in tangled if ways > MOST_BRANCHES] == []


def test_the_words_of_the_form_stand_in_the_rules() -> None:
    files = [
        file for room in READING for file in sorted((HOUSE / room).rglob("*.py")) if file.relative_to(HOUSE).as_posix() not in GRAMMARS
    ]
    found = [(file.name, text) for file in files for text in _texts(file) if WORD.search(CLASS.sub("|", text))]
    assert len(files) > 100
    assert [(file, text) for file, text in found if not any(message in text for message in MESSAGES)] == []


def test_no_two_types_have_one_name() -> None:
    defined = [name for file in HOUSE.rglob("*.py") for name in _types(ast.parse(file.read_text(encoding="utf-8")))]
    assert len(defined) > 200
    assert {name: many for name, many in Counter(defined).items() if many > 1} == ALIKE


def _types(module: ast.Module) -> Iterator[str]:
    """The public classes of a module, and its names for other types."""
    for node in module.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript | ast.BinOp):
            yield from (name.id for name in node.targets if isinstance(name, ast.Name) and re.fullmatch("[A-Z]+[a-z][A-Za-z]*", name.id))


def _texts(file: Path) -> Iterator[str]:
    """The texts of a module that are no docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in docstrings)
    yield from (node.value for node in constants if isinstance(node.value, str))
