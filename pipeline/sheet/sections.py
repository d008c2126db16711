"""The sections of a project: reasons of the operator and of the ward, outcomes, challenges, viewpoints.

In come the lines, tables and figures under one label, in order; out come statements with kind, level, heading and goals,
and the tables and figures with their captions. What tells a heading from a bullet is its number's turn, its place left of
the bullets, its weight and its likeness to a goal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from operator import sub

from pipeline.layout.lines import line_of
from pipeline.layout.model import Line
from pipeline.layout.spacing import spaced_text
from pipeline.sheet.form import Form, plain
from pipeline.sheet.goals import claim_paragraph
from pipeline.sheet.ledger import Ledger
from pipeline.sheet.marks import Mark, mark_of
from pipeline.sheet.model import DataTable, Figure, Goal, Kind, Section, Statement, Viewpoint
from pipeline.sheet.paragraphs import Paragraph, boxes_of, finish, marked_paragraphs, paragraphs_of
from pipeline.sheet.stretch import NO_LINE_END, PARTICLES, SENTENCE_END
from pipeline.sheet.tables import TablePart, broken_off, continues, extended, part_of
from pipeline.sheet.units import FigureUnit, TableUnit, TextUnit
from pipeline.sheet.wrapped import with_whole_captions
from pipeline.values import Box, Defect, Place, Printed

CAPTION_LENGTH, CAPTION_LINES = 60, 4
"""characters and lines; what is longer before a table is a sentence"""
LONGEST_MARK = 4
"""characters"""
CAPTION_MARKS = frozenset("■●◆○◇□◎▼▲★☆【〈《＜<[［(（表図")
ENCLOSED = re.compile(r"^【(.*)】$")
CIRCLED = re.compile(r"[①-⑳]")
DIGITS = re.compile(r"[0-9０-９]+")


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
    figures: list[Figure] = field(default_factory=list)
    viewpoints: list[Viewpoint] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    counters: Counters = field(default_factory=Counters)


Unit = TextUnit | TableUnit | FigureUnit
Block = Paragraph | TablePart | FigureUnit


def blocks_of(units: Sequence[Unit], ledger: Ledger, *, kana: bool = False, headed: bool = False) -> list[Block]:
    """Paragraphs, tables (joined over pages) and figures in reading order."""
    texts: list[TextUnit] = []
    breaks: set[int] = set()
    slots: list[tuple[int, Block]] = []
    last: TablePart | None = None
    for unit in units:
        if isinstance(unit, TextUnit):
            texts.append(unit)
            last = None
            continue
        breaks.add(len(texts))
        if isinstance(unit, TableUnit):
            if last is not None and continues(last, unit):
                grown = extended(last, unit, ledger)
                slots[-1] = (slots[-1][0], grown)
                last = grown
            else:
                last = part_of(unit, ledger)
                slots.append((len(texts), last))
        else:
            slots.append((len(texts), unit))
            last = None
    paragraphs = paragraphs_of(texts, kana=kana, breaks=frozenset(breaks), headed=headed)
    out: list[Block] = []
    done = 0
    for paragraph in paragraphs:
        while slots and slots[0][0] <= done:
            out.append(slots.pop(0)[1])
        out.append(paragraph)
        done += len(paragraph.units)
    out.extend(block for _, block in slots)
    return out


def _is_caption(paragraph: Paragraph, form: Form) -> bool:
    text = paragraph.text
    printed = paragraph.mark.text + text
    if not text or len(printed) > CAPTION_LENGTH or len(paragraph.units) > CAPTION_LINES:
        return False
    if text[-1] in "。．" or form.is_note(printed) and not printed.startswith("※"):
        return False
    if paragraph.mark.kind in ("arrow", "note", "kana"):
        return False
    if paragraph.mark.kind == "none":
        return True
    if paragraph.mark.kind == "bullet":
        return paragraph.mark.text in CAPTION_MARKS
    return False


def _captions(blocks: Sequence[Block], form: Form) -> dict[int, list[tuple[Line, ...]]]:
    """Caption lines by block number of the table or figure that they name, and the paragraphs used up (by negative number).

    Where tables stand side by side, so do their captions: each goes to the table under it.
    """
    captions: dict[int, list[tuple[Line, ...]]] = {}
    k = 0
    while k < len(blocks):
        if isinstance(blocks[k], Paragraph):
            k += 1
            continue
        group = [k]
        while group[-1] + 1 < len(blocks) and _beside(blocks[group[-1]], blocks[group[-1] + 1]):
            group.append(group[-1] + 1)
        above: list[int] = []
        j = k - 1
        while j >= 0 and len(above) < len(group) and isinstance(p := blocks[j], Paragraph) and _is_caption(p, form):
            if above and not _same_height(p, blocks[above[-1]]):
                break
            above.append(j)
            j -= 1
        if above:
            parts = [part for n in reversed(above) for part in _apart(blocks[n], [_rect(blocks[g])[1] for g in group])]
            for part in parts:
                middle = (part[0].rect.x0 + part[0].rect.x1) / 2
                target = group[0] if len(group) == 1 else min(group, key=lambda g: _sideways(blocks[g], middle))
                captions.setdefault(target, []).append(part)
            for n in above:
                captions[-1 - n] = []
        k = group[-1] + 1
    return captions


def _rect(block: Block) -> tuple[int, float, float, float, float]:
    if isinstance(block, TablePart):
        b = block.boxes[0]
        return b.page, b.x0, b.y0, b.x1, b.y1
    if isinstance(block, FigureUnit):
        return block.figure.page, *block.figure.rect
    line = block.first
    return line.page, *line.rect


def _beside(a: Block, b: Block) -> bool:
    if isinstance(a, Paragraph) or isinstance(b, Paragraph):
        return False
    pa, pb = _rect(a), _rect(b)
    overlap = min(pa[4], pb[4]) - max(pa[2], pb[2])
    return pa[0] == pb[0] and overlap > 0.3 * min(pa[4] - pa[2], pb[4] - pb[2])


def _same_height(a: Paragraph, b: Block) -> bool:
    pa, pb = _rect(a), _rect(b)
    return pa[0] == pb[0] and abs(pa[2] - pb[2]) < 4


def _sideways(block: Block, x: float) -> float:
    rect = _rect(block)
    return 0.0 if rect[1] <= x <= rect[3] else min(abs(rect[1] - x), abs(rect[3] - x))


CAPTIONS_APART = 1.8
"""em; so wide a gap parts the captions of tables that stand side by side, …"""
CAPTION_BEGINS = (0.3, 1.0)
"""em; … and a gap so wide where what follows begins so near the left side of the next table"""


def _apart(block: Block, sides: Sequence[float]) -> list[tuple[Line, ...]]:
    """The caption's lines, cut between captions where several tables follow; ``sides`` are the left sides of these."""
    assert isinstance(block, Paragraph)
    if len(sides) < 2 or len(block.units) > 1:
        return [tuple(u.line for u in block.units)]
    line = block.first
    least, near = (share * line.size for share in CAPTION_BEGINS)
    parts: list[list[int]] = [[0]]
    for n in range(1, len(line.glyphs.x0)):
        begin, gap = line.glyphs.x0[n], line.glyphs.x0[n] - line.glyphs.x1[n - 1]
        if gap > CAPTIONS_APART * line.size or gap > least and any(abs(begin - side) <= near for side in sides[1:]):
            parts.append([n])
        else:
            parts[-1].append(n)
    return [(line_of(line.page, [line.glyphs[n] for n in part], line.vertical),) for part in parts]


