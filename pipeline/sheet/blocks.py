"""What stands under a label, in reading order: paragraphs, tables joined over page ends, and figures.

In come the lines, tables and figures of a section, out come blocks. A table or a box with a heading ends the paragraph before it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from itertools import pairwise

from pipeline.form.marks import mark_of
from pipeline.form.series import Series
from pipeline.form.words import is_remark, plain
from pipeline.layout.model import Line
from pipeline.outline.edges import ENDS, MOST_SLACK, SAME, SENTENCE_END, first_word_width
from pipeline.outline.ledger import Ledger
from pipeline.outline.paragraphs import Paragraph, paragraphs_of
from pipeline.outline.stretch import BEGUN, STOP
from pipeline.outline.units import ContentUnit, FigureUnit, TableUnit, TextUnit
from pipeline.rules.captions import IS_OF_TABLE, is_sentence_without_stop
from pipeline.sheet.tables import TablePart, continued, extended, part_of, without_repeated_titles
from pipeline.text.folds import STOPS

Block = Paragraph | TablePart | FigureUnit


def blocks_of(
    units: Sequence[ContentUnit],
    ledger: Ledger,
    *,
    series: Series | None = None,
    goal_words: Set[str] | None = None,
    is_note: Callable[[str], bool] = lambda text: False,
) -> list[Block]:
    """Paragraphs, tables (joined over pages) and figures in reading order. ``is_note``: whether a line is one that introduces data, and so
    goes on with no sentence that ended before it; ``goal_words``: as in ``paragraphs_of``."""
    texts: list[TextUnit] = []
    breaks: set[int] = set()
    slots: list[tuple[int, Block]] = []
    tables: dict[int, TablePart] = {}  # those since the last line under them, or figure, by slot
    for unit in without_repeated_titles(units, ledger):
        if isinstance(unit, TextUnit):
            if texts and (_is_set_off(texts, unit) or _follows_as_note(texts[-1], unit, is_note)):
                breaks.add(len(texts))
            texts.append(unit)
            tables = {at: part for at, part in tables.items() if _is_over(unit.line, part)}
            continue
        breaks |= _breaks_over(unit, texts)
        if isinstance(unit, TableUnit):
            slot = continued(tables, unit)
            at, part = (len(texts), part_of(unit, ledger)) if slot is None else (slots[slot][0], extended(tables[slot], unit, ledger))
            slot = len(slots) if slot is None else slot
            tables[slot] = part
            slots[slot : slot + 1] = [(at, part)]
        else:
            slots.append((len(texts), unit))
            tables = {}
    paragraphs = paragraphs_of(texts, series=series, breaks=frozenset(breaks), goal_words=goal_words)
    out: list[Block] = []
    done = 0
    for paragraph in paragraphs:
        while slots and slots[0][0] <= done:
            out.append(slots.pop(0)[1])
        out.append(paragraph)
        done += len(paragraph.units)
    out.extend(block for _, block in slots)
    return out


def _breaks_over(unit: TableUnit | FigureUnit, texts: Sequence[TextUnit]) -> set[int]:
    """The numbers of the lines before which a table or figure breaks a text: what follows it, and a line above a table that tells its
    unit, or names it with that behind a sentence, or any name where no item has a full stop. Text that runs past a figure goes on below
    it."""
    if isinstance(unit, FigureUnit) and texts and _runs_past(texts[-1].line, unit):
        return set()
    has_unit = (
        isinstance(unit, TableUnit)
        and bool(texts)
        and (is_remark(texts[-1].line.text) or _names_table(texts[-2:]) or _is_behind_open_item(texts))
    )
    return {len(texts) - 1, len(texts)} if has_unit else {len(texts)}


def _names_table(last: Sequence[TextUnit]) -> bool:
    """Whether the last of two lines names a table and its unit, behind a sentence that may fill its line."""
    text = plain(last[-1].line.text)
    is_behind_sentence = len(last) > 1 and last[0].line.text[-1] in SENTENCE_END
    return is_behind_sentence and IS_OF_TABLE.search(text) is not None and not any(stop in text for stop in STOPS)


def _is_behind_open_item(texts: Sequence[TextUnit]) -> bool:
    """Whether the last line is a name right below one that left room for it, where items, running text, end without a full stop, and not
    where the text of an item goes on that hands have broken."""
    ends = [a.line.text[-1] in ENDS for a, b in pairwise(texts[:-1]) if STOP.search(a.line.text) and mark_of(b.line).kind == "bullet"]
    if len(ends) < FEWEST_ITEMS or any(ends):
        return False
    above, line = texts[-2], texts[-1].line
    item = next(mark for unit in reversed(texts[:-1]) if (mark := mark_of(unit.line)).kind == "bullet")
    if abs(line.rect.x0 - item.text_x) < SAME * line.size:
        return False
    has_room = above.right - above.line.rect.x1 - first_word_width(line.glyphs) > MOST_SLACK * line.size
    is_name = mark_of(line).kind == "none" and not STOP.search(line.text) and not is_sentence_without_stop(line.text)
    return has_room and is_name and above.line.text[-1] not in BEGUN


FEWEST_ITEMS = 2
"""so many items show whether an office sets a full stop behind them"""


def _runs_past(line: Line, figure: FigureUnit) -> bool:
    """Whether a line stands beside a figure."""
    rect = figure.figure.rect
    is_level = line.page == figure.figure.page and rect.y0 < (line.rect.y0 + line.rect.y1) / 2 < rect.y1
    return is_level and (line.rect.x1 <= rect.x0 or rect.x1 <= line.rect.x0)


def _follows_as_note(above: TextUnit, below: TextUnit, is_note: Callable[[str], bool]) -> bool:
    """Whether a line is （主なデータ） or the like, under one that ends a sentence, be that as full as it may."""
    return above.line.text[-1] in SENTENCE_END and is_note(below.line.text)


def _is_set_off(texts: Sequence[TextUnit], below: TextUnit) -> bool:
    """Whether an edge of a box with nothing else in it parts a line from those above, and no sentence goes on over it."""
    return has_edge_between(texts[-1], below) and not _is_amid_sentence(texts, below)


def has_edge_between(above: TextUnit, below: TextUnit) -> bool:
    """Whether a box with nothing else in it ends or begins between two lines of a page, as around a heading."""
    return above.place != below.place and above.line.page == below.line.page and (above.alone or below.alone)


def _is_amid_sentence(texts: Sequence[TextUnit], below: TextUnit) -> bool:
    """Whether a box that ends or begins over a line holds words of a sentence that has begun above it."""
    above = texts[-1:] if below.alone else texts[-2:-1]
    return any(unit.line.text[-1] in BEGUN for unit in above)


def _is_over(line: Line, table: TablePart) -> bool:
    """Whether a line stands higher than a table, as the caption of the one beside it does."""
    return line.page == table.boxes[-1].page and line.rect.y1 <= table.boxes[-1].y0 + line.size
