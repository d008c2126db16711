"""A sheet's content as a document of blocks, in one of the ways in which clerks build the form.

In come the content and a ``Style``; out come the blocks of the document and the truth: the content with the marks, captions and
splits that the style gave it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from benchmarks.typeset.choices import drawn, one_of, values_of
from benchmarks.typeset.content import copied
from benchmarks.typeset.form import FULL, HALF, Content, numbered, spread

_LEAD = re.compile(r"^(?:[・･○〇◯●■□◇◆⇒→\-]|[(（]\d{1,2}[)）]|\d{1,2}[.．](?!\d)|[①-⑳])")


@dataclass(frozen=True, slots=True)
class Style:
    """One way of building the form in an office program; see ``STYLES`` for the values of each field."""

    paper: str = one_of("A4", "A4L", "B4", "A3L")
    face: str = one_of("Noto Sans CJK JP", "Noto Serif CJK JP")
    size: float = one_of(9.0, 8.0, 10.5, 11.0)
    leading: float = one_of(1.3, 1.0, 1.6)
    labels: str = one_of("row", "left", "vertical", "shape", "line", "inline")
    parts: str = one_of("one", "two", "each")
    columns: str = one_of("goal prior ratings", "goal ratings prior", "prior goal ratings")
    rating: str = one_of("letter", "circles", "words", "full")
    prior: str = one_of("as is", "one cell")
    data: str = one_of("grid", "rows", "zebra", "open", "double", "heads", "dots")
    caption: str = one_of("above", "row", "side", "corner")
    beside: bool = one_of(False, True)
    indent: float = one_of(0.0, 1.0)
    hang: bool = one_of(True, False)
    mark: str = one_of("・", "○", "-", "●")
    head_mark: str = one_of("①", "(1)", "１", "【①】", "")
    goal_mark: str = one_of("①", "1.", "(1)")
    list: str = one_of("text", "real")
    split_rows: bool = one_of(True, False)
    repeat: bool = one_of(False, True)
    header: str = one_of("form", "left", "none")
    footer: str = one_of("number", "pages", "none")
    shade: bool = one_of(True, False)
    bold: bool = one_of(True, False)
    justify: bool = one_of(False, True)
    charts: bool = one_of(True, False)
    border: str = one_of("0.5pt solid #000000", "1.5pt solid #000000", "0.75pt solid #1f4e79", "0.5pt dotted #000000")
    per_page: bool = one_of(True, False)
    results: str = one_of("one cell", "two rows", "two columns")


STYLES = values_of(Style)


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; ``left`` and ``first`` indent it and its first line, in em."""

    text: str
    bold: bool = False
    scale: float = 1.0
    align: str = "left"
    left: float = 0.0
    first: float = 0.0
    mark: str = ""
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    blocks: tuple[Block, ...]
    cols: int = 1
    rows: int = 1
    head: bool = False
    vertical: bool = False
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of ``widths`` (shares of the room, or em for data tables); ``rules`` of the styles' ``data`` or "frame"."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    rules: str = "frame"
    head_rows: int = 0
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Tables side by side, each with its caption above it."""

    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    caption: str
    bars: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a drawn shape."""

    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block = Para | Table | Beside | Chart | Label | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """What is to be printed: the blocks and the truth."""

    blocks: tuple[Block, ...]
    truth: Content
    style: Style
    header: str = ""


def styles(seed: int, change: float = 0.4) -> Style:
    """The style of a seed: each field is changed with the probability ``change``."""
    return possible(drawn(Style(), "style", seed, change))


def possible(style: Style) -> Style:
    """The style without what no reader could tell apart."""
    changes: dict[str, Any] = {}
    if style.labels in ("shape", "line"):
        changes |= {"parts": "each", "results": "one cell"}
    if style.labels == "inline" and style.parts == "each":
        changes["parts"] = "two"
    if not style.head_mark:
        changes["bold"] = True
    if style.results == "two columns" and style.labels in ("left", "vertical"):
        changes["results"] = "two rows"
    return replace(style, **changes)


def laid_out(content: Content, style: Style) -> Document:
    """The content as a document in this style."""
    return _Layout(copied(content), style).document()


