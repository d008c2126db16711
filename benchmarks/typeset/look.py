"""How a sheet looks: every way in which wards, clerks and programs set the same form differently, one field each.

``DIMENSIONS`` lists the values of every field, the plain one first. ``looks(seed)`` draws a look from a seed, and
``every_single()`` gives the plain look with one field changed, for finding out which field a parser stumbles over.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Look:
    """One way of setting the form; see ``DIMENSIONS`` for the values of each field."""

    # the paper
    paper: str = "A4"
    margin: int = 45
    rotate: int = 0
    crop: int = 0
    user_unit: int = 1
    # the producer
    coding: str = "cid"
    runs: str = "line"
    order: str = "layers"
    latin: str = "half"
    # type
    face: str = "gothic"
    size: float = 9.0
    leading: float = 1.3
    bold: str = "real"
    # rules
    frame: str = "stroke"
    data: str = "stroke"
    shade: str = "grey"
    breaks: str = "closed"
    split_rows: bool = True
    rehead: bool = False
    repeat: bool = False
    # the order of things
    per_page: bool = True
    heading: str = "１　"
    heading_in: str = "above"
    parts: str = "one"  # the goal table and the sections are one table, two, or each its own
    columns: str = "goal prior ratings"
    ratings: str = "operator ward"
    ratings_head: str = "two rows"
    rating: str = "half"
    unrated: str = ""
    prior: str = "as is"
    labels: str = "above"
    sections: str = "reasons results viewpoints"
    reasons: str = "stacked"
    results: str = "one cell"
    viewpoints: str = "list"
    # words
    width: str = "full"
    operator: str = "法人"
    ward_word: str = "区"
    dress: str = "{}"
    goal_word: str = "目指す拠点の姿"
    prior_word: str = "（参考）前期の振り返りの課題"
    rating_word: str = "自己評価（A～D）"
    reason_word: str = "評価の理由（{}）"
    results_word: str = "拠点事業としての成果と課題"
    outcome_word: str = "（成果）"
    challenge_word: str = "（課題）"
    view_word: str = "振り返りの視点"
    # marks
    mark: str = "・"
    sub_mark: str = "-"
    head_mark: str = "①"
    head_bracket: bool = False
    head_gap: bool = True
    goal_mark: str = "①"
    prior_mark: str = "○"
    result_mark: str = "・"
    view_mark: str = "ア"
    gap: str = "glued"
    hang: str = "mark"
    level_indent: float = 1.0
    first_indent: str = "none"
    kinsoku: bool = True
    justify: bool = False
    hand_breaks: bool = False
    para_gap: float = 0.0
    # data tables
    caption: str = "above"
    side_by_side: bool = False
    stretch: bool = False
    nest: float = 4.0
    nest_gap: float = 3.0
    chart: str = "framed"
    # furniture
    header: str = "form right"
    footer: str = "- 1 -"
    watermark: str = "none"
    ruby: bool = False
    hidden: str = "none"
    overview: str = "table"
    overview_words: str = "as is"
    form: str = "様式1-1"


DIMENSIONS: dict[str, tuple[Any, ...]] = {
    "paper": ("A4", "A4L", "A3L", "B4"),
    "margin": (45, 28, 70),
    "rotate": (0, 90, 270),
    "crop": (0, 30),
    "user_unit": (1, 2),
    "coding": ("cid", "radicals"),
    "runs": ("line", "short", "glyph"),
    "order": ("layers", "text_first", "columns", "reversed", "fallback"),
    "latin": ("half", "proportional"),
    "face": ("gothic", "mincho"),
    "size": (9.0, 7.5, 10.5, 12.0),
    "leading": (1.3, 1.1, 1.6, 1.9),
    "bold": ("real", "fake", "stroke", "none"),
    "frame": ("stroke", "rect", "sides", "dash", "dot", "thick", "colour", "hair", "split"),
    "data": ("stroke", "rect", "sides", "dash", "dot", "thick", "hair", "split", "none"),
    "shade": ("grey", "none", "blue"),
    "breaks": ("closed", "open", "half"),
    "split_rows": (True, False),
    "rehead": (False, True),
    "repeat": (False, True),
    "per_page": (True, False),
    "heading": ("１　", "1 ", "１．", "(1) ", "事業1　", "1. ", "【1】"),
    "heading_in": ("above", "row"),
    "parts": ("one", "two", "each"),
    "columns": ("goal prior ratings", "goal ratings prior", "prior goal ratings"),
    "ratings": ("operator ward", "ward operator"),
    "ratings_head": ("two rows", "one row"),
    "rating": ("half", "full", "circled"),
    "unrated": ("", "－", "-"),
    "prior": ("as is", "split", "one cell"),
    "labels": ("above", "left", "vertical", "vertical font", "inline"),
    "sections": ("reasons results viewpoints", "viewpoints reasons results", "reasons viewpoints results"),
    "reasons": ("stacked", "side by side"),
    "results": ("one cell", "two rows", "two columns", "beside"),
    "viewpoints": ("list", "table"),
    "width": ("full", "half"),
    "operator": ("法人", "拠点", "運営法人", "事業者"),
    "ward_word": ("区", "区役所"),
    "dress": ("{}", "■{}", "【{}】", "＜{}＞", "{}：", "● {}"),
    "goal_word": ("目指す拠点の姿", "目指す姿"),
    "prior_word": ("（参考）前期の振り返りの課題", "（参考）{n}期目振り返りの課題", "前期振り返りの課題", "（参考）前期の課題"),
    "rating_word": ("自己評価（A～D）", "自己評価", "評価（Ａ～Ｄ）", "自己評価(A~D)"),
    "reason_word": ("評価の理由（{}）", "{}による評価の理由", "評価の理由【{}】", "評価理由（{}）"),
    "results_word": ("拠点事業としての成果と課題", "成果と課題", "成果と今後の課題"),
    "outcome_word": ("（成果）", "〈成果〉", "【成果】", "成果", "＜成果＞"),
    "challenge_word": ("（課題）", "〈今後の課題〉", "【課題】", "課題", "＜課題＞"),
    "view_word": ("振り返りの視点", "振返りの視点", "ふりかえりの視点", "（振り返りの視点）"),
    "mark": ("・", "○", "●", "･", "-", "◆", ""),
    "sub_mark": ("-", "→", "⇒", "①"),
    "head_mark": ("①", "(1)", "１", "1.", "【①】", "（１）", ""),
    "head_bracket": (False, True),
    "head_gap": (True, False),
    "goal_mark": ("①", "(1)", "１", "1."),
    "prior_mark": ("○", "・", "●", "-", "①", ""),
    "result_mark": ("・", "○", "①", "-", "(1)", ""),
    "view_mark": ("ア", "ｱ", "(ｱ)", "①"),
    "gap": ("glued", "space", "wide", "tab"),
    "hang": ("mark", "em", "none", "lead space"),
    "level_indent": (1.0, 0.5, 2.0),
    "first_indent": ("none", "glyph", "move"),
    "kinsoku": (True, False),
    "justify": (False, True),
    "hand_breaks": (False, True),
    "para_gap": (0.0, 0.5, 1.0),
    "caption": ("above", "row", "corner"),
    "side_by_side": (False, True),
    "stretch": (False, True),
    "nest": (4.0, 0.0, 20.0),
    "nest_gap": (3.0, 0.5, 9.0),
    "chart": ("framed", "axes", "bars"),
    "header": ("form right", "form left", "first page", "ward centre"),
    "footer": ("- 1 -", "1 / 9", "1", "1ページ", "none"),
    "watermark": ("none", "under", "over", "opaque"),
    "ruby": (False, True),
    "hidden": ("none", "invisible", "white", "off page"),
    "overview": ("table", "hair", "none"),
    "overview_words": ("as is", "評価"),
    "form": ("様式1-1", "様式１－１", "【様式1-1】", "（様式１－１）"),
}

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
    chosen: dict[str, Any] = {}
    for name, values in DIMENSIONS.items():
        draw = random.Random(f"look {seed} {name}")  # its own, so that a new field leaves the others of a seed alone
        if draw.random() < (change / 2 if name in _RARE else change):
            chosen[name] = draw.choice(values[1:])
    return possible(replace(Look(), **chosen))


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
