"""Names: which text in brackets is one, of what kind, its spellings; and which two spellings can only be one name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.prose import entities_of, lookalikes_of
from pipeline.prose.entities import type_of
from pipeline.prose.rules import content
from pipeline.sheet.model import Sheet
from tests.support.small_sheet import small_sheet


def told(*texts: str, text_source: str = "digital") -> Sheet:
    sheet = small_sheet()
    project, *rest = sheet.projects
    model = project.statements[-1]._replace(kind="bullet")
    said = tuple(model._replace(seq=n, text=model.text._replace(text=text)) for n, text in enumerate(texts, 1))
    others = tuple(replace(other, statements=()) for other in rest)
    return replace(sheet, projects=(replace(project, statements=said), *others), text_source=text_source)  # type: ignore[arg-type]


@pytest.mark.parametrize("entry", content()["types"], ids=lambda entry: str(entry["type"]))
def test_examples_of_a_type(entry: dict[str, Any]) -> None:
    assert [name for name in entry["examples"] if type_of(name) != entry["type"]] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("「みどりカフェ」を開いた。", [("みどりカフェ", "programme")]),
        ("『みどりだより』を発行した。", [("みどりだより", "material")]),
        ("「はじめの一歩」を年3回開催した。", [("はじめの一歩", "programme")]),
        ("「てとて」と連携した。", [("てとて", "organisation")]),
        ("ＮＰＯ法人ではなく架空町社会福祉協議会と共催した。", [("架空町社会福祉協議会", "organisation")]),
        ("「楽しかった」との声があった。", []),
        ("「入りやすい」「声をかけやすい」といった答えが並んだ。", []),
        ("「子育てが楽しい」と思えるようになった。", []),
        ("「相談室」を設けた。", []),
        ("地域の保育園、区内小学校、近隣の自治会と連携した。", []),
        ("「振り返りの視点」を読み合わせた。", []),
    ],
)
def test_names_of_a_sentence(text: str, names: list[tuple[str, str]]) -> None:
    assert [(entity.name, entity.entity_type) for entity in entities_of(told(text))] == names


def test_spellings_of_one_name_are_one_entity_by_the_commonest() -> None:
    sheet = told("「まち・つながる講座」を始めた。", "「まちつながる講座」を続けた。", "「まち・つながる講座」は好評だった。")
    (entity,) = entities_of(sheet)
    assert (entity.name, entity.variants) == ("まち・つながる講座", ("まちつながる講座",))
    assert [key[2] for key in entity.statements] == [1, 2, 3] and entity.boxes


@pytest.mark.parametrize(
    ("texts", "pair"),
    [
        (("「再開カフェ」を開いた。", "「再開力フェ」は好評だった。"), ("再開力フェ", "再開カフェ")),
        (("「再開カフェ」を開いた。", "再開力フェに保健師を招いた。"), ("再開力フェ", "再開カフェ")),
        (("「ゆめいろカフェ」を開いた。", "「ゆめいろカフエ」を開催した。"), ("ゆめいろカフエ", "ゆめいろカフェ")),
        (
            ("「ぽかぽかひろば」を開いた。", "「ぽかぽかひろは」を開催した。", "「ぽかぽかひろば」は続く。"),
            ("ぽかぽかひろは", "ぽかぽかひろば"),
        ),
        (
            ("「タバコ相談」を開いた。", "「タバコ相談」は続く。", "「タバコ相談」を増やした。", "「タハコ相談」を開催した。"),
            ("タハコ相談", "タバコ相談"),
        ),
        (("「みどりサロン」を開いた。", "「みどりサ口ン」は続く。"), ("みどりサ口ン", "みどりサロン")),
        (("YMCAと共催した。", "YMCEと共催した。"), ("YMCE", "YMCA")),
    ],
)
def test_what_can_only_be_one_name_is_named(texts: tuple[str, ...], pair: tuple[str, str]) -> None:
    sheet = told(*texts)
    (defect,) = lookalikes_of(sheet, entities_of(sheet))
    assert (defect.code, defect.values) == ("name-varies", (("name", pair[0]), ("other", pair[1])))
    assert defect.page and defect.box


@pytest.mark.parametrize(
    "texts",
    [
        ("「北の会」を開いた。", "「南の会」を開いた。"),
        ("「パパカフェ」を開いた。", "「ママカフェ」を開いた。"),
        ("「みどりだより」を発行した。", "「みどりたより」を発行した。")[:1],
        ("「1歳カフェ」を開いた。", "「2歳カフェ」を開いた。"),
        ("LINEとLIVEで配信した。", "LINEを使った。"),
        ("YMCAと共催した。", "YMCAの通訳", "YWCAと共催した。"),
        ("JICAと共催した。", "JICAの通訳", "JIRAに記録した。"),
        ("ABCEと共催した。", "ABCEの通訳", "ABCDと共催した。"),
        ("「ほっとカフェ」を開いた。", "「ほっとカフェ」は続く。", "「ほっとカフェ」を増やした。", "「ぽっとカフェ」を開いた。"),
        ("「みどりほっとカフェ」を開いた。", "「みどりぽっとカフェ」を開いた。"),
        ("「タバコ相談」を開いた。", "「タハコ相談」を開いた。"),
        ("「おもちゃカード」を配布した。", "「おもちゃカート」を配布した。"),
        ("「北のグラス」を開催した。", "「北のクラス」を開催した。"),
        ("「みどりあ゛カフェ」を開いた。", "「みどりあカフェ」を開いた。"),
        ("「体力テスト」を開催した。", "「体カテスト」を開催した。"),
        ("「入口カフェ」を開いた。", "「入ロカフェ」を開いた。"),
        ("体力や学力、能力の話をした。", "「カフェ」を開いた。"),
        ("「まち・カフェ」を開いた。", "「まちカフェ」を開いた。"),
        ("二つのサロン、一人の工夫、口コミ。", "「口コミサロン」を開いた。"),
    ],
)
def test_two_names_are_not_one(texts: tuple[str, ...]) -> None:
    sheet = told(*texts)
    assert lookalikes_of(sheet, entities_of(sheet)) == ()


def test_a_recognised_picture_is_not_blamed_for_its_recognition() -> None:
    sheet = told("「再開カフェ」を開いた。", "「再開力フェ」は好評だった。", text_source="ocr_layer")
    assert lookalikes_of(sheet, entities_of(sheet)) == ()
