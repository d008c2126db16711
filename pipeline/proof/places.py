"""Whether rows stand where their columns say: under the label of their section, beside that of the overview, under their heading.

In go one document's rows and the witness, out come findings. Only what the page contradicts is said: a label in other words, one
on the page before, prove nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

import pyarrow as pa

from pipeline.datasets.contract import Row
from pipeline.form.marks import mark_rules, number_within
from pipeline.form.words import Form
from pipeline.geometry.clusters import lanes
from pipeline.geometry.intervals import gaps_between
from pipeline.pages.agreement import NOTHING, middle
from pipeline.pages.compared import as_compared
from pipeline.pages.model import Glyph
from pipeline.proof.model import Finding
from pipeline.proof.rows import FAR, Reader
from pipeline.rules.sections import SECTIONS
from pipeline.values import BETWEEN, Box, Defect

_OFF = 1.2
"""em; a label may stand so much higher or lower than the text that it belongs to"""
_LABEL = 9.6
"""em; a label of a narrow column, of eight lines, is no higher"""
_BETWEEN = 0.1
"""em; boxes of two lines overlap by no more, and between two with less white there is no line"""
_COLUMN = 0.3
"""em; between two labels side by side there is more white"""
_LEVEL = 0.5
"""em; letters whose middles are no further apart stand on one line"""
_NUMBER = re.compile(r"[0-9]+")
_ON_THE_WAY = ("goals", "prior_issues", "statements", "tables", "viewpoints")
"""Tables whose rows may stand over the label of a section."""
_YEAR = re.compile(r"(令和|平成|R|H)?(元|[0-9]{1,4})(?=年|\.|～|~|-|から)")
_BEGINS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}
"""the Gregorian year before the first one of an era"""
_FOUR_DIGITS = 1000


def misplaced(tables: Mapping[str, pa.Table], reader: Reader) -> Iterator[Finding]:
    """A finding for each row that stands elsewhere than its columns say."""
    statements = tables["statements"].to_pylist()
    yield from _under_other_labels(tables, statements, reader)
    yield from _under_other_headings(statements)
    overview = tables["overview"].to_pylist()
    yield from _beside_other_labels(overview, reader)
    yield from _of_another_period(tables["documents"].to_pylist(), overview, reader.form)


def printed_boxes(row: Row, name: str = "boxes") -> list[Box]:
    return [Box(**box) for box in row[name] or ()]


def finding(table: str, row: Row, column: str, code: str, one: str, other: str) -> Finding:
    box = next(iter(printed_boxes(row)), None)
    defect = Defect(
        code, box.page if box else None, box, one[:80] or NOTHING, values=(("row", row["row_id"]), ("other", other[:80] or NOTHING))
    )
    return Finding(table, row["row_id"], row["document_id"], column, defect)


def _under_other_labels(tables: Mapping[str, pa.Table], statements: Sequence[Row], reader: Reader) -> Iterator[Finding]:
    """Statements before whose section another section's label stands, and not their own."""
    everything = [box for name in _ON_THE_WAY for row in tables[name].select(["boxes"]).to_pylist() for box in printed_boxes(row)]
    of_sections = [*statements, *tables["tables"].select(["section", "boxes"]).to_pylist()]
    placed = [(row["section"], box) for row in of_sections for box in printed_boxes(row)]
    for _, of_section in groupby(statements, key=lambda row: (row["document_id"], row["project_no"], row["section"])):
        rows = list(of_section)
        first = min((box for row in rows for box in printed_boxes(row)), key=lambda box: (box.page, box.y0), default=None)
        if first is None or first.page in reader.turned or _has_neighbour(first, rows[0]["section"], placed):
            continue
        if others := BETWEEN.join(sorted(_other_sections(rows, first, everything, reader))):
            yield from (finding("statements", row, "section", "place-unproven", row["section"], others) for row in rows)


