"""What the commands say of their own, in the reader's language, in the words of ``rules/said.toml`` and ``rules/fetch.toml``.

In goes the name of a sentence with its values, out comes a text or a line on the standard output.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline import rules
from pipeline.rules.defects import Language
from pipeline.run.progress import say
from pipeline.text.years import years_of_era


def text(name: str, language: Language, /, **values: object) -> str:
    """The sentence ``name`` ("run.published" is that of ``said.toml``, "fetch.dry" that of ``fetch.toml``), filled in; where
    ``count`` is 1 and the language has a singular, with that."""
    table, _, key = name.partition(".")
    said = rules.load(table)[key] if table == "fetch" else rules.load("said")[table][key]
    singular = said.get(f"{language}_one") if values.get("count") == 1 else None
    return str(singular or said[language]).format(**values)


def tell(name: str, language: Language, /, **values: object) -> None:
    """The sentence as a line on the standard output."""
    say(text(name, language, **values))


def sheet_named(period: str, sheet_kind: str, language: Language) -> dict[str, str]:
    """``period`` (fiscal years, "2021-2025", "?" for one that is not known) and ``kind`` of a sheet as that language writes them:
    令和３～７年度 and 期末のまとめ."""
    start, _, end = period.partition("-")
    kind = str(rules.load("releases")["kinds"][sheet_kind][language]) if sheet_kind else ""
    if language == "en" or not period:
        return {"period": period, "kind": kind}
    return {"period": years_of_era(*(int(year) if year.isdigit() else None for year in (start, end))) or "?", "kind": kind}


def listed(names: Iterable[object], language: Language) -> str:
    """The names as a list within a sentence."""
    return ("、" if language == "ja" else ", ").join(map(str, names))
