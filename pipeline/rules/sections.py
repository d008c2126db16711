"""The sections of the form as ``form.toml`` declares them, each once: names, place in a project, what it holds, where it may stand.

Whatever names, orders, colours or counts sections (messages, checks, trace, report, contract) takes it from here: what reads a sheet
from the sections of its edition, what comes after from those of all editions that ``kinds.toml`` names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.rules import load
from pipeline.rules.shapes import Holds, Rater


@dataclass(frozen=True, slots=True)
class SectionRule:
    """One section. ``place`` is its place in a project, from 0; ``brief`` and ``colour`` (0xRRGGBB) are how ``kyoten trace`` draws it.

    ``holds`` is "headed" where headings tell which goal statements are of, "numbered" where their own marks do, "plain" where nothing
    does; "sections" where it only stands over others, "viewpoints" where it lists those. ``reasons_of`` is whose ratings it gives the
    reasons of, None where it gives none. ``comes_back``: the next term's sheet begins with it as prior issues.
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
    reasons_of: Rater | None = None
    comes_back: bool = False

    @property
    def holds_statements(self) -> bool:
        return self.holds in ("headed", "numbered", "plain")


@dataclass(frozen=True, slots=True)
class FormSections:
    """The sections of one edition, in the order of the form.

    ``holding`` are those that hold statements; ``strong`` those whose labels are unmistakable wherever they stand, ``weak`` the others
    (成果 and 課題 alone may be the header of a data table); ``parallel`` may stand side by side; ``leading`` stand before another at the
    same place.
    """

    rules: Mapping[str, SectionRule]
    holding: tuple[str, ...]
    strong: frozenset[str]
    weak: frozenset[str]
    parallel: frozenset[str]
    leading: frozenset[str]

    def divided_into(self, section: str) -> tuple[str, ...]:
        """The sections that a label stands over (成果 and 課題); none for one that stands over no others."""
        rule = self.rules.get(section)
        return tuple(code for code in self.holding if rule and rule.holds == "sections" and self.rules[code].place == rule.place)

    @property
    def last_place(self) -> int:
        return max(rule.place for rule in self.rules.values())

    def holds(self, section: str | None) -> Holds | None:
        """What a section holds; None where it is none that is declared."""
        rule = self.rules.get(section or "")
        return rule.holds if rule else None


@cache
def sections_of(name: str) -> FormSections:
    """The sections that ``rules/{name}.toml`` declares. Raises RulesError."""
    return _ordered(_declared(name))


def _declared(name: str) -> list[SectionRule]:
    return [
        SectionRule(code, **{key: value for key, value in entry.items() if key in SectionRule.__slots__})
        for code, entry in load(name).table("sections").tables()
    ]


def _ordered(declared: list[SectionRule]) -> FormSections:
    ordered = sorted(declared, key=lambda rule: rule.place)
    rules = {rule.code: rule for rule in ordered}
    holding = tuple(rule.code for rule in ordered if rule.holds_statements)
    strong = frozenset(rule.code for rule in ordered if rule.is_unmistakable)
    return FormSections(
        rules,
        holding,
        strong,
        frozenset(holding) - strong,
        frozenset(rule.code for rule in ordered if rule.may_stand_beside),
        frozenset(rule.code for n, rule in enumerate(ordered) if any(rule.place == other.place for other in ordered[n + 1 :])),
    )


def all_sections() -> FormSections:
    """The sections of all editions together, each as the first that has it declares it."""
    found: dict[str, SectionRule] = {}
    for kind in load("kinds").values():
        found = {rule.code: rule for rule in _declared(kind["rules"])} | found
    return _ordered(list(found.values()))


_ALL = all_sections()
SECTION_RULES: Mapping[str, SectionRule] = _ALL.rules
SECTIONS = _ALL.holding
"""the sections of all editions that hold statements, in the order of the form"""
CHALLENGES = tuple(code for code in SECTIONS if SECTION_RULES[code].comes_back)
"""those of which the next term's sheet says what became"""
