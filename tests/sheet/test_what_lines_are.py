"""Headings, bullets, notes and levels of a section: what a line is between its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

import pytest

from pipeline.form.compiled import form_rules
from pipeline.layout.model import Figure
from pipeline.outline.ledger import Ledger
from pipeline.outline.units import ContentUnit, FigureUnit, TextUnit
from pipeline.sheet.blocks import has_edge_between
from pipeline.sheet.body import Body
from pipeline.sheet.model import DataTable, Goal, PrintedFigure, Section, Statement
from pipeline.sheet.sections import read_section
from pipeline.values import Printed
from tests.outline.by_hand import EM, ROW, line, part

BOLD, DEEPER, BOXED, APART, OVERLEAF, BESIDE = "太＿箱間紙隣"
"""before a text: it is set in bold; it stands an em further right, in a box of its own, behind white, on the next page, or as high as the
one before"""
LONG = "広間と庭の工夫についての話"
AIMS = ("親子が集える場となっている", "悩みを相談できる場となっている", "地域の情報が集まっている", "関係者のつながりができている")


def body_of(section: Section, lines: Sequence[str], marks: str) -> Body:
    """What is read of a section, the goals marked so or not at all. A line with | is a table, which no rule closes where it ends in ～, and
    F a figure."""
    units: list[ContentUnit] = []
    page, y = 1, 100.0
    for said in lines:
        text = undressed(said)
        dress = said.removesuffix(text)
        page, y = (page + 1, 100.0) if OVERLEAF in dress else (page, y + (0 if BESIDE in dress else 36 if APART in dress else 16))
        if "|" in text:
            units.append(part(page, text.removesuffix("～"), edges=(1, 10, 20), y=y, open_bottom=text.endswith("～")))
            y += ROW - EM
            continue
        made = line(y, (1 + dress.count(DEEPER), text), page=page)
        if text == "F":
            units.append(FigureUnit(Figure(page, made.rect, (made,))))
            continue
        place = Figure(page, made.rect, (made,)) if BOXED in dress else page
        units.append(TextUnit(replace(made, bold=BOLD in dress), 0.0, 420.0, place, alone=BOXED in dress))
    goals = [Goal(n, mark, Printed(aim), None, None, None, None, (), ()) for n, (mark, aim) in enumerate(zip(marks, AIMS, strict=False), 1)]
    body = Body()
    read_section(section, units, goals, body, form_rules(), Ledger())
    return body


def statements(section: Section, lines: Sequence[str], marks: str) -> list[Statement]:
    return body_of(section, lines, marks).statements


def undressed(said: str) -> str:
    return said.lstrip(BOLD + DEEPER + BOXED + APART + OVERLEAF + BESIDE)


def kinds(section: Section, lines: Sequence[str], marks: str = "    ") -> str:
    """Each statement in short: h(eading), s(ubheading), b(ullet), p(aragraph) or n(ote) with the goals that it is of and, behind <, the
    statement that it stands under; its mark and text where they are not those of the line, its heading where it is not the last, and a
    heading's number where it is not that of its first goal."""
    found: list[str] = []
    last: str | int | None = None
    for number, said in enumerate(statements(section, lines, marks)):
        heading, printed = said.heading_no or said.heading, f"{said.mark}{said.text.text}"
        counted = ""
        if said.kind == "heading":
            last = heading = said.heading_no or said.text.text
            counted = "" if said.heading_no == next(iter(said.goal_nos), None) else f"#{said.heading_no}"
        is_whole = number < len(lines) and printed.replace("　", "") == undressed(lines[number]).replace("　", "")
        found.append(
            said.kind[0]
            + "".join(map(str, said.goal_nos))
            + counted
            + (f"<{said.parent_seq}" if said.level else "")
            + ("" if heading == last else f"[{heading or ''}]")
            + ("" if is_whole else f"={printed}")
        )
    return " / ".join(found)