def _caption(parts: Sequence[tuple[Line, ...]]) -> Printed | None:
    lines = [line for part in parts for line in part]
    if not lines:
        return None
    return Printed("".join(spaced_text(line.glyphs) for line in lines), boxes_of(lines))


def _likeness(text: str, goals: Sequence[Goal]) -> float:
    wanted = plain(text)
    if not wanted or not goals:
        return 0.0
    best = 0.0
    for goal in goals:
        other = plain(goal.text.text)
        if not any(wanted[k : k + 2] in other for k in range(len(wanted) - 1)):
            continue
        common = sum(b.size for b in SequenceMatcher(None, wanted, other, autojunk=False).get_matching_blocks() if b.size > 1)
        best = max(best, common / len(wanted))
    return best


def _headings(blocks: list[Block], captions: dict[int, list[tuple[Line, ...]]], goals: Sequence[Goal], form: Form) -> frozenset[int]:
    free = [(k, b) for k, b in enumerate(blocks) if isinstance(b, Paragraph) and -1 - k not in captions]
    bullets = [b for _, b in free if b.mark.kind == "bullet"]
    left = min((b.x for b in bullets), default=None)
    bold_bullets = bool(bullets) and sum(b.bold for b in bullets) > len(bullets) / 2
    numbered = _numbered(free, left, bullets, bold_bullets, goals)
    if not numbered:
        return frozenset(_unnumbered_headings(free, left, bold_bullets, goals, form))
    enclosed = {k for k, b in free if b.mark.kind == "none" and b.bold and not bold_bullets and ENCLOSED.match(b.text)}
    for k, b in free:
        if k in numbered:
            blocks[k] = _with_glued_number(b)
    return frozenset(numbered | enclosed)


