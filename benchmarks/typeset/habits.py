"""Habits of offices and their programs, to be had in any combination on top of a look: slashes, borders, shapes, struck text.

``habits(seed)`` draws which of them a sheet has; ``typeset_with`` prints it and keeps the truth: what is struck out is not in it,
a cell with a slash is empty, a period is spelt as it was.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import Any

from benchmarks.typeset.content import copied
from benchmarks.typeset.form import HALF, Content, Setter, Typeset
from benchmarks.typeset.grid import Border, Cell, DataTable, Rect, Run, Strip
from benchmarks.typeset.lines import measure
from benchmarks.typeset.look import Look, possible
from benchmarks.typeset.paper import Ink, Sheet, Text

RARE, OFTEN = 0.12, 0.5
"""the share of what may be struck, slashed or clipped that is"""
LEAST_STRUCK = 14
"""characters of a line of which some are struck out"""
GRID_COLUMN, GRID_ROW = 54.0, 1.35
"""points; lines of text: the cells of the spreadsheet whose gridlines are printed"""
FINE, PALE = 0.1, (0.75, 0.75, 0.75)
"""points; gridlines are a hair, and paler than any border"""
GUTTER = 2.5
"""em; the white between two newspaper columns"""
LEAST_LINES, MOST_OF_PAGE, MORE_THAN_HALF = 12, 0.85, 0.53
"""lines in columns at least; the height of a page's columns at most and, where text goes on over pages, at least, so that no two stand
below each other: text that cannot be set so stays in one column"""


@dataclass(frozen=True, slots=True)
class Habits:
    """What a sheet has besides its look; the first value of each is to have it not."""

    # the page
    border: bool = False
    contact: str = ""
    council: bool = False
    pale: bool = False
    footnotes: bool = False
    two_up: bool = False
    sideways: int = 0
    goes_on: bool = False
    note: bool = False
    gridlines: bool = False
    # the goals
    slash_unrated: str = ""
    rating: str = ""
    period: str = ""
    short_issues: bool = False
    # data tables
    slash_empty: str = ""
    turned_heads: bool = False
    rules: str = ""
    zebra: bool = False
    close: bool = False
    picture: str = ""
    clipped: bool = False
    # labels and text
    label: str = ""
    other_label: bool = False
    underlined: bool = False
    marker: bool = False
    struck: bool = False
    raised: bool = False
    quotes: bool = False
    short_heads: bool = False
    unmarked: bool = False
    newspaper: bool = False


VALUES: dict[str, tuple[Any, ...]] = {
    "sideways": (90, 270),
    "slash_unrated": ("\\", "/", "x"),
    "contact": ("office", "end"),
    "rating": ("words", "ringed", "outlines", "pictures", "columns"),
    "period": ("days", "double era", "kanji", "interim behind"),
    "slash_empty": ("\\", "/", "x"),
    "rules": ("open", "double"),
    "picture": ("below", "touching", "beside"),
    "label": ("round", "cut"),
}
CLOSED = ("stroke", "rect", "sides", "thick", "colour")
"""rules on all sides of each cell"""
QUOTES = (
    "「また来たい」「相談してよかった」という声が、開館の日ごとに寄せられている。",
    "SNSでの発信を週3回に増やし、LINEの登録者は1,200人を超えた。",
    "「初めての来館でも入りやすい」との感想が多く、ICTを使った申込みも広がった。",
)
SHORT_HEADS = ("広間の工夫", "周知の取組", "地域とのつながり", "相談の体制", "職員の育成", "父親の参加", "区との連携")
SHORT_ISSUES = (
    "周知の方法の見直し",
    "土曜日の開館時間の延長",
    "父親が参加しやすい企画",
    "担い手の育成と定着",
    "区との情報の共有",
    "出張ひろばの継続",
)
RATERS = ("operator", "ward")
SENTENCES = ("head", "subhead", "li")
"""kinds of blocks that are text, not data"""
OTHER_LABELS = ("区としての受け止め", "区の見解", "区から見た取組")
"""labels in words that no rule lists"""
KANJI = str.maketrans("0123456789", "〇一二三四五六七八九")


def habits(seed: int, share: float = 0.3) -> Habits:
    """The habits of a seed, each had with the probability ``share``."""
    chosen: dict[str, Any] = {}
    for field in fields(Habits):
        draw = random.Random(f"habit {seed} {field.name}")
        if draw.random() < share:
            chosen[field.name] = draw.choice(VALUES.get(field.name, (True,)))
    if chosen.get("gridlines"):  # a spreadsheet has no newspaper columns
        chosen.pop("newspaper", None)
    return Habits(**chosen)


def every_habit() -> dict[str, Habits]:
    """Each single habit by name and value."""
    return {f"{f.name}={v}": Habits(**{f.name: v}) for f in fields(Habits) for v in VALUES.get(f.name, (True,))}


def typeset_with(content: Content, look: Look, had: Habits, seed: int = 0) -> Typeset:
    """The sheet in this look, with these habits."""
    made = _Setter(content, _look_with(look, had), had, seed).set()
    if had.two_up:
        made = replace(made, pdf=_two_up(made.pdf))
    if had.sideways:
        made = replace(made, pdf=_sideways(made.pdf, had.sideways))
    return replace(made, pdf=_noted(made)) if had.note else made


def _look_with(look: Look, had: Habits) -> Look:
    changes: dict[str, Any] = {}
    if had.label:
        changes |= {"labels": "above", "parts": "each", "reasons": "stacked", "results": "one cell"}
    if had.other_label or had.newspaper:
        changes |= {"reasons": "stacked"}
    if had.rating or had.slash_unrated:
        changes |= {"unrated": "", "rating": "half"}
    if had.newspaper:
        changes |= {"repeat": False}
    if had.two_up:
        changes |= {"paper": "A4", "reasons": "stacked"}
    if had.two_up or had.sideways:
        changes |= {"rotate": 0, "crop": 0, "user_unit": 1, "hidden": "none"}
    look = possible(replace(look, **changes))
    changes = {}
    if had.short_heads or had.unmarked:
        changes |= {"head_mark": "", "bold": "none", "head_bracket": False, "hand_breaks": False}
    if had.unmarked:
        changes |= {"mark": "", "first_indent": "none", "para_gap": 0.5}
    if had.gridlines:  # what has no borders of its own has gridlines in their place
        changes |= {"data": look.data if look.data in CLOSED else "stroke", "frame": look.frame if look.frame in CLOSED else "stroke"}
    if had.short_issues:
        changes |= {"prior_mark": "", "prior": "one cell"}
    return replace(look, **changes)


@dataclass(frozen=True, slots=True)
class _Scale:
    """The columns of a goal table where A, B, C and D have one each: their names and widths as if each rater had one, those of side
    labels before them, and at which of the columns each begins."""

    names: list[str]
    widths: list[float]
    starts: list[int]
    first: int

    @classmethod
    def of(cls, names: list[str], widths: list[float], first: int) -> _Scale:
        starts = [k for k, name in enumerate(names) if not k or name != names[k - 1]]
        own = [sum(widths[first + a : first + b]) for a, b in pairwise([*starts, len(names)])]
        return cls([names[k] for k in starts], widths[:first] + own, [*starts, len(names)], first)

    def name(self, cell: Cell) -> str:
        return self.names[max(0, cell.col - self.first)]

    def is_rater(self, cell: Cell) -> bool:
        return self.name(cell) in RATERS

    def _at(self, col: int) -> int:
        return col if col < self.first else self.first + self.starts[col - self.first]

    def spread(self, cell: Cell) -> None:
        """Moves the cell from these columns to those that are set."""
        cell.col, cell.cs = self._at(cell.col), self._at(cell.col + cell.cs) - self._at(cell.col)


class _Setter(Setter):
    def __init__(self, content: Content, look: Look, had: Habits, seed: int) -> None:
        super().__init__(content, look, seed)
        self.had = had
        self.chance = random.Random(f"habits {seed}")
        self.shapes: list[str] = []
        self.ends: list[tuple[int, float]] = []  # of each project: the number of its last page, and where it ends there
        self.strikes: dict[str, Content] = {}
        self.marks: dict[str, Content] = {}
        self.stressed: set[str] = set()
        if had.period:
            self._spell_period()

    def _spell_period(self) -> None:
        first, last = self.truth["period"]
        one, two = first - 2018, last - 2018
        if one < 2 and self.had.period != "double era" or two < 1:
            return
        spelt = {
            "days": f"令和{one}年4月1日～令和{two + 1}年3月31日",
            "double era": f"平成31年度（令和元年度）～令和{two}年度" if first == 2019 else f"{_era(first)}～{_era(last)}",
            "kanji": f"令和{_kanji(one)}年度～令和{_kanji(two)}年度",
            "interim behind": f"令和{one}年度～令和{two}年度（中間評価：令和{two - 2}年度）",
        }[self.had.period]
        for row in self.truth["overview"]:
            if "期間" in row[0]:
                row[1] = [spelt]

    # ---- the page ----------------------------------------------------------------------------------------------

    def furnish(self) -> None:
        super().furnish()
        had, flow, sheets = self.had, self.flow, self.flow.sheets
        if had.council:
            text = "令和７年度 第２回地域子育て支援推進会議　資料３－１"
            sheets[0].texts.insert(0, Text(flow.left, 24 if self.look.header == "form right" else 38, text, Ink(self.look.face, 9.0)))
        if had.contact and flow.y + 26 < flow.bottom:
            text = f"【問合せ先】{self.truth['ward_office']}　電話 045-000-1234" if had.contact == "office" else "以上"
            x = flow.left if had.contact == "office" else flow.right - 18
            sheets[-1].texts.append(Text(x, flow.y + 20, text, Ink(self.look.face, 9.0)))
        for sheet in sheets:
            if had.goes_on and sheet is not sheets[-1]:
                sheet.texts.append(Text(flow.right - 72, flow.bottom + 11, "（次頁に続く）", Ink(self.look.face, 9.0)))
            if had.border:
                sheet.box(12, 12, flow.width - 12, flow.height - 8, 0.6, (0, 0, 0))
            if had.pale:
                mark = Text(flow.width / 2 - 100, flow.height / 2 + 80, "案", Ink("gothic", 200, color=(0.87, 0.87, 0.87)))
                sheet.behind.append(mark)
        if had.footnotes:
            self._footnotes()
        if had.gridlines:
            for sheet in sheets:
                self._print_gridlines(sheet)

    def _print_gridlines(self, sheet: Sheet) -> None:
        """The spreadsheet's gridlines over the whole page: the tables' columns and rows go on, other cells are as high as a line. None
        stand where cells are merged, a table has its own borders or text runs over them."""
        xs, ys = self._lattice(sheet)
        texts = [(t.x, t.y - t.ink.size, t.x + measure(t.text, t.ink.size, self.look.latin), t.y + 0.3 * t.ink.size) for t in sheet.texts]
        covered = [*sheet.covered, *texts]
        for y in ys:
            at_height = [rect for rect in covered if rect[1] - FINE < y < rect[3] + FINE]
            self._print_but_over(at_height, [(a, y, b, y) for a, b in pairwise(xs)], sheet)
        for x in xs:
            in_column = [rect for rect in covered if rect[0] - FINE < x < rect[2] + FINE]
            self._print_but_over(in_column, [(x, a, x, b) for a, b in pairwise(ys)], sheet)

    @staticmethod
    def _print_but_over(covered: Sequence[Rect], lines: Sequence[Rect], sheet: Sheet) -> None:
        for line in lines:
            if not any(_meets(line, rect) for rect in covered):
                sheet.line(*line, FINE, PALE)

    def _lattice(self, sheet: Sheet) -> tuple[list[float], list[float]]:
        flow, high = self.flow, GRID_ROW * self.line
        known = {x for xs, _ in sheet.lattices for x in xs}
        first = max(known, default=flow.left)
        beyond = (first + GRID_COLUMN * n for n in range(1, int((flow.right - first) / GRID_COLUMN)))
        rows = (flow.top + high * n for n in range(int((flow.bottom - flow.top) / high) + 1))
        of_tables = [ys for _, ys in sheet.lattices]
        free = (y for y in rows if not any(ys[0] - high / 2 < y < ys[-1] + high / 2 for ys in of_tables))
        return sorted({flow.left, flow.right, *known, *beyond}), sorted({*free, *(y for ys in of_tables for y in ys)})

    def _footnotes(self) -> None:
        flow, size = self.flow, 7.0
        for project, (page, y) in zip(self.truth["projects"], self.ends, strict=True):
            top = flow.bottom - 14
            if y + 20 < top and self.look.per_page:
                text = f"※1　{project['title']}の人数は延べ人数である。"
                sheet = flow.sheets[page]
                sheet.line(flow.left, top, flow.left + 120, top, 0.5, (0, 0, 0))
                sheet.texts.append(Text(flow.left, top + 10, text, Ink(self.look.face, size)))
                project["footnotes"] = [text.removeprefix("※1　")]

    # ---- a project ---------------------------------------------------------------------------------------------

    def project(self, p: Content) -> None:
        if self.had.quotes:
            for block in p["operator_reason"]:
                if block["k"] == "li" and self.chance.random() < OFTEN:
                    block["text"] += self.chance.choice(QUOTES)
        if self.had.short_heads or self.had.unmarked:
            heads = [b for b in p["operator_reason"] if b["k"] == "head"]
            for block, text in zip(heads, self.chance.sample(SHORT_HEADS, len(heads)), strict=True):
                block["text"] = text
            p["operator_reason"] = [b for b in p["operator_reason"] if b["k"] != "subhead" and not (b["k"] == "li" and b.get("level"))]
        if self.had.short_issues:
            p["prior_issues"] = self.chance.sample(SHORT_ISSUES, 3)
            p.pop("prior_split", None)
        super().project(p)
        self.ends.append((len(self.flow.sheets) - 1, self.flow.y))

    def columns(self, total: float) -> tuple[list[str], list[float]]:
        """The columns; where A, B, C and D have one each, those four have the rater's name."""
        names, widths = super().columns(total)
        if not self.had.rating:
            return names, widths
        one = self.look.size * 5.6
        spare = (sum(w for n, w in zip(names, widths, strict=True) if n in RATERS) - 2 * one) / 2
        widths = [one if n in RATERS else w + spare for n, w in zip(names, widths, strict=True)]
        if self.had.rating != "columns":
            return names, widths
        parts = [(n, w / (4 if n in RATERS else 1)) for n, w in zip(names, widths, strict=True) for _ in range(4 if n in RATERS else 1)]
        return [n for n, _ in parts], [w for _, w in parts]

    def goal_head(self, names: list[str], widths: list[float], first: int) -> list[list[Cell]]:
        if self.had.rating != "columns":
            return super().goal_head(names, widths, first)
        scale = _Scale.of(names, widths, first)
        rows = super().goal_head(scale.names, scale.widths, first)
        for cell in [cell for row in rows for cell in row]:
            cell.rs += not scale.is_rater(cell)
            scale.spread(cell)
        letters = [(first + k, "ABCD"[n % 4]) for n, k in enumerate(k for k, name in enumerate(names) if name in RATERS)]
        return [*rows, [Cell(k, self.centred(letter, widths[k] - 4), 1, 1, "middle", self.shade) for k, letter in letters]]

    def _rows_of_columns(self, p: Content, names: list[str], widths: list[float], first: int) -> list[list[Cell]]:
        """Goals with a ring sign in the column of their rating."""
        scale = _Scale.of(names, widths, first)
        rows = super().goal_rows(p, scale.names, scale.widths, first)
        for row, goal in zip(rows, p["goals"], strict=True):
            for cell in list(row):
                who = scale.name(cell)
                scale.spread(cell)
                if who in RATERS:
                    row.remove(cell)
                    signs = ["○" if letter == goal[who] else "" for letter in "ABCD"]
                    row += [
                        Cell(cell.col + k, self.centred(sign, widths[cell.col + k] - 4, self.ink), 1, 1, "middle")
                        for k, sign in enumerate(signs)
                    ]
        return rows

    def goal_rows(self, p: Content, names: list[str], widths: list[float], first: int) -> list[list[Cell]]:
        if self.had.rating == "columns":
            return self._rows_of_columns(p, names, widths, first)
        rows = super().goal_rows(p, names, widths, first)
        for row, goal in zip(rows, p["goals"], strict=True):
            for cell in row:
                name = names[cell.col - first if cell.col else 0]
                if self.had.slash_unrated and name in ("operator", "ward") and goal[name] is None:
                    cell.slash = self.had.slash_unrated
                if self.had.slash_unrated and name == "prior" and not cell.strips:
                    cell.slash = self.had.slash_unrated
        return rows

    def rating(self, goal: Content, who: str, width: float) -> list[Strip]:
        letter, em = goal[who], self.look.size
        if letter is None or not self.had.rating:
            return super().rating(goal, who, width)
        goal[who] = letter = letter.translate(HALF)
        middle = width / 2 - em * 0.35
        match self.had.rating:
            case "words":
                words = {"A": "達成", "B": "概ね達成", "C": "要改善", "D": "未実施"}[letter]
                return self.centred(f"{letter}（{words}）", width, self.ink)
            case "columns":
                return []
            case "outlines":
                goal[who] = None
                return [Strip(self.line, outlines=((middle, self.baseline, letter, em * 0.72),))]
            case "pictures":
                goal[who] = None
                return [Strip(self.line, pictures=((middle, self.baseline - em * 0.72, middle + em * 0.7, self.baseline),))]
        runs = tuple(Run(2 + k * em * 1.25, self.baseline, one, self.ink, circled=one == letter) for k, one in enumerate("ABCD"))
        return [Strip(self.line, runs)]

    def part(self, key: str, p: Content, columns: int, inner: float, side: float, widths: list[float]) -> list[list[Cell]]:
        look = self.look
        other = self.had.other_label and key == "ward_reason"
        if other:
            self.look = replace(look, reason_word=random.Random(self.truth["id"]).choice(OTHER_LABELS))
        rows = super().part(key, p, columns, inner, side, widths)
        self.look = look
        if other:  # what stands under a label in other words is kept apart
            p["ward_reason"] = []
            self.truth["apart"] = True
        if self.had.label:
            label, *rows = rows
            self.shapes.append("".join(run.text for strip in label[0].strips for run in strip.runs))
        return rows

    def over_table(self, index: int) -> None:
        if not self.had.label or not index:
            return
        flow, label = self.flow, self.shapes.pop(0)
        if flow.y + 8 * self.line > flow.bottom:
            flow.new_page()
        high = self.look.size * 1.9
        wide = measure(label, self.look.size, self.look.latin) + 14
        flow.sheet.shape(flow.left, flow.y, flow.left + wide, flow.y + high, 5.0, is_round=self.had.label == "round")
        flow.sheet.texts.append(Text(flow.left + 7, flow.y + self.look.size * 1.3, label, self.bold))
        flow.y += high + 4

    # ---- text --------------------------------------------------------------------------------------------------

    def reason(self, blocks: list[Content], width: float) -> list[Strip]:
        said = Counter(b.get("text") for b in blocks)  # what is said twice cannot be told apart when it is set
        bullets = [b for b in blocks if b["k"] == "li" and len(b["text"]) > LEAST_STRUCK and said[b["text"]] == 1]
        if self.had.struck:
            self.strikes = {b["text"]: b for b in bullets if self.chance.random() < RARE}
        if self.had.raised:
            self.marks = {b["text"]: b for b in bullets if self.chance.random() < RARE and b["text"] not in self.strikes}
        if self.had.underlined or self.had.marker:
            self.stressed = {b["text"] for b in bullets if self.chance.random() < OFTEN} - self.strikes.keys()
        if self.had.picture:
            blocks[:] = [one for b in blocks for one in (b, *self._picture(b))]
        first = max((n for n, b in enumerate(blocks, 1) if b["k"] not in SENTENCES), default=0)
        if not self.had.newspaper or any(b["k"] in SENTENCES for b in blocks[:first]):
            return super().reason(blocks, width)
        return super().reason(blocks[:first], width) + self._in_columns(blocks[first:], width)

    def _in_columns(self, blocks: list[Content], width: float) -> list[Strip]:
        """Text under tables, as a newspaper has it: on each page down the left column and then the right one."""
        gutter = GUTTER * self.look.size
        half = (width - gutter) / 2
        narrow = super().reason(copied(blocks), half)
        pages = sum(strip.height for strip in narrow) / 2 / (self.flow.bottom - self.flow.top)
        many = -int(-pages // MOST_OF_PAGE)
        if len(narrow) < LEAST_LINES or many > 1 and pages / many < MORE_THAN_HALF:
            return super().reason(blocks, width)
        rest, strips = super().reason(blocks, half), [Strip(self.line * 0.6)]
        for n in range(2 * many, 0, -2):
            left, rest = _cut(rest, n)
            right, rest = _cut(rest, n - 1)
            empty = [Strip(0.0)] * abs(len(left) - len(right))
            rows = [
                Strip(max(a.height, b.height), beside=((0.0, a), (0.0, replace(b, dx=half + gutter))))
                for a, b in zip([*left, *empty], [*right, *empty], strict=False)
            ]
            strips += [*(replace(row, keep=True) for row in rows[:-1]), rows[-1]]
        return [*strips, Strip(self.line * 0.6)]

    def _picture(self, block: Content) -> list[Content]:
        wanted = self.had.picture == "below" and block["k"] == "table" and self.chance.random() < OFTEN
        return [{"k": "chart", "caption": "", "bars": []}] if wanted else []

    def chart(self, block: Content, width: float) -> list[Strip]:
        if block["bars"]:
            return super().chart(block, width)
        return [Strip(70.0, pictures=((self.look.nest, 2.0, self.look.nest + 120, 64.0),))]

    def wrapped(self, lead: str, text: str, left: float, rest: float, *others: Any) -> list[Strip]:
        strips = super().wrapped(lead, text, left, rest, *others)
        if text in self.strikes:
            strips[0] = self._struck(strips[0], self.strikes[text])
        elif text in self.marks:
            strips[-1] = self._marked(strips[-1], self.marks[text], others[0])
        if text in self.stressed and len(strips[0].runs[0].text) > LEAST_STRUCK:
            strips[0] = self._stressed(strips[0])
        return strips

    def _stressed(self, strip: Strip) -> Strip:
        """The strip with some words of its line underlined or over a yellow marker."""
        run = strip.runs[0]
        x0, x1 = (run.dx + measure(run.text[:n], run.ink.size, self.look.latin) + run.spacing * n for n in (3, min(14, len(run.text))))
        if self.had.marker:
            box = (x0, run.dy - 0.85 * run.ink.size, x1, run.dy + 0.12 * run.ink.size)
            return replace(strip, fills=(*strip.fills, (box, (1.0, 1.0, 0.4))))
        return replace(strip, strikes=(*strip.strikes, (x0, run.dy + 0.16 * run.ink.size, x1, run.dy + 0.16 * run.ink.size)))

    def _struck(self, strip: Strip, block: Content) -> Strip:
        """The strip with some words of its line struck out, which the truth then lacks."""
        run = strip.runs[-1] if not self.look.ruby else strip.runs[0]
        text, at = block["text"], run.text.find(block["text"][:8])
        first, last = 4, 8
        if at < 0 or len(run.text) < at + LEAST_STRUCK or any(ch.isascii() for ch in text[first - 1 : last + 1]):
            return strip
        x0, x1 = (run.dx + measure(run.text[: at + n], run.ink.size, self.look.latin) + run.spacing * (at + n) for n in (first, last))
        y = run.dy - 0.3 * run.ink.size
        block["text"] = text[:first] + text[last:]
        return replace(strip, strikes=((x0, y, x1 - run.spacing, y),))

    def _marked(self, strip: Strip, block: Content, width: float) -> Strip:
        run, size = strip.runs[-1], self.look.size * 0.6
        end = run.dx + measure(run.text, run.ink.size, self.look.latin) + run.spacing * len(run.text)
        if end + 2 * size > width or self.look.ruby:
            return strip
        block["text"] += "※1"
        return replace(strip, runs=(*strip.runs, Run(end, run.dy - 0.35 * run.ink.size, "※1", replace(run.ink, size=size))))

    # ---- data tables -------------------------------------------------------------------------------------------

    def table(self, block: Content, width: float) -> list[Strip]:
        strips = super().table(block, width)
        where = self.had.picture
        if self.had.close:
            strips = [s for s in strips if s.table or s.runs] + [Strip(3.0)]
        if where not in ("touching", "beside") or any(s.beside for s in strips):
            return strips
        table = next(s.table for s in strips if s.table)
        x, high = self.look.nest + table.xs[-1] + (0.3 if where == "touching" else 9.0), sum(table.heights)
        if x + 70 > width or not 40 < high < 200 or self.chance.random() > OFTEN:
            return strips
        block["pictured"] = True
        rows = [k for k, s in enumerate(strips) if s.table]
        picture = Strip(0.0, pictures=((x, 0.0, x + 60, min(high, 48.0)),))
        one = Strip(high, beside=((0.0, Strip(0.0, table=table, dx=self.look.nest)), (0.0, picture)))
        return [*strips[: rows[0]], one, *strips[rows[-1] + 1 :]]

    def beside(self, blocks: list[Content], i: int, width: float) -> list[Strip]:
        return [] if self.had.picture else super().beside(blocks, i, width)

    def data_table(self, block: Content, width: float) -> DataTable:
        table = super().data_table(block, width)
        had, look = self.had, self.look
        is_ruled = look.data not in ("hair", "split", "none")
        if had.rules and is_ruled and not (had.gridlines and had.rules == "open"):
            table.border = Border(had.rules)
        for cell in table.cells:
            if had.zebra and is_ruled and cell.row >= table.header_rows and cell.row % 2 and cell.rowspan == 1:
                cell.shade = (0.93, 0.95, 0.98)
            if had.slash_empty and is_ruled and not cell.strips and self.chance.random() < OFTEN:
                cell.slash = had.slash_empty
            if had.clipped and look.latin == "half" and len(cell.strips) == 1 and cell.strips[0].runs and self.chance.random() < RARE:
                run = cell.strips[0].runs[0]
                cell.strips = [replace(cell.strips[0], runs=(replace(run, hidden_rest="（作業用の控え）"),))]
        if had.turned_heads and is_ruled and table.header_rows == 1:
            self._turn_heads(table)
        return table

    def _turn_heads(self, table: DataTable) -> None:
        """The names of the columns read upwards, in a row as high as the longest."""
        size = max(6.5, self.look.size - 1.0)
        heads = [c for c in table.cells if c.row == 0 and c.strips]
        texts = ["".join(run.text for strip in c.strips for run in strip.runs) for c in heads]
        longest = max([measure(text, size, self.look.latin) for text in texts], default=0.0)
        if longest > 90 or any(c.colspan > 1 or c.rowspan > 1 or c.col == 0 for c in heads):
            return
        for cell, text in zip(heads, texts, strict=True):
            wide = table.xs[cell.col + 1] - table.xs[cell.col]
            run = Run(wide / 2 + size * 0.38, longest + 2, text, replace(self.ink, size=size), angle=90)
            cell.strips = [Strip(longest + 4, (run,))]
        table.heights[0] = longest + 6


def _cut(strips: list[Strip], parts: int) -> tuple[list[Strip], list[Strip]]:
    """The first of so many equal parts, which ends with no heading, and the rest."""
    end = -(-len(strips) // parts)
    while 0 < end < len(strips) and strips[end - 1].keep:
        end -= 1
    return strips[:end], strips[end:]


def _meets(line: Rect, rect: Rect) -> bool:
    """Whether a level or upright line has a part inside a rectangle or on its sides."""
    across, down = min(line[2], rect[2]) - max(line[0], rect[0]), min(line[3], rect[3]) - max(line[1], rect[1])
    return min(across, down) > -FINE and max(across, down) > FINE


def _era(year: int) -> str:
    return f"令和{year - 2018}年度" if year >= 2019 else f"平成{year - 1988}年度"


def _kanji(number: int) -> str:
    return (
        "十".join(part if part != "〇" else "" for part in ("" if number // 10 == 1 else str(number // 10), str(number % 10))).translate(
            KANJI
        )
        if number > 9
        else str(number).translate(KANJI)
    )


def _noted(made: Typeset) -> bytes:
    """A note typed onto the first page of the first project, beside the frame."""
    import pymupdf

    document: Any = pymupdf.open(stream=made.pdf, filetype="pdf")
    page = document[min(1, document.page_count - 1)]
    box = page.rect
    page.add_freetext_annot((box.x0 + 8, box.y0 + 6, box.x0 + 150, box.y0 + 20), "確認済 R7.6.10", fontsize=8, text_color=(0.8, 0.1, 0.1))
    made.truth["apart"] = True
    return bytes(document.tobytes(no_new_id=True))


def _two_up(pdf: bytes) -> bytes:
    """Two pages on one sheet of twice the width."""
    import pymupdf

    document: Any = pymupdf.open(stream=pdf, filetype="pdf")
    result: Any = pymupdf.open()
    wide, high = document[0].rect.width, document[0].rect.height
    for number in range(document.page_count):
        if number % 2 == 0:
            page = result.new_page(width=2 * wide, height=high)
        x = wide * (number % 2)
        page.show_pdf_page(pymupdf.Rect(x, 0, x + wide, high), document, number)
    return bytes(result.tobytes(no_new_id=True))


def _sideways(pdf: bytes, turn: int) -> bytes:
    """Pages on their side, as a program prints them that sets a sheet of another format."""
    import pymupdf

    document: Any = pymupdf.open(stream=pdf, filetype="pdf")
    result: Any = pymupdf.open()
    for page in document:
        new = result.new_page(width=page.rect.height, height=page.rect.width)
        new.show_pdf_page(new.rect, document, page.number, rotate=-turn % 360)
    return bytes(result.tobytes(no_new_id=True))
