"""The house stays one in which a stranger can find the way: no function has more branches than can be seen whole."""

from __future__ import annotations

from pathlib import Path

import lizard

HOUSE = Path(__file__).parents[1] / "pipeline"
MOST_BRANCHES = 15
"""ways through a function, each ``and`` and ``or`` counted as one more"""


def test_no_function_has_more_ways_through_it_than_one_can_follow() -> None:
    files = [lizard.analyze_file(str(file)) for file in sorted(HOUSE.rglob("*.py"))]
    functions = [(Path(file.filename).relative_to(HOUSE), function) for file in files for function in file.function_list]
    assert len(functions) > len(files)
    tangled = [(f"{file}:{one.start_line} {one.name}", one.cyclomatic_complexity) for file, one in functions]
    assert [(name, ways) for name, ways in tangled if ways > MOST_BRANCHES] == []
