"""The overview of a front page that has no table: labels at the left of their texts, or over them, or before a colon or a gap.

In come the lines of the front page outside tables, out comes each label with its lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.form.marks import mark_of
from pipeline.form.words import Form
from pipeline.layout.lines import line_of, white_cuts
from pipeline.layout.model import Line
from pipeline.outline.edges import NO_LINE_END, SAME, SENTENCE_END
from pipeline.outline.ledger import Ledger
from pipeline.outline.units import TextUnit

_Entry = tuple[TextUnit, Line | None, Line | None]
"""a line, the overview's label that it is or begins with, and its rest"""


def loose_rows(units: Sequence[TextUnit], form: Form, ledger: Ledger, *, fewest: int) -> list[tuple[str, list[TextUnit]]]:
    """The overview's rows where no rules part its columns: a label at the left, its text beside it, or behind its colon, or below it;
    empty if there are fewer labels than the ``fewest``."""
    entries = _at_left([(unit, *_label_of(unit.line, form)) for unit in units])
    labels = _labels(entries)
    if len(labels) < fewest:
        return []
    ledger.claim_lines(labels, "label")
    beside = _beside_all(labels, [unit._replace(line=rest) for unit, _, rest in entries if rest is not None])
    if not beside or _are_run_in(entries):
        entries = _with_labels_alike(entries)
        ledger.claim_lines(_labels(entries), "label")
        return _in_order(entries)
    return _by_blocks(labels, _blocks(beside)) or _by_middles(labels, beside) or _by_heights(labels, beside)


def _labels(entries: Sequence[_Entry]) -> list[Line]:
    return [label for _, label, _ in entries if label is not None]


def _at_left(entries: Sequence[_Entry]) -> list[_Entry]:
    """The entries, where a label right of the others is part of the text that it stands in: 所管課：… among those who are named."""
    edge = min((label.rect.x0 + label.size for _, label, _ in entries if label is not None), default=0.0)
    return [(unit, None, unit.line) if label is not None and label.rect.x0 > edge else (unit, label, rest) for unit, label, rest in entries]


def _are_run_in(entries: Sequence[_Entry]) -> bool:
    """Whether the texts go on behind their labels and stand in no column: behind a colon, or before the white behind another label."""
    edge = max(label.rect.x1 + WIDE * label.size for label in _labels(entries))
    behind = [(label, rest) for _, label, rest in entries if label is not None and rest is not None]
    return any(label.text[-1] in COLON or rest.rect.x0 < edge for label, rest in behind)


def _beside_all(labels: Sequence[Line], texts: Sequence[TextUnit]) -> list[TextUnit]:
    """The texts right of all labels, from the first label on."""
    edge, page = max(line.rect.x1 for line in labels), labels[0].page
    top = min(line.rect.y0 for line in labels if line.page == page) - OVER_LABELS * labels[0].size
    return [t for t in texts if t.line.rect.x0 >= edge and (t.line.page > page or t.line.rect.y0 > top)]


def _with_labels_alike(entries: Sequence[_Entry]) -> list[_Entry]:
    """The entries, where all labels stand alone over their texts and are set otherwise than these, bold or further left: lines among the
    texts that are set as they are, over others that are not, are labels in an office's own words."""
    known = [n for n, (_, label, _) in enumerate(entries) if label is not None]
    head = entries[known[0]][0].line
    is_alike = [_is_set_as(unit.line, head) for unit, _, _ in entries]
    over = {n for n, (here, below) in enumerate(pairwise([*is_alike, False])) if here and not below}
    if not over.issuperset(known) or any(entries[n][2] is not None for n in known):
        return list(entries)
    own = {n for n in over if n > known[0] and _may_be_label(entries[n][0])}
    return [(entry[0], entry[0].line, None) if n in own else entry for n, entry in enumerate(entries)]


def _is_set_as(line: Line, label: Line) -> bool:
    """Whether a line is as bold as a label and begins where it does."""
    return line.bold == label.bold and abs(line.rect.x0 - label.rect.x0) < SAME * label.size


def _may_be_label(unit: TextUnit) -> bool:
    """Whether a line is no sentence, no item and nothing in brackets (【参考】拠点の事業)."""
    text = unit.line.text
    return text[-1] not in SENTENCE_END and text[0] not in NO_LINE_END and mark_of(unit.line).kind == "none"


def _in_order(entries: Sequence[_Entry]) -> list[tuple[str, list[TextUnit]]]:
    """A row for each label, with what stands behind and below it; ``entries``: lines, each with its label and its rest."""
    rows: list[tuple[str, list[TextUnit]]] = []
    for unit, label, rest in entries:
        if label is not None:
            rows.append((label.text.rstrip(COLON), []))
        if rows and rest is not None:
            rows[-1][1].append(unit._replace(line=rest))
    return rows


