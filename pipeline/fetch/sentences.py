"""What a round says of its addresses, in the words of ``rules/fetch.toml``.

In go ``Outcome``s, out come texts in one language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline import rules
from pipeline.fetch.harvest import Outcome
from pipeline.rules.defects import Language


def state_of(outcome: Outcome, language: Language) -> str:
    """New, changed and so on, in words."""
    return str(rules.load("fetch")["states"][outcome.state][language])


def note_of(outcome: Outcome, language: Language) -> str:
    """All that is to say of one address."""
    end = "。" if language == "ja" else "; "
    return end.join(sentence(code, values, language) for code, values in outcome.said)


def sentence(code: str, values: Mapping[str, Any], language: Language) -> str:
    """One sentence, filled in."""
    told = rules.load("fetch")
    filled = {name: value[language] if isinstance(value, Mapping) else value for name, value in values.items()}
    if "title" in filled:
        what = told["other"] if filled["title"] is None else told["html"]
        filled["what"] = what[language].format(title=filled["title"])
    return str(told["said"][code][language]).format(**filled)