def _other_sections(rows: Sequence[Row], first: Box, everything: Sequence[Box], reader: Reader) -> set[str]:
    """The sections whose labels stand before a section's rows; none where its own does."""
    further_left = [box.y0 for row in rows for box in printed_boxes(row) if box.page == first.page and box.x0 < first.x0]
    below = min((top for top in further_left if top > first.y0), default=FAR)
    own, named = rows[0]["section"], _sections_before(first, below, everything, reader)
    return set() if own in named or named and own in _sections_beside(rows, first, everything, reader) else named


def _sections_before(first: Box, below: float, everything: Sequence[Box], reader: Reader) -> set[str]:
    """The sections whose labels stand between a box and the one above it, and at its left; ``below`` another row of its section begins
    further left, as one without a mark does, and is no label."""
    em = reader.em_of(first.page)
    above = max((box.y1 for box in everything if box.page == first.page and box.y1 <= first.y0 + _BETWEEN * em), default=0.0)
    between = reader.lines(Box(first.page, 0.0, above, FAR, first.y0)) if first.y0 - above > _BETWEEN * em else []
    left = Box(first.page, 0.0, first.y0 - _OFF * em, first.x0, min(first.y1 + _OFF * em, below))
    beside = reader.lines(left)
    # the label at the left may begin far above; only what it is in full says whose it is
    whole = reader.lines(left._replace(y0=left.y0 - _LABEL * em)) if beside else []
    above_it, at_its_left = _labels_in(between, reader.form), _labels_in(whole, reader.form)
    return {section for section, _ in above_it} | {section for section, last in at_its_left if last in beside}


def _sections_beside(rows: Sequence[Row], first: Box, everything: Sequence[Box], reader: Reader) -> set[str]:
    """The sections whose labels stand in any column left of a section's rows on the page of the first, or of the white below them: the
    label is in the middle of their cell."""
    em = reader.em_of(first.page)
    here = [box for row in rows for box in printed_boxes(row) if box.page == first.page]
    left, last = min([box.x0 for box in here]), max([box.y1 for box in here])
    below = min((box.y0 for box in everything if box.page == first.page and box.y0 >= last - _BETWEEN * em), default=FAR)
    columns = _columns_in(Box(first.page, 0.0, first.y0 - _OFF * em, left, max(below, last + _OFF * em)), em, reader)
    return {section for column in columns for section, _ in _labels_in(_lines_of(column, em), reader.form)}


def _columns_in(box: Box, em: float, reader: Reader) -> list[list[Glyph]]:
    """What stands in a box by columns with white between them, without the signs of bullets."""
    glyphs = [glyph for glyph in reader.glyphs_in(box) if glyph.text not in mark_rules().signs]
    gaps = [(low + high) / 2 for low, high in gaps_between((glyph.x0, glyph.x1, _COLUMN * em) for glyph in glyphs)]
    return [[glyph for glyph in glyphs if low <= glyph.x0 < high] for low, high in pairwise([0.0, *gaps, FAR])]


def _lines_of(column: Sequence[Glyph], em: float) -> list[str]:
    lines = lanes(sorted(column, key=middle), middle, _LEVEL * em)
    return [as_compared("".join([glyph.text for glyph in sorted(line)])) for line in lines]


_SIGNS = "".join(mark_rules().signs)


def _labels_in(lines: Sequence[str], form: Form) -> Iterator[tuple[str, str]]:
    """The sections whose labels stand in lines, the sign of an item behind one or none, each with the label's last line, which is more
    than such a sign; of lines that together are a label, none is one."""
    lines = [line for line in lines if line.strip(_SIGNS)]
    begin = 0
    while begin < len(lines):
        for end in range(len(lines), begin, -1):
            section = form.section_of("".join(lines[begin:end]).rstrip(_SIGNS))
            if section:
                begin = end - 1
                if section in SECTIONS:
                    yield section, lines[begin]
                break
        begin += 1


def _has_neighbour(first: Box, section: str, placed: Iterable[tuple[str, Box]]) -> bool:
    """Whether rows of another section stand in a column beside the first of this one, as results and reasons may."""
    return any(other != section and box.page == first.page and (box.x1 <= first.x0 or first.x1 <= box.x0) for other, box in placed)