@dataclass(slots=True)
class _Layout:
    truth: Content
    style: Style
    blocks: list[Block] = field(default_factory=list)

    def document(self) -> Document:
        truth, style = self.truth, self.style
        truth["source"] = "typeset"
        header = f"{truth['form']} {truth['form_title']}"
        if style.header == "none":
            self.blocks.append(Para(header, align="right"))
        self.blocks.append(Para(truth["title"], style.bold, 1.5, "center"))
        rows = [
            (
                Cell((Para(label),), head=True),
                Cell(
                    tuple(
                        Para(text, left=1.0 if text[0] in "123456789" else 0.0, first=-1.0 if text[0] in "123456789" else 0.0)
                        for text in texts
                    )
                ),
            )
            for label, texts in truth["overview"]
        ]
        self.blocks += [Table(tuple(rows), (0.18, 0.82)), PageBreak()]
        for k, project in enumerate(truth["projects"]):
            if k and style.per_page:
                self.blocks.append(PageBreak())
            self.project(project)
        return Document(tuple(self.blocks), truth, style, header if style.header != "none" else "")

    # ---- a project -------------------------------------------------------------------------------------------------

    def project(self, p: Content) -> None:
        style = self.style
        self.blocks.append(Para(str(p["no"]).translate(FULL) + "　" + p["title"], style.bold, 1.15, keep=True))
        side = style.labels in ("left", "vertical")
        names = list(style.columns.replace("ratings", "operator ward").split())
        tracks = self.tracks(names)
        widths = [w for _, w, _ in tracks]
        if side:
            narrow = 0.05 if style.labels == "vertical" else 0.12
            widths = [narrow, *(w * (1 - narrow) for w in widths)]
        first = int(side)
        self.halves = next((k for k in range(1, len(widths)) if sum(widths[:k]) >= 0.3), 1)
        head = self.goal_head(tracks, first)
        goals = self.goal_rows(p, tracks, first)
        parts = [self.part(key, p, len(widths), first) for key in ("operator_reason", "ward_reason", "results", "viewpoints")]
        groups = {
            "one": [[head + goals, *parts]],
            "two": [[head + goals], parts],
            "each": [[head + goals], *([part] for part in parts)],
        }[style.parts]
        for k, group in enumerate(groups):
            if k and style.labels in ("shape", "line"):
                self.blocks.append(Label(self.label(k)) if style.labels == "shape" else Para(self.label(k), style.bold, keep=True))
            elif k:
                self.blocks.append(Para("", scale=0.6))
            rows = tuple(row for part in group for row in part)
            head_rows = len(head) if style.repeat and k == 0 else 0
            self.blocks.append(Table(rows, tuple(widths), "frame", head_rows))

    def label(self, k: int) -> str:
        who = "法人", "区"
        return (f"評価の理由（{who[0]}）", f"評価の理由（{who[1]}）", "拠点事業としての成果と課題", "振り返りの視点")[k - 1]

    def tracks(self, names: list[str]) -> list[tuple[str, float, str]]:
        """The columns of the goal table: what stands there, its share of the width, the letter of a column for one."""
        if self.style.rating == "circles":
            one = 0.035
            rest = (1 - 8 * one) / 2
            return [
                track
                for name in names
                for track in ([(name, one, letter) for letter in "ABCD"] if name in ("operator", "ward") else [(name, rest, "")])
            ]
        one = 0.13 if self.style.rating == "words" else 0.09
        return [(name, one if name in ("operator", "ward") else (1 - 2 * one) / 2, "") for name in names]

    def goal_head(self, tracks: list[tuple[str, float, str]], first: int) -> list[tuple[Cell, ...]]:
        words = {"goal": "目指す拠点の姿", "prior": "（参考）前期の振り返りの課題", "operator": "法人", "ward": "区"}
        circles = self.style.rating == "circles"
        deep = 3 if circles else 2
        rows: list[list[Cell]] = [[] for _ in range(deep)]
        ratings = [i for i, t in enumerate(tracks) if t[0] in ("operator", "ward")]
        for i, (name, _, letter) in enumerate(tracks):
            more = first if i == 0 else 0
            if name in ("goal", "prior"):
                rows[0].append(self.head(words[name], 1 + more, deep))
                continue
            if i == ratings[0]:
                rows[0].append(self.head("自己評価（A～D）", len(ratings) + more))
            if not circles:
                rows[1].append(self.head(words[name], 1 + more))
                continue
            if letter == "A":
                rows[1].append(self.head(words[name], 4 + more))
            rows[2].append(self.head(letter, 1 + more))
        return [tuple(row) for row in rows]

    def head(self, text: str, cols: int = 1, rows: int = 1) -> Cell:
        return Cell((Para(text, self.style.bold, align="center"),), cols, rows, head=True, middle=True)

    def goal_rows(self, p: Content, tracks: list[tuple[str, float, str]], first: int) -> list[tuple[Cell, ...]]:
        split = None if self.style.prior == "one cell" else p.get("prior_split")
        if split is None:
            p.pop("prior_split", None)
        issues = [self.item(*_marked(text)) for text in p["prior_issues"]]
        rows = []
        for g, goal in enumerate(p["goals"]):
            goal["mark"] = numbered(self.style.goal_mark, g + 1)
            row: list[Cell] = []
            for i, (name, _, letter) in enumerate(tracks):
                cols = 1 + (first if i == 0 else 0)
                if name == "goal":
                    row.append(Cell((self.item(goal["mark"], goal["text"]),), cols))
                elif name == "prior" and (split or g == 0):
                    mine = issues[: split[g]] if split else issues
                    issues = issues[len(mine) :]
                    row.append(Cell(tuple(mine), cols, 1 if split else len(p["goals"])))
                elif name != "prior":
                    row.append(Cell((Para(self.rating(goal, name, letter), align="center"),), cols, middle=True))
            rows.append(tuple(row))
        return rows

    def rating(self, goal: Content, who: str, letter: str) -> str:
        given = goal[who] and goal[who].translate(HALF)
        goal[who] = given
        if letter:
            return "○" if letter == given else ""
        if given is None:
            return ""
        if self.style.rating == "words":
            return f"{given}（{ {'A': '達成', 'B': '概ね達成', 'C': '要改善', 'D': '未実施'}[given] }）"
        shown: str = given.translate(FULL) if self.style.rating == "full" else given
        return shown

    # ---- its sections ----------------------------------------------------------------------------------------------

    def part(self, key: str, p: Content, columns: int, first: int) -> list[tuple[Cell, ...]]:
        style = self.style
        order = ("operator_reason", "ward_reason", "results", "viewpoints")
        label = self.label(order.index(key) + 1)
        bodies = [self.body(key, p)]
        if key == "results":
            bodies = [
                (Para(word), *(self.item(style.mark if not text.startswith("特になし") else "", text) for text in p[name]))
                for word, name in (("（成果）", "outcomes"), ("（課題）", "challenges"))
            ]
            if style.results == "one cell":
                bodies = [bodies[0] + bodies[1]]
        if style.labels == "inline":
            bodies[0] = (Para(label, style.bold, keep=True), *bodies[0])
        if style.results == "two columns" and key == "results":
            half = self.halves
            rows: list[tuple[Cell, ...]] = [(Cell(bodies[0], half), Cell(bodies[1], columns - half))]
        else:
            rows = [(Cell(body, columns - first),) for body in bodies]
        if first:
            vertical = style.labels == "vertical"
            name = Cell((Para(label, style.bold),), 1, len(rows), head=True, vertical=vertical, middle=True)
            return [(name, *rows[0]), *rows[1:]]
        if style.labels == "row":
            return [(Cell((Para(label, style.bold, keep=True),), columns, head=True),), *rows]
        return rows

    def body(self, key: str, p: Content) -> tuple[Block, ...]:
        if key == "operator_reason":
            return tuple(self.reason(p["operator_reason"]))
        if key == "ward_reason":
            return tuple(self.item(row["mark"], row["text"], keep_mark=True) for row in p["ward_reason"])
        if key == "viewpoints":
            return tuple(self.item(v["mark"], v["text"], gap="　") for v in p["viewpoints"])
        return ()

    def reason(self, blocks: list[Content]) -> list[Block]:
        out: list[Block] = []
        heads = 0
        done = -1
        if not self.style.charts:
            blocks[:] = [b for b in blocks if b["k"] != "chart"]
        for i, block in enumerate(blocks):
            kind = block["k"]
            if i == done:
                continue
            if kind == "table":
                following = blocks[i + 1] if i + 1 < len(blocks) else None
                tables = [self.data_table(block)]
                if self.style.beside and following and following["k"] == "table":
                    tables.append(self.data_table(following))
                    if sum(sum(t.widths) for t in tables) < self.room():
                        done = i + 1
                        out.append(Beside(tuple(tables)))
                        continue
                    following.update(self.undone)
                out.append(tables[0])
            elif kind == "chart":
                out.append(Chart(block["caption"], tuple((b["label"], b["value"]) for b in block["bars"])))
            elif kind == "note":
                out.append(Para(block["text"]))
            elif kind in ("head", "subhead"):
                heads += kind == "head"
                block["mark"] = numbered(self.style.head_mark, heads) if kind == "head" else block["mark"]
                gap = "　" if block["mark"] and block["mark"][-1] not in "】⇒→" else ""
                out.append(Para(block["mark"] + gap + block["text"], self.style.bold, keep=True))
            else:
                level = block.get("level", 0)
                block["mark"] = "→" if level else self.style.mark
                out.append(self.item(block["mark"], block["text"], level))
        return out

    undone: Content = field(default_factory=dict)
    halves: int = 1

    def room(self) -> float:
        """The width of a section's cell, in em."""
        wide = {"A4": 595, "A4L": 842, "B4": 729, "A3L": 1191}[self.style.paper] - 90
        return wide * (0.85 if self.style.labels == "left" else 0.92) / self.style.size

    def data_table(self, block: Content) -> Table:
        self.undone = copied(block)
        style = self.style
        caption = block.get("caption") or ""
        rows = block["rows"]
        columns = sum(c.get("cs", 1) if isinstance(c, dict) else 1 for c in rows[0])
        corner = rows[0][0]
        if caption and style.caption == "row":
            rows.insert(0, [{"t": caption, "cs": columns}])
            block["header_rows"] = block.get("header_rows", 0) + 1
            caption = ""
        elif caption and style.caption == "corner" and (corner == "" or isinstance(corner, dict) and corner["t"] == ""):
            if isinstance(corner, dict):
                corner["t"] = caption
            else:
                rows[0][0] = caption
            caption = ""
        cells = spread(rows)
        widths = [2.6] * columns
        for (_, c), (_, cs, text) in sorted(cells.items(), key=lambda kv: kv[1][1]):
            need = min(sum(1.0 if ch > "\u2000" else 0.55 for ch in text), 14.0 * cs) + 1.2
            lack = need - sum(widths[c : c + cs])
            if lack > 0:
                for k in range(c, c + cs):
                    widths[k] += lack / cs
        if sum(widths) > self.room():
            widths = [w * self.room() / sum(widths) for w in widths]
        laid: list[list[Cell]] = [[] for _ in rows]
        head_rows, head_cols = block.get("header_rows", 0), block.get("header_cols", 0)
        for (r, c), (rs, cs, text) in sorted(cells.items()):
            is_head = r < head_rows
            number = re.fullmatch(r"[-+▲△]?[\d０-９,，.．]+.{0,3}|[-―－]", text)
            align = "center" if is_head else "right" if number and c >= head_cols else "left"
            laid[r].append(Cell((Para(text, align=align),), cs, rs, head=is_head, middle=True))
        return Table(tuple(tuple(row) for row in laid), tuple(widths), style.data, head_rows, caption)

    def item(self, mark: str, text: str, level: int = 0, gap: str = "", keep_mark: bool = False) -> Para:
        """A marked text; a real list sets the mark apart, else it is typed before the text."""
        style = self.style
        left = style.indent + 1.5 * level
        if not mark:
            return Para(text, left=style.indent, first=1.0 if style.indent == 0 else 0.0)
        wide = sum(1.0 if ch > "\u2000" else 0.55 for ch in mark)
        if style.list == "real" and not keep_mark:
            return Para(text, left=left + wide + 0.4, mark=mark)
        if re.fullmatch(r"[\d０-９]+", mark):
            gap = "　"
        return Para(mark + gap + text, left=left + (wide if style.hang else 0.0), first=-wide if style.hang else 0.0)


def _marked(text: str) -> tuple[str, str]:
    found = _LEAD.match(text)
    return (found[0], text[found.end() :].strip()) if found else ("", text)