def _numbered(
    free: Sequence[tuple[int, Paragraph]], left: float | None, bullets: Sequence[Paragraph], bold_bullets: bool, goals: Sequence[Goal]
) -> set[int]:
    """Headings by number: the run 1, 2, 3, … of one kind of mark, not right of the bullets (bold ones by no more than a sign)."""
    free = [(k, _with_glued_number(b)) for k, b in free]

    @cache
    def likeness(n: int) -> float:
        b = free[n][1]
        return _likeness(b.text, goals[b.mark.numbers[0] - 1 : b.mark.numbers[0]])

    def ended(n: int) -> bool:
        return free[n][1].text.endswith(("。", "．"))

    def run_of(style: str) -> list[int]:
        chosen: list[int] = []
        expected = 1
        for n, (_, b) in enumerate(free):
            if b.mark.kind not in ("circled", "number") or len(b.mark.numbers) != 1 or _style(b) != style:
                continue
            number = b.mark.numbers[0]
            following = free[n + 1][1] if n + 1 < len(free) else None
            bulleted = following is not None and following.mark.kind in ("bullet", "arrow")
            if left is not None and b.x > left + 0.6 * b.size:
                # behind a bar or in a box one stands deeper: it repeats its goal, or bullets follow it where an enumeration would go on
                opens = bulleted and number == expected and not ended(n)
                if b.x > left + 1.6 * b.size or not (b.bold and not bold_bullets or opens or likeness(n) >= 0.6):
                    continue
            if number < expected or number > max(len(goals), 9) or (number > expected + 2 and likeness(n) < 0.6):
                continue
            if ended(n) and not b.bold and not bulleted and likeness(n) < 0.6 or len(b.text) > 90:
                continue
            chosen.append(n)
            expected = number + 1
        return chosen

    def score(chosen: Sequence[int]) -> float:
        return sum([1 + likeness(n) + (0.5 if free[n][1].bold else 0) - (0.3 if ended(n) else 0) for n in chosen])

    styles = sorted({_style(b) for _, b in free if b.mark.kind in ("circled", "number")})
    runs = [(style, chosen) for style in styles if (chosen := run_of(style))]
    likely = [chosen for style, chosen in runs if len(chosen) > 1 or style not in ("1", "１") or score(chosen) >= 1.6]
    best = max(likely, key=score) if len(likely) > 1 else next(iter(likely), [])
    if best and not bullets and len(best) == sum(1 for _, b in free if b.mark.kind != "note") and not any(b.bold for _, b in free):
        return set()
    return {free[n][0] for n in best}


GLUED = re.compile(r"[0-9０-９]{1,2}(?=[^0-9０-９年月％%,，.．:：/／~～－-])")


def _with_glued_number(paragraph: Paragraph) -> Paragraph:
    """The paragraph with a bare number before its text taken as its mark, where a short line begins with one."""
    found = GLUED.match(paragraph.text) if paragraph.mark.kind == "none" and len(paragraph.units) < 3 else None
    if found is None or paragraph.text.endswith(("。", "．")):
        return paragraph
    line = paragraph.first
    length = len(found[0])
    if len(line.glyphs) <= length:
        return paragraph
    mark = Mark(found[0], "number", (int(found[0]),), length, line.glyphs.x0[0], line.glyphs.x0[length], True)
    made = Paragraph(mark, paragraph.units, paragraph.bold, paragraph.size)
    finish(made)
    return made


