"""What each file of the rules may hold, one model a file; ``load`` holds the file against it, so that a key that nobody would read is
told where it stands.

A model is written as the file is: ``{"key": …}`` a table with these keys, ``"key?"`` one that may be left out, ``{"*": …}`` a table whose
keys are names that whoever writes it chooses; ``[…]`` a list of such things, ``(…, …)`` one or the other, a Literal one of its values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

Shape = Any
Holds = Literal["headed", "numbered", "plain", "sections", "viewpoints"]
"""what a section holds"""
Rater = Literal["operator", "ward"]
ColumnRole = Literal["goals", "perhaps_goals", "prior_issues", "ratings", "rating_operator", "rating_ward", "unread"]
"""What a column of the goal table holds, as the contract calls it: "perhaps_goals" may head another table too, "ratings" stands over
those of both raters, "unread" is what the contract has no place for, which is named and kept out."""
RATED: Mapping[Rater, ColumnRole] = {"operator": "rating_operator", "ward": "rating_ward"}
"""the two who rate, and the columns of their ratings"""
Severity = Literal["error", "warning"]


def _each(keys: str, shape: Shape) -> dict[str, Shape]:
    """A table with these keys, all of one shape."""
    return dict.fromkeys(keys.split(), shape)


_WORDS = [str]
_NUMBER = (int, float)
_SAID = {"ja": str, "en": str, "en_one?": str}
_SENTENCES = {"*": _SAID}
_COLUMNS = {"ja": _WORDS, "en": _WORDS}
_EXAMPLES = {"examples": _WORDS, "not_examples": _WORDS}
_RULE = {"patterns": _WORDS, "examples": _WORDS, "not_examples?": _WORDS}
_PATTERN = {"pattern": str, **_EXAMPLES}
_LABEL = {**_each("is? begins? ends? contains? but?", _WORDS), **_EXAMPLES}

_SECTION = {
    **_RULE,
    **_each("ja en brief", str),
    **_each("place colour", int),
    **_each("is_unmistakable may_stand_beside", bool),
    "holds": Holds,
    "reasons_of?": Rater,
    "comes_back?": bool,
}
_FORM = {
    "like?": str,
    "without?": _WORDS,
    "words": {"*": _WORDS},
    "sections": {"*": _SECTION},
    "columns": {"*": {**_RULE, "holds": ColumnRole}},
    "past_ratings": _RULE,
    "operator_name": _RULE,
    "prior_term": _RULE,
    "rating": {**_RULE, **_each("scale choices unrated same overall legend_heads corners", _WORDS), "spellings?": {"*": str}},
    "overview": _each("subject period implementer purpose conducted operator office about", _WORDS),
    "overview_heads": _each("labels texts table", _WORDS),
    "title": {**_each("pattern subject form form_title term_no", str), "examples": _WORDS, "interim": _WORDS},
    "implementer": {**_each("office ward part whole begins", str), **_each("between roles heads legal_forms", _WORDS)},
    "introductions": _RULE,
    "notes": {**_RULE, **_each("leading in_tables empty behind_numbers", _WORDS)},
    "captions": {**_each("tables figures numbered units said counts", _WORDS), "signs": str},
    "caption_remarks": _RULE,
    "done": _RULE,
    "joined_sentences": _RULE,
    "questions": _RULE,
    "contact": _RULE,
    "no_ward": _RULE,
    "page_turns": {**_RULE, "behind_labels": _WORDS},
    "contents": _RULE,
    "further_parts": _RULE,
    "seals": {**_RULE, "blank": _WORDS},
    "projects": [{"no": int, "code": str, "titles": _WORDS, "since?": int}],
    "project_heading": {**_PATTERN, "numbered": str, "any": str},
    "ticks": {**_each("signs heads grades places", _WORDS), **_EXAMPLES},
    "marks": {
        **_each("bullets pointing heading arrows notes words word_heads series joined_words list_words", _WORDS),
        **_each("circled roman", str),
    },
}

_FACTS = {
    "eras": [{"names": _WORDS, "first": int, "last?": int, "foreseen?": int}],
    "period": {
        **_each("year_end fiscal calendar tails after_short_year part_year each_year_end half_year quarter stock no_stock", _WORDS),
        "half": str,
        **_each("behind_part month_corners weekdays", _WORDS),
        **_each("no_period_before no_period_after surveys of_survey", _WORDS),
        "examples": [{"text": str, "fiscal_year": int, "kind": str, "month?": str}],
    },
    "times": _each("words years fiscal first", _WORDS),
    "dashes": _each("level waves alone", str),
    "number": {"minus": _WORDS, "plus": _WORDS, "multipliers": {"*": int}},
    "units": {
        **_each("known counters in_headers not_in_brackets no_units scales counted counted_ends shares multiples points per", _WORDS),
        **_EXAMPLES,
    },
    "unit_norms": {"same": {"*": _WORDS}, "scaled": {"*": [(str, int)]}},
    "subjects": {**_each("prefecture city", str), **_each("own others ambiguous districts districts_end before after", _WORDS)},
    "qualifiers": {
        **_each("before after each in_time least most", _WORDS),
        "examples": [{"text": str, "value": _NUMBER, "unit": str, "qualifier": str}],
    },
    "terms": {**_each("is begins not_beside no_terms", _WORDS), **_EXAMPLES},
    "nulls": {
        **_each("dash ditto ditto_above not_yet errors vague cancelled", _WORDS),
        "cancelled_max_chars": int,
        "examples": [{"text": str, "reason": str}],
    },
    "roles": [{"role": str, **_LABEL}],
    "checks": _each("total grand_total average not_additive counting_ends rounded_units totals_explained parts_explained", _WORDS),
    **_each("corner describing numbering unit_columns ranking measures", _LABEL),
    "caption": {"examples": [{"text": str, "label": str, "unit?": str, "fiscal_year?": int}]},
}

_INDICATOR = {
    **_each("code title_ja title_en description_ja description_en unit project", str),
    "is_stock": bool,
    **_each("is groups? captions? units? not? roles?", _WORDS),
    "parts?": [_WORDS],
    **_EXAMPLES,
}

_PROSE = {
    "numbers": {
        **_each("not_counts change_behind exact_behind conjunctions not_a_years rounded nothing_counted not_of_the_thing", _WORDS),
        **_each("done often scope before counted_begins counted_ends shares", _WORDS),
    },
    "years": _each("not_behind ends", _WORDS),
    "types": [{"type": str, "ends": _WORDS, "examples": _WORDS}],
    "contexts": [{"type": str, "behind": _WORDS}],
    "brackets": {**_each("said_behind_to said_behind named_behind no_names", _WORDS), "longest": int, "shortest": int},
    "organisations": _each("begins ends generic", _WORDS),
    "lookalikes": {**_each("words_with_kanji capitals no_slips", _WORDS), **_each("shortest_kana often most_alike", int)},
}

_PLACED_EXAMPLES = [(str, {**_each("section? table? goals? headings? ward_reason? issues? said?", _WORDS), "was?": str, "now?": str})]
_SLIP = {
    **_each("title reason advice", _SAID),
    "defects?": _WORDS,
    "examples?": _PLACED_EXAMPLES,
    "not_examples?": _PLACED_EXAMPLES,
}
_PROOFREADING = {
    **_each("lookalike name-spelling doubled-word bracket-unclosed sentence-broken style-mixed number-against-table sum-differs", _SLIP),
    **_each("goal-without-reason era-contradicts mark-out-of-sequence part-blank width-mixed", _SLIP),
    "rating-changed": {**_SLIP, **_each("spoken_of spoken_of_better spoken_of_worse", _WORDS)},
    "words": {
        **_each("long_ago since may_double whole uttered telling binding no_noun polite asking counters labels areas", _WORDS),
        "headline_ends": _WORDS,
    },
    "checklist": _SENTENCES,
}

_COLUMN = {
    **_each("like? type? unit?", str),
    **_each("title? description? of?", _SAID),
    "nullable?": bool,
    "values?": (str, _WORDS),
    "since?": int,
}
_CONTRACT = {
    "version": int,
    "of_release": _WORDS,
    "values": {"*": _WORDS},
    "shared": {"*": _COLUMN},
    "table": {
        "*": {
            **_each("title description printed?", _SAID),
            "key": _WORDS,
            "column": {"*": _COLUMN},
            "foreign_keys?": [{"columns": _WORDS, "to": str, "to_columns?": _WORDS}],
        }
    },
}

_RELEASES = {
    **_each("title unnamed nothing code rules added renamed superseded withdrawn refused values corrections more", _SAID),
    **_each("unknown_term counts", _SAID),
    **_each("years from", {"en": str}),
    "columns": _COLUMNS,
    "causes": _each("source code rules correction", _SAID),
    "kinds": _each("final interim", _SAID),
    "states": _each("published refused not_found withdrawn", _SAID),
}

_SCAN = {
    **_each("alike examples not_examples names", _WORDS),
    **_each("characters_a_difference least_characters", int),
    "context": {
        **_each("particles same_sound glides before_glides counted units rings dots dashes", str),
        **_each("brackets small_before large_before variants ideograph_after words small_behind", _WORDS),
        "small": {"*": _WORDS},
    },
}

SHAPES: Mapping[str, Shape] = {
    "checks": {"page_numbers": {**_PATTERN, "words": _WORDS}, "labels": {"words": _WORDS, "longest": int, **_EXAMPLES}},
    "comparison": _each("table part who change difference remark relation", _SENTENCES),
    "content": {"operators": str},
    "contract": _CONTRACT,
    "defects": {"*": {"severity": Severity, "message": _SAID, "advice": _SAID, "acceptable?": bool}},
    "editions": {"corrected": _WORDS, **_EXAMPLES},
    "facts": _FACTS,
    "fetch": {
        "states": _each("new changed unchanged moved gone failed", _SAID),
        "columns": _COLUMNS,
        "said": _SENTENCES,
        **_each("html other summary dry nothing-registered", _SAID),
    },
    "folds": {
        **_each("variants signs symbols radicals", {"*": str}),
        "symbol_fonts": _each("by_code dot", _WORDS),
        "witness": {"same": _WORDS},
        "examples": [{"found": str, "text": str}],
    },
    "indicators": {
        "excluded": _each("words patterns examples", _WORDS),
        "frames": _each("ends plain tails", _WORDS),
        "counts": {"*": str},
        "indicators": [_INDICATOR],
    },
    "kinds": {"*": _each("ja en rules", str)},
    "typefaces": _each("gothic mincho", _WORDS),
    "languages": {"language": [{**_each("code letters frequent", str), **_each("share of_text", _NUMBER), "least": int}]},
    "links": {
        **_each("least containment letters least_nearness", _NUMBER),
        "most_suggested": int,
        "examples": [{"challenge": str, "issue": str, "reworded": bool}],
        "condensed": [{"challenges": _WORDS, "issues": _WORDS, "taken_up": [[int]]}],
    },
    "lookalikes": {**_each("kanji hiragana in_pictures", _WORDS), "dashes": str, "hyphens": str, "letters": {"*": str}},
    "matching": _each("conditions texts", _SENTENCES),
    "places": {"page": _SAID, "parts": _SENTENCES, "fields": _SENTENCES},
    "proofreading": _PROOFREADING,
    "prose": _PROSE,
    "releases": _RELEASES,
    "said": _each("run check verify wrote registered explain decided app", _SENTENCES),
    "scan": _SCAN,
    "terms": {"contract": int, "stop": _WORDS},
    "themes": {"contract": int, "theme": [{"id": str, "name": str, "words": _WORDS, "without?": _WORDS}]},
    "usage": _each("argparse help examples usage gate system", {"*": str}),
    "viewpoint_links": {
        "contract": int,
        **_each("asserted first suggested named constant", _NUMBER),
        "signals": _each("evidence lead likeness likeness_lead heading parent unrecognised nothing", _NUMBER),
        "calibration": _each("slope intercept", _NUMBER),
    },
    "viewpoints": {
        "contract": int,
        **_each("least also_asked clause clause_lead taken", _NUMBER),
        **_each("goal viewpoint", [{"code": str, "text": str, "also": _WORDS}]),
    },
}


def shape_of(name: str) -> Shape:
    """The model of ``rules/{name}.toml``: one that has no other is an edition of the form, as form.toml and each that kinds.toml names."""
    return SHAPES.get(name, _FORM)
