"""What the sections of one project hold, as far as they are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.sheet.model import DataTable, PrintedFigure, Statement, Viewpoint
from pipeline.sheet.names_below import Habits
from pipeline.values import Defect


@dataclass(slots=True)
class Counters:
    """Numbers that run through a whole project."""

    order: int = 0
    table: int = 0
    figure: int = 0
    seq: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Body:
    """What the sections of one project hold."""

    statements: list[Statement] = field(default_factory=list)
    tables: list[DataTable] = field(default_factory=list)
    figures: list[PrintedFigure] = field(default_factory=list)
    viewpoints: list[Viewpoint] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    counters: Counters = field(default_factory=Counters)
    habits: Habits = field(default_factory=Habits)
    project_no: int = 0
