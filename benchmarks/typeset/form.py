"""The form 様式1-1 set in type: one sheet's content, printed the way a look says, and the truth of what was printed.

In come the content of a sheet (the structure of the acceptance gold: overview, projects with goals, prior issues,
reasons, results, viewpoints) and a ``Look``; out come the bytes of a PDF and the content as it now stands on its pages:
the same structure, with the marks, captions and splits that the look gave it.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.typeset.content import copied
from benchmarks.typeset.grid import Border, Cell, Color, DataCell, DataTable, Flow, Grid, Run, Strip, place
from benchmarks.typeset.lines import broken, measure
from benchmarks.typeset.look import Look
from benchmarks.typeset.paper import Ink, Press, Sheet, Text, written

Content = dict[str, Any]

PAPER = {"A4": (595.0, 842.0), "A4L": (842.0, 595.0), "A3L": (1191.0, 842.0), "B4": (729.0, 1032.0)}
SHADES: dict[str, Color | None] = {"grey": (0.88, 0.88, 0.88), "none": None, "blue": (0.86, 0.91, 0.97)}
OVERVIEW_WORDS = {
    "対象事業": "評価対象事業",
    "対象期間": "評価対象期間",
    "事業の実施者": "実施者",
    "実施目的": "評価の目的",
    "実施時期": "評価の実施時期",
    "実施について": "評価の方法",
}
KATAKANA = "アイウエオカキクケコサシスセソタチツテト"
HALF_KATAKANA = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄ"
FULL = str.maketrans("0123456789ABCD()", "０１２３４５６７８９ＡＢＣＤ（）")
HALF = str.maketrans("０１２３４５６７８９ＡＢＣＤ（）～【】：", "0123456789ABCD()~[]:")
_LEAD = re.compile(r"^(?:[・･○〇◯●■□◇◆⇒→\-]|[(（]\d{1,2}[)）]|\d{1,2}[.．](?!\d)|[①-⑳])")
_NUMBER = re.compile(r"[-+▲△]?[\d０-９,，.．]+.{0,3}|[-―－]")


@dataclass(frozen=True, slots=True)
class Typeset:
    """A sheet as printed: the file and the truth (gold structure; ``source`` is "typeset")."""

    pdf: bytes
    truth: Content
    pages: int


def typeset(content: Content, look: Look, seed: int = 0) -> Typeset:
    """Set ``content`` in type as ``look`` says; ``seed`` decides what the look leaves open (where hands break lines)."""
    return Setter(content, look, seed).set()


def numbered(style: str, n: int) -> str:
    """The n-th mark of a numbering style: ① (1) （１） １ 1. 【①】 ア ｱ (ｱ), or the style itself for a plain mark."""
    circled = chr(0x2460 + n - 1)
    counted = {
        "①": circled,
        "(1)": f"({n})",
        "（１）": f"（{n}）".translate(FULL),
        "１": str(n).translate(FULL),
        "1.": f"{n}.",
        "【①】": f"【{circled}】",
    }
    letters = {"ア": KATAKANA[n - 1], "ｱ": HALF_KATAKANA[n - 1], "(ｱ)": f"({HALF_KATAKANA[n - 1]})"}
    return {**counted, **letters}.get(style, style)


class Setter:
    """Sets one sheet; a page at a time, in the order of the form."""

    def __init__(self, content: Content, look: Look, seed: int) -> None:
        self.look = look
        self.truth: Content = copied(content)
        self.truth["source"] = "typeset"
        self.draw = random.Random(f"set {seed}")
        width, height = PAPER[look.paper]
        margin = float(look.margin)
        self.flow = Flow(width, height, margin + 18, height - margin, margin, width - margin)
        self.press = Press(
            look.rotate, (float(look.crop), look.crop * 0.6), float(look.user_unit), look.coding, look.runs, look.order, look.latin
        )
        self.ink = Ink(look.face, look.size)
        self.bold = replace(self.ink, bold=look.bold)
        self.line = look.size * look.leading
        self.shade = SHADES[look.shade]
        self.frame = _border(look.frame)
        self.word = str.maketrans({}) if look.width == "full" else HALF

    # ---- the sheet -------------------------------------------------------------------------------------------------

    def set(self) -> Typeset:
        look, flow, truth = self.look, self.flow, self.truth
        flow.new_page()
        self.overview()
        flow.new_page()
        for number, project in enumerate(truth["projects"]):
            if number and look.per_page:
                flow.new_page()
            elif number:
                flow.y += 14
            self.project(project)
        self.furnish()
        pdf = written(flow.sheets, self.press, truth["title"])
        return Typeset(pdf, truth, len(flow.sheets))

    def overview(self) -> None:
        look, flow, truth = self.look, self.flow, self.truth
        ink = replace(self.bold, size=look.size * 1.5)
        width = measure(truth["title"], ink.size, look.latin)
        if width > flow.right - flow.left:
            ink = replace(ink, size=ink.size * (flow.right - flow.left) / width * 0.98)
            width = flow.right - flow.left
        dx = (flow.right - flow.left - width) / 2
        flow.put([Strip(ink.size * 2.2, (Run(dx, ink.size * 1.4, truth["title"], ink),))])
        label = look.size * 8
        inner = flow.right - flow.left - label - 8
        rows = []
        for row in truth["overview"]:
            if look.overview_words != "as is":
                row[0] = OVERVIEW_WORDS.get(row[0], row[0])
            name, paragraphs = row
            strips: list[Strip] = []
            for text in paragraphs:
                strips += self.apart(strips, inner)
                strips += self.paragraph(text, inner, hang=look.size if re.match(r"[\d０-９]", text) else 0.0)
            rows.append(
                [
                    Cell(
                        0,
                        self.centred(name, label - 4, self.ink, left=True),
                        valign="top" if look.overview == "none" else "middle",
                        shade=self.shade,
                    ),
                    Cell(1, strips),
                ]
            )
        border = {"table": self.frame, "hair": Border("hair"), "none": Border("none")}[look.overview]
        place(
            flow,
            Grid(flow.left, [label, flow.right - flow.left - label], rows, border, look.split_rows, look.breaks, min_row=self.line + 3),
        )

    def furnish(self) -> None:
        """Running headers and footers, watermarks and hidden text on every page."""
        look, flow, truth = self.look, self.flow, self.truth
        form = f"{look.form} {truth['form_title']}"
        ink = Ink(look.face, 9.0)
        for number, sheet in enumerate(flow.sheets, 1):
            if look.header == "ward centre":
                text = f"{look.form}　{truth['form_title']}（{truth['ward']}）"
                sheet.texts.insert(0, Text((flow.width - measure(text, 9, look.latin)) / 2, 24, text, ink))
            elif look.header != "first page" or number == 1:
                x = flow.left if look.header == "form left" else flow.right - measure(form, 9, look.latin)
                sheet.texts.insert(0, Text(x, 24, form, ink))
            foot = {
                "- 1 -": f"- {number} -",
                "1 / 9": f"{number} / {len(flow.sheets)}",
                "1": str(number),
                "1ページ": f"{number}ページ",
                "none": "",
            }[look.footer]
            if foot:
                sheet.texts.insert(0, Text((flow.width - measure(foot, 9, look.latin)) / 2, flow.height - 18, foot, ink))
            if look.watermark != "none":
                grey = {"under": 0.9, "over": 0.85, "opaque": 0.6}[look.watermark]
                mark = Text(flow.width * 0.25, flow.height * 0.7, "公表用", Ink("gothic", 110, color=(grey, grey, grey)), angle=45)
                (sheet.over if look.watermark == "over" else sheet.behind).append(mark)
            if look.hidden == "invisible":
                sheet.texts.append(Text(flow.left, flow.height * 0.4, "作業用メモ 見えない文字", Ink("gothic", 9, hidden=True)))
            elif look.hidden == "white":
                sheet.texts.append(Text(flow.left, 12, "白い文字の控え", Ink("gothic", 7, color=(1, 1, 1))))
            elif look.hidden == "off page":
                sheet.texts.append(Text(flow.width + 60, 200, "紙の外の覚え書き", ink))

    # ---- a project -------------------------------------------------------------------------------------------------

    def project(self, p: Content) -> None:
        look, flow = self.look, self.flow
        n = p["no"]
        heading = {"１　": "１　", "1 ": "1 ", "１．": "１．", "(1) ": "(1) ", "事業1　": "事業1　", "1. ": "1. ", "【1】": "【1】"}[
            look.heading
        ]
        heading = heading.replace("１", str(n).translate(FULL)).replace("1", str(n)) + p["title"]
        total = flow.right - flow.left
        big = replace(self.bold, size=look.size * 1.15)
        if look.heading_in == "above":
            if flow.y + 10 * self.line > flow.bottom:
                flow.new_page()
            flow.put([*self.paragraph(heading, total, big), Strip(3.0)])
        side = {"left": look.size * 5.2, "vertical": look.size * 1.0 + 5, "vertical font": look.size * 1.0 + 5}.get(look.labels, 0.0)
        names, widths = self.columns(total - side)
        if side:
            widths = [side, *widths]
        first = 1 if side else 0
        columns = len(widths)
        inner = total - 4 - side

        head: list[list[Cell]] = []
        if look.heading_in == "row":
            head.append([Cell(0, self.paragraph(heading, total - 4, big), columns, shade=self.shade)])
        head += self.goal_head(names, widths, first)
        goals = self.goal_rows(p, names, widths, first)
        parts = []
        for key in self.order():
            if look.reasons == "stacked":
                parts.append(self.part(key, p, columns, inner, side, widths))
            elif key == "operator_reason":
                parts.append(self.reasons_beside(p, widths))
            elif key != "ward_reason":
                parts.append(self.part(key, p, columns, inner, side, widths))
        tables = {
            "one": [head + goals + [row for part in parts for row in part]],
            "two": [head + goals, [row for part in parts for row in part]],
            "each": [head + goals, *parts],
        }[look.parts]
        for index, rows in enumerate(tables):
            if index:
                flow.y += 7
                if flow.y + 4 * self.line > flow.bottom:
                    flow.new_page()
            self.over_table(index)
            repeat = len(head) if look.repeat and index == 0 else 0
            place(flow, Grid(flow.left, widths, rows, self.frame, look.split_rows, look.breaks, repeat, look.rehead))

    def over_table(self, index: int) -> None:
        """What stands over a project's table; nothing, in a plain look."""

    def order(self) -> list[str]:
        reasons = ["operator_reason", "ward_reason"]
        return {
            "reasons viewpoints results": [*reasons, "viewpoints", "results"],
            "reasons results viewpoints": [*reasons, "results", "viewpoints"],
            "viewpoints reasons results": ["viewpoints", *reasons, "results"],
        }[self.look.sections]

    def columns(self, total: float) -> tuple[list[str], list[float]]:
        """The columns of the goal table from left to right and their widths."""
        look = self.look
        one = look.size * (3.4 if look.ratings_head == "two rows" else 5.0)
        rest = total - 2 * one
        widths = {"goal": rest * 0.5, "prior": rest * 0.5, "operator": one, "ward": one}
        names = look.columns.replace("ratings", look.ratings).split()
        return names, [widths[name] for name in names]

    def goal_head(self, names: list[str], widths: list[float], first: int) -> list[list[Cell]]:
        look = self.look
        term = str(self.truth.get("term_no", 2) - 1 if isinstance(self.truth.get("term_no"), int) else 2).translate(FULL)
        words = {"goal": look.goal_word, "prior": look.prior_word.replace("{n}", term), "operator": look.operator, "ward": look.ward_word}
        two = look.ratings_head == "two rows"
        rows: list[list[Cell]] = [[], []] if two else [[]]
        rating_done = False
        for i, name in enumerate(names):
            col, cs = (0, first + 1) if i == 0 else (first + i, 1)
            width = sum(widths[col : col + cs]) - 4
            if name in ("goal", "prior"):
                rows[0].append(Cell(col, self.centred(words[name].translate(self.word), width), cs, 2 if two else 1, "middle", self.shade))
            elif two:
                if not rating_done:
                    span = cs + 1
                    rows[0].append(
                        Cell(
                            col,
                            self.centred(look.rating_word.translate(self.word), sum(widths[col : col + span]) - 4),
                            span,
                            1,
                            "middle",
                            self.shade,
                        )
                    )
                    rating_done = True
                rows[1].append(Cell(col, self.centred(words[name], width), cs, 1, "middle", self.shade))
            else:
                rows[0].append(
                    Cell(
                        col,
                        self.centred(f"{look.rating_word.split('（')[0].split('(')[0]}（{words[name]}）".translate(self.word), width),
                        cs,
                        1,
                        "middle",
                        self.shade,
                    )
                )
        return rows

    def goal_rows(self, p: Content, names: list[str], widths: list[float], first: int) -> list[list[Cell]]:
        look = self.look
        split = self.prior_split(p)
        issues = self.prior_texts(p)
        rows: list[list[Cell]] = []
        taken = 0
        for g, goal in enumerate(p["goals"]):
            goal["mark"] = numbered(look.goal_mark, g + 1)
            row: list[Cell] = []
            for i, name in enumerate(names):
                col, cs = (0, first + 1) if i == 0 else (first + i, 1)
                width = sum(widths[col : col + cs]) - 4
                if name == "goal":
                    row.append(Cell(col, self.item(goal["mark"], goal["text"], width, 0, "mark"), cs))
                elif name == "prior":
                    if split is None and g:
                        continue
                    mine = issues if split is None else issues[taken : taken + split[g]]
                    taken += len(mine)
                    strips: list[Strip] = []
                    for mark, text in mine:
                        strips += self.item(mark, text, width, 0, "mark")
                    row.append(Cell(col, strips, cs, len(p["goals"]) if split is None else 1))
                else:
                    row.append(Cell(col, self.rating(goal, name, width), cs, 1, "middle"))
            rows.append(row)
        return rows

    def prior_split(self, p: Content) -> list[int] | None:
        look, split = self.look, p.get("prior_split")
        if look.prior == "one cell":
            split = None
        elif look.prior == "split" and not split:
            count = len(p["goals"])
            split = [0] * count
            owner = -1
            for i, text in enumerate(p["prior_issues"]):
                if not text.startswith("⇒") or owner < 0:
                    owner = max(owner, min(i * count // max(1, len(p["prior_issues"])), count - 1))
                split[owner] += 1
        if split:
            p["prior_split"] = split
        else:
            p.pop("prior_split", None)
            split = None
        return split

    def prior_texts(self, p: Content) -> list[tuple[str, str]]:
        """The marks and texts of the prior issues; a ⇒ line keeps its own mark."""
        texts: list[tuple[str, str]] = []
        count = 0
        for text in p["prior_issues"]:
            body = _LEAD.sub("", text).strip()
            if text.startswith("⇒"):
                texts.append(("⇒", body))
            elif body.startswith("特になし"):
                texts.append(("", body))
            else:
                count += 1
                texts.append((numbered(self.look.prior_mark, count), body))
        p["prior_issues"] = [mark + body for mark, body in texts]
        return texts

    def rating(self, goal: Content, who: str, width: float) -> list[Strip]:
        look = self.look
        letter = goal[who]
        if letter is not None:
            letter = letter.translate(HALF)
            goal[who] = letter = letter.translate(FULL) if look.rating == "full" else letter
        shown = letter or look.unrated
        dx = (width - measure(shown, look.size, look.latin)) / 2
        run = Run(dx, self.baseline, shown, self.ink, circled=look.rating == "circled" and letter is not None)
        return [Strip(self.line, (run,) if shown else ())]

    # ---- its sections ----------------------------------------------------------------------------------------------

    def part(self, key: str, p: Content, columns: int, inner: float, side: float, widths: list[float]) -> list[list[Cell]]:
        """The rows of one section: its label and its content."""
        look = self.look
        words = {
            "operator_reason": look.reason_word.format(look.operator),
            "ward_reason": look.reason_word.format(look.ward_word),
            "results": look.results_word,
            "viewpoints": look.view_word,
        }
        label = look.dress.format(words[key]).translate(self.word)
        bodies: list[tuple[int, int, list[Strip]]] = []
        start = 1 if side else 0
        if key == "operator_reason":
            bodies = [(start, columns - start, self.reason(p["operator_reason"], inner))]
        elif key == "ward_reason":
            bodies = [(start, columns - start, self.ward_reason(p["ward_reason"], inner))]
        elif key == "viewpoints" and look.viewpoints == "table":
            for i, v in enumerate(p["viewpoints"], 1):
                v["mark"] = numbered(look.view_mark, v.pop("counted", i))
            listed = {"rows": [[v["mark"], v["text"]] for v in p["viewpoints"]], "header_cols": 1}
            bodies = [(start, columns - start, [*self.data_table(listed, inner - look.nest).strips(look.nest), Strip(3.0)])]
        elif key == "viewpoints":
            strips: list[Strip] = []
            for i, v in enumerate(p["viewpoints"], 1):
                v["mark"] = numbered(look.view_mark, v.pop("counted", i))
                strips += self.item(v["mark"], v["text"], inner, 0, "mark", gap="wide" if look.gap == "glued" else look.gap)
            bodies = [(start, columns - start, strips)]
        elif look.results == "two columns":
            left = next(i for i in range(start + 1, columns) if sum(widths[:i]) >= 0.3 * sum(widths))
            for a, b, word, texts in (
                (start, left, look.outcome_word, p["outcomes"]),
                (left, columns, look.challenge_word, p["challenges"]),
            ):
                bodies.append((a, b - a, self.results(word, texts, sum(widths[a:b]) - 4)))
        else:
            bodies = [
                (start, columns - start, self.results(w, t, inner))
                for w, t in ((look.outcome_word, p["outcomes"]), (look.challenge_word, p["challenges"]))
            ]
            if look.results == "one cell":
                bodies = [(start, columns - start, bodies[0][2] + bodies[1][2])]
        stacked = key == "results" and look.results == "two rows"
        cells = [Cell(col, strips, cs) for col, cs, strips in bodies]
        rows = [[cell] for cell in cells] if stacked else [cells]
        if key == "results" and look.results == "beside":
            rows = self.results_beside(p, columns, widths)
        if side:
            strips = self.centred(label, side - 4, self.bold, left=True) if look.labels == "left" else self.upright(label, side)
            rows[0].insert(0, Cell(0, strips, 1, len(rows), "top" if look.labels == "left" else "middle", self.shade))
            return rows
        name = self.paragraph(label, inner, self.bold)
        if look.labels == "inline":
            rows[0][0].strips[:0] = [replace(s, keep=True) for s in name]
            return rows
        return [[Cell(0, name, columns, shade=self.shade)], *rows]

    def reasons_beside(self, p: Content, widths: list[float]) -> list[list[Cell]]:
        """The operator's and the ward's reasons in two columns, each under its label."""
        look = self.look
        cut = next(i for i in range(1, len(widths)) if sum(widths[:i]) >= 0.4 * sum(widths))
        spans = ((0, cut, look.operator), (cut, len(widths), look.ward_word))
        labels = [look.dress.format(look.reason_word.format(who)).translate(self.word) for _, _, who in spans]
        wide = [sum(widths[a:b]) - 4 for a, b, _ in spans]
        bodies = [self.reason(p["operator_reason"], wide[0]), self.ward_reason(p["ward_reason"], wide[1])]
        head = [
            Cell(a, self.paragraph(t, w, self.bold), b - a, shade=self.shade) for (a, b, _), t, w in zip(spans, labels, wide, strict=True)
        ]
        return [head, [Cell(a, strips, b - a) for (a, b, _), strips in zip(spans, bodies, strict=True)]]

    def upright(self, label: str, side: float) -> list[Strip]:
        """A label in vertical writing: one glyph below the other, brackets turned or in their vertical forms."""
        look = self.look
        size = look.size
        if look.labels == "vertical font":
            text = label.translate(str.maketrans("()", "（）"))
            run = Run((side - 4) / 2, 0.0, text, self.ink, vertical=True)
            return [Strip(size * len(text) + 2, (run,))]
        strips = []
        for char in label:
            dx = (side - 4 - measure(char, size, look.latin)) / 2
            turned = char in "（）()"
            run = (
                Run((side - 4) / 2 - size * 0.38, size * 0.1, char, self.ink, angle=-90) if turned else Run(dx, size * 0.88, char, self.ink)
            )
            strips.append(Strip(size * 1.05, (run,)))
        return strips

    def results(self, word: str, texts: list[str], width: float) -> list[Strip]:
        strips = self.paragraph(word.translate(self.word), width, self.ink) if word else []
        for i, text in enumerate(texts, 1):
            mark = "" if text.startswith("特になし") else numbered(self.look.result_mark, i)
            strips += self.item(mark, text, width, 0)
        return strips

    def results_beside(self, p: Content, columns: int, widths: list[float]) -> list[list[Cell]]:
        """成果 and 課題 in a row each, the label at the left of the text."""
        cut = next(i for i in range(1, columns) if sum(widths[:i]) >= 0.1 * sum(widths))
        rows = []
        for word, texts in ((self.look.outcome_word, p["outcomes"]), (self.look.challenge_word, p["challenges"])):
            said = self.results("", texts, sum(widths[cut:]) - 4)
            rows.append([Cell(0, self.paragraph(word.translate(self.word), sum(widths[:cut]) - 4), cut), Cell(cut, said, columns - cut)])
        return rows

    def ward_reason(self, rows: list[Content], width: float) -> list[Strip]:
        strips: list[Strip] = []
        for row in rows:
            if row["mark"]:
                strips += self.item(row["mark"], row["text"], width, 0)
            else:
                strips += self.apart(strips, width)
                strips += self.item("", row["text"], width, 0)
        return strips

    def reason(self, blocks: list[Content], width: float) -> list[Strip]:
        """The operator's reasons: notes, data tables, charts, headings and what stands under them."""
        look = self.look
        strips: list[Strip] = []
        heads = counted = 0
        done: set[int] = set()
        for i, block in enumerate(blocks):
            if i in done:
                continue
            kind = block["k"]
            if kind == "table":
                pair = self.beside(blocks, i, width)
                if pair:
                    strips += pair
                    done.add(i + 1)
                else:
                    strips += self.table(block, width)
            elif kind == "chart":
                strips += self.chart(block, width)
            elif kind == "note":
                strips += self.apart(strips, width) + self.paragraph(block["text"], width)
            elif kind == "head":
                heads += 1
                block["mark"] = numbered(look.head_mark, block.pop("counted", heads))
                text = block["text"]
                if look.head_bracket and not text.startswith("【") and look.head_mark != "【①】":
                    text = block["text"] = f"【{text}】"
                if look.head_gap and strips:
                    strips.append(Strip(self.line * 0.6))
                gap = "wide" if look.head_mark == "１" and look.gap == "glued" else look.gap
                strips += [replace(s, keep=True) for s in self.item(block["mark"], text, width, 0, ink=self.bold, gap=gap, hand=False)]
            elif kind == "subhead":
                strips += self.item(block["mark"], block["text"], width, 0, ink=self.bold, hand=False)
            else:
                level = block.get("level", 0)
                counted = counted + 1 if level else 0
                block["mark"] = numbered(look.sub_mark, counted) if level else look.mark
                if not look.mark:  # only what stands under a bullet is of the second level
                    block["level"] = 0
                strips += self.item(block["mark"], block["text"], width, level)
                if look.para_gap:
                    strips.append(Strip(self.line * look.para_gap))
        return strips

    # ---- lines -----------------------------------------------------------------------------------------------------

    @property
    def baseline(self) -> float:
        return (self.line - self.look.size) / 2 + self.look.size * 0.88

    def item(
        self, mark: str, text: str, width: float, level: int, hang: str = "", ink: Ink | None = None, gap: str = "", hand: bool = True
    ) -> list[Strip]:
        """A marked text with its indent, gap and hanging lines as the look has them; without a mark a paragraph.

        ``hand`` is false for headings: they are not broken by hand and not indented like a paragraph.
        """
        look = self.look
        ink = ink or self.ink
        hang, gap = hang or look.hang, gap or look.gap
        em = look.size
        left = level * (look.level_indent if look.mark else 2.0) * em + (
            em * 0.5 if look.hang != "none" and level == 0 and look.level_indent == 2.0 else 0.0
        )
        if not mark:
            indent = look.first_indent if hand else "none"
            first = {"none": 0.0, "move": em, "glyph": 0.0}[indent]
            return self.wrapped("　" if indent == "glyph" else "", text, left + first, left, width, ink, "", False)
        if re.fullmatch(r"[\d０-９]+", mark) and gap == "glued":
            gap = "wide"
        between = {"glued": "", "space": " ", "wide": "　", "tab": ""}[gap]
        start = measure(mark + between, em, look.latin)
        tab = ""
        if gap == "tab":
            start = (int(start / (1.5 * em)) + 1) * 1.5 * em
            tab = "tab"
        rest = {"mark": left + start, "em": left + em, "none": 0.0 if level == 0 else left, "lead space": left}[hang]
        return self.wrapped(mark + between, text, left, rest, width, ink, tab, look.hand_breaks and hand, start, hang == "lead space")

    def wrapped(
        self,
        lead: str,
        text: str,
        left: float,
        rest: float,
        width: float,
        ink: Ink,
        tab: str,
        hand: bool,
        start: float | None = None,
        lead_space: bool = False,
    ) -> list[Strip]:
        look, em = self.look, self.look.size
        start = measure(lead, em, look.latin) if start is None else start
        pad = em if lead_space else 0.0
        first_width, rest_width = width - left - start, width - rest - pad
        lines = self.by_hand(text, first_width, rest_width) if hand else broken(text, em, first_width, rest_width, look.kinsoku, look.latin)
        strips = []
        for i, line in enumerate(lines):
            runs: list[Run] = []
            spacing = 0.0
            if look.justify and i < len(lines) - 1 and len(line) > 8:
                slack = (first_width if i == 0 else rest_width) - measure(line, em, look.latin)
                spacing = min(slack / len(line), em * 0.12) if slack > 0 else 0.0
            if i == 0:
                if lead and (tab or spacing):
                    runs += [Run(left, self.baseline, lead, ink), Run(left + start, self.baseline, line, ink, spacing)]
                else:
                    runs.append(Run(left, self.baseline, lead + line, ink, spacing))
            else:
                runs.append(Run(rest, self.baseline, ("　" if lead_space else "") + line, ink, spacing))
            height = self.line
            at = line.find("養育者") if look.ruby else -1
            if at >= 0:
                x = (left + start if i == 0 else rest + pad) + measure(line[:at], em, look.latin) + spacing * at
                drop = em * 0.55
                runs = [replace(r, dy=r.dy + drop) for r in runs]
                runs.append(Run(x, self.baseline + drop - em * 0.92, "よういくしゃ", replace(ink, size=em * 0.5, bold="none")))
                height += drop
            strips.append(Strip(height, tuple(runs)))
        return strips

    def by_hand(self, text: str, first: float, rest: float) -> list[str]:
        """Lines as a spreadsheet user breaks them: anywhere, often short of the cell's width, with no rule of line ends."""
        lines = []
        width = first
        while text:
            share = self.draw.uniform(0.7, 1.0)
            line = broken(text, self.look.size, width * share, width * share, False, self.look.latin)[0]
            if line[-1] == "。" and len(line) < len(text):  # after a full stop nobody could tell it from a new paragraph
                line = line[:-1]
            lines.append(line)
            text, width = text[len(line) :], rest
        return lines

    def paragraph(self, text: str, width: float, ink: Ink | None = None, hang: float = 0.0) -> list[Strip]:
        """Plain text in the size of ``ink``, wrapped lines ``hang`` to the right of the first."""
        ink = ink or self.ink
        scale = ink.size / self.look.size
        lines = broken(text, ink.size, width, width - hang, self.look.kinsoku, self.look.latin)
        return [Strip(self.line * scale, (Run(hang if i else 0.0, self.baseline * scale, line, ink),)) for i, line in enumerate(lines)]

    def apart(self, before: list[Strip], width: float) -> list[Strip]:
        """A gap before an unmarked paragraph where the line before is so full that no reader could tell them apart."""
        if not before or not before[-1].runs:
            return []
        end = max(r.dx + measure(r.text, r.ink.size, self.look.latin) for r in before[-1].runs)
        free = width - end
        return [Strip(self.line * 0.6)] if free < 5 * self.look.size else []

    def centred(self, text: str, width: float, ink: Ink | None = None, left: bool = False) -> list[Strip]:
        ink = ink or self.bold
        strips = []
        for line in broken(text, ink.size, width, width, True, self.look.latin):
            dx = 0.0 if left else max(0.0, (width - measure(line, ink.size, self.look.latin)) / 2)
            strips.append(Strip(self.line, (Run(dx, self.baseline, line, ink),)))
        return strips

    # ---- data tables and charts ------------------------------------------------------------------------------------

    def table(self, block: Content, width: float) -> list[Strip]:
        look = self.look
        caption = self.caption(block)
        table = self.data_table(block, width - look.nest)
        strips = [Strip(look.nest_gap)]
        if caption:
            strips += [replace(s, keep=True) for s in self.paragraph(caption, width)]
        return strips + table.strips(look.nest) + [Strip(max(3.0, look.nest_gap))]

    def beside(self, blocks: list[Content], i: int, width: float) -> list[Strip]:
        """Two neighbouring tables side by side, where both have room; empty where they have not."""
        if not self.look.side_by_side or self.look.stretch or i + 1 >= len(blocks) or blocks[i + 1]["k"] != "table":
            return []
        pair = [copied(b) for b in blocks[i : i + 2]]
        captions = [self.caption(b) for b in pair]
        tables = [self.data_table(b, width) for b in pair]
        wide = [max(t.xs[-1], measure(c, self.look.size, self.look.latin)) for t, c in zip(tables, captions, strict=True)]
        if sum(wide) + 24 + self.look.nest > width or max(sum(t.heights) for t in tables) > 220:
            return []
        for block, new in zip(blocks[i : i + 2], pair, strict=True):
            block.update(new)
        down = self.line if any(captions) else 0.0
        parts: list[tuple[float, Strip]] = []
        x = self.look.nest
        for table, caption, room in zip(tables, captions, wide, strict=True):
            if caption:
                parts.append((0.0, Strip(self.line, (Run(0.0, self.baseline, caption, self.ink),), dx=x)))
            parts.append((down, Strip(0.0, table=table, dx=x)))
            x += room + 20
        height = down + max(sum(t.heights) for t in tables) + 4
        return [Strip(self.look.nest_gap), Strip(height, beside=tuple(parts)), Strip(max(3.0, self.look.nest_gap))]

    def caption(self, block: Content) -> str:
        """The caption to be set above the table, after the look may have moved it into the grid."""
        caption, rows = block.get("caption"), block["rows"]
        if not caption:
            return ""
        corner = rows[0][0]
        if self.look.caption == "row":
            columns = sum(c.get("cs", 1) if isinstance(c, dict) else 1 for c in rows[0])
            rows.insert(0, [{"t": caption, "cs": columns}])
            block["header_rows"] = block.get("header_rows", 0) + 1
            return ""
        if (
            self.look.caption == "corner"
            and (corner == "" or (isinstance(corner, dict) and corner["t"] == ""))
            and block.get("header_rows")
        ):
            if isinstance(corner, dict):
                corner["t"] = caption
            else:
                rows[0][0] = caption
            return ""
        return str(caption)

    def data_table(self, block: Content, width: float) -> DataTable:
        look = self.look
        size = max(6.5, look.size - 1.0)
        ink, line = replace(self.ink, size=size), size * max(1.15, look.leading * 0.9)
        spans = any(isinstance(c, dict) and (c.get("rs", 1) > 1 or c.get("cs", 1) > 1) for row in block["rows"] for c in row)
        border = _border("hair" if look.data == "none" and spans else look.data)
        pad = 5.0 if border.kind in ("hair", "split", "none") else 2.5
        cells = spread(block["rows"])
        columns = max(c + cs for (_, c), (_, cs, _) in cells.items())
        rows = len(block["rows"])
        natural = [2.4 * size] * columns
        for (_, c), (_, cs, text) in sorted(cells.items(), key=lambda kv: kv[1][1]):
            need = min(measure(text, size, look.latin), 16 * size * cs) + 2 * pad + 0.5
            lack = need - sum(natural[c : c + cs])
            if lack > 0:
                for k in range(c, c + cs):
                    natural[k] += lack / cs
        total = sum(natural)
        if total > width or look.stretch:
            natural = [w * width / total for w in natural]
        xs = [0.0]
        for w in natural:
            xs.append(xs[-1] + w)
        heights = [line + 2.0] * rows
        laid: list[DataCell] = []
        head_rows, head_cols = block.get("header_rows", 0), block.get("header_cols", 0)
        for (r, c), (rs, cs, text) in sorted(cells.items()):
            inner = xs[c + cs] - xs[c] - 2 * pad
            header = r < head_rows or c < head_cols
            strips = []
            for piece in broken(text, size, max(inner, size), max(inner, size), True, look.latin) if text else []:
                slack = max(0.0, inner - measure(piece, size, look.latin))
                middle = r < head_rows or (cs > 1 and border.kind in ("hair", "split", "none"))
                dx = slack / 2 if middle else (slack if not header and _NUMBER.fullmatch(text) else 0.0)
                strips.append(Strip(line, (Run(pad + dx, (line - size) / 2 + size * 0.88, piece, ink),)))
            laid.append(DataCell(r, c, rs, cs, strips, self.shade if header and r < head_rows else None))
        for cell in sorted(laid, key=lambda x: x.rowspan):
            lack = cell.height + 2.0 - sum(heights[cell.row : cell.row + cell.rowspan])
            if lack > 0:
                heights[cell.row + cell.rowspan - 1] += lack
        return DataTable(xs, heights, laid, border, head_rows)

    def chart(self, block: Content, width: float) -> list[Strip]:
        """Bars with their labels and values, and a ruled frame around them."""
        look = self.look
        size = look.size - 1.5
        ink = replace(self.ink, size=size)
        bars = block["bars"]
        step, left = size * 1.9, 11 * size
        most = max(b["value"] for b in bars)
        room = min(width * 0.7, 320.0) - left - 40
        runs, areas = [], []
        for i, bar in enumerate(bars):
            y = 6 + i * step
            long = room * bar["value"] / most
            areas.append(((left, y, left + long, y + step * 0.65), (0.36, 0.6, 0.84)))
            runs.append(Run(left - measure(bar["label"], size, look.latin) - 4, y + size * 0.95, bar["label"], ink))
            runs.append(Run(left + long + 3, y + size * 0.95, str(bar["value"]), ink))
        low = 6 + len(bars) * step
        lines: list[tuple[float, float, float, float]] = []
        if look.chart != "bars":  # axes with ticks and their numbers
            lines = [(left, 3, left, low), (left, low, left + room, low)]
            for k in range(1, 5):
                x = left + room * k / 4
                lines.append((x, 3, x, low))
                tick = str(round(most * k / 4))
                runs.append(Run(x - measure(tick, size, look.latin) / 2, low + size * 1.1, tick, ink))
            low += size * 1.5
        if look.chart == "framed":
            right = left + room + 36
            lines += [(0, 0, right, 0), (right, 0, right, low + 4), (0, low + 4, right, low + 4), (0, 0, 0, low + 4)]
        caption = [replace(s, keep=True) for s in self.paragraph(block["caption"], width)]
        return [Strip(look.nest_gap), *caption, Strip(low + 8, tuple(runs), areas=tuple(areas), lines=tuple(lines)), Strip(4.0)]


def _border(kind: str) -> Border:
    if kind == "thick":
        return Border("stroke", 0.4, (0, 0, 0), 2.2, (0, 0, 0))
    if kind == "colour":
        return Border("dash", 0.6, (0.12, 0.31, 0.47), 2.2, (0.12, 0.31, 0.47))
    return Border(kind, 0.4 if kind in ("hair", "split") else 0.5)


def spread(rows: list[list[Any]]) -> dict[tuple[int, int], tuple[int, int, str]]:
    """The cells of a gold table: {(row, col): (rowspan, colspan, text)}, those under a span left out."""
    cells: dict[tuple[int, int], tuple[int, int, str]] = {}
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            spec = cell if isinstance(cell, dict) else {"t": cell}
            rs, cs = spec.get("rs", 1), spec.get("cs", 1)
            cells[r, c] = (rs, cs, spec["t"])
            taken |= {(r + i, c + j) for i in range(rs) for j in range(cs)}
            c += cs
    return cells


__all__ = ["Content", "Sheet", "Typeset", "numbered", "spread", "typeset"]