def _style(paragraph: Paragraph) -> str:
    return DIGITS.sub("1", CIRCLED.sub("①", paragraph.mark.text))


@dataclass(frozen=True, slots=True)
class _Place:
    """A paragraph without a number between its neighbours, with what its section's bullets look like."""

    block: Paragraph
    before: Paragraph | None
    following: Paragraph | None
    bullets_x: float | None
    has_bold_bullets: bool

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def is_over_list(self) -> bool:
        return self.following is not None and self.following.mark.kind in ("bullet", "arrow")

    @property
    def is_over_text(self) -> bool:
        return self.following is not None and self.following.mark.kind == "none"

    @property
    def is_ended(self) -> bool:
        return self.text.endswith(("。", "．"))

    @property
    def is_set_off_by_weight(self) -> bool:
        return self.block.bold and not self.has_bold_bullets

    @property
    def is_deeper_than_bullets(self) -> bool:
        room = BOLD_INDENT if self.is_set_off_by_weight else INDENT
        return self.bullets_x is not None and self.block.x > self.bullets_x + room * self.block.size


INDENT, BOLD_INDENT = 0.6, 1.6
"""em; how far right of the bullets under it a heading may begin, a bold one too"""
LONGEST_HEADING = 80
"""characters; a longer paragraph is no heading"""
SHORT = 30
"""characters; a longer line over text without marks is a sentence"""
LIKE = 0.6
"""of the text that a goal repeats; a sentence this much like a goal is its heading"""


def _can_be_heading(place: _Place, form: Form) -> bool:
    printed = place.block.mark.text + place.text
    said = len(place.text) > LONGEST_HEADING or form.is_note(printed) or form.is_empty(printed)
    return not said and (place.is_over_list or place.is_over_text) and not place.is_deeper_than_bullets


def _is_unnumbered(place: _Place, goals: Sequence[Goal]) -> bool:
    """A heading by its weight, by its brackets over a list, or by breaking off (or repeating a goal) over a list."""
    if place.is_set_off_by_weight:
        return True
    return place.is_over_list and (bool(ENCLOSED.match(place.text)) or not place.is_ended or _likeness(place.text, goals) >= LIKE)


def _ends_sentence(text: str) -> bool:
    """Whether a text ends with a whole sentence, with a remark in brackets or the sign of a footnote behind it or not."""
    return text[-1:] in SENTENCE_END or REMARK.search(text) is not None


REMARK = re.compile(r"[。．！？!?](?:[（(][^（）()]*[）)]|[※*＊]?[0-9０-９]{1,2}[)）]?)+$")


def _stands_over_next(place: _Place) -> bool:
    """Whether a line stands nearer to what it is over than to what it follows, on one page."""
    before, block, following = place.before, place.block, place.following
    if before is None or following is None:
        return False
    above, first, last, below = before.units[-1].line, block.first, block.units[-1].line, following.first
    if not above.page == first.page == below.page:
        return False
    return first.rect.y0 - above.rect.y1 > below.rect.y0 - last.rect.y1 + NEARER * block.size


NEARER = 0.25
"""em; by so much, at least, is the gap over a heading wider than the one under it"""


def _breaks_off_over_text(place: _Place) -> bool:
    """A short line that ends no sentence and follows a whole one, over running text that does end."""
    if not place.is_over_text or len(place.block.units) > 1 or len(place.text) > SHORT:
        return False
    if place.text[-1] in NO_HEADING_END or _ends_sentence(place.text):
        return False
    follows = place.before is None or _ends_sentence(place.before.text)
    return follows and place.following is not None and _ends_sentence(place.following.text)


NO_HEADING_END = SENTENCE_END | NO_LINE_END | PARTICLES | frozenset("、，,：:")


