"""Data tables and their facts against their own print: cells stand as they are numbered, captions over their grid, numbers in facts.

In go one document's rows, out come findings. The grammar is a small one of its own: what it does not know it says nothing of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, pairwise
from operator import itemgetter

import pyarrow as pa

from pipeline.datasets.contract import Row
from pipeline.geometry.rect import Rect
from pipeline.pages.compared import as_compared
from pipeline.pages.turning import box_turned, point_turned
from pipeline.proof.model import Finding
from pipeline.proof.places import finding, printed_boxes
from pipeline.proof.rows import Reader
from pipeline.rules import load
from pipeline.text.folds import squeeze, stands_in_order
from pipeline.values import Box

_PLAIN = re.compile(r"[▲△+-]?[0-9]{1,3}(?:,?[0-9]{3}){0,4}(?:\.[0-9]+)?")
_SLACK = 0.1
"""em; what begins at one place does so within this"""
_TOTAL = re.compile("合計|総計|総数")
_YEARLY = ("fiscal_year", "fiscal_year_end", "fiscal_year_to_date")


def contradicted(tables: Mapping[str, pa.Table], reader: Reader) -> Iterator[Finding]:
    """A finding for each cell, caption and fact that the table's own print contradicts."""
    upright = upright_by(tables["pages"])
    cells = by_table(tables["table_cells"])
    facts = by_table(tables["facts"])
    grids = tables["tables"].to_pylist()
    are_below = _are_captioned_below(grids, upright)
    for grid in grids:
        of_table = cells.get(key_of(grid), [])
        yield from _disordered(of_table, upright, reader)
        if not are_below:
            yield from _under_its_grid(grid, grids, upright, reader)
        yield from _numbers(grid, of_table, facts.get(key_of(grid), []))


def key_of(row: Row) -> tuple[str, int, int]:
    """The key of the table that a row is of."""
    return row["document_id"], row["project_no"], row["table_no"]


def by_table(table: pa.Table) -> dict[tuple[str, int, int], list[Row]]:
    """The rows of each table, by its key."""
    return {key: list(rows) for key, rows in groupby(table.to_pylist(), key=key_of)}


def _disordered(cells: Sequence[Row], upright: Upright, reader: Reader) -> Iterator[Finding]:
    """Cells that do not begin right of the one before them in their row, or below the one above them in their column."""
    placed = [(cell, upright(printed_boxes(cell)[0])) for cell in cells if cell["boxes"]]
    for across, along, begin in (("row", "col", "x0"), ("col", "row", "y0")):
        in_line = sorted(placed, key=lambda placed: (placed[0][across], placed[0][along]))
        for (one, before), (other, after) in pairwise(in_line):
            follows = one[across] == other[across] and one[along] < other[along] and before.page == after.page
            em = reader.em_of(after.page)
            if follows and getattr(after, begin) <= getattr(before, begin) + _SLACK * em and not _is_overleaf(before, after, em):
                yield finding("table_cells", other, along, "place-unproven", other["text"], one["text"])


def _is_overleaf(before: Box, after: Box, em: float) -> bool:
    """Whether a row stands on the second of two pages that are printed on one sheet: right of the first, and higher."""
    return before.x1 < after.x0 and after.y0 < before.y0 - em


def _under_its_grid(grid: Row, grids: Sequence[Row], upright: Upright, reader: Reader) -> Iterator[Finding]:
    """A caption that stands below its own table, or nearer over another one."""
    if (places := _with_caption(grid, upright)) is None:
        return
    own, box = places
    slack = _SLACK * reader.em_of(box.page)
    between = [
        other
        for row in grids
        if row is not grid
        for other in map(upright, printed_boxes(row)[:1])
        if other.page == box.page and box.y1 - slack <= other.y0 < own.y0 - slack and other.x0 < box.x1 and box.x0 < other.x1
    ]
    if between or box.y0 > own.y1:
        yield finding("tables", grid, "caption", "place-unproven", grid["caption"] or "", "")


def _with_caption(grid: Row, upright: Upright) -> tuple[Box, Box] | None:
    """Where a table and its caption begin; None where it has none, or one on another page."""
    own, caption = ([upright(box) for box in printed_boxes(grid, name)[:1]] for name in ("boxes", "boxes_caption"))
    return (own[0], caption[0]) if own and caption and own[0].page == caption[0].page else None


def _are_captioned_below(grids: Sequence[Row], upright: Upright) -> bool:
    """Whether all captions stand below their tables, that of the last table of a section too: captions that are moved by a table leave
    each of those without."""
    sections = [list(tables) for _, tables in groupby(grids, key=itemgetter("project_no", "section"))]
    places = [(upright(printed_boxes(grid)[-1]), upright(box)) for grid in grids for box in printed_boxes(grid, "boxes_caption")[:1]]
    is_below = [own.page == caption.page and caption.y0 > own.y1 for own, caption in places]
    return any(tables[-1]["caption"] for tables in sections) and all(is_below)


def _numbers(grid: Row, cells: Sequence[Row], facts: Sequence[Row]) -> Iterator[Finding]:
    told = {(fact["row"], fact["col"]) for fact in facts}
    body = [cell for cell in cells if not cell["is_header"]] if facts else []
    for cell in body:
        if (cell["row"], cell["col"]) not in told and _is_number(cell["text"]) and _counts(cell, cells):
            yield finding("table_cells", cell, "text", "fact-unproven", cell["text"], "")
    ends = _ends_over_blanks(grid, cells)
    for fact in facts:
        for column, other in _doubts(fact, grid, cells, ends):
            yield finding("facts", fact, column, "fact-unproven", str(fact[column] if fact[column] is not None else ""), other)


