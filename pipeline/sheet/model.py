"""A parsed evaluation sheet: what one ward published for one term, as typed values with their places on the pages.

Everything downstream (facts, narrative, datasets) reads these values and no PDF. Numbers such as ``seq``, ``table_no``
and ``order_no`` are those of the data contract and start at 1; ``row`` and ``col`` start at 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from pipeline.values import Box, Defect, Printed

Section = str
"""The code of a section that holds statements: one of ``SECTIONS``."""
StatementKind = Literal["bullet", "paragraph", "heading", "subheading", "note"]
LINKED_KINDS: frozenset[StatementKind] = frozenset({"bullet", "paragraph"})
"""statements that say something by themselves: those that answer a viewpoint, and challenges that a later term takes up"""
SheetKind = Literal["final", "interim"]
TextSource = Literal["digital", "ocr_layer", "ocr"]


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One paragraph of the 実施概要 table beside the label of its row."""

    seq: int
    label: str
    text: Printed


@dataclass(frozen=True, slots=True)
class Goal:
    """目指す拠点の姿: one goal with the two ratings, null where the form's cell gives none of A to D."""

    goal_no: int
    mark: str
    text: Printed
    rating_operator: str | None
    rating_ward: str | None
    rating_operator_raw: str | None
    rating_ward_raw: str | None
    boxes_operator: tuple[Box, ...]
    boxes_ward: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class PriorIssue:
    """前期振り返りの課題: one issue of the term before; ``term`` as printed in the column's header."""

    seq: int
    mark: str
    text: Printed
    goal_no: int | None
    term: str | None


class Statement(NamedTuple):
    """One row of reasons, outcomes or challenges; ``order_no`` runs over statements, tables and figures of a project."""

    section: Section
    seq: int
    order_no: int
    kind: StatementKind
    level: int
    parent_seq: int | None
    mark: str
    text: Printed
    heading: str | None
    heading_no: int | None
    subheading: str | None
    goal_nos: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """振り返りの視点: one question (ア, イ, …) that the reflection answers."""

    viewpoint_no: int
    mark: str
    text: Printed


class TableCell(NamedTuple):
    """One printed cell; cells under a span are left out. ``shaded`` is true where it has a fill that is not white.

    ``raised`` are the positions in the text of raised small glyphs (a footnote's number); ``is_slashed`` is true where a line is
    drawn from corner to corner (斜線): the cell has no value.
    """

    row: int
    col: int
    rowspan: int
    colspan: int
    text: Printed
    shaded: bool = False
    bold: bool = False
    raised: tuple[int, ...] = ()
    is_slashed: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """One data table of a project, joined over page breaks; its boxes are the grid's, one per page. ``heavy_rows`` are the rows
    under a heavier rule than the others."""

    table_no: int
    order_no: int
    section: Section
    caption: Printed | None
    caption_in_grid: bool
    n_rows: int
    n_cols: int
    heading_no: int | None
    goal_nos: tuple[int, ...]
    cells: tuple[TableCell, ...]
    boxes: tuple[Box, ...]
    heavy_rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A chart or picture with all that is printed in it; its text has one box, the figure's own, also where nothing is printed in it."""

    figure_no: int
    order_no: int
    section: Section
    text: Printed
    caption: Printed | None


@dataclass(frozen=True, slots=True)
class Project:
    """事業: one project of the form by the form's own number 1–7, whatever number is printed."""

    project_no: int
    project_code: str
    title: Printed
    goals: tuple[Goal, ...]
    prior_issues: tuple[PriorIssue, ...]
    statements: tuple[Statement, ...]
    tables: tuple[DataTable, ...]
    figures: tuple[PrintedFigure, ...]
    viewpoints: tuple[Viewpoint, ...]


@dataclass(frozen=True, slots=True)
class Accounting:
    """How many visible glyphs (white space and fake-bold doubles aside) the document has, and how many found no owner."""

    chars_total: int
    chars_unaccounted: int
    chars_hidden: int


class Uncertain(NamedTuple):
    """A character read from a picture of which the recogniser was not quite sure (a probability), and what it would have read
    instead ("" where that is none)."""

    box: Box
    text: str
    confidence: float
    other: str


PageState = Literal["read", "no_text", "not_of_form", "blank"]


@dataclass(frozen=True, slots=True)
class PageAccount:
    """One page of the file, as displayed (points), with what became of its printed characters: ``chars_total`` is the sum of the
    counts after it but the last. ``picture_share`` is of its area; ``chars_witness`` is what the second engine sees;
    ``confidence`` is the mean of its characters where it was read from its picture, a probability, and ``lookalikes_settled`` how
    many of them are others than those that were recognised."""

    page: int
    width: float
    height: float
    turned_by: int
    state: PageState
    picture_share: float
    chars_total: int
    chars_in_rows: int
    chars_marks: int
    chars_labels: int
    chars_furniture: int
    chars_figures: int
    chars_decoration: int
    chars_struck: int
    chars_unaccounted: int
    chars_witness: int = 0
    confidence: float | None = None
    lookalikes_settled: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document; fiscal years are Gregorian, ``conducted`` is "YYYY-MM"; null where the sheet does not print it. ``uncertain`` are
    the characters of pages read from their pictures that were not sure."""

    document_id: str
    source_sha256: str
    page_count: int
    page_sizes: tuple[tuple[float, float], ...]
    text_source: TextSource
    form: str | None
    form_title: str | None
    title: str | None
    ward: str | None
    sheet_kind: SheetKind
    term_no: int | None
    period_start: int | None
    period_end: int | None
    operator: str | None
    ward_office: str | None
    conducted: str | None
    overview: tuple[OverviewRow, ...]
    projects: tuple[Project, ...]
    accounting: Accounting
    pages: tuple[PageAccount, ...]
    defects: tuple[Defect, ...]
    uncertain: tuple[Uncertain, ...] = ()