def _neighbours(free: Sequence[tuple[int, Paragraph]], n: int, form: Form) -> tuple[Paragraph | None, Paragraph | None]:
    """The paragraph before one and the one behind it; what stands before a table, or introduces one, is not before it."""
    k = free[n][0]
    before = free[n - 1][1] if n and free[n - 1][0] == k - 1 else None
    following = free[n + 1][1] if n + 1 < len(free) else None
    introduces = before is not None and form.is_note(before.mark.text + before.text)
    return None if introduces else before, following


def _unnumbered_headings(
    free: Sequence[tuple[int, Paragraph]], bullets_x: float | None, bold: bool, goals: Sequence[Goal], form: Form
) -> set[int]:
    """The headings of a section that has no numbered ones."""
    places = {
        k: place
        for n, (k, block) in enumerate(free)
        if block.mark.kind == "none" and _can_be_heading(place := _Place(block, *_neighbours(free, n, form), bullets_x, bold), form)
    }
    found = {k for k, place in places.items() if _is_unnumbered(place, goals)}
    short = {k for k, place in places.items() if _breaks_off_over_text(place)}
    # where short lines follow each other or end the section they are a list, and none of them is a heading unless it is set off
    if sum(_is_listed(block, form) for _, block in free) <= len(short | found):
        return found | short
    set_off = {k for k in short if _stands_over_next(places[k])}
    return found | set_off | {k for k in short if set_off and places[k].before is None}


def _is_listed(block: Paragraph, form: Form) -> bool:
    """Whether a paragraph is a line without mark that ends no sentence and introduces nothing."""
    return block.mark.kind == "none" and len(block.units) == 1 and not _ends_sentence(block.text) and not form.is_note(block.text)


@dataclass(slots=True)
class _State:
    heading: str | None = None
    heading_no: int | None = None
    subheading: str | None = None
    goals: tuple[int, ...] = ()
    parent: Statement | None = None
    parent_x: float = 0.0
    after_heading: bool = False
    seen_statement: bool = False


def read_section(section: Section, units: Sequence[Unit], goals: Sequence[Goal], body: Body, form: Form, ledger: Ledger) -> None:
    """Adds the statements, tables and figures under one label to ``body``."""
    blocks = blocks_of(units, ledger, headed=section == "operator_reason")
    blocks = with_whole_captions(blocks, CAPTION_MARKS)
    captions = _captions(blocks, form)
    headings = _headings(blocks, captions, goals, form) if section == "operator_reason" else frozenset()
    state = _State()
    counters = body.counters
    for k, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            if -1 - k in captions:
                ledger.claim_lines([u.line for u in block.units])
                continue
            claim_paragraph(block, ledger)
            if not block.text:
                continue
            counters.order += 1
            counters.seq[section] = counters.seq.get(section, 0) + 1
            body.statements.append(_statement(section, counters, block, k in headings, state, goals, form))
        elif isinstance(block, TablePart):
            counters.order += 1
            counters.table += 1
            caption = _caption(captions.get(k, ()))
            if block.open_bottom:
                body.defects.append(broken_off(block, section))
            body.tables.append(
                DataTable(
                    counters.table,
                    counters.order,
                    section,
                    caption,
                    False,
                    block.n_rows,
                    block.n_cols,
                    state.heading_no,
                    state.goals,
                    tuple(sorted(block.cells, key=lambda c: (c.row, c.col))),
                    tuple(block.boxes),
                    block.heavy,
                )
            )
        else:
            counters.order += 1
            counters.figure += 1
            figure = block.figure
            ledger.claim_lines(figure.lines, "figure")
            r = figure.rect
            from pipeline.values import Box

            printed = Printed("\n".join(line.text for line in figure.lines), (Box(figure.page, r.x0, r.y0, r.x1, r.y1),))
            body.figures.append(Figure(counters.figure, counters.order, section, printed, _caption(captions.get(k, ()))))


