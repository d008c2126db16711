"""A paragraph between its neighbours, and what of it tells a heading from a bullet: its place left of the bullets, its weight, its box
and its likeness to a goal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from pipeline.form.marks import NUMBERED, SIGN
from pipeline.form.series import place_in_series
from pipeline.form.words import plain
from pipeline.outline.paragraphs import Paragraph
from pipeline.outline.stretch import BEGUN
from pipeline.rules.captions import says_done
from pipeline.sheet.blocks import has_edge_between
from pipeline.sheet.model import Goal

BRACKETED = re.compile(r"^【(.*)】$")
DIGITS = re.compile(r"[0-9０-９]+")
LETTERS = re.compile(r"\w+")


Heads = Literal["all", "part"]
"""what a heading heads: all that follows up to the next one, or a part of what stands under one"""


def likeness_to(text: str, goals: Sequence[Goal]) -> float:
    wanted = plain(text)
    best = 0
    for goal in goals:
        other = plain(goal.text.text)
        if any(wanted[k : k + 2] in other for k in range(len(wanted) - 1)):  # else the matcher, which is slow, finds nothing
            blocks = SequenceMatcher(None, wanted, other, autojunk=False).get_matching_blocks()
            best = max(best, sum(block.size for block in blocks if block.size > 1))
    return best / max(len(wanted), 1)


def style_of_mark(paragraph: Paragraph) -> str:
    """What all marks of one list have in common: their sign, however it is typed, or how they count."""
    text = DIGITS.sub("1", SIGN.sub("①", paragraph.mark.text))
    is_letter = paragraph.mark.kind == "letter" or place_in_series(paragraph.mark.text) is not None
    return LETTERS.sub("ア", text) if is_letter else text.translate(ALIKE)


ALIKE = str.maketrans("〇◯･•‐–－−", "○○・・----")
"""signs that hands and programs put for each other"""


@dataclass(frozen=True, slots=True)
class HeadingPlace:
    """A paragraph that may be a heading between its neighbours, with what its section's bullets look like."""

    block: Paragraph
    before: Paragraph | None
    following: Paragraph | None
    bullets_x: float | None
    has_bold_bullets: bool

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def is_over_list(self) -> bool:
        """Whether items stand below it; below a number others count on."""
        below = "none" if self.following is None else self.following.mark.kind
        return below in ("bullet", "arrow") or below in NUMBERED and self.block.mark.kind not in NUMBERED

    @property
    def is_over_text(self) -> bool:
        return self.following is not None and self.following.mark.kind == "none"

    @property
    def is_ended(self) -> bool:
        return ENDED.search(self.text) is not None

    @property
    def is_sentence(self) -> bool:
        """Whether it ends a sentence, or says what was done without a full stop."""
        return self.is_ended or says_done(self.text)

    @property
    def is_set_off_by_weight(self) -> bool:
        return self.block.bold and not self.has_bold_bullets

    @property
    def is_boxed(self) -> bool:
        """Whether it stands alone in a box, behind what may end and over what has no box of its own."""
        if self.following is None or self.before is not None and self.before.text[-1:] in BEGUN:
            return False
        own, below = self.block.units[0], self.following.units[0]
        return not below.alone and has_edge_between(own, below)

    def is_right_of_bullets(self, room: float) -> bool:
        """Whether it begins further right than the bullets by more than so many em."""
        return self.bullets_x is not None and self.block.x > self.bullets_x + room * self.block.size


INDENT, BOLD_INDENT = 0.6, 1.6
"""em; how far right of the bullets under it a heading may begin, a bold one too"""
LIKE = 0.6
"""of the text that a goal repeats; a sentence this much like a goal is its heading"""
BEHIND = r"(?:[（(][^（）()]*[）)]|[※*＊]?[0-9０-９]{1,2}[)）]?)"
REMARK, ENDED = re.compile(rf"[。．！？!?]{BEHIND}+$"), re.compile(rf"[。．]{BEHIND}*$")