COLON = "：:"


def _label_of(line: Line, form: Form) -> tuple[Line | None, Line | None]:
    """The overview's label that a line is or begins with, before a colon or a wide gap, and the rest of the line."""
    colon = next((k for k, text in enumerate(line.glyphs.texts[:-1], 1) if text in COLON), None)
    run_in = (line_of(line.page, line.glyphs[:colon]), line_of(line.page, line.glyphs[colon:]))
    labelled = (parts for parts in ((line, None), run_in, *_parted(line)) if form.overview_of(parts[0].text))
    return next(labelled, (None, line))


FEWEST_LABELS = 3
"""a front page with fewer labels of the overview is no overview"""
OVER_LABELS = 1.2
"""em; the text beside the first label begins no further above it"""


def _by_blocks(labels: Sequence[Line], blocks: Sequence[Sequence[TextUnit]]) -> list[tuple[str, list[TextUnit]]]:
    """A row for each block of text with a label beside it, at whatever height; empty where labels and blocks do not pair off."""
    named = [next((label.text for label in labels if _beside(label, block)), "") for block in blocks]
    if not named[0] or [name for name in named if name] != [label.text for label in labels]:
        return []
    rows: list[tuple[str, list[TextUnit]]] = []
    for name, block in zip(named, blocks, strict=True):
        if name:
            rows.append((name, []))
        rows[-1][1].extend(block)
    return rows


def _by_middles(labels: Sequence[Line], texts: Sequence[TextUnit]) -> list[tuple[str, list[TextUnit]]]:
    """A row for each label, which stands beside the middle of its text, where all lines are shared out so; else empty."""
    rows: list[tuple[str, list[TextUnit]]] = []
    rest = list(texts)
    for label in labels:
        middle = label.rect.y0 + label.rect.y1
        ends = [n for n, unit in enumerate(rest, 1) if abs(rest[0].line.rect.y0 + unit.line.rect.y1 - middle) < MIDDLE * label.size]
        if not ends or {unit.line.page for unit in rest[: ends[0]]} != {label.page}:
            return []
        rows.append((label.text, rest[: ends[0]]))
        rest = rest[ends[0] :]
    return [] if rest else rows


MIDDLE = 0.6
"""em; twice how far the middle of a label may stand from that of its text"""


def _by_heights(labels: Sequence[Line], texts: Sequence[TextUnit]) -> list[tuple[str, list[TextUnit]]]:
    """A row for each label, which stands beside the first line of its text."""
    rows: list[tuple[str, list[TextUnit]]] = [(label.text, []) for label in labels]
    for text in texts:
        reach = (text.line.page, text.line.rect.y1 - UNDER_HEAD * text.line.size)
        begun = [row for row, label in enumerate(labels) if (label.page, label.rect.y0) <= reach]
        rows[begun[-1] if begun else 0][1].append(text)
    return rows


UNDER_HEAD = 0.4
"""em; a line that ends this far under the head of a label is beside it"""


def _parted(line: Line) -> Iterator[tuple[Line, Line]]:
    """What stands before a wide gap of the line, and what after it: the label may have a number with such a gap behind it."""
    glyphs = line.glyphs
    for k in white_cuts(line, WIDE)[:MOST_GAPS]:
        yield line_of(line.page, glyphs[:k]), line_of(line.page, glyphs[k:])


WIDE, MOST_GAPS = 0.9, 2
"""em; a wider gap parts a label from its text; so many may stand before the text of one"""


def _blocks(units: Sequence[TextUnit]) -> list[list[TextUnit]]:
    """Lines parted where the gap is wider than usual, or another cell begins; ``units``: at least one."""
    steps = sorted(b.line.rect.y1 - a.line.rect.y1 for a, b in pairwise(units) if a.line.page == b.line.page)
    usual = next(iter(steps[len(steps) // 4 :]), 0.0)
    blocks = [[units[0]]]
    for last, unit in pairwise(units):
        is_apart = unit.place != last.place or unit.line.rect.y1 - last.line.rect.y1 > WIDER * usual
        if is_apart and last.line.page == unit.line.page:
            blocks.append([unit])
        else:
            blocks[-1].append(unit)
    return blocks


WIDER = 1.15
"""times the usual step from line to line; a wider one parts two blocks"""


def _beside(label: Line, block: Sequence[TextUnit]) -> bool:
    middle = (label.rect.y0 + label.rect.y1) / 2
    lines = [u.line for u in block if u.line.page == label.page]
    return bool(lines) and lines[0].rect.y0 - 2 <= middle <= lines[-1].rect.y1 + 2