def _statement(
    section: Section, counters: Counters, b: Paragraph, heading: bool, state: _State, goals: Sequence[Goal], form: Form
) -> Statement:
    named = tuple(n for n in b.mark.numbers if 1 <= n <= len(goals))
    if heading:
        return _heading_row(section, counters, b, state, named)
    if section == "operator_reason" and b.mark.kind == "arrow" and state.after_heading:
        state.subheading, state.parent = b.text, None
        return _row(section, counters, b, "subheading", state)._replace(subheading=None)
    if section == "ward_reason" and b.mark.kind in ("circled", "number") and named:
        state.goals = named
    if _is_note(section, b, state, form):
        return _row(section, counters, b, "note", state)
    state.after_heading, state.seen_statement = False, True
    kind: Kind = "paragraph" if b.mark.kind == "none" else "bullet"
    under = state.parent if kind == "bullet" and section != "ward_reason" and _is_under(b, state) else None
    made = _row(section, counters, b, kind, state)
    if under is not None:
        return made._replace(level=1, parent_seq=under.seq)
    if kind == "bullet":
        state.parent, state.parent_x = made, b.x
    return made


def _row(section: Section, counters: Counters, b: Paragraph, kind: Kind, state: _State) -> Statement:
    """The paragraph as a row of its section; outcomes and challenges are of no goal in particular."""
    goals = state.goals if section in ("operator_reason", "ward_reason") else ()
    seq, order = counters.seq[section], counters.order
    return Statement(section, seq, order, kind, 0, None, b.mark.text, b.printed, state.heading, state.heading_no, state.subheading, goals)


def _heading_row(section: Section, counters: Counters, b: Paragraph, state: _State, named: tuple[int, ...]) -> Statement:
    """The row of a heading, under which the next rows stand."""
    enclosed = ENCLOSED.match(b.text)
    state.heading = enclosed[1] if enclosed else b.text
    state.heading_no = b.mark.numbers[0] if b.mark.numbers else None
    state.goals, state.subheading, state.parent, state.after_heading = named, None, None, True
    return _row(section, counters, b, "heading", state)._replace(text=Printed(state.heading, b.boxes), heading=None)


def _is_note(section: Section, b: Paragraph, state: _State, form: Form) -> bool:
    """A ※ line; where reasons are given also 特になし, and among the operator's what introduces data before the first statement."""
    printed = b.mark.text + b.text
    if section == "operator_reason":
        introduces = form.is_note(printed) and (b.mark.kind == "note" or not state.seen_statement)
        return introduces or form.is_empty(printed)
    return b.mark.kind == "note" or section == "ward_reason" and form.is_empty(printed)


def _is_under(b: Paragraph, state: _State) -> bool:
    """Whether a bullet stands under the one before: deeper, or with another mark no further left."""
    if state.parent is None:
        return False
    if b.x > state.parent_x + INDENT * b.size:
        return True
    other = _style(b) != state.parent.mark and b.x > state.parent_x - INDENT * b.size
    return other and (b.mark.kind in ("arrow", "circled", "number") or b.mark.text in "-‐–－−")


def read_footnotes(section: Section, lines: Sequence[Line], body: Body, ledger: Ledger) -> None:
    """Adds the footnotes of a page, a note each, behind what else the section says."""
    left, right = min(line.rect.x0 for line in lines), max(line.rect.x1 for line in lines)
    for paragraph in paragraphs_of([TextUnit(line, left, right, 0) for line in lines]):
        claim_paragraph(paragraph, ledger)
        body.counters.order += 1
        body.counters.seq[section] = seq = body.counters.seq.get(section, 0) + 1
        body.statements.append(
            Statement(section, seq, body.counters.order, "note", 0, None, paragraph.mark.text, paragraph.printed, None, None, None, ())
        )


def rows_as_text(unit: TableUnit) -> list[TextUnit]:
    """The lines of a list that is set as a table: a mark that has a cell of its own stands before the text beside it."""
    out: list[TextUnit] = []
    for row in sorted({c.row for c in unit.cells}):
        cells = [c for c in unit.cells if c.row == row and c.lines]
        texts = [(line, c) for c in cells for line in c.lines]
        if len(cells) == 2 and len(cells[0].lines) == 1 and len(cells[0].lines[0].text) <= LONGEST_MARK:
            (mark, _), (first, cell), *rest = texts
            texts = [(line_of(first.page, (*mark.glyphs, *first.glyphs)), cell), *rest]
        out += [TextUnit(line, c.rect.x0, c.rect.x1, id(c)) for line, c in texts]
    return out


