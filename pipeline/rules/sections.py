"""The sections of the form as ``form.toml`` declares them, each once: names, place in a project, what it holds, where it may stand.

Whatever names, orders, colours or counts sections (messages, checks, trace, report, contract) takes it from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.rules import load

Holds = Literal["headed", "numbered", "plain", "sections", "viewpoints"]


@dataclass(frozen=True, slots=True)
class SectionRule:
    """One section. ``place`` is its place in a project, from 0; ``brief`` and ``colour`` (0xRRGGBB) are how ``kyoten trace`` draws it.

    ``holds`` is "headed" where headings tell which goal statements are of, "numbered" where their own marks do, "plain" where nothing
    does; "sections" where it only stands over others, "viewpoints" where it lists those.
    """

    code: str
    ja: str
    en: str
    place: int
    holds: Holds
    is_unmistakable: bool
    may_stand_beside: bool
    brief: str
    colour: int

    @property
    def holds_statements(self) -> bool:
        return self.holds in ("headed", "numbered", "plain")


_DECLARED = ("ja", "en", "place", "holds", "is_unmistakable", "may_stand_beside", "brief", "colour")
SECTION_RULES: dict[str, SectionRule] = {
    code: SectionRule(code, **{name: entry[name] for name in _DECLARED}) for code, entry in load("form").table("sections").tables()
}
SECTIONS = tuple(code for code, rule in SECTION_RULES.items() if rule.holds_statements)
"""the sections that hold statements, in the order of the form"""
STRONG = frozenset(code for code, rule in SECTION_RULES.items() if rule.is_unmistakable)
"""those whose labels are unmistakable wherever they stand; 成果 and 課題 alone may be the header of a data table"""
WEAK = frozenset(SECTIONS) - STRONG
PARALLEL = frozenset(code for code, rule in SECTION_RULES.items() if rule.may_stand_beside)
"""those that may stand side by side"""


def holds(section: str) -> Holds | None:
    """What a section holds; None where it is none that is declared."""
    rule = SECTION_RULES.get(section)
    return rule.holds if rule else None
