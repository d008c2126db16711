"""Headings behind a sign (■広間, ○周知, ▶声): which of a section's signs stand before names of what follows.

A sign alone tells little, for what heads in one office counts items in another. What all lines with it do tells more: they are names, each
stands over other lines, and they come before these and come again. In come the paragraphs of a section, out go the places of such
headings. The first rule that holds of a sign decides, and ``tests/sheet/test_signed_headings.py`` has an example for each that fails
without it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from pipeline.form.marks import DASHES, JOINING
from pipeline.form.words import as_goal
from pipeline.outline.paragraphs import Paragraph
from pipeline.rules import load
from pipeline.rules.captions import says_done
from pipeline.sheet.heading_places import ENDED, INDENT, HeadingPlace
from pipeline.sheet.looks import look_of, upper_look

_MARKS = load("form").table("marks")
POINTERS = frozenset(_MARKS["pointing"])
STRONG = frozenset(_MARKS["heading"])
OF_ITEMS = JOINING | DASHES
"""signs of items wherever they stand"""
FEWEST = 2
"""lines with a sign; one alone comes not again"""
SHORT = 30
"""characters; a longer line over others is no name"""
SET_IN = 3.0
"""em; a program sets lists in by as much"""
MOST = 0.5
"""of some lines; what holds of no more is no habit"""


@dataclass(frozen=True)
class SignedLines:
    """The lines of a section that have one of some signs, by their place, and all its ``blocks``. ``below`` is what each stands right over
    that can be a heading; ``listed`` are the signs of lists that have headings, ``heading`` those of other headings, ``goals`` the goals'
    words as ``as_goal`` gives them."""

    signs: Set[str]
    lines: Mapping[int, Paragraph]
    below: Mapping[int, Paragraph]
    blocks: Sequence[Paragraph]
    listed: Set[str] = frozenset()
    heading: Set[str] = frozenset()
    goals: Set[str] = frozenset()

    @cached_property
    def rest(self) -> list[Paragraph]:
        """What else the section says."""
        return [block for block in self.blocks if block.mark.text not in self.signs and block.mark.kind != "note"]

    def stand_over(self, deepest: float) -> bool:
        """Whether each stands over an item or a sentence, that begins where it does or so many em right of it at the deepest."""
        return self.lines.keys() == self.below.keys() and all(
            self._stands_over(line, self.below[k], deepest) for k, line in self.lines.items()
        )

    def _stands_over(self, line: Paragraph, below: Paragraph, deepest: float) -> bool:
        says = below.mark.kind != "none" or ENDED.search(below.text) is not None
        is_other = below.mark.text not in self.signs | self.heading
        return says and is_other and -INDENT * line.size <= below.x - line.x <= deepest * line.size


def _stand_over_nothing(signed: SignedLines) -> bool:
    return not signed.stand_over(SET_IN)


def _say_goals(signed: SignedLines) -> bool:
    """Several say a goal each, as a sentence or not."""
    return len(signed.lines) >= FEWEST and all(as_goal(line.text) in signed.goals for line in signed.lines.values())


def _are_no_names(signed: SignedLines) -> bool:
    return any(ENDED.search(line.text) is not None or len(line.text) > SHORT for line in signed.lines.values())


def _point(signed: SignedLines) -> bool:
    return signed.signs <= POINTERS and signed.stand_over(INDENT)


def _is_alone(signed: SignedLines) -> bool:
    return len(signed.lines) < FEWEST


def _say_deeds(signed: SignedLines) -> bool:
    """Most read as if they said what was done: names hold verbs too."""
    return sum(says_done(line.text) for line in signed.lines.values()) > MOST * len(signed.lines)


def _are_list(signed: SignedLines) -> bool:
    """They stand right under a heading found already."""
    return not signed.signs.isdisjoint(signed.listed)


def _have_strong_sign(signed: SignedLines) -> bool:
    return signed.signs <= STRONG


def _alone_are_bold(signed: SignedLines) -> bool:
    """All are bold, and what each stands over is not."""
    return all(line.bold and not signed.below[k].bold for k, line in signed.lines.items())


def _have_sign_of_items(signed: SignedLines) -> bool:
    return signed.signs <= OF_ITEMS


def _open_over_sentences(signed: SignedLines) -> bool:
    """They open the section and come again over other lines, most of which are sentences."""
    sentences = sum(ENDED.search(block.text) is not None or says_done(block.text) for block in signed.rest)
    return _open(signed) and sentences > MOST * len(signed.rest)


def _open_over_counts(signed: SignedLines) -> bool:
    """They open the section and come again, each over a list that begins with 1."""
    return _open(signed) and all(below.mark.numbers[:1] == (1,) for below in signed.below.values())


def _open(signed: SignedLines) -> bool:
    upper = upper_look(signed.blocks)
    return all(look_of(line) == upper for line in signed.lines.values())


@dataclass(frozen=True, slots=True)
class SignRule:
    """``head`` is whether the lines are headings where the rule holds."""

    holds: Callable[[SignedLines], bool]
    head: bool


RULES = (
    SignRule(_stand_over_nothing, head=False),
    SignRule(_say_goals, head=True),
    SignRule(_are_no_names, head=False),
    SignRule(_point, head=True),
    SignRule(_is_alone, head=False),
    SignRule(_say_deeds, head=False),
    SignRule(_are_list, head=False),
    SignRule(_have_strong_sign, head=True),
    SignRule(_alone_are_bold, head=True),
    SignRule(_have_sign_of_items, head=False),
    SignRule(_open_over_sentences, head=True),
    SignRule(_open_over_counts, head=True),
)


def _are_headings(signed: SignedLines) -> bool:
    """Whether lines with a sign are headings; those of which no rule knows are items."""
    return next((rule.head for rule in RULES if rule.holds(signed)), False)


def signed_headings(free: Sequence[tuple[int, Paragraph]], able: Mapping[int, HeadingPlace], found: Set[int], goals: Set[str]) -> set[int]:
    """The headings behind a sign among the paragraphs of a section by their place, beside those ``found`` already; of ``able`` may be
    some. ``goals``: what the goals say."""
    below = {k: place.following for k, place in able.items() if place.following is not None}
    blocks = [block for _, block in free]
    listed = {below[k].mark.text for k in found if k in below}
    signs = {block.mark.text for block in blocks if block.mark.kind == "bullet"}

    def headings(signs: Set[str], heading: Set[str]) -> set[int]:
        lines = {k: block for k, block in free if block.mark.text in signs}
        signed = SignedLines(signs, lines, {k: below[k] for k in lines if k in below}, blocks, listed, heading, goals)
        return set(lines) if _are_headings(signed) else set()

    pointing = headings(signs & POINTERS, frozenset())
    others = [headings({sign}, POINTERS if pointing else frozenset()) for sign in sorted(signs - POINTERS)]
    return pointing.union(*others)