CASES: dict[Section, dict[str, str]] = {
    "operator_reason": {
        "太広間の工夫 / ・庭を広げた。 / 太周知 / ・広報に載せた。": "h / b / h / b",
        "太・庭を広げた。 / 太・広報に載せた。 / 太周知の取組 / 太・声を集めた。": "b / b / h / b",
        "【広間の工夫】 / ・庭を広げた。 / 【周知】 / ・広報に載せた。": "h=広間の工夫 / b / h=周知 / b",
        "広間の工夫 / ・庭を広げた。 / 来館が増えた。 / ・声を集めた。": "h / b / p / b",
        "親子が集える場となっている。 / ・庭を広げた。 / 悩みを相談できる場となっている。 / ・声を集めた。": "h / b / h / b",
        "①広間 / ア　庭を広げた。 / イ　声を集めた。 / ②周知 / ア　広報に載せた。": "h1 / b1 / b1 / h2 / b2",
        "(1)(2)広間 / ・庭を広げた。 / (3)周知 / ・広報に載せた。": "h12 / b12 / h3 / b3",
        "①～②共通 / ・庭を広げた。 / ①広間 / ・声を集めた。 / ②周知 / ・広報に載せた。": "b / b<1 / h1 / b1 / h2 / b2",
        "ア　広間の工夫 / ・庭を広げた。 / イ　周知 / ・広報に載せた。": "h / b / h / b",
        "・次のことを行った。 / ア　庭を広げた。 / イ　声を集めた。 / ・広報に載せた。": "b / b<1 / b<1 / b",
        "ア　庭を広げた。 / ・砂場もある。 / イ　声を集めた。": "b / b<1 / b",
        "■広間 / ・庭を広げた。 / ■周知 / ・声を集めた。": "h / b / h / b",
        "■広間 / ＿＿＿・庭を広げた。 / ■周知 / ＿＿＿・声を集めた。": "h / b / h / b",
        "■広間 / ＿＿＿＿・庭を広げた。 / ■周知 / ＿＿＿＿・声を集めた。": "b / b<1 / b / b<3",
        "太・広間 / ＿○庭を広げた。 / 太・周知 / ＿○声を集めた。": "h / b / h / b",
        "・広間 / ＿○庭を広げた。 / ・周知 / ＿○声を集めた。": "b / b<1 / b / b<3",
        "■広間 / ▶庭を広げた。 / ■周知 / ▶声を集めた。": "h / b / h / b",
        "■広間 / ▶庭 / ・広げた。 / ■周知 / ▶声 / ・集めた。": "b / h / b / b<3 / h / b",
        "①広間の工夫 / ・庭 / 【本館】 / (1)砂を替えた。 / ②周知の工夫 / ・声": "h1 / b1 / s1=本館 / b1 / h2 / b2",
        "①広間の工夫 / ・庭 / 砂の交換 / ②周知の工夫 / ・声": "h1 / b1 / p1 / h2 / b2",
        "太広間 / (1)庭を広げた。 / (2)砂を替えた。 / 太周知 / (1)声を集めた。": "h / b / b / h / b",
        "【広間】 / ①庭を広げた。 / ②砂を替えた。 / 【周知】 / ①声を集めた。": "h=広間 / b / b / h=周知 / b",
        "■広間 / ①庭を広げた。 / ■周知 / ①声を集めた。": "h / b / h / b",
        "①広間に努めた。 / ・庭 / ②砂を替えた。 / ③声を集めた。": "b / b<1 / b / b",
        "①広間の工夫 / 庭を広げた。 / ②こころとからだ / 声を集めた。": "h1 / p1 / h2 / p2",
        "■わらべうた / ・庭を広げた。 / ■かかわりかた / ・声を集めた。": "h / b / h / b",
        "①広間に努めた。 / ・庭 / ②砂を替えた。": "b / b<1 / b",
        "①広間に努めた / ・庭 / ②砂を替えた / ③声を集めた": "b / b<1 / b / b",
        "①広間に努めた / ②砂を替えた / ・庭 / ③声を集めた": "b / b / b<2 / b",
        "太■親子が集える場となっている。 / ①砂を替えた。 / 太■悩みを相談できる場となっている。 / ①声を集めた。": "h / b / h / b",
        "■親子が集える場となっている。 / ①砂を替えた。 / ■悩みを相談できる場となっている。 / ①声を集めた。": "h / b / h / b",
        "■親子が集える場となっていた。 / ①砂を替えた。 / ■悩みを相談できる場となっている。 / ①声を集めた。": "b / b<1 / b / b<3",
        "①広間に努めた。 / ・庭 / ②砂を替えた。 / ・棚 / ③声を集めた。": "h1 / b1 / h2 / b2 / b2<4",
        "太①広間に努めた。 / ・庭 / ②砂を替えた。 / ③声を集めた。": "h1 / b1 / b1<2 / b1<2",
        "①広間の工夫 / ・庭 / ②砂を替えた。 / ③声を集めた。": "h1 / b1 / b1<2 / b1<2",
        "①親子が集える場となっている。 / ・庭 / ②砂を替えた。 / ③声を集めた。": "h1 / b1 / b1<2 / b1<2",
        "■広間を開けた。 / ・庭を広げた。 / ■声を集めた。 / ・棚を替えた。": "b / b<1 / b / b<3",
        "■広間 / ・庭を広げた。 / ■周知 / ■声を集めた。": "b / b<1 / b / b",
        "■広間を広げた / ・庭も広げた / ■声を集めた / ・毎月集めた": "b / b<1 / b / b<3",
        "【広場】 / ■広間 / ・庭を広げた。 / 【声】 / ■周知 / ・声を集めた。": "h=広場 / b / b<2 / h=声 / b / b<5",
        "特になし / ・庭を広げた。": "n / b",
        "①広間の工夫 / ・庭を広げた。 / 太【参考】 / ・声を集めた。 / ②相談の工夫 / ・棚を替えた。": "h1 / b1 / h=参考 / b / h2 / b2",
        "①広間の工夫 / ・庭を広げた。 / 【参考】 / ・声を集めた。 / ②相談の工夫 / ・棚を替えた。": "h1 / b1 / n1 / b1 / h2 / b2",
        "1広間の工夫 / ・庭を広げた。 / 2周知の工夫 / ・広報に載せた。": "h1 / b1 / h2 / b2",
        "1親子が集える場となっている / ・庭を広げた。 / ・声を集めた。": "h1 / b1 / b1",
        "1か所の広間 / ・庭を広げた。 / ・声を集めた。": "h / b / b",
        "1か所の広間で会を開いた。 / ・庭を広げた。": "p / b",
        "①庭を広げた。 / ②棚を替えた。": "b / b",
        "太①広間 / 太②相談": "h1 / h2",
        "①庭 / ②棚 / ※次の年も続ける。": "b / b / n",
        "①親子が集える場となっている。 / 広間を広げた。 / ②悩みを相談できる場となっている。 / 声を集めた。": "h1 / p1 / h2 / p2",
        "①庭を広げた。 / 次の年も続けた。 / ②声を集めた。 / 広報に載せた。": "b / p / b / p",
        "①広間の工夫 / ・庭を広げた。 / ⑧声を聞く / ・声を集めた。": "h1 / b1 / b1<2 / b1",
        "①広間の工夫 / ・庭を広げた。 / ③地域の情報が集まっている / ・声を集めた。": "h1 / b1 / h3 / b3",
        "①広間の工夫 / ・庭を広げた。 / ①②を通じて / ・声を集めた。": "h1 / b1 / b1<2 / b1",
        "・次の会を開いた。 / ＿①庭の会 / ＿②棚の会 / ・声を集めた。": "b / b<1 / b<1 / b",
        "①広間の工夫 / ⇒庭を広げた。 / ・声を集めた。 / ⇒棚を替えた。": "h1 / s1 / b1 / b1<3",
        "①広間の工夫 / ・庭を広げた。 / －砂も替えた。 / －棚も替えた。 / ・声を集めた。": "h1 / b1 / b1<2 / b1<2 / b1",
        "①広間の工夫 / ・庭を広げた。 / ⇒砂も替えた。 / ・声を集めた。": "h1 / b1 / b1<2 / b1",
        "▶広間 / ・庭を広げた。 / ▶周知 / ・声を集めた。": "h / b / h / b",
        "▶広間を広げた。 / ・庭を広げた。 / ▶周知 / ・声を集めた。": "b / b<1 / b / b<3",
        "▶広間 / ▶周知 / ・声を集めた。": "b / b / b<2",
        "▶広間 / ＿＿・庭を広げた。 / ▶周知 / ＿＿・声を集めた。": "h / b / h / b",
        "①広間の工夫 / ・庭を広げた。 / ※令和７年度 / 特になし / (主なデータ)": "h1 / b1 / n1 / n1 / n1",
        "⑴周知 / ・次の会を開いた。 / ＿①庭の会 / ＿②棚の会 / ・声を集めた。": "h1 / b1 / b1<2 / b1<2 / b1",
        "②1か所の広間 / ③課題 / 周知": "h2 / h3 / p3",
        "・親子が集える場となっている。 / 周知 / 広報に載せた。": "b / h / p",
        "＿太②親子が集える場となっている。 / ▶広間 / ▶周知 / ・声を集めた。": "h2 / b2 / b2 / b2<3",
        "広間で会を開いた。 / 太庭を広げた。 / ＿＿①棚を替えた。": "p / h / b",
        "太①②庭を広げた。 / 棚を替えた。": "b / p",
        "太周知の取組 / ＿＿成果": "h / p",
        "▶広間": "b",
        "太・庭を広げた。 / 太次の年も続けた。 / 太・声を集めた。": "b / p / b",
        "太・庭を広げた。 / 太次の年も続けた。 / ・声を集めた。": "b / h / b",
        "箱広間 / 庭を広げた。 / 箱周知 / 声を集めた。": "h / p / h / p",
        "箱広間を広げた。 / ・庭を広げた。": "p / b",
        "庭を広げた。 / 箱広間 / ・声を集めた。": "p / h / b",
        "・庭を広げた。 / ＿箱広間を開け / ・声を集めた。": "b / h / b",
        "箱広間 / 箱周知 / 声を集めた。": "p / h / p",
        "①広間 / 太・庭を広げた。 / 太【参考】 / 太・声を集めた。": "h1 / b1 / n1 / b1",
        "①広間 / ・庭を広げた。 / 太・【参考】 / ・声を集めた。": "h1 / b1 / b1 / b1",
        "①広間 / ・庭を広げた。 / 太参考 / ・声を集めた。": "h1 / b1 / s1 / b1",
        f"太{LONG * 7} / ・庭を広げた。": f"p={LONG * 7}・庭を広げた。",
        "太(主なデータ) / ・庭を広げた。": "n / b",
        "・庭を広げた。 / ＿太周知 / ・声を集めた。": "b / h / b",
        "・庭を広げた。 / ＿周知 / ・声を集めた。": "b / p / b",
        "・庭を広げた。 / ＿＿太周知 / ・声を集めた。": "b / p / b",
        "庭を広げた。 / 【広間】 / 声を集めた。": "p / h=広間 / p",
        "庭を広げた。 / 【広間を開けた。】 / ・声を集めた。": "p / h=広間を開けた。 / b",
        "庭を広げた。（再掲） / 周知 / 声を集めた。（再掲）": "p / h / p",
        "庭を広げた。 / 周知 / 声を集めた。 / 棚 / 砂 / 次の年も続けた。": "p / p / p / p / p / p",
        "庭を広げた。 / 間周知 / 声を集めた。 / 棚 / 砂 / 次の年も続けた。": "p / h / p / p / p / p",
        "広間 / 庭を広げた。 / 間周知 / 声を集めた。 / 棚 / 砂": "h / p / h / p / p / p",
        "庭を広げた。 / 紙周知 / 声を集めた。 / 棚 / 砂 / 次の年も続けた。": "p / p / p / p / p / p",
        "庭を広げた。 / 周知の / 声を集めた。": "p / p / p",
        "庭を広げた。 / 周知 / 声を集め": "p / p / p",
        f"庭を広げた。 / {LONG * 3} / 声を集めた。": f"p / p={LONG * 3}声を集めた。",
        "庭を広げた。 / 周知 / ⇒声を集めた。": "p / h / s",
        "(主な実績) / 周知 / 声を集めた。": "n / h / p",
        "1広間 / 2周知": "p / p",
        "①広間 / ②周知 / 声を集めた。": "h1 / h2 / p2",
        "2-3 広間 / ・庭を広げた。": "b=2-3広間 / b<1",
        "①②共通 / 庭を広げた。 / ③周知 / ・声を集めた。": "b / p / h3 / b3",
        "①②共通である。 / ・庭を広げた。 / ③周知 / ・声を集めた。": "b / b<1 / h3 / b3",
        "①広間 / ・庭 / ＿②棚 / ・声を集めた。": "h1 / b1 / h2 / b2",
        "①広間 / ・庭 / ＿②棚を替えた。 / ・声を集めた。": "h1 / b1 / b1<2 / b1",
        "①広間 / ・庭 / ＿②悩みを相談できる場となっている / 声を集めた。": "h1 / b1 / h2 / p2",
        "①広間 / ・庭 / ＿＿②悩みを相談できる場となっている / 声を集めた。": "h1 / b1 / b1<2 / p1",
        "①広間 / ・庭 / ＿④棚 / ・声を集めた。": "h1 / b1 / b1<2 / b1",
        "①広間 / ・庭 / ⑤棚 / ・声を集めた。": "h1 / b1 / b1<2 / b1",
        "①広間 / ・庭 / ③棚 / ・声 / ②砂 / ・声": "h1 / b1 / h3 / b3 / b3<4 / b3",
        "太①広間を開けた。 / 庭を広げた。 / 太②声を集めた。 / 棚を替えた。": "h1 / p1 / h2 / p2",
        "①広間を開けた。 / ・庭を広げた。 / ②声を集めた。 / ・棚を替えた。": "h1 / b1 / h2 / b2",
        f"①{LONG * 8} / ・庭を広げた。 / ②周知 / ・声": "b / b<1 / h2 / b2",
        "1広間の工夫をした。 / ・庭を広げた。 / 2周知 / ・声": "p / b / h / b",
        "・庭 / ⇒棚 / ・声": "b / b<1 / b",
        "①広間 / ・庭 / ＿＿＿・砂 / ・声": "h1 / b1 / b1<2 / b1",
        "(1) / ・庭を広げた。 / (2) / ・声を集めた。": "b1[1]=・庭を広げた。 / b2[2]=・声を集めた。",
        "・ / ・庭を広げた。": "b=・庭を広げた。",
        f"▶広間 / ・庭を広げた。 / ▶{LONG * 3} / ・声": "b / b<1 / b / b<3",
        "■広間 / ・庭を広げた。 / ■周知 / 次も続けた。": "h / b / h / p",
        "■広間 / ・庭を広げた。 / 棚を替えた。": "b / b<1 / p",
        "広間 / 次も続けた。 / ※庭 / 棚": "p / p / n / p",
        "庭を広げた。 / 棚（再掲）。（１） / 声を集めた。": "p / p / p",
        "庭を広げた。 / 広間と庭の工夫についての話と棚の工夫についての話と砂の話し合い / 声を集めた。": "p / p / p",
        "・庭 / 周知 / 声を集めた。": "b / p / p",
        "庭を広げた。 / 周知 / 紙声を集めた。 / 棚 / 砂 / 次の年も続けた。": "p / p / p / p / p / p",
        "■広間 / ・庭 / ■特になし / ・声": "b / b<1 / n / b<1",
        "広間 / 庭を広げた。 / ・棚 / ・砂": "h / p / b / b",
        "箱広間 / 紙庭": "p / p",
        "庭を広げて、 / 箱広間を / 開けた。": "p / p / p",
        "①庭を広げた。 / ②棚を替えた。 / (1)広間 / ・声 / (2)周知 / ・声": "b / b / h1 / b1 / h2 / b2",
        "太①庭を広げた / 太②棚を替えた / (1)広間 / ・声 / (2)周知 / ・声": "h1 / h2 / b2 / b2<3 / b2 / b2<5",
        "1 庭を広げた。 / 声を集めた。 / 2 棚を替えた。 / 砂を替えた。 / ・声": "b=1庭を広げた。 / p / b=2棚を替えた。 / p / b",
        "① / 隣＿＿＿広間の工夫 / ・庭を広げた。": "h1=①広間の工夫 / b1=・庭を広げた。",
        "① / 隣＿＿＿庭を広げた。 / ② / 隣＿＿＿声を集めた。": "b=①庭を広げた。 / b=②声を集めた。",
        "箱① / 隣箱＿＿＿広間の工夫 / ・庭を広げた。": "h1=①広間の工夫 / b1=・庭を広げた。",
        "箱① / 隣箱＿＿＿庭を広げた。 / 箱② / 隣箱＿＿＿声を集めた。": "p1[1]=庭を広げた。 / p2[2]=声を集めた。",
        "1　広間を開けた。 / ・庭 / 2　棚を替えた。 / ・本": "h1 / b1 / h2 / b2",
        "①庭を広げた。 / ・声 / ②棚を替えた。 / ・声 / (1)広間 / ・声 / (2)周知 / ・声": "b / b<1 / b / b<3 / h1 / b1 / h2 / b2",
        "①広間 / ・庭 / (2)棚 / ・本 / (3)砂 / ・声": "b / b<1 / h2 / b2 / h3 / b3",
        "①庭を広げた。 / ②広間 / ・本": "b / h2 / b2",
        "1-2 広間 / ・庭 / 3-4 棚 / ・本": "b=1-2広間 / b<1 / b=3-4棚 / b<3",
        "①広間 / ・庭 / (1)棚を替えた。 / ②周知 / ・声": "h1 / b1 / b1<2 / h2 / b2",
        "①広間 / ・庭 / ⑤砂を替えた。 / ②周知 / ・声": "h1 / b1 / b1<2 / h2 / b2",
        "①広間 / ・庭 / ②棚を替えた。 / ③地域の情報が集まっている / ・声": "h1 / b1 / b1<2 / h3 / b3",
        "④関係者のつながりができている / ・庭": "h4 / b4",
        "■①広間 / ・庭 / ■②周知 / ・声": "h1 / b1 / h2 / b2",
        "■①広間 / ・庭 / ■周知 / ・声": "h / b / h / b",
        "・①広間を開けた。 / ・②棚を替えた。": "b / b",
        "＜① 広間＞ / ・庭 / ＜② 周知＞ / ・声": "h1=＜①広間 / b1 / h2=＜②周知 / b2",
        "【①　広間】 / ・庭 / 【②周知】 / ・声": "h1=【①広間 / b1 / h2=【②周知 / b2",
        "【①広間】庭 / ・庭 / 【②周知】棚 / ・声": "h1 / b1 / h2 / b2",
        "【①広間】と【庭】 / ・庭 / 【②周知】 / ・声": "h1 / b1 / h2=【②周知 / b2",
        "(①広間) / ・庭 / (②周知) / ・声": "h1=(①広間 / b1 / h2=(②周知 / b2",
        "(1)広間の工夫) / ・庭 / (2)周知 / ・声": "h1 / b1 / h2 / b2",
        "「①広間」 / ・庭 / 「②周知」 / ・声": "h1=「①広間 / b1 / h2=「②周知 / b2",
        "＜・広間＞ / ・庭 / ＜・周知＞ / ・声": "h / b / h / b",
        "ア　広間 / ・庭 / イ　周知": "b / b<1 / b",
        "ア　広間 / イ　周知 / ・声": "b / b / b<2",
        "ア　広間を開けた。 / ・庭 / イ　周知した。 / ・声": "b / b<1 / b / b<3",
        "(1)庭を広げた。 / ・声 / (2)棚を替えた。 / ・声 / ①広間 / ・声 / ②周知 / ・声": "b / b<1 / b / b<3 / h1 / b1 / h2 / b2",
        "「広間」 / ・庭 / 「周知」 / ・声": "h / b / h / b",
        "①(1)庭を広げた。 / ①(2)棚を替えた。": "b / b",
        "・＜庭＞ / ・棚": "b / b",
    },
    "ward_reason": {
        "① / ア　庭を広げた。 / イ　声を集めた。": "b1=ア庭を広げた。 / b1=イ声を集めた。",
        "①庭を広げた。 / ②声を集めた。 / 特になし": "b1 / b2 / n2",
        "・庭を広げた。 / 特になし / ※次の年も続ける。": "b / n / n",
        "①②庭を広げた。 / 棚を替えた。": "b12 / p12",
        "・庭 / －砂 / －棚": "b / b / b",
        "・広報に載せた。 / ⑧成果": "b / b",
        "太課題 / ③特になし": "h / b3",
        "(主なデータ) / ・庭": "p / b",
        "(1) / ・庭を広げた。 / (2) / ・声を集めた。": "b1=・庭を広げた。 / b2=・声を集めた。",
        "① / 隣＿＿＿庭を広げた。 / ② / 隣＿＿＿声を集めた。": "b1=①庭を広げた。 / b2=②声を集めた。",
        "① / 庭を広げた。": "p1=庭を広げた。",
        "①声を聞く。 / 隣＿＿＿＿＿＿＿＿庭を広げた。": "b1 / p1",
        "・ / 隣＿＿＿庭を広げた。": "b=・庭を広げた。",
        "① / 隣＿＿＿・庭を広げた。": "b1=・庭を広げた。",
        "① / 紙＿＿＿庭を広げた。": "b1=①庭を広げた。",
        "箱① / 隣箱＿＿＿庭を広げた。 / 箱② / 隣箱＿＿＿声を集めた。": "b1=①庭を広げた。 / b2=②声を集めた。",
        "箱① / 箱庭を広げた。": "p1=庭を広げた。",
        "箱①声を聞く。 / 隣箱＿＿＿＿＿＿＿＿庭を広げた。": "b1 / p1",
        "箱・ / 隣箱＿＿＿庭を広げた。": "p=庭を広げた。",
        "箱① / 隣箱＿＿＿・庭を広げた。": "b1=・庭を広げた。",
        "箱① / 紙箱＿＿＿庭を広げた。": "b1=①庭を広げた。",
        "＿＿＿箱① / 隣箱庭を広げた。": "p1=庭を広げた。",
        "箱① / 箱＿＿＿庭を広げた。": "p1=庭を広げた。",
        "・①庭を広げた。 / ・②声を集めた。": "b1 / b2",
        "・①庭を広げた。 / ②声を集めた。": "b / b2",
        "・①庭を広げた。 / ・声を集めた。": "b / b",
        "・①、③庭を広げた。 / 棚を替えた。": "b13 / p13",
        "・ / ・①庭を広げた。": "b=・①庭を広げた。",
        "○①庭を広げた。 / ・声を集めた。": "b1 / b1",
        "＜①庭を広げた。＞ / ＜②棚を替えた。＞": "p / p",
        "1庭を広げた / 2棚を替えた": "p / p",
        "※①庭を広げた。 / ※②棚を替えた。": "n / n",
    },
    "challenge": {
        "(ア)庭を広げる。 / (イ)声を集める。": "b / b",
        "一　庭を広げる。 / 二　声を集める。": "b / b",
    },
    "outcome": {
        "1/　庭を広げた。 / 2/　声を集めた。": "b / b",
        "ア庭の会を開いた。 / イベントを開いた。": "p / p",
        "ア　庭を広げた。 / 広間を開けた。": "p / p",
        "・会を開いた。 / 次に力を入れた。 / ○庭を広げた。 / ○声を集めた。": "b / p / b / b",
        "・会を開いた。 / ○助産師：火曜日 / 〇栄養士：木曜日 / ･声を集めた。": "b / b<1 / b<1 / b",
        "①庭を広げた。 / ②声を集めた。 / 特になし": "b / b / p",
        "・庭を広げた。 / 特になし / ※次の年も続ける。": "b / p / n",
        "①②庭を広げた。 / 棚を替えた。": "b / p",
        "・庭 / －砂 / －棚": "b / b<1 / b<1",
        "・庭 / ⇒棚 / ・声": "b / b<1 / b",
        "・庭 / ＿＿①棚 / 次も続けた。 / ＿＿＿①砂": "b / b<1 / p / b<1",
        "＿・庭 / ○棚 / 次も続けた。 / ・砂 / －声": "b / b / p / b / b<4",
        "＿＿・庭 / ○棚": "b / b",
        "(1) / ・庭を広げた。 / (2) / ・声を集めた。": "b=・庭を広げた。 / b=・声を集めた。",
        "・庭 / 次も続けた。 / －砂": "b / p / b<1",
        "・庭 / 次も続けた。 / ①砂": "b / p / b<1",
        "・庭 / 次も続けた。 / ○砂": "b / p / b",
        "⇒庭 / ⇒棚": "b / b",
        "① / 隣＿＿＿庭を広げた。": "b=①庭を広げた。",
        "箱① / 隣箱＿＿＿庭を広げた。": "b=①庭を広げた。",
        "ア / 庭を広げた。 / イ / 声を集めた。": "p / p / p / p",
        "イ　庭を広げた。 / ウ　声を集めた。": "p / p",
        "ア　庭を広げた。 / ウ　声を集めた。 / イ　本を替えた。": "p / p / p",
        "・次の会 / ア　庭を広げた。 / ・声の会 / ア　本を替えた。": "b / b<1 / b / b<3",
        "ア　庭を広げた。 / ・声を集めた。": "p / b",
        "ア　庭を広げた。 / ＿＿イ　声を集めた。": "p / p",
        "ア　庭を広げた。 / イ　声を集めた。 / ア　本を替えた。 / イ　棚を替えた。": "b / b / b / b",
        "い、庭を広げた。 / ろ、声を集めた。": "p / p",
        "ｱ.庭を広げた。 / ｲ.声を集めた。": "b / b",
        "一時預かりを広げた。 / 二人で声を集めた。": "p / p",
        "a　庭を広げた。 / b　声を集めた。": "b / b",
        "ア　庭を広げた。 / ・声 / イ　棚を替えた。 / ・本": "b / b<1 / b / b<3",
    },
}
LETTERED: dict[Section, dict[str, str]] = {
    "operator_reason": {"ア　広間 / ・庭を広げた。 / イ　周知 / ・声を集めた。": "h1 / b1 / h2 / b2"},
    "ward_reason": {"ア　広間 / ・庭を広げた。 / イ　周知 / ・声を集めた。": "b1 / b1 / b2 / b2", "イ　声を集めた。": "b2"},
    "outcome": {"ア　広間 / ・庭を広げた。 / イ　周知 / ・声を集めた。": "b / b<1 / b / b<3", "a　庭を広げた。 / b　棚を替えた。": "b / b"},
}
"""where the goals are marked ア, イ and ウ"""
MARKED = {"    ": CASES, "アイウエ": LETTERED}


