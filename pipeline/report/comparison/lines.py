"""The lines of a 新旧対照表: what stood in the old sheet, what stands in the new one, and what that means.

In goes a ``Comparison``, out come lines in the form's order and words. Goals that did not change at all are counted, not listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.datasets.comparison import (
    Comparison,
    FactChange,
    GoalChange,
    IssueChange,
    Movement,
    Piece,
    RatingChange,
    Said,
    Side,
    StatementChange,
)
from pipeline.rules.defects import section_name
from pipeline.text.years import year_of_era, years_of_era

WARDS_DIFFER = "区が異なるシートです。違うところを並べて示し、変化としては示しません。"
"""on top of a comparison of two wards"""
_CHANGES = {"same": "変更なし", "reworded": "文言の変更", "added": "追加", "dropped": "削除"}
_DIFFERENCES = {"same": "同じ", "reworded": "文言の違い", "changed": "数値の違い", "added": "新の側だけ", "dropped": "旧の側だけ"}
"""what is said between two wards, where nothing was changed, added or dropped"""
_RELATIONS = {
    "verbatim": "同文で引継ぎ",
    "reworded": "言い換えて引継ぎ",
    "unmatched_challenge": "対応する今期の課題は見つかっていない",
    "unmatched_issue": "対応する前の期の課題は見つかっていない",
}
_DIRECTIONS = {"up": "上がった", "down": "下がった", "same": "変わらない"}
_FACTS = {"changed": "数値の変更", "added": "追加", "dropped": "削除"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``part`` of the form, both sides in pieces (empty where a sheet has nothing), the remark, the rows' addresses."""

    project_no: int
    part: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    remark: str
    old_row_id: str | None = None
    new_row_id: str | None = None


def title_of(comparison: Comparison) -> str:
    if comparison.wards_differ:
        return f"{comparison.old.ward}と{comparison.new.ward} 評価シート 対照表"
    ward = comparison.new.ward or comparison.old.ward or ""
    return f"{ward} 評価シート 新旧対照表".strip()


def notes_of(comparison: Comparison) -> tuple[str, ...]:
    """The sentences that belong on top of the table."""
    return (WARDS_DIFFER,) if comparison.wards_differ else ()


def side_of(side: Side) -> str:
    """「2期目 令和３～７年度」 in short: term, years and document."""
    term = f"{side.term_no}期目" if side.term_no else ""
    years = years_of_era(side.period_start, side.period_end)
    kind = "中間" if side.sheet_kind == "interim" else ""
    return " ".join(part for part in (side.ward or "", f"{term}{kind}", years, f"[{side.document_id}]") if part)


def lines_of(comparison: Comparison) -> tuple[Line, ...]:
    """All lines, project by project: goals with their ratings, issues, numbers, statements."""
    return tuple(_marked(line, comparison.corrected) for no in comparison.projects for line in _project(comparison, no))


def _marked(line: Line, corrected: Mapping[str, str]) -> Line:
    """The line, its remark with what is printed in rows that somebody corrected."""
    sides = (("旧", line.old_row_id), ("新", line.new_row_id))
    notes = "".join(f" 【{side}は訂正後: {corrected[row]}】" for side, row in sides if row and row in corrected)
    return replace(line, remark=line.remark + notes)


def _project(comparison: Comparison, project_no: int) -> Iterator[Line]:
    unchanged = 0
    changes, facts = (_DIFFERENCES, _DIFFERENCES) if comparison.wards_differ else (_CHANGES, _FACTS)
    for goal in comparison.goals:
        if goal.project_no == project_no:
            lines = list(_goal(goal, changes))
            unchanged += not lines
            yield from lines
    if unchanged:
        yield Line(
            project_no, "目指す拠点の姿", (), (), f"姿も評価も{'同じ' if comparison.wards_differ else '変わらない'}もの {unchanged}件"
        )
    for issue in comparison.issues:
        if issue.project_no == project_no:
            yield _issue(issue)
    for fact in comparison.facts:
        if fact.project_no == project_no:
            yield _fact(fact, facts)
    moved = [movement for movement in comparison.movements if movement.project_no == project_no]
    for movement in moved:
        if movement.difference:
            yield _movement(movement)
    if still := sum(not movement.difference for movement in moved):
        yield Line(project_no, "数値の動き", (), (), f"変わらないもの {still}件")
    for statement in comparison.statements:
        if statement.project_no == project_no:
            yield _statement(statement)


