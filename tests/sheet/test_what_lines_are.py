"""Headings, bullets, notes and levels of a section: what a line is between its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.sheet.body import Body
from pipeline.sheet.form import form_rules
from pipeline.sheet.ledger import Ledger
from pipeline.sheet.model import Goal, Section
from pipeline.sheet.sections import read_section
from pipeline.sheet.units import TextUnit
from pipeline.values import Printed
from tests.sheet.by_hand import line

BOLD, DEEPER = "太", "＿"
"""before a text: it is set in bold; it stands an em further right"""
AIMS = ("親子が集える場となっている", "悩みを相談できる場となっている", "地域の情報が集まっている")


def kinds(section: Section, lines: Sequence[str]) -> list[str]:
    """Each statement by its kind, mark and text, with what it stands under: a heading, goals, another statement."""
    units = []
    for k, said in enumerate(lines):
        text = said.lstrip(DEEPER)
        made = line(100 + 16 * k, (1 + len(said) - len(text), text.removeprefix(BOLD)))
        units.append(TextUnit(replace(made, bold=text.startswith(BOLD)), 0.0, 420.0, 1))
    goals = [Goal(n, "", Printed(aim), None, None, None, None, (), ()) for n, aim in enumerate(AIMS, 1)]
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
]


@pytest.mark.parametrize(("section", "lines", "expected"), CASES, ids=[f"{section}: {lines}" for section, lines, _ in CASES])
def test_what_a_line_is_between_its_neighbours(section: Section, lines: str, expected: list[str]) -> None:
    assert kinds(section, lines.split(" / ")) == expected