@pytest.mark.parametrize(
    ("marks", "section", "lines", "found"),
    [(marks, section, lines, found) for marks, cases in MARKED.items() for section, told in cases.items() for lines, found in told.items()],
)
def test_what_a_line_is_between_its_neighbours(marks: str, section: Section, lines: str, found: str) -> None:
    assert kinds(section, lines.split(" / "), marks) == found


FULL = LONG * 3 + "と。"
"""as wide as the page"""
AMONG_TABLES: dict[Section, dict[str, str]] = {
    "operator_reason": {
        "庭の数 / 年 | 人 / ・庭を広げた。": "table 庭の数 / ・",
        "①広間 / ・庭 / 年 | 人 / F / ②周知 / ・声": "① 1 / ・ 1 / table 1 / figure / ② 2 / ・ 2",
        "① / 年 | 人 / ・庭を広げた。": "table 1 / ・ 1",
        "年 | 人 / ＊延べ": "table / note ＊",
        "年＊ | 人 / ＊延べである。": "table / note ＊",
        "年 | 人 / ＊庭を広げた。": "table / ＊",
        "年＊ | 人 / ・庭を広げた。 / ＊棚を替えた。": "table / ・ / ＊",
        "年＊ | 人 / F / ＊棚を替えた。": "table / figure / ＊",
        "＊庭を広げた。 / 年 | 人 / ＊延べ": "＊ / table / ＊",
        "＊庭 / 年 | 人 / ＊延べ": "＊ / table / ＊",
        "＊庭を広げた。 / 年＊ | 人 / ＊延べ": "＊ / table / note ＊",
        f"・{FULL} / ＿(主なデータ)": "・ / note",
        f"・{FULL} / ＿棚も替えた。": "・",
    },
    "outcome": {
        f"・{FULL} / ＿(主なデータ)": "・",
        "・①庭を広げた。 / ・②棚を替えた。": "・ / ・",
    },
}


