"""How a sheet looks: every way in which wards, clerks and programs set the same form differently, one field each.

``DIMENSIONS`` lists the values of every field, the plain one first. ``looks(seed)`` draws a look from a seed, and
``every_single()`` gives the plain look with one field changed, for finding out which field a parser stumbles over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from benchmarks.typeset.choices import drawn, one_of, values_of


@dataclass(frozen=True, slots=True)
class Look:
    """One way of setting the form; see ``DIMENSIONS`` for the values of each field."""

    # the paper
    paper: str = one_of("A4", "A4L", "A3L", "B4")
    margin: int = one_of(45, 28, 70)
    rotate: int = one_of(0, 90, 270)
    crop: int = one_of(0, 30)
    user_unit: int = one_of(1, 2)
    # the producer
    coding: str = one_of("cid", "radicals")
    runs: str = one_of("line", "short", "glyph")
    order: str = one_of("layers", "text_first", "columns", "reversed", "fallback")
    latin: str = one_of("half", "proportional")
    # type
    face: str = one_of("gothic", "mincho")
    size: float = one_of(9.0, 7.5, 10.5, 12.0)
    leading: float = one_of(1.3, 1.1, 1.6, 1.9)
    bold: str = one_of("real", "fake", "stroke", "none")
    # rules
    frame: str = one_of("stroke", "rect", "sides", "dash", "dot", "thick", "colour", "hair", "split")
    data: str = one_of("stroke", "rect", "sides", "dash", "dot", "thick", "hair", "split", "none")
    shade: str = one_of("grey", "none", "blue")
    breaks: str = one_of("closed", "open", "half")
    split_rows: bool = one_of(True, False)
    rehead: bool = one_of(False, True)
    repeat: bool = one_of(False, True)
    # the order of things
    per_page: bool = one_of(True, False)
    heading: str = one_of("１　", "1 ", "１．", "(1) ", "事業1　", "1. ", "【1】")
    heading_in: str = one_of("above", "row")
    parts: str = one_of("one", "two", "each")
    columns: str = one_of("goal prior ratings", "goal ratings prior", "prior goal ratings")
    ratings: str = one_of("operator ward", "ward operator")
    ratings_head: str = one_of("two rows", "one row")
    rating: str = one_of("half", "full", "circled")
    unrated: str = one_of("", "－", "-")
    prior: str = one_of("as is", "split", "one cell")
    labels: str = one_of("above", "left", "vertical", "vertical font", "inline")
    sections: str = one_of("reasons results viewpoints", "viewpoints reasons results", "reasons viewpoints results")
    reasons: str = one_of("stacked", "side by side")
    results: str = one_of("one cell", "two rows", "two columns", "beside")
    viewpoints: str = one_of("list", "table")
    # words
    width: str = one_of("full", "half")
    operator: str = one_of("法人", "拠点", "運営法人", "事業者")
    ward_word: str = one_of("区", "区役所")
    dress: str = one_of("{}", "■{}", "【{}】", "＜{}＞", "{}：", "● {}")
    goal_word: str = one_of("目指す拠点の姿", "目指す姿")
    prior_word: str = one_of("（参考）前期の振り返りの課題", "（参考）{n}期目振り返りの課題", "前期振り返りの課題", "（参考）前期の課題")
    rating_word: str = one_of("自己評価（A～D）", "自己評価", "評価（Ａ～Ｄ）", "自己評価(A~D)")
    reason_word: str = one_of("評価の理由（{}）", "{}による評価の理由", "評価の理由【{}】", "評価理由（{}）")
    results_word: str = one_of("拠点事業としての成果と課題", "成果と課題", "成果と今後の課題")
    outcome_word: str = one_of("（成果）", "〈成果〉", "【成果】", "成果", "＜成果＞")
    challenge_word: str = one_of("（課題）", "〈今後の課題〉", "【課題】", "課題", "＜課題＞")
    view_word: str = one_of("振り返りの視点", "振返りの視点", "ふりかえりの視点", "（振り返りの視点）")
    # marks
    mark: str = one_of("・", "○", "●", "･", "-", "◆", "")
    sub_mark: str = one_of("-", "→", "⇒", "①")
    head_mark: str = one_of("①", "(1)", "１", "1.", "【①】", "（１）", "")
    head_bracket: bool = one_of(False, True)
    head_gap: bool = one_of(True, False)
    goal_mark: str = one_of("①", "(1)", "１", "1.")
    prior_mark: str = one_of("○", "・", "●", "-", "①", "")
    result_mark: str = one_of("・", "○", "①", "-", "(1)", "")
    view_mark: str = one_of("ア", "ｱ", "(ｱ)", "①")
    gap: str = one_of("glued", "space", "wide", "tab")
    hang: str = one_of("mark", "em", "none", "lead space")
    level_indent: float = one_of(1.0, 0.5, 2.0)
    first_indent: str = one_of("none", "glyph", "move")
    kinsoku: bool = one_of(True, False)
    justify: bool = one_of(False, True)
    hand_breaks: bool = one_of(False, True)
    para_gap: float = one_of(0.0, 0.5, 1.0)
    # data tables
    caption: str = one_of("above", "row", "corner")
    side_by_side: bool = one_of(False, True)
    stretch: bool = one_of(False, True)
    nest: float = one_of(4.0, 0.0, 20.0)
    nest_gap: float = one_of(3.0, 0.5, 9.0)
    chart: str = one_of("framed", "axes", "bars")
    # furniture
    header: str = one_of("form right", "form left", "first page", "ward centre")
    footer: str = one_of("- 1 -", "1 / 9", "1", "1ページ", "none")
    watermark: str = one_of("none", "under", "over", "opaque")
    ruby: bool = one_of(False, True)
    hidden: str = one_of("none", "invisible", "white", "off page")
    overview: str = one_of("table", "hair", "none")
    overview_words: str = one_of("as is", "評価")
    form: str = one_of("様式1-1", "様式１－１", "【様式1-1】", "（様式１－１）")


DIMENSIONS = values_of(Look)

# what few sheets have: drawn less often, so that a look is mostly one that an office would make
_RARE = {
    "rotate",
    "crop",
    "user_unit",
    "ruby",
    "hidden",
    "watermark",
    "coding",
    "order",
    "results",
    "viewpoints",
    "sections",
    "frame",
    "breaks",
    "hand_breaks",
    "ratings_head",
    "unrated",
    "reasons",
    "dress",
    "ward_word",
}


def looks(seed: int, change: float = 0.35) -> Look:
    """The look of a seed: each field is changed with the probability ``change`` (half of it for rare ones)."""
    return possible(drawn(Look(), "look", seed, change, _RARE))


def possible(look: Look) -> Look:
    """The look without what no program sets together or no reader could tell apart."""
    changes: dict[str, Any] = {}
    if look.hang == "none" or look.hand_breaks:
        # a level is seen by its indent or its mark; with neither left of the text, the mark must tell
        changes["first_indent"] = "move" if look.first_indent == "none" else look.first_indent
    if not (look.mark and look.prior_mark and look.result_mark):
        # paragraphs without marks are told apart by the indent of their first lines
        changes |= {"first_indent": "move" if look.first_indent == "none" else look.first_indent, "hand_breaks": False}
    if not look.mark and not look.head_mark:
        changes |= {"bold": "real", "head_gap": True}
    if look.reasons == "side by side":
        # both columns are set under labels of their own, as in a two-column form
        changes |= {"labels": "above", "parts": "one" if look.parts == "each" else look.parts, "paper": "A3L"}
    if look.sub_mark == look.mark:
        changes["sub_mark"] = "→"
    if look.head_mark == "①" and look.sub_mark == "①" and not look.head_gap:
        changes["head_gap"] = True
    if look.frame in ("hair", "split") and look.labels != "above":
        changes["labels"] = "above"
    if look.frame in ("hair", "split") and look.heading_in == "row":
        changes["heading_in"] = "above"
    if look.results == "beside" and look.labels != "above":
        changes["results"] = "two rows"
    if look.data in ("hair", "split", "none"):
        changes["viewpoints"] = "list"
    if look.ratings_head == "one row":
        changes["repeat"] = False
    return replace(look, **changes)


def every_single() -> Iterator[tuple[str, object, Look]]:
    """Each (field, value, look) where the plain look has that one field changed."""
    for field in fields(Look):
        for value in DIMENSIONS[field.name][1:]:
            yield field.name, value, possible(replace(Look(), **{field.name: value}))