def _counts(cell: Row, cells: Sequence[Row]) -> bool:
    """Whether a number is one that is counted: no header of its row or column says that it describes (備考), and of what its column says
    no more is words, as places and notes are."""
    column = [other for other in cells if other["col"] <= cell["col"] < other["col"] + other["colspan"]]
    beside = [other for other in cells if other["row"] == cell["row"]]
    if any(other["is_header"] and squeeze(other["text"]) in _describing() for other in (*column, *beside)):
        return False
    body = [other["text"] for other in column if not other["is_header"]]
    return sum(map(_is_number, body)) >= sum(map(_is_of_words, body))


def _is_of_words(text: str) -> bool:
    """Whether a text begins with a word: no number does, nor a sign in place of one."""
    return squeeze(text).lstrip("ー")[:1].isalpha()


@cache
def _describing() -> frozenset[str]:
    """The headers of what describes and counts nothing."""
    return frozenset(map(squeeze, load("facts")["describing"]["is"]))


def _is_number(text: str) -> bool:
    return _PLAIN.fullmatch(_unit_apart(text)[0]) is not None


def number_and_unit(text: str) -> tuple[float, str] | None:
    """The one number that a text is, with its sign, and the unit right behind it; None where it says more or anything else."""
    number, unit = _unit_apart(text)
    if not _PLAIN.fullmatch(number):
        return None
    value = float(number.strip("▲△+-").replace(",", ""))
    return (-value if number[0] in "▲△-" else value), unit


def _unit_apart(text: str) -> tuple[str, str]:
    """A number and the unit right behind it; the whole text and nothing where there is no unit of the list."""
    plain = squeeze(text)
    for unit in _units() if plain.endswith(_units()) else ():
        if plain.endswith(unit) and _PLAIN.fullmatch(plain.removesuffix(unit)):
            return plain.removesuffix(unit), unit
    return plain, ""


@cache
def _units() -> tuple[str, ...]:
    """The units of the list, the longest first."""
    return tuple(sorted((unicodedata.normalize("NFKC", unit) for unit in load("facts")["units"]["known"]), key=len, reverse=True))


def _ends_over_blanks(grid: Row, cells: Sequence[Row]) -> dict[tuple[int, int], int]:
    """Where what each cell of the header says ends, by row and column: over blank cells right of it too, as where nobody merged them."""
    ends: dict[tuple[int, int], int] = {}
    for cell in cells:
        if cell["row"] < grid["header_rows"]:
            before = next(reversed(ends), None)
            goes_on = before is not None and before[0] == cell["row"] and ends[before] == cell["col"] and not cell["text"].strip()
            ends[before if goes_on and before else (cell["row"], cell["col"])] = cell["col"] + cell["colspan"]
    return ends


def _doubts(fact: Row, grid: Row, cells: Sequence[Row], ends: Mapping[tuple[int, int], int]) -> Iterator[tuple[str, str]]:
    """The columns of a fact that its print contradicts, each with what it says."""
    yield from _doubts_of_number(fact)
    if fact["period_kind"] in _YEARLY and fact["fiscal_year"] is None:
        yield "fiscal_year", fact["period_label"] or ""
    if fact["measure"] != " / ".join(fact["labels"]):
        yield "measure", " / ".join(fact["labels"])
    if fact["role"] == "value" and any(_TOTAL.fullmatch("".join(label.split())) for label in fact["labels"][-1:]):
        yield "role", fact["labels"][-1]
    said = list(_texts_for(fact, grid, cells, ends))
    for label in fact["labels"]:
        # Most labels are a cell's whole text, which needs no folding.
        if label not in said and not any(stands_in_order(as_compared(label), as_compared(text)) for text in said):
            yield "labels", label


def _doubts_of_number(fact: Row) -> Iterator[tuple[str, str]]:
    number, unit = _unit_apart(fact["raw"])
    if fact["value"] is None:
        if fact["null_reason"] in ("dash", "cancelled", "empty", "not_yet") and _PLAIN.fullmatch(number):
            yield "value", fact["raw"]
    elif unit and fact["unit"] is None:
        yield "unit", fact["raw"]
    if fact["unit"] == fact["unit_norm"] and fact["value"] != fact["value_norm"]:
        yield "value_norm", str(fact["value"])


def _texts_for(fact: Row, grid: Row, cells: Sequence[Row], ends: Mapping[tuple[int, int], int]) -> Iterator[str]:
    """What may give a fact its labels: the caption, its cell, what stands in its row, and what stands over it."""
    yield grid["caption"] or ""
    yield fact["raw"]
    for cell in cells:
        in_row = cell["row"] <= fact["row"] < cell["row"] + cell["rowspan"]
        end = ends.get((cell["row"], cell["col"]), cell["col"] + cell["colspan"])
        over = cell["col"] <= fact["col"] < end and cell["row"] <= fact["row"]
        group = cell["is_header"] and cell["row"] <= fact["row"] and cell["col"] < grid["header_cols"]
        if in_row or over or group or cell["colspan"] > 1 and cell["row"] <= fact["row"]:
            yield cell["text"]


Upright = Callable[[Box], Box]


def upright_by(pages: pa.Table) -> Upright:
    """What gives a box, in points of its page as displayed, as it stands on the page turned to be read."""
    rows = pages.select(["page", "turned_by", "width", "height"]).to_pylist()
    points = {row["page"]: point_turned(row["turned_by"], row["width"], row["height"]) for row in rows if row["turned_by"]}

    def upright(box: Box) -> Box:
        return Box(box.page, *box_turned(Rect(*box[1:]), points[box.page])) if box.page in points else box

    return upright