@pytest.mark.parametrize(
    ("section", "lines", "found"), [(section, *case) for section, cases in AMONG_TABLES.items() for case in cases.items()]
)
def test_what_stands_between_tables(section: Section, lines: str, found: str) -> None:
    body = body_of(section, lines.split(" / "), "    ")
    printed: list[Statement | DataTable | PrintedFigure] = [*body.statements, *body.tables, *body.figures]
    assert " / ".join(in_short(one) for one in sorted(printed, key=attrgetter("order_no"))) == found
    assert body.defects == []


@pytest.mark.parametrize(
    ("lines", "headings", "captions"),
    [
        ("太庭の工夫 / ・庭を広げた。 / 太声の収集 / 年 | 人 / ・声を集めた。", ["庭の工夫", "声の収集"], [None]),
        ("太庭の工夫 / ・庭を広げた。 / 太声の収集 / 年 | 人 / ※延べ / ・声を集めた。", ["庭の工夫", "声の収集"], [None]),
        ("太庭の工夫 / ・庭を広げた。 / 太声の収集 / 声の数 / 年 | 人 / ※延べ / ・声を集めた。", ["庭の工夫", "声の収集"], ["声の数"]),
        ("【庭の工夫】 / ・庭を広げた。 / 【声の収集】 / 年 | 人 / ・声を集めた。", ["庭の工夫", "声の収集"], [None]),
        ("太庭の工夫 / ・庭を広げた。 / 太声の件数 / 年 | 人 / ・声を集めた。", ["庭の工夫"], ["声の件数"]),
        ("【庭の工夫】 / ・庭を広げた。 / 【声の件数】 / 年 | 人 / ・声を集めた。", ["庭の工夫"], ["【声の件数】"]),
        ("太庭の工夫 / ・庭を広げた。 / 太表１　声 / 年 | 人 / ・声を集めた。", ["庭の工夫"], ["表１　声"]),
        ("太庭の工夫 / ・庭を広げた。 / 太声の収集 / 年 | 人", ["庭の工夫"], ["声の収集"]),
        ("太庭の工夫 / ・庭を広げた。 / 【声の収集】 / 年 | 人 / ・声を集めた。", ["庭の工夫"], ["【声の収集】"]),
        ("太庭の工夫 / ・庭を広げた。 / 声の収集 / 年 | 人 / ・声を集めた。", ["庭の工夫"], ["声の収集"]),
        ("庭の工夫 / ・庭を広げた。 / 声の収集 / 年 | 人 / ・声を集めた。", ["庭の工夫"], ["声の収集"]),
        ("・庭を広げた。 / 太声の収集 / 年 | 人 / ・声を集めた。", [], ["声の収集"]),
        ("太庭の工夫 / 太・庭を広げた。 / 太声の収集 / 年 | 人 / 太・声を集めた。", ["庭の工夫"], ["声の収集"]),
        ("１庭の工夫 / ・庭を広げた。 / ２声の収集 / 年 | 人 / ・声を集めた。", ["庭の工夫", "声の収集"], [None]),
        ("１庭の工夫 / ・庭を広げた。 / ２声の件数 / 年 | 人 / ・声を集めた。", ["１庭の工夫"], ["２声の件数"]),
        ("１庭の工夫 / ・庭を広げた。 / ３声の収集 / 年 | 人 / ・声を集めた。", ["１庭の工夫"], ["３声の収集"]),
        ("・庭を広げた。 / １声の収集 / 年 | 人 / ・声を集めた。", [], ["１声の収集"]),
        ("太庭の工夫 / ・庭を広げた。 / １声の収集 / 年 | 人 / ・声を集めた。", ["庭の工夫"], ["１声の収集"]),
    ],
    ids=[
        *("bold", "a note under the table", "a name between them", "in brackets", "a name of counts", "counts in brackets", "a number"),
        *("nothing behind", "set otherwise", "plain over bold", "plain", "no other", "bold items"),
        *("a number glued to each", "a number and counts", "a number left out", "a number alone", "a number among bold ones"),
    ],
)
def test_a_heading_may_have_a_table_before_its_text(lines: str, headings: list[str], captions: list[str | None]) -> None:
    body = body_of("operator_reason", lines.split(" / "), "    ")
    assert [one.text.text for one in body.statements if one.kind == "heading"] == headings
    assert [table.caption and table.caption.text for table in body.tables] == captions