def _under_other_headings(statements: Sequence[Row]) -> Iterator[Finding]:
    """Statements whose heading, or its number, is not that of the heading above them; paragraphs with a mark."""
    for _, of_section in groupby(statements, key=lambda row: (row["document_id"], row["project_no"], row["section"])):
        heading: Row | None = None
        for row in sorted(of_section, key=lambda row: row["seq"]):
            if row["kind"] == "heading":
                heading = row
            elif row["kind"] != "note":
                yield from _of_its_heading(row, heading)
            if row["kind"] == "paragraph" and row["mark"]:
                yield finding("statements", row, "kind", "place-unproven", row["kind"], row["mark"])


def _of_its_heading(row: Row, heading: Row | None) -> Iterator[Finding]:
    text = heading["text"] if heading else ""
    if (row["heading"] or "") != text:
        yield finding("statements", row, "heading", "place-unproven", row["heading"] or "", text)
    elif heading and not _is_its_number(row["heading_no"], heading["mark"], row["project_no"]):
        yield finding("statements", row, "heading_no", "place-unproven", str(row["heading_no"] or ""), heading["mark"])


def _is_its_number(number: int | None, mark: str, project_no: int) -> bool:
    """Whether a mark has that number; 2-3 is the third of the second project, or from 2 to 3."""
    numbers = [int(found) for found in _NUMBER.findall(unicodedata.normalize("NFKC", mark))]
    return not numbers or number in (numbers[0], number_within(mark, project_no) or numbers[0])


def _beside_other_labels(overview: Sequence[Row], reader: Reader) -> Iterator[Finding]:
    """Rows of the overview beside which another row's label stands, and not their own."""
    labels = {as_compared(row["label"]) for row in overview if row["label"]}
    for label, of_label in groupby(overview, key=lambda row: row["label"]):
        rows = list(of_label)
        boxes = [box for row in rows for box in printed_boxes(row)]
        if not label or not boxes or any(box.page in reader.turned for box in boxes):
            continue
        beside = _left_of(boxes, reader)
        others = [other for other in labels if other in beside]
        if others and as_compared(label) not in others:
            yield from (finding("overview", row, "label", "place-unproven", label, others[0]) for row in rows)


def _of_another_period(documents: Sequence[Row], overview: Sequence[Row], form: Form) -> Iterator[Finding]:
    """Documents whose period begins in a year that the overview's period does not name, or ends in one."""
    said = "".join([row["text"] for row in overview if row["label"] and form.overview_of(row["label"]) == "period"])
    named = set(_years(unicodedata.normalize("NFKC", said)))
    for row in documents:
        start, end = row["period_start"], row["period_end"]
        if len(named) > 1 and start is not None and end is not None and (start not in named or not {end, end + 1} & named):
            defect = Defect("place-unproven", 1, None, f"{start}-{end}", values=(("row", row["document_id"]), ("other", said[:80])))
            yield Finding("documents", row["document_id"], row["document_id"], "period_start", defect)


def _years(text: str) -> Iterator[int]:
    """The years that a text names; a number without an era is of the era before it."""
    begin = 0
    for era, number in _YEAR.findall("".join(text.split())):
        begin = _BEGINS.get(era, begin)
        year = 1 if number == "元" else int(number)
        if year >= _FOUR_DIGITS or begin:
            yield year if year >= _FOUR_DIGITS else begin + year


def _left_of(boxes: Iterable[Box], reader: Reader) -> str:
    """What stands left of boxes, page by page, as high as they do together."""
    found = ""
    for page, here in groupby(sorted(boxes), key=lambda box: box.page):
        of_page = list(here)
        left, top, bottom = min(box.x0 for box in of_page), min(box.y0 for box in of_page), max(box.y1 for box in of_page)
        found += reader.printed([Box(page, 0.0, top, left, bottom)])
    return found