def _pieces(said: Said | None) -> tuple[Piece, ...]:
    return said.pieces if said else ()


def _plain(text: str | None, *, changed: bool = False) -> tuple[Piece, ...]:
    return (Piece(text, changed),) if text else ()


def _replaced(old: str | None, new: str | None) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Letters and numbers that took each other's place: the old stays unmarked, since struck out it could not be read."""
    return _plain(old), _plain(new, changed=True)


def _address(said: Said | None) -> str | None:
    return said.row_id if said else None


def _goal(goal: GoalChange, changes: Mapping[str, str]) -> Iterator[Line]:
    rows = (_address(goal.old), _address(goal.new))
    if goal.change != "same":
        rated = "" if goal.old and goal.new else f"(法人 {_one(goal.operator)}、区 {_one(goal.ward)})"
        yield Line(goal.project_no, "目指す拠点の姿", _pieces(goal.old), _pieces(goal.new), changes[goal.change] + rated, *rows)
    for who, rating in (("法人", goal.operator), ("区", goal.ward)):
        moved = rating.old != rating.new if goal.old and goal.new else False
        if moved:
            shown = goal.new.text if goal.new else ""
            old, new = (rating.old or "(なし)", rating.new or "(なし)")
            yield Line(goal.project_no, f"自己評価({who})", *_replaced(old, new), f"{_remark(rating)}「{shown}」", *rows)


def _one(rating: RatingChange) -> str:
    return rating.new or rating.old or "なし"


def _remark(rating: RatingChange) -> str:
    if not (rating.old and rating.new):
        return "片方にしか評価がない"
    return _DIRECTIONS[rating.direction] if rating.direction else ""


def relation_of(relation: str, status: str | None) -> str:
    """What became of a challenge, in words."""
    return "候補(確かめていない)" if status == "suggested" else _RELATIONS[relation]


def _issue(issue: IssueChange) -> Line:
    remark = relation_of(issue.relation, issue.status)
    remark += f"(似ている度合い {issue.score:.2f})" if issue.relation == "reworded" else ""
    rows = (_address(issue.challenge), _address(issue.prior_issue))
    return Line(issue.project_no, "課題 → 前期振り返りの課題", _pieces(issue.challenge), _pieces(issue.prior_issue), remark, *rows)


def _fact(fact: FactChange, changes: Mapping[str, str]) -> Line:
    what = " ".join(part for part in (fact.measure, fact.period) if part)
    remark = f"{changes[fact.change]}: {what}"
    return Line(
        fact.project_no,
        "数値",
        *_replaced(fact.old, fact.new),
        remark,
        fact.old_row_id,
        fact.new_row_id,
    )


def _movement(movement: Movement) -> Line:
    old, new = (f"{year_of_era(year)}年度 {number(value)}{movement.unit or ''}" for year, value in _ends(movement))
    percent = f"、{movement.difference / movement.old_value:+.1%}" if movement.old_value else ""
    remark = f"{movement.measure}({number(movement.difference, sign=True)}{percent})"
    return Line(movement.project_no, "数値の動き", _plain(old), _plain(new), remark, movement.old_row_id, movement.new_row_id)


def _ends(movement: Movement) -> tuple[tuple[int, float], tuple[int, float]]:
    return (movement.old_year, movement.old_value), (movement.new_year, movement.new_value)


def number(value: float, *, sign: bool = False) -> str:
    """A number with thousands separated, as many decimals as it has (at most four)."""
    shown = f"{value:{'+' if sign else ''},.4f}"
    return shown.rstrip("0").rstrip(".")


def _statement(statement: StatementChange) -> Line:
    return Line(
        statement.project_no,
        section_name(statement.section, "ja"),
        _pieces(statement.old),
        _pieces(statement.new),
        _CHANGES[statement.change],
        _address(statement.old),
        _address(statement.new),
    )
