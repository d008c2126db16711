"""The corpus of invented statements, each labelled with the viewpoints that it answers: ``python -m benchmarks.corpus``.

``viewpoint_corpus/`` holds a file a ward: a statement a line with project_no, section, heading, goal_nos and text, what each
reader gave it (``readers``, codes of the ward's viewpoints, most relevant first) and what stands (``viewpoints``: given by at least
two). A ward with an edition of its own has its viewpoints beside it, each with the city's codes that it stands for; the others
have the city's wording, as ``rules/viewpoints.toml`` has it.

Printed are the readers' agreement and, ward by ward, how today's links do. Wards of the part "test" are left out unless
``--test`` is given: they are for the final figure alone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from benchmarks.judging import HEAD, Judged, found_of, score_of
from pipeline.narrative.viewpoints import weighed_statements
from pipeline.narrative.weights import Model
from pipeline.rules import load
from pipeline.sheet.model import Goal, Project, Section, Statement, Viewpoint
from pipeline.values import Printed

HERE = Path(__file__).resolve().parent / "viewpoint_corpus"
Part = Literal["learn", "tune", "test"]
PARTS: Mapping[Part, tuple[str, ...]] = {
    "learn": ("asanagi", "kashiwabara", "kazami", "sakurazaka", "tsurumaki"),
    "tune": ("hanazato", "tsukihama"),
    "test": ("otowa", "seiran", "wakabano"),
}
CODES = ("ibasho", "sodan", "joho", "network", "jinzai", "support_system", "riyosha_shien")
KANA = "アイウエオカキクケコサシスセソタチツテト"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A statement of the corpus; ``readers`` and ``viewpoints`` hold codes such as "v3", the third viewpoint of the project."""

    id: str
    project_no: int
    section: Section
    heading: str
    goal_nos: tuple[int, ...]
    text: str
    readers: tuple[tuple[str, ...], ...]
    viewpoints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A viewpoint of a ward's own edition; ``city`` are the city's codes in that project, none where the city does not ask it."""

    project_no: int
    code: str
    text: str
    city: tuple[str, ...]


def wards() -> tuple[str, ...]:
    return tuple(ward for part in PARTS.values() for ward in part)


def statements_of(ward: str) -> tuple[Labelled, ...]:
    return tuple(_labelled(**row) for row in _rows(HERE / f"{ward}.jsonl"))


def _labelled(*, goal_nos: list[int], readers: list[list[str]], viewpoints: list[str], **rest: Any) -> Labelled:
    """A line of a ward's file, its lists as the record has them."""
    return Labelled(goal_nos=tuple(goal_nos), readers=tuple(map(tuple, readers)), viewpoints=tuple(viewpoints), **rest)


def edition_of(ward: str) -> tuple[Asked, ...] | None:
    """The ward's own viewpoints; none where it has the city's wording."""
    path = HERE / f"{ward}.viewpoints.jsonl"
    return edition_at(path) if path.exists() else None


def edition_at(path: Path) -> tuple[Asked, ...]:
    """The viewpoints of the file, each with the city's codes that it stands for."""
    return tuple(Asked(row["project_no"], row["code"], row["text"], tuple(row["city"])) for row in _rows(path))


def city_edition() -> tuple[Asked, ...]:
    """The city's common wording."""
    return tuple(
        Asked(CODES.index(project) + 1, code, rule["text"], (code,))
        for rule in load("viewpoints")["viewpoint"]
        for project, code in [rule["code"].split(".")]
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def agreement(rows: Iterable[Labelled], one: int = 0, other: int = 1) -> float:
    """F1 of two readers' sets of viewpoints: twice what both gave over all that either gave."""
    pairs = [(set(row.readers[one]), set(row.readers[other])) for row in rows]
    return 2 * sum(len(a & b) for a, b in pairs) / max(1, sum(len(a) + len(b) for a, b in pairs))


def projects_of(ward: str) -> Iterator[tuple[Project, list[Labelled], list[Asked]]]:
    """Each project of the ward with its labelled statements and its viewpoints; seq runs over the project, so that it names both."""
    asked = edition_of(ward) or city_edition()
    for project_no, group in groupby(statements_of(ward), key=lambda row: row.project_no):
        rows, viewpoints = list(group), [viewpoint for viewpoint in asked if viewpoint.project_no == project_no]
        yield _project(project_no, rows, viewpoints), rows, viewpoints


def judged_of(ward: str, learned: Model | None = None, without: Callable[[Project], frozenset[str]] | None = None) -> Iterator[Judged]:
    """Each statement of the ward with the links that it gets, by today's rules where no others are given; the wordings that ``without``
    gives count as never seen."""
    for project, rows, asked in projects_of(ward):
        left_out = without(project) if without else frozenset()
        weighed = {statement.seq: candidates for statement, candidates in weighed_statements(project, learned, without=left_out)}
        for seq, row in enumerate(rows, 1):
            yield Judged(ward, project.project_no, row.id, row.text, row.viewpoints, found_of(weighed[seq], [one.code for one in asked]))


def _project(project_no: int, rows: Sequence[Labelled], asked: Sequence[Asked]) -> Project:
    code = CODES[project_no - 1]
    goals = [rule["text"] for rule in load("viewpoints")["goal"] if rule["code"].startswith(f"{code}.")]
    return Project(
        project_no=project_no,
        project_code=code,
        title=Printed(""),
        goals=tuple(Goal(no, "", Printed(text), None, None, None, None, (), ()) for no, text in enumerate(goals, 1)),
        prior_issues=(),
        statements=tuple(_statement(seq, row) for seq, row in enumerate(rows, 1)),
        tables=(),
        figures=(),
        viewpoints=tuple(Viewpoint(no, KANA[no - 1], Printed(viewpoint.text)) for no, viewpoint in enumerate(asked, 1)),
    )


def _statement(seq: int, row: Labelled) -> Statement:
    # seq runs over the project here, so that it names the statement
    return Statement(row.section, seq, seq, "bullet", 0, None, "・", Printed(row.text), row.heading or None, None, None, row.goal_nos)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--test", action="store_true", help="the wards of the part test too, for the final figure")
    arguments = parser.parse_args()
    everything = [row for ward in wards() for row in statements_of(ward)]
    print(f"{len(everything)} statements of {len(wards())} wards; F1 of the two readers {agreement(everything):.3f}")
    print(f"\n{'':24s}readers {HEAD}")
    for part, names in PARTS.items():
        if part == "test" and not arguments.test:
            continue
        for ward in names:
            print(f"{part:6s}{ward:18s}{agreement(statements_of(ward)):6.3f} {score_of(judged_of(ward)).line()}")


if __name__ == "__main__":
    main()
