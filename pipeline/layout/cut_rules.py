"""Rules that a printer driver draws in pieces, cut at any place: put together again.

Where a program draws the border of each cell by itself, the pieces of a rule end where cells do, and show columns and rows that nothing
else may show. Printer drivers cut what they draw at any place, and their pieces show nothing. In come the pages of a document, out come
the pages with whole rules, where pieces both ways join where no rule goes across and no piece of the next rule ends, or where text goes
on over and under the places at which they join: the same pieces of many rules stand below each other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from pipeline.geometry.clusters import lanes
from pipeline.geometry.tolerances import BODY
from pipeline.layout.segments import SNAP, TOUCH, AxisRule, Segment, from_to, merged_in_lane
from pipeline.pages.model import Page, Ruling, Span

FEWEST = 24
"""joints each way in a document; fewer may be where they are by chance"""
MOST, SOME = 0.5, 0.25
"""of the joints one way, and of those the other way: more of them are alone. Of pieces cut at any place some join near others' joints, the
more the closer the rules are; of the borders of cells one in ten is alone, where a rule stands under a header alone"""
THROUGH = 0.2
"""of the joints of level rules; text goes on over or under more of them where they are cut at any place, than where a text is wider than
its cell"""
CROSSED = 0.1
"""of these joints; where walls go across more of them they are corners of cells, and text goes on over squared paper"""
BESIDE, WITHIN = 1.2 * BODY, 0.1 * BODY
"""pt; the line of text over or under a rule stands no further from it, and a glyph goes on at both sides of a joint by more"""
JOINED = 0.3
"""pt; a piece goes on where another one of its rule ends, and pieces of cells that stand below each other end, no further apart"""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A whole rule with the places where its pieces join."""

    whole: Segment
    joints: tuple[float, ...]


def with_whole_rules(pages: Sequence[Page]) -> list[Page]:
    """The pages of a document, their rules whole if they are cut at any place."""
    levels = [_rules((rule.y0, rule.x0, rule.x1, rule.thickness, rule.color) for rule in page.rulings if _is_level(rule)) for page in pages]
    uprights = [
        _rules((rule.x0, rule.y0, rule.y1, rule.thickness, rule.color) for rule in page.rulings if not _is_level(rule)) for page in pages
    ]
    shares = sorted((_share_alone(levels, uprights), _share_alone(uprights, levels)))
    if (shares[0] <= SOME or shares[1] <= MOST) and not _part_text(levels, uprights, pages):
        return list(pages)
    return [replace(page, rulings=tuple(_rulings(*rules))) for page, *rules in zip(pages, levels, uprights, strict=True)]


def _is_level(rule: Ruling) -> bool:
    return rule.y0 == rule.y1


def _rules(pieces: Iterable[AxisRule]) -> list[_Rule]:
    """The whole rules of one direction, in the order of their places."""
    return [rule for lane in lanes(sorted(pieces), itemgetter(0), SNAP) for rule in _in_lane(lane)]


def _in_lane(lane: Sequence[AxisRule]) -> Iterator[_Rule]:
    """The whole rules in one place."""
    starts, ends = ({piece[side] for piece in lane} for side in (1, 2))
    joints = sorted(start for start in starts if any(abs(start - end) <= JOINED for end in ends)) if len(lane) > 1 else []
    for whole in merged_in_lane(lane):
        yield _Rule(whole, tuple(x for x in joints if whole.lo + TOUCH < x < whole.hi - TOUCH))


def _share_alone(pages: Sequence[Sequence[_Rule]], across: Sequence[Sequence[_Rule]]) -> float:
    """Of the joints of rules of one direction, how many are alone, page by page with the rules across; 0 where few joints are."""
    alone: list[bool] = []
    for rules, others in zip(pages, across, strict=True):
        walls = [other.whole for other in others]
        alone += [_is_alone(x, rules, n, walls) for n, rule in enumerate(rules) for x in rule.joints]
    return sum(alone) / len(alone) if len(alone) >= FEWEST else 0.0


def _part_text(levels: Sequence[Sequence[_Rule]], uprights: Sequence[Sequence[_Rule]], pages: Sequence[Page]) -> bool:
    """Whether text goes on at many joints of level rules, page by page, and walls go across few: they part no cells."""
    through: list[bool] = []
    crossed: list[bool] = []
    for rules, across, page in zip(levels, uprights, pages, strict=True):
        walls = [other.whole for other in across]
        for rule in rules:
            top, bottom = rule.whole.at - BESIDE, rule.whole.at + BESIDE
            beside = [span for span in page.glyphs.spans if top < span.y1 and span.y0 < bottom] if rule.joints else []
            through += [any(_goes_on_at(x, span) for span in beside) for x in rule.joints]
            crossed += [_has_wall(x, rule.whole.at, walls) for x in rule.joints]
    return sum(through) >= FEWEST and sum(through) > THROUGH * len(through) and sum(crossed) <= CROSSED * len(crossed)


def _goes_on_at(x: float, text: Span) -> bool:
    """Whether a glyph stands on both sides of a place."""
    k = bisect_left(text.x0, x - WITHIN) - 1
    return k >= 0 and text.x1[k] > x + WITHIN


def _is_alone(x: float, rules: Sequence[_Rule], n: int, walls: Sequence[Segment]) -> bool:
    """Whether no wall goes across the joint of rule ``n`` there, and no piece ends there of the next rule at either side that reaches so
    far."""
    at = rules[n].whole.at
    if _has_wall(x, at, walls):
        return False
    sides = (rules[n + 1 :], rules[n - 1 :: -1] if n else ())
    beside = (next((rule for rule in side if rule.whole.lo - TOUCH <= x <= rule.whole.hi + TOUCH), None) for side in sides)
    return not any(abs(x - place) <= JOINED for rule in beside if rule for place in (rule.whole.lo, rule.whole.hi, *rule.joints))


def _has_wall(x: float, at: float, walls: Sequence[Segment]) -> bool:
    """Whether a wall goes across a place of a rule."""
    near = from_to(walls, x - TOUCH, x + TOUCH)
    return any(abs(wall.at - x) <= JOINED + wall.thickness / 2 and wall.lo - TOUCH <= at <= wall.hi + TOUCH for wall in near)


def _rulings(levels: Iterable[_Rule], uprights: Iterable[_Rule]) -> Iterator[Ruling]:
    for one in levels:
        yield Ruling(one.whole.lo, one.whole.at, one.whole.hi, one.whole.at, one.whole.thickness, one.whole.color)
    for one in uprights:
        yield Ruling(one.whole.at, one.whole.lo, one.whole.at, one.whole.hi, one.whole.thickness, one.whole.color)