def in_short(one: Statement | DataTable | PrintedFigure) -> str:
    """A statement's mark, a table's caption, and the goals that they are of."""
    if isinstance(one, PrintedFigure):
        return "figure"
    said = ["note" * (one.kind == "note"), one.mark] if isinstance(one, Statement) else ["table", one.caption and one.caption.text]
    return " ".join(filter(None, [*said, "".join(map(str, one.goal_nos))]))


@pytest.mark.parametrize(
    ("places", "pages", "alone", "is_edge"),
    [
        ((1, 2), (1, 1), (True, False), True),
        ((1, 2), (1, 1), (False, True), True),
        ((1, 2), (1, 1), (False, False), False),
        ((1, 1), (1, 1), (True, True), False),
        ((1, 2), (1, 2), (True, True), False),
    ],
)
def test_an_edge_parts_lines_of_a_page_of_which_one_is_alone_in_its_box(
    places: tuple[int, int], pages: tuple[int, int], alone: tuple[bool, bool], is_edge: bool
) -> None:
    above, below = (
        TextUnit(line(100 + 20 * n, (0, "庭"), page=pages[n]), 0.0, 400.0, places[n], alone=alone[n]) for n in range(len(places))
    )
    assert has_edge_between(above, below) == is_edge


@pytest.mark.parametrize(("table", "codes"), [("年 | 人～", ["table-broken"]), ("年 | 人", [])])
def test_a_table_that_no_rule_closes_is_named(table: str, codes: list[str]) -> None:
    assert [defect.code for defect in body_of("operator_reason", [table], "").defects] == codes
