"""The words of 様式1-1 as a scanner reads them: 目指す処点の姿 is the label 目指す拠点の姿 on a scanned page.

In goes what ``Form`` takes, out comes what it would say of the label that was printed. Only labels are recognised in this
way; the text of the sheet stays as the scanner read it. What counts as alike stands in ``rules/scan.toml`` and ``rules/lookalikes.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import cache
from itertools import chain
from typing import Any, TypeVar

from pipeline import rules
from pipeline.form.compiled import form_rules
from pipeline.form.words import Form, ProjectRule, plain
from pipeline.rules.shapes import ColumnRole

_Name = TypeVar("_Name", bound=str)
_NUMBER = re.compile(r"[^\u3040-\u9fff]{0,4}")
"""What may stand before the title of a project: its number and the signs around it."""


@dataclass(frozen=True, slots=True, eq=False)
class ScannedForm(Form):
    """``Form`` for pages whose characters a scanner read."""

    labels: tuple[str, ...]
    names: tuple[str, ...]
    alike: dict[int, str]
    folded: dict[str, str]
    characters_a_difference: int
    least_characters: int

    def section_of(self, text: str) -> str | None:
        return Form.section_of(self, text) or self._of(Form.section_of, text)

    def column_of(self, text: str) -> ColumnRole | None:
        return Form.column_of(self, text) or self._of(Form.column_of, text)

    def overview_of(self, text: str) -> str | None:
        return Form.overview_of(self, text) or self._of(Form.overview_of, text)

    def project_of(self, text: str) -> tuple[int, str] | None:
        if found := Form.project_of(self, text):
            return found
        wanted = plain(text)
        begin = _NUMBER.match(wanted)
        title = wanted[begin.end() if begin else 0 :]
        nearest = self.nearest(title, (known for project in self.projects for known in project.titles))
        return (self._numbered(nearest).no, title) if nearest else None

    def is_own_name(self, text: str) -> bool:
        return Form.is_own_name(self, text) or self.nearest(plain(text), self.names) is not None

    def nearest(self, text: str, labels: Iterable[str]) -> str | None:
        """The label that a plain text was printed as; None where none is near enough."""
        wanted = text.translate(self.alike)
        letters = set(wanted)
        best: tuple[float, str] | None = None
        for label in labels:
            known = self.folded[label]
            allowed = len(known) // self.characters_a_difference if len(known) >= self.least_characters else 0
            if abs(len(known) - len(wanted)) <= allowed and len(set(known) - letters) <= allowed:
                away = differences(known, wanted)
                if away <= allowed and (best is None or away < best[0]):
                    best = away, label
        return best[1] if best else None

    def _of(self, rule: Callable[[Form, str], _Name | None], text: str) -> _Name | None:
        nearest = self.nearest(plain(text), self.labels)
        return rule(self, nearest) if nearest else None

    def _numbered(self, title: str) -> ProjectRule:
        return next(project for project in self.projects if title in project.titles)


def differences(one: str, other: str) -> int:
    """How many characters must be put in, left out or changed to make one text of the other."""
    before = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != against)))
        before = row
    return before[-1]


def scanned_form_rules(name: str = "form") -> ScannedForm:
    """``form_rules`` with the labels of the form spelled out."""
    return _scanned_form(name)


@cache
def _scanned_form(name: str) -> ScannedForm:
    form, data, scan, same_look = form_rules(name), rules.load(name), rules.load("scan"), rules.load("lookalikes")
    spelled = [example for entry in (*data["sections"].values(), *data["columns"].values()) for example in entry["examples"]]
    spelled += chain.from_iterable(data["overview"].values())
    kanji, letters = same_look["kanji"], same_look["letters"].items()
    groups = [*scan["alike"], *(other + kana for kana, other in kanji), *(like + digit for digit, like in letters)]
    alike = {ord(char): group[-1] for group in groups for char in group}
    labels = tuple(dict.fromkeys(plain(label) for label in spelled))
    names = tuple(plain(name) for name in scan["names"])
    titles = [title for project in form.projects for title in project.titles]
    same: dict[str, Any] = {field.name: getattr(form, field.name) for field in fields(Form)}
    return ScannedForm(
        **same,
        labels=labels,
        names=names,
        alike=alike,
        folded={text: text.translate(alike) for text in (*labels, *names, *titles)},
        characters_a_difference=scan["characters_a_difference"],
        least_characters=scan["least_characters"],
    )
