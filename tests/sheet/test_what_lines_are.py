"""Headings, bullets, notes and levels of a section: what a line is between its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.layout.model import Figure
from pipeline.sheet.body import Body
from pipeline.sheet.form import form_rules
from pipeline.sheet.ledger import Ledger
from pipeline.sheet.model import Goal, Section
from pipeline.sheet.sections import read_section
from pipeline.sheet.units import TextUnit
from pipeline.values import Printed
from tests.sheet.by_hand import line

BOLD, DEEPER, BOXED, APART, OVERLEAF, BESIDE = "太＿箱間紙隣"
"""before a text: it is set in bold; it stands an em further right, in a box of its own, behind white, on the next page, or as high as the
one before"""
LONG = "広間と庭の工夫についての話"
AIMS = ("親子が集える場となっている", "悩みを相談できる場となっている", "地域の情報が集まっている")


def kinds(section: Section, lines: Sequence[str], marks: Sequence[str] = ("", "", "")) -> list[str]:
    """Each statement by its kind, mark and text, with what it stands under: a heading, goals, another statement."""
    units = []
    page, y = 1, 100.0
    for said in lines:
        text = said.lstrip(BOLD + DEEPER + BOXED + APART + OVERLEAF + BESIDE)
        dress = said.removesuffix(text)
        page, y = (page + 1, 100.0) if OVERLEAF in dress else (page, y + (0 if BESIDE in dress else 36 if APART in dress else 16))
        made = line(y, (1 + dress.count(DEEPER), text), page=page)
        place = Figure(page, made.rect, (made,)) if BOXED in dress else page
        units.append(TextUnit(replace(made, bold=BOLD in dress), 0.0, 420.0, place, alone=BOXED in dress))
    goals = [Goal(n, mark, Printed(aim), None, None, None, None, (), ()) for n, (mark, aim) in enumerate(zip(marks, AIMS, strict=True), 1)]
    body = Body()
    read_section(section, units, goals, body, form_rules(), Ledger())
    return [
        f"{s.kind} {s.mark}{s.text.text}"
        + (f" [{s.heading_no or s.heading}]" if s.kind != "heading" and (s.heading_no or s.heading) else "")
        + (f" {','.join(map(str, s.goal_nos))}" if s.goal_nos else "")
        + (f" < {s.parent_seq}" if s.level else "")
        for s in body.statements
    ]


CASES: list[tuple[Section, str, list[str]]] = [
    (
        "operator_reason",
        "太広間の工夫 / ・庭を広げた。 / 太周知 / ・広報に載せた。",
        ["heading 広間の工夫", "bullet ・庭を広げた。 [広間の工夫]", "heading 周知", "bullet ・広報に載せた。 [周知]"],
    ),
    (
        "operator_reason",
        "太・庭を広げた。 / 太・広報に載せた。 / 太周知の取組 / 太・声を集めた。",
        ["bullet ・庭を広げた。", "bullet ・広報に載せた。", "heading 周知の取組", "bullet ・声を集めた。 [周知の取組]"],
    ),
    (
        "operator_reason",
        "【広間の工夫】 / ・庭を広げた。 / 【周知】 / ・広報に載せた。",
        ["heading 広間の工夫", "bullet ・庭を広げた。 [広間の工夫]", "heading 周知", "bullet ・広報に載せた。 [周知]"],
    ),
    (
        "operator_reason",
        "広間の工夫 / ・庭を広げた。 / 来館が増えた。 / ・声を集めた。",
        [
            "heading 広間の工夫",
            "bullet ・庭を広げた。 [広間の工夫]",
            "paragraph 来館が増えた。 [広間の工夫]",
            "bullet ・声を集めた。 [広間の工夫]",
        ],
    ),
    (
        "operator_reason",
        "親子が集える場となっている。 / ・庭を広げた。 / 悩みを相談できる場となっている。 / ・声を集めた。",
        [
            "heading 親子が集える場となっている。",
            "bullet ・庭を広げた。 [親子が集える場となっている。]",
            "heading 悩みを相談できる場となっている。",
            "bullet ・声を集めた。 [悩みを相談できる場となっている。]",
        ],
    ),
    (
        "operator_reason",
        "①広間 / ア　庭を広げた。 / イ　声を集めた。 / ②周知 / ア　広報に載せた。",
        [
            "heading ①広間 1",
            "bullet ア庭を広げた。 [1] 1",
            "bullet イ声を集めた。 [1] 1",
            "heading ②周知 2",
            "bullet ア広報に載せた。 [2] 2",
        ],
    ),
    (
        "operator_reason",
        "(1)(2)広間 / ・庭を広げた。 / (3)周知 / ・広報に載せた。",
        ["heading (1)(2)広間 1,2", "bullet ・庭を広げた。 [1] 1,2", "heading (3)周知 3", "bullet ・広報に載せた。 [3] 3"],
    ),
    (
        "operator_reason",
        "①～②共通 / ・庭を広げた。 / ①広間 / ・声を集めた。 / ②周知 / ・広報に載せた。",
        [
            "bullet ①～②共通",
            "bullet ・庭を広げた。 < 1",
            "heading ①広間 1",
            "bullet ・声を集めた。 [1] 1",
            "heading ②周知 2",
            "bullet ・広報に載せた。 [2] 2",
        ],
    ),
    ("ward_reason", "① / ア　庭を広げた。 / イ　声を集めた。", ["bullet ア庭を広げた。 1", "bullet イ声を集めた。 1"]),
    ("challenge", "(ア)庭を広げる。 / (イ)声を集める。", ["bullet (ア)庭を広げる。", "bullet (イ)声を集める。"]),
    ("challenge", "一　庭を広げる。 / 二　声を集める。", ["bullet 一庭を広げる。", "bullet 二声を集める。"]),
    ("outcome", "1/　庭を広げた。 / 2/　声を集めた。", ["bullet 1/庭を広げた。", "bullet 2/声を集めた。"]),
    ("outcome", "ア庭の会を開いた。 / イベントを開いた。", ["paragraph ア庭の会を開いた。", "paragraph イベントを開いた。"]),
    ("outcome", "ア　庭を広げた。 / 広間を開けた。", ["paragraph ア　庭を広げた。", "paragraph 広間を開けた。"]),
    (
        "operator_reason",
        "ア　広間の工夫 / ・庭を広げた。 / イ　周知 / ・広報に載せた。",
        ["heading ア広間の工夫", "bullet ・庭を広げた。 [広間の工夫]", "heading イ周知", "bullet ・広報に載せた。 [周知]"],
    ),
    (
        "operator_reason",
        "・次のことを行った。 / ア　庭を広げた。 / イ　声を集めた。 / ・広報に載せた。",
        ["bullet ・次のことを行った。", "bullet ア庭を広げた。 < 1", "bullet イ声を集めた。 < 1", "bullet ・広報に載せた。"],
    ),
    (
        "operator_reason",
        "ア　庭を広げた。 / ・砂場もある。 / イ　声を集めた。",
        ["bullet ア庭を広げた。", "bullet ・砂場もある。 < 1", "bullet イ声を集めた。"],
    ),
    (
        "outcome",
        "・会を開いた。 / 次に力を入れた。 / ○庭を広げた。 / ○声を集めた。",
        ["bullet ・会を開いた。", "paragraph 次に力を入れた。", "bullet ○庭を広げた。", "bullet ○声を集めた。"],
    ),
    (
        "outcome",
        "・会を開いた。 / ○助産師：火曜日 / 〇栄養士：木曜日 / ･声を集めた。",
        ["bullet ・会を開いた。", "bullet ○助産師：火曜日 < 1", "bullet 〇栄養士：木曜日 < 1", "bullet ･声を集めた。"],
    ),
    (
        "operator_reason",
        "■広間 / ・庭を広げた。 / ■周知 / ・声を集めた。",
        ["heading ■広間", "bullet ・庭を広げた。 [広間]", "heading ■周知", "bullet ・声を集めた。 [周知]"],
    ),
    (
        "operator_reason",
        "■広間を開けた。 / ・庭を広げた。 / ■声を集めた。 / ・棚を替えた。",
        ["bullet ■広間を開けた。", "bullet ・庭を広げた。 < 1", "bullet ■声を集めた。", "bullet ・棚を替えた。 < 3"],
    ),
    (
        "operator_reason",
        "■広間 / ・庭を広げた。 / ■周知 / ■声を集めた。",
        ["bullet ■広間", "bullet ・庭を広げた。 < 1", "bullet ■周知", "bullet ■声を集めた。"],
    ),
    (
        "operator_reason",
        "■広間を広げた / ・庭も広げた / ■声を集めた / ・毎月集めた",
        ["bullet ■広間を広げた", "bullet ・庭も広げた < 1", "bullet ■声を集めた", "bullet ・毎月集めた < 3"],
    ),
    (
        "operator_reason",
        "【広場】 / ■広間 / ・庭を広げた。 / 【声】 / ■周知 / ・声を集めた。",
        [
            "heading 広場",
            "bullet ■広間 [広場]",
            "bullet ・庭を広げた。 [広場] < 2",
            "heading 声",
            "bullet ■周知 [声]",
            "bullet ・声を集めた。 [声] < 5",
        ],
    ),
    ("operator_reason", "特になし / ・庭を広げた。", ["note 特になし", "bullet ・庭を広げた。"]),
    (
        "operator_reason",
        "①広間の工夫 / ・庭を広げた。 / 太【参考】 / ・声を集めた。 / ②相談の工夫 / ・棚を替えた。",
        [
            "heading ①広間の工夫 1",
            "bullet ・庭を広げた。 [1] 1",
            "heading 参考",
            "bullet ・声を集めた。 [参考]",
            "heading ②相談の工夫 2",
            "bullet ・棚を替えた。 [2] 2",
        ],
    ),
    (
        "operator_reason",
        "①広間の工夫 / ・庭を広げた。 / 【参考】 / ・声を集めた。 / ②相談の工夫 / ・棚を替えた。",
        [
            "heading ①広間の工夫 1",
            "bullet ・庭を広げた。 [1] 1",
            "note 【参考】 [1] 1",
            "bullet ・声を集めた。 [1] 1",
            "heading ②相談の工夫 2",
            "bullet ・棚を替えた。 [2] 2",
        ],
    ),
    (
        "operator_reason",
        "1広間の工夫 / ・庭を広げた。 / 2周知の工夫 / ・広報に載せた。",
        ["heading 1広間の工夫 1", "bullet ・庭を広げた。 [1] 1", "heading 2周知の工夫 2", "bullet ・広報に載せた。 [2] 2"],
    ),
    (
        "operator_reason",
        "1親子が集える場となっている / ・庭を広げた。 / ・声を集めた。",
        ["heading 1親子が集える場となっている 1", "bullet ・庭を広げた。 [1] 1", "bullet ・声を集めた。 [1] 1"],
    ),
    (
        "operator_reason",
        "1か所の広間 / ・庭を広げた。 / ・声を集めた。",
        ["heading 1か所の広間", "bullet ・庭を広げた。 [1か所の広間]", "bullet ・声を集めた。 [1か所の広間]"],
    ),
    ("operator_reason", "1か所の広間で会を開いた。 / ・庭を広げた。", ["paragraph 1か所の広間で会を開いた。", "bullet ・庭を広げた。"]),
    ("operator_reason", "①庭を広げた。 / ②棚を替えた。", ["bullet ①庭を広げた。", "bullet ②棚を替えた。"]),
    ("operator_reason", "太①広間 / 太②相談", ["heading ①広間 1", "heading ②相談 2"]),
    ("operator_reason", "①庭 / ②棚 / ※次の年も続ける。", ["bullet ①庭", "bullet ②棚", "note ※次の年も続ける。"]),
    (
        "operator_reason",
        "①親子が集える場となっている。 / 広間を広げた。 / ②悩みを相談できる場となっている。 / 声を集めた。",
        [
            "heading ①親子が集える場となっている。 1",
            "paragraph 広間を広げた。 [1] 1",
            "heading ②悩みを相談できる場となっている。 2",
            "paragraph 声を集めた。 [2] 2",
        ],
    ),
    (
        "operator_reason",
        "①庭を広げた。 / 次の年も続けた。 / ②声を集めた。 / 広報に載せた。",
        ["bullet ①庭を広げた。", "paragraph 次の年も続けた。", "bullet ②声を集めた。", "paragraph 広報に載せた。"],
    ),
    (
        "operator_reason",
        "①広間の工夫 / ・庭を広げた。 / ⑧声を聞く / ・声を集めた。",
        ["heading ①広間の工夫 1", "bullet ・庭を広げた。 [1] 1", "bullet ⑧声を聞く [1] 1 < 2", "bullet ・声を集めた。 [1] 1"],
    ),
    (
        "operator_reason",
        "①広間の工夫 / ・庭を広げた。 / ③地域の情報が集まっている / ・声を集めた。",
        ["heading ①広間の工夫 1", "bullet ・庭を広げた。 [1] 1", "heading ③地域の情報が集まっている 3", "bullet ・声を集めた。 [3] 3"],
    ),
    (
        "operator_reason",
        "①広間の工夫 / ・庭を広げた。 / ①②を通じて / ・声を集めた。",
        ["heading ①広間の工夫 1", "bullet ・庭を広げた。 [1] 1", "bullet ①②を通じて [1] 1 < 2", "bullet ・声を集めた。 [1] 1"],
    ),
    (
        "operator_reason",
        "・次の会を開いた。 / ＿①庭の会 / ＿②棚の会 / ・声を集めた。",
        ["bullet ・次の会を開いた。", "bullet ①庭の会 < 1", "bullet ②棚の会 < 1", "bullet ・声を集めた。"],
    ),
    (
        "operator_reason",
        "①広間の工夫 / ⇒庭を広げた。 / ・声を集めた。 / ⇒棚を替えた。",
        ["heading ①広間の工夫 1", "subheading ⇒庭を広げた。 [1] 1", "bullet ・声を集めた。 [1] 1", "bullet ⇒棚を替えた。 [1] 1 < 3"],
    ),
    (
        "operator_reason",
        "①広間の工夫 / ・庭を広げた。 / －砂も替えた。 / －棚も替えた。 / ・声を集めた。",
        [
            "heading ①広間の工夫 1",
            "bullet ・庭を広げた。 [1] 1",
            "bullet －砂も替えた。 [1] 1 < 2",
            "bullet －棚も替えた。 [1] 1 < 2",
            "bullet ・声を集めた。 [1] 1",
        ],
    ),
    (
        "operator_reason",
        "①広間の工夫 / ・庭を広げた。 / ⇒砂も替えた。 / ・声を集めた。",
        ["heading ①広間の工夫 1", "bullet ・庭を広げた。 [1] 1", "bullet ⇒砂も替えた。 [1] 1 < 2", "bullet ・声を集めた。 [1] 1"],
    ),
    (
        "operator_reason",
        "▶広間 / ・庭を広げた。 / ▶周知 / ・声を集めた。",
        ["heading ▶広間", "bullet ・庭を広げた。 [広間]", "heading ▶周知", "bullet ・声を集めた。 [周知]"],
    ),
    (
        "operator_reason",
        "▶広間を広げた。 / ・庭を広げた。 / ▶周知 / ・声を集めた。",
        ["bullet ▶広間を広げた。", "bullet ・庭を広げた。 < 1", "bullet ▶周知", "bullet ・声を集めた。 < 3"],
    ),
    ("operator_reason", "▶広間 / ▶周知 / ・声を集めた。", ["bullet ▶広間", "bullet ▶周知", "bullet ・声を集めた。 < 2"]),
    (
        "operator_reason",
        "▶広間 / ＿＿・庭を広げた。 / ▶周知 / ＿＿・声を集めた。",
        ["bullet ▶広間", "bullet ・庭を広げた。 < 1", "bullet ▶周知", "bullet ・声を集めた。 < 3"],
    ),
    (
        "operator_reason",
        "①広間の工夫 / ・庭を広げた。 / ※令和７年度 / 特になし / (主なデータ)",
        [
            "heading ①広間の工夫 1",
            "bullet ・庭を広げた。 [1] 1",
            "note ※令和７年度 [1] 1",
            "note 特になし [1] 1",
            "note (主なデータ) [1] 1",
        ],
    ),
    ("ward_reason", "①庭を広げた。 / ②声を集めた。 / 特になし", ["bullet ①庭を広げた。 1", "bullet ②声を集めた。 2", "note 特になし 2"]),
    ("ward_reason", "・庭を広げた。 / 特になし / ※次の年も続ける。", ["bullet ・庭を広げた。", "note 特になし", "note ※次の年も続ける。"]),
    ("ward_reason", "①②庭を広げた。 / 棚を替えた。", ["bullet ①②庭を広げた。 1,2", "paragraph 棚を替えた。 1,2"]),
    ("ward_reason", "・庭 / －砂 / －棚", ["bullet ・庭", "bullet －砂", "bullet －棚"]),
    ("outcome", "①庭を広げた。 / ②声を集めた。 / 特になし", ["bullet ①庭を広げた。", "bullet ②声を集めた。", "paragraph 特になし"]),
    ("outcome", "・庭を広げた。 / 特になし / ※次の年も続ける。", ["bullet ・庭を広げた。", "paragraph 特になし", "note ※次の年も続ける。"]),
    ("outcome", "①②庭を広げた。 / 棚を替えた。", ["bullet ①②庭を広げた。", "paragraph 棚を替えた。"]),
    ("outcome", "・庭 / －砂 / －棚", ["bullet ・庭", "bullet －砂 < 1", "bullet －棚 < 1"]),
    (
        "operator_reason",
        "⑴周知 / ・次の会を開いた。 / ＿①庭の会 / ＿②棚の会 / ・声を集めた。",
        [
            "heading ⑴周知 1",
            "bullet ・次の会を開いた。 [1] 1",
            "bullet ①庭の会 [1] 1 < 2",
            "bullet ②棚の会 [1] 1 < 2",
            "bullet ・声を集めた。 [1] 1",
        ],
    ),
    ("operator_reason", "②1か所の広間 / ③課題 / 周知", ["heading ②1か所の広間 2", "heading ③課題 3", "paragraph 周知 [3] 3"]),
    (
        "operator_reason",
        "・親子が集える場となっている。 / 周知 / 広報に載せた。",
        ["bullet ・親子が集える場となっている。", "heading 周知", "paragraph 広報に載せた。 [周知]"],
    ),
    (
        "operator_reason",
        "＿太②親子が集える場となっている。 / ▶広間 / ▶周知 / ・声を集めた。",
        ["heading ②親子が集える場となっている。 2", "bullet ▶広間 [2] 2", "bullet ▶周知 [2] 2", "bullet ・声を集めた。 [2] 2 < 3"],
    ),
    (
        "operator_reason",
        "広間で会を開いた。 / 太庭を広げた。 / ＿＿①棚を替えた。",
        ["paragraph 広間で会を開いた。", "paragraph 庭を広げた。", "bullet ①棚を替えた。"],
    ),
    ("operator_reason", "太①②庭を広げた。 / 棚を替えた。", ["bullet ①②庭を広げた。", "paragraph 棚を替えた。"]),
    ("operator_reason", "太周知の取組 / ＿＿成果", ["heading 周知の取組", "paragraph 成果 [周知の取組]"]),
    ("operator_reason", "▶広間", ["bullet ▶広間"]),
    ("ward_reason", "・広報に載せた。 / ⑧成果", ["bullet ・広報に載せた。", "bullet ⑧成果"]),
    ("ward_reason", "太課題 / ③特になし", ["paragraph 課題", "bullet ③特になし 3"]),
    (
        "operator_reason",
        "太・庭を広げた。 / 太次の年も続けた。 / 太・声を集めた。",
        ["bullet ・庭を広げた。", "paragraph 次の年も続けた。", "bullet ・声を集めた。"],
    ),
    (
        "operator_reason",
        "太・庭を広げた。 / 太次の年も続けた。 / ・声を集めた。",
        ["bullet ・庭を広げた。", "heading 次の年も続けた。", "bullet ・声を集めた。 [次の年も続けた。]"],
    ),
    (
        "operator_reason",
        "箱広間 / 庭を広げた。 / 箱周知 / 声を集めた。",
        ["heading 広間", "paragraph 庭を広げた。 [広間]", "heading 周知", "paragraph 声を集めた。 [周知]"],
    ),
    ("operator_reason", "箱広間を広げた。 / ・庭を広げた。", ["paragraph 広間を広げた。", "bullet ・庭を広げた。"]),
    (
        "operator_reason",
        "庭を広げた。 / 箱広間 / ・声を集めた。",
        ["paragraph 庭を広げた。", "heading 広間", "bullet ・声を集めた。 [広間]"],
    ),
    (
        "operator_reason",
        "・庭を広げた。 / ＿箱広間を開け / ・声を集めた。",
        ["bullet ・庭を広げた。", "heading 広間を開け", "bullet ・声を集めた。 [広間を開け]"],
    ),
    ("operator_reason", "箱広間 / 箱周知 / 声を集めた。", ["paragraph 広間", "heading 周知", "paragraph 声を集めた。 [周知]"]),
    (
        "operator_reason",
        "①広間 / 太・庭を広げた。 / 太【参考】 / 太・声を集めた。",
        ["heading ①広間 1", "bullet ・庭を広げた。 [1] 1", "note 【参考】 [1] 1", "bullet ・声を集めた。 [1] 1"],
    ),
    (
        "operator_reason",
        "①広間 / ・庭を広げた。 / 太・【参考】 / ・声を集めた。",
        ["heading ①広間 1", "bullet ・庭を広げた。 [1] 1", "bullet ・【参考】 [1] 1", "bullet ・声を集めた。 [1] 1"],
    ),
    (
        "operator_reason",
        "①広間 / ・庭を広げた。 / 太参考 / ・声を集めた。",
        ["heading ①広間 1", "bullet ・庭を広げた。 [1] 1", "paragraph 参考 [1] 1", "bullet ・声を集めた。 [1] 1"],
    ),
    ("operator_reason", f"太{LONG * 7} / ・庭を広げた。", [f"paragraph {LONG * 7}・庭を広げた。"]),
    ("operator_reason", "太(主なデータ) / ・庭を広げた。", ["note (主なデータ)", "bullet ・庭を広げた。"]),
    (
        "operator_reason",
        "・庭を広げた。 / ＿太周知 / ・声を集めた。",
        ["bullet ・庭を広げた。", "heading 周知", "bullet ・声を集めた。 [周知]"],
    ),
    ("operator_reason", "・庭を広げた。 / ＿周知 / ・声を集めた。", ["bullet ・庭を広げた。", "paragraph 周知", "bullet ・声を集めた。"]),
    (
        "operator_reason",
        "・庭を広げた。 / ＿＿太周知 / ・声を集めた。",
        ["bullet ・庭を広げた。", "paragraph 周知", "bullet ・声を集めた。"],
    ),
    (
        "operator_reason",
        "庭を広げた。 / 【広間】 / 声を集めた。",
        ["paragraph 庭を広げた。", "heading 広間", "paragraph 声を集めた。 [広間]"],
    ),
    (
        "operator_reason",
        "庭を広げた。 / 【広間を開けた。】 / ・声を集めた。",
        ["paragraph 庭を広げた。", "heading 広間を開けた。", "bullet ・声を集めた。 [広間を開けた。]"],
    ),
    (
        "operator_reason",
        "庭を広げた。（再掲） / 周知 / 声を集めた。（再掲）",
        ["paragraph 庭を広げた。（再掲）", "heading 周知", "paragraph 声を集めた。（再掲） [周知]"],
    ),
    (
        "operator_reason",
        "庭を広げた。 / 周知 / 声を集めた。 / 棚 / 砂 / 次の年も続けた。",
        [
            "paragraph 庭を広げた。",
            "paragraph 周知",
            "paragraph 声を集めた。",
            "paragraph 棚",
            "paragraph 砂",
            "paragraph 次の年も続けた。",
        ],
    ),
    (
        "operator_reason",
        "庭を広げた。 / 間周知 / 声を集めた。 / 棚 / 砂 / 次の年も続けた。",
        [
            "paragraph 庭を広げた。",
            "heading 周知",
            "paragraph 声を集めた。 [周知]",
            "paragraph 棚 [周知]",
            "paragraph 砂 [周知]",
            "paragraph 次の年も続けた。 [周知]",
        ],
    ),
    (
        "operator_reason",
        "広間 / 庭を広げた。 / 間周知 / 声を集めた。 / 棚 / 砂",
        [
            "heading 広間",
            "paragraph 庭を広げた。 [広間]",
            "heading 周知",
            "paragraph 声を集めた。 [周知]",
            "paragraph 棚 [周知]",
            "paragraph 砂 [周知]",
        ],
    ),
    (
        "operator_reason",
        "庭を広げた。 / 紙周知 / 声を集めた。 / 棚 / 砂 / 次の年も続けた。",
        [
            "paragraph 庭を広げた。",
            "paragraph 周知",
            "paragraph 声を集めた。",
            "paragraph 棚",
            "paragraph 砂",
            "paragraph 次の年も続けた。",
        ],
    ),
    ("operator_reason", "庭を広げた。 / 周知の / 声を集めた。", ["paragraph 庭を広げた。", "paragraph 周知の", "paragraph 声を集めた。"]),
    ("operator_reason", "庭を広げた。 / 周知 / 声を集め", ["paragraph 庭を広げた。", "paragraph 周知", "paragraph 声を集め"]),
    ("operator_reason", f"庭を広げた。 / {LONG * 3} / 声を集めた。", ["paragraph 庭を広げた。", f"paragraph {LONG * 3}声を集めた。"]),
    (
        "operator_reason",
        "庭を広げた。 / 周知 / ⇒声を集めた。",
        ["paragraph 庭を広げた。", "heading 周知", "subheading ⇒声を集めた。 [周知]"],
    ),
    ("operator_reason", "(主な実績) / 周知 / 声を集めた。", ["note (主な実績)", "heading 周知", "paragraph 声を集めた。 [周知]"]),
    ("operator_reason", "1広間 / 2周知", ["paragraph 1広間", "paragraph 2周知"]),
    ("operator_reason", "①広間 / ②周知 / 声を集めた。", ["heading ①広間 1", "heading ②周知 2", "paragraph 声を集めた。 [2] 2"]),
    ("operator_reason", "2-3 広間 / ・庭を広げた。", ["bullet 2-3広間", "bullet ・庭を広げた。 < 1"]),
    (
        "operator_reason",
        "①②共通 / 庭を広げた。 / ③周知 / ・声を集めた。",
        ["bullet ①②共通", "paragraph 庭を広げた。", "heading ③周知 3", "bullet ・声を集めた。 [3] 3"],
    ),
    (
        "operator_reason",
        "①②共通である。 / ・庭を広げた。 / ③周知 / ・声を集めた。",
        ["bullet ①②共通である。", "bullet ・庭を広げた。 < 1", "heading ③周知 3", "bullet ・声を集めた。 [3] 3"],
    ),
    (
        "operator_reason",
        "①広間 / ・庭 / ＿②棚 / ・声を集めた。",
        ["heading ①広間 1", "bullet ・庭 [1] 1", "heading ②棚 2", "bullet ・声を集めた。 [2] 2"],
    ),
    (
        "operator_reason",
        "①広間 / ・庭 / ＿②棚を替えた。 / ・声を集めた。",
        ["heading ①広間 1", "bullet ・庭 [1] 1", "bullet ②棚を替えた。 [1] 1 < 2", "bullet ・声を集めた。 [1] 1"],
    ),
    (
        "operator_reason",
        "①広間 / ・庭 / ＿②悩みを相談できる場となっている / 声を集めた。",
        ["heading ①広間 1", "bullet ・庭 [1] 1", "heading ②悩みを相談できる場となっている 2", "paragraph 声を集めた。 [2] 2"],
    ),
    (
        "operator_reason",
        "①広間 / ・庭 / ＿＿②悩みを相談できる場となっている / 声を集めた。",
        ["heading ①広間 1", "bullet ・庭 [1] 1", "bullet ②悩みを相談できる場となっている [1] 1 < 2", "paragraph 声を集めた。 [1] 1"],
    ),
    (
        "operator_reason",
        "①広間 / ・庭 / ＿④棚 / ・声を集めた。",
        ["heading ①広間 1", "bullet ・庭 [1] 1", "bullet ④棚 [1] 1 < 2", "bullet ・声を集めた。 [1] 1"],
    ),
    (
        "operator_reason",
        "①広間 / ・庭 / ⑤棚 / ・声を集めた。",
        ["heading ①広間 1", "bullet ・庭 [1] 1", "bullet ⑤棚 [1] 1 < 2", "bullet ・声を集めた。 [1] 1"],
    ),
    (
        "operator_reason",
        "①広間 / ・庭 / ③棚 / ・声 / ②砂 / ・声",
        ["heading ①広間 1", "bullet ・庭 [1] 1", "heading ③棚 3", "bullet ・声 [3] 3", "bullet ②砂 [3] 3 < 4", "bullet ・声 [3] 3"],
    ),
    (
        "operator_reason",
        "太①広間を開けた。 / 庭を広げた。 / 太②声を集めた。 / 棚を替えた。",
        ["heading ①広間を開けた。 1", "paragraph 庭を広げた。 [1] 1", "heading ②声を集めた。 2", "paragraph 棚を替えた。 [2] 2"],
    ),
    (
        "operator_reason",
        "①広間を開けた。 / ・庭を広げた。 / ②声を集めた。 / ・棚を替えた。",
        ["heading ①広間を開けた。 1", "bullet ・庭を広げた。 [1] 1", "heading ②声を集めた。 2", "bullet ・棚を替えた。 [2] 2"],
    ),
    (
        "operator_reason",
        f"①{LONG * 8} / ・庭を広げた。 / ②周知 / ・声",
        [f"bullet ①{LONG * 8}", "bullet ・庭を広げた。 < 1", "heading ②周知 2", "bullet ・声 [2] 2"],
    ),
    (
        "operator_reason",
        "1広間の工夫をした。 / ・庭を広げた。 / 2周知 / ・声",
        ["paragraph 1広間の工夫をした。", "bullet ・庭を広げた。", "heading 2周知", "bullet ・声 [2周知]"],
    ),
    ("operator_reason", "・庭 / ⇒棚 / ・声", ["bullet ・庭", "bullet ⇒棚 < 1", "bullet ・声"]),
    ("outcome", "・庭 / ⇒棚 / ・声", ["bullet ・庭", "bullet ⇒棚 < 1", "bullet ・声"]),
    (
        "operator_reason",
        "①広間 / ・庭 / ＿＿＿・砂 / ・声",
        ["heading ①広間 1", "bullet ・庭 [1] 1", "bullet ・砂 [1] 1 < 2", "bullet ・声 [1] 1"],
    ),
    ("ward_reason", "(主なデータ) / ・庭", ["paragraph (主なデータ)", "bullet ・庭"]),
    ("outcome", "・庭 / ＿＿①棚 / 次も続けた。 / ＿＿＿①砂", ["bullet ・庭", "bullet ①棚 < 1", "paragraph 次も続けた。", "bullet ①砂 < 1"]),
    (
        "outcome",
        "＿・庭 / ○棚 / 次も続けた。 / ・砂 / －声",
        ["bullet ・庭", "bullet ○棚", "paragraph 次も続けた。", "bullet ・砂", "bullet －声 < 4"],
    ),
    ("outcome", "＿＿・庭 / ○棚", ["bullet ・庭", "bullet ○棚"]),
    ("ward_reason", "(1) / ・庭を広げた。 / (2) / ・声を集めた。", ["bullet ・庭を広げた。 1", "bullet ・声を集めた。 2"]),
    ("operator_reason", "(1) / ・庭を広げた。 / (2) / ・声を集めた。", ["bullet ・庭を広げた。 [1] 1", "bullet ・声を集めた。 [2] 2"]),
    ("outcome", "(1) / ・庭を広げた。 / (2) / ・声を集めた。", ["bullet ・庭を広げた。", "bullet ・声を集めた。"]),
    ("operator_reason", "・ / ・庭を広げた。", ["bullet ・庭を広げた。"]),
    (
        "operator_reason",
        f"▶広間 / ・庭を広げた。 / ▶{LONG * 3} / ・声",
        ["bullet ▶広間", "bullet ・庭を広げた。 < 1", f"bullet ▶{LONG * 3}", "bullet ・声 < 3"],
    ),
    (
        "operator_reason",
        "■広間 / ・庭を広げた。 / ■周知 / 次も続けた。",
        ["bullet ■広間", "bullet ・庭を広げた。 < 1", "bullet ■周知", "paragraph 次も続けた。"],
    ),
    ("operator_reason", "■広間 / ・庭を広げた。 / 棚を替えた。", ["bullet ■広間", "bullet ・庭を広げた。 < 1", "paragraph 棚を替えた。"]),
    ("operator_reason", "広間 / 次も続けた。 / ※庭 / 棚", ["paragraph 広間", "paragraph 次も続けた。", "note ※庭", "paragraph 棚"]),
    (
        "operator_reason",
        "庭を広げた。 / 棚（再掲）。（１） / 声を集めた。",
        ["paragraph 庭を広げた。", "paragraph 棚（再掲）。（１）", "paragraph 声を集めた。"],
    ),
    (
        "operator_reason",
        "庭を広げた。 / 広間と庭の工夫についての話と棚の工夫についての話と砂の話し合い / 声を集めた。",
        ["paragraph 庭を広げた。", "paragraph 広間と庭の工夫についての話と棚の工夫についての話と砂の話し合い", "paragraph 声を集めた。"],
    ),
    ("operator_reason", "・庭 / 周知 / 声を集めた。", ["bullet ・庭", "paragraph 周知", "paragraph 声を集めた。"]),
    (
        "operator_reason",
        "庭を広げた。 / 周知 / 紙声を集めた。 / 棚 / 砂 / 次の年も続けた。",
        [
            "paragraph 庭を広げた。",
            "paragraph 周知",
            "paragraph 声を集めた。",
            "paragraph 棚",
            "paragraph 砂",
            "paragraph 次の年も続けた。",
        ],
    ),
    ("operator_reason", "■広間 / ・庭 / ■特になし / ・声", ["bullet ■広間", "bullet ・庭 < 1", "note ■特になし", "bullet ・声 < 1"]),
    (
        "operator_reason",
        "広間 / 庭を広げた。 / ・棚 / ・砂",
        ["heading 広間", "paragraph 庭を広げた。 [広間]", "bullet ・棚 [広間]", "bullet ・砂 [広間]"],
    ),
    ("operator_reason", "箱広間 / 紙庭", ["paragraph 広間", "paragraph 庭"]),
    ("operator_reason", "庭を広げて、 / 箱広間を / 開けた。", ["paragraph 庭を広げて、", "paragraph 広間を", "paragraph 開けた。"]),
    ("outcome", "・庭 / 次も続けた。 / －砂", ["bullet ・庭", "paragraph 次も続けた。", "bullet －砂 < 1"]),
    ("outcome", "・庭 / 次も続けた。 / ①砂", ["bullet ・庭", "paragraph 次も続けた。", "bullet ①砂 < 1"]),
    ("outcome", "・庭 / 次も続けた。 / ○砂", ["bullet ・庭", "paragraph 次も続けた。", "bullet ○砂"]),
    (
        "operator_reason",
        "①庭を広げた。 / ②棚を替えた。 / (1)広間 / ・声 / (2)周知 / ・声",
        [
            "bullet ①庭を広げた。",
            "bullet ②棚を替えた。",
            "heading (1)広間 1",
            "bullet ・声 [1] 1",
            "heading (2)周知 2",
            "bullet ・声 [2] 2",
        ],
    ),
    (
        "operator_reason",
        "太①庭を広げた / 太②棚を替えた / (1)広間 / ・声 / (2)周知 / ・声",
        [
            "heading ①庭を広げた 1",
            "heading ②棚を替えた 2",
            "bullet (1)広間 [2] 2",
            "bullet ・声 [2] 2 < 3",
            "bullet (2)周知 [2] 2",
            "bullet ・声 [2] 2 < 5",
        ],
    ),
    (
        "operator_reason",
        "1 庭を広げた。 / 声を集めた。 / 2 棚を替えた。 / 砂を替えた。 / ・声",
        ["bullet 1庭を広げた。", "paragraph 声を集めた。", "bullet 2棚を替えた。", "paragraph 砂を替えた。", "bullet ・声"],
    ),
    ("outcome", "⇒庭 / ⇒棚", ["bullet ⇒庭", "bullet ⇒棚"]),
    ("operator_reason", "① / 隣＿＿＿広間の工夫 / ・庭を広げた。", ["heading ①広間の工夫 1", "bullet ・庭を広げた。 [1] 1"]),
    ("operator_reason", "① / 隣＿＿＿庭を広げた。 / ② / 隣＿＿＿声を集めた。", ["bullet ①庭を広げた。", "bullet ②声を集めた。"]),
    ("ward_reason", "① / 隣＿＿＿庭を広げた。 / ② / 隣＿＿＿声を集めた。", ["bullet ①庭を広げた。 1", "bullet ②声を集めた。 2"]),
    ("ward_reason", "① / 庭を広げた。", ["paragraph 庭を広げた。 1"]),
    ("ward_reason", "①声を聞く。 / 隣＿＿＿＿＿＿＿＿庭を広げた。", ["bullet ①声を聞く。 1", "paragraph 庭を広げた。 1"]),
    ("ward_reason", "・ / 隣＿＿＿庭を広げた。", ["bullet ・庭を広げた。"]),
    ("ward_reason", "① / 隣＿＿＿・庭を広げた。", ["bullet ・庭を広げた。 1"]),
    ("ward_reason", "① / 紙＿＿＿庭を広げた。", ["bullet ①庭を広げた。 1"]),
    ("outcome", "① / 隣＿＿＿庭を広げた。", ["bullet ①庭を広げた。"]),
    ("operator_reason", "箱① / 隣箱＿＿＿広間の工夫 / ・庭を広げた。", ["heading ①広間の工夫 1", "bullet ・庭を広げた。 [1] 1"]),
    (
        "operator_reason",
        "箱① / 隣箱＿＿＿庭を広げた。 / 箱② / 隣箱＿＿＿声を集めた。",
        ["paragraph 庭を広げた。 [1] 1", "paragraph 声を集めた。 [2] 2"],
    ),
    ("ward_reason", "箱① / 隣箱＿＿＿庭を広げた。 / 箱② / 隣箱＿＿＿声を集めた。", ["bullet ①庭を広げた。 1", "bullet ②声を集めた。 2"]),
    ("ward_reason", "箱① / 箱庭を広げた。", ["paragraph 庭を広げた。 1"]),
    ("ward_reason", "箱①声を聞く。 / 隣箱＿＿＿＿＿＿＿＿庭を広げた。", ["bullet ①声を聞く。 1", "paragraph 庭を広げた。 1"]),
    ("ward_reason", "箱・ / 隣箱＿＿＿庭を広げた。", ["paragraph 庭を広げた。"]),
    ("ward_reason", "箱① / 隣箱＿＿＿・庭を広げた。", ["bullet ・庭を広げた。 1"]),
    ("ward_reason", "箱① / 紙箱＿＿＿庭を広げた。", ["bullet ①庭を広げた。 1"]),
    ("outcome", "箱① / 隣箱＿＿＿庭を広げた。", ["bullet ①庭を広げた。"]),
    ("ward_reason", "＿＿＿箱① / 隣箱庭を広げた。", ["paragraph 庭を広げた。 1"]),
    ("ward_reason", "箱① / 箱＿＿＿庭を広げた。", ["paragraph 庭を広げた。 1"]),
]


@pytest.mark.parametrize(("section", "lines", "expected"), CASES, ids=[f"{section}: {lines}" for section, lines, _ in CASES])
def test_what_a_line_is_between_its_neighbours(section: Section, lines: str, expected: list[str]) -> None:
    assert kinds(section, lines.split(" / ")) == expected


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("operator_reason", ["heading ア広間 1", "bullet ・庭を広げた。 [1] 1", "heading イ周知 2", "bullet ・声を集めた。 [2] 2"]),
        ("ward_reason", ["bullet ア広間 1", "bullet ・庭を広げた。 1", "bullet イ周知 2", "bullet ・声を集めた。 2"]),
        ("outcome", ["bullet ア広間", "bullet ・庭を広げた。 < 1", "bullet イ周知", "bullet ・声を集めた。 < 3"]),
    ],
)
def test_letters_count_the_goals_where_these_are_marked_so(section: Section, expected: list[str]) -> None:
    lines = ["ア　広間", "・庭を広げた。", "イ　周知", "・声を集めた。"]
    assert kinds(section, lines, ("ア", "イ", "ウ")) == expected
    assert kinds(section, lines)[0].endswith("広間")