def read_viewpoints(units: Sequence[Unit], body: Body, ledger: Ledger, place: Place) -> list[Line]:
    """振り返りの視点: one viewpoint a mark; a line without mark before the first is left unowned and so reported.

    The last list of a sheet may be followed by other documents: what stands behind a page that begins without a mark is of the
    list only where it counts on. Gives the lines of notes (※) under the list, which are no viewpoints.
    """
    texts = [text for u in units for text in ([u] if isinstance(u, TextUnit) else rows_as_text(u) if isinstance(u, TableUnit) else [])]
    columns = _text_columns(texts)
    paragraphs = [paragraph for column in columns for paragraph in marked_paragraphs(column, kana=True)]
    if len(columns) > 1:  # the list may go on across or down
        paragraphs.sort(key=lambda paragraph: paragraph.mark.numbers[:1])
    last: Paragraph | None = None
    beyond = False
    notes: list[Line] = []
    for paragraph in paragraphs:
        if paragraph.mark.kind == "note":
            notes += [unit.line for unit in paragraph.units]
            continue
        if paragraph.mark.kind == "none":
            beyond = beyond or last is not None and paragraph.first.page > last.units[-1].line.page
            continue
        if beyond and last is not None and not _counts_on(last, paragraph):
            continue
        beyond, last = False, paragraph
        claim_paragraph(paragraph, ledger)
        mark = paragraph.mark.text
        if not paragraph.text:
            line = paragraph.units[0].line
            box = Box(line.page, line.rect.x0, line.rect.y0, line.rect.x1, line.rect.y1)
            body.defects.append(Defect("viewpoint-blank", line.page, box, mark, Place(section="viewpoints", mark=mark)))
            continue
        body.viewpoints.append(Viewpoint(len(body.viewpoints) + 1, mark, paragraph.printed))
    return notes


def _crosses(line: Line, x: float) -> bool:
    """Whether a glyph of the line stands across this place."""
    return any(x0 < x - 1 < x1 - 1 for x0, x1 in zip(line.glyphs.x0, line.glyphs.x1, strict=True))


def _text_columns(units: Sequence[TextUnit]) -> list[list[TextUnit]]:
    """The lines of a list set in columns side by side, column after column: a mark stands at one place behind the text of several lines."""
    starts: list[float] = []
    for unit in units:
        glyphs = unit.line.glyphs
        x0, x1 = glyphs.x0, glyphs.x1
        if max(map(sub, x0[2:], x1[1:]), default=0.0) <= 0.8 * min([span.size for span in glyphs.spans]):
            continue
        sizes = glyphs.sizes
        first = mark_of(unit.line, kana=True).length + 1
        starts += [
            x0[k]
            for k in range(first + 1, len(x0))
            if x0[k] - x1[k - 1] > 0.8 * sizes[k] and _is_marked(line_of(unit.line.page, glyphs[k:]))
        ]
    start = next((x for x in sorted(starts) if sum(abs(x - other) < 2 for other in starts) > 1), None)
    if start is None or any(_crosses(unit.line, start) for unit in units):
        return [list(units)]
    left, right = [], []
    for unit in units:
        end = sum([x0 < start - 1 for x0 in unit.line.glyphs.x0])
        before, after = unit.line.glyphs[:end], unit.line.glyphs[end:]
        if before:
            left.append(unit._replace(line=line_of(unit.line.page, before), right=start - unit.line.size))
        if after:
            right.append(unit._replace(line=line_of(unit.line.page, after), left=start))
    return [left, *_text_columns(right)]


def _is_marked(line: Line) -> bool:
    mark = mark_of(line, kana=True)
    return mark.kind in ("kana", "number", "circled") and not mark.weak


def _counts_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether the second mark comes after the first: its number is the next, or it is the same sign at the same place."""
    a, b = before.mark, after.mark
    return a.kind == b.kind and (b.numbers[:1] == (a.numbers[-1] + 1,) if a.numbers else a.text == b.text and abs(a.x - b.x) < 3)
