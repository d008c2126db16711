"""The kinds of document that are read: editions of the form, each an entry of ``rules/kinds.toml`` with a file of rules.

In come the lines of a document, out goes the form that it is on. A further edition needs an entry and rules that say where it differs
from another (``like``), with examples; no code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.form.compiled import form_rules
from pipeline.form.scanned import scanned_form_rules
from pipeline.form.words import Form
from pipeline.rules import load


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document: its names, and the file of rules with its words."""

    code: str
    ja: str
    en: str
    rules: str

    def form(self, *, scanned: bool) -> Form:
        """Its words as printed, or as a scanner reads them."""
        return scanned_form_rules(self.rules) if scanned else form_rules(self.rules)

    def recognise(self, lines: Iterable[str], *, scanned: bool) -> int:
        """How many of a document's lines are headings of projects or labels of sections of this kind."""
        form = self.form(scanned=scanned)
        return sum(form.project_of(line) is not None or form.section_of(line) is not None for line in lines)


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order in which they are declared."""
    return tuple(Kind(code, **declared) for code, declared in load("kinds").items())


def form_of(lines: Iterable[str], *, scanned: bool) -> Form:
    """The form whose words most of the lines are, the first declared of several."""
    known = kinds()
    if len(known) > 1:
        texts = tuple(lines)
        return max(known, key=lambda kind: kind.recognise(texts, scanned=scanned)).form(scanned=scanned)
    return known[0].form(scanned=scanned)
