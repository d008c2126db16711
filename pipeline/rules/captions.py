"""How the names of tables and figures begin (表１, ■図2, 【グラフ】), and the notes under them, from ``form.toml``.

Whatever tells a name from a sentence takes it from here: what finds captions, what misses the text of a table, what reads a caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.rules import any_of, load

_CAPTIONS = load("form").table("captions")
NOTE_SIGNS = tuple(load("form")["notes"]["leading"])
"""what a note under a table begins with"""
NOTES_IN_TABLES = (*NOTE_SIGNS, *load("form")["notes"]["in_tables"])
_WORDS = (*_CAPTIONS["tables"], *_CAPTIONS["figures"])
CAPTION_SIGNS = frozenset((*_CAPTIONS["signs"], *(word for word in _WORDS if len(word) == 1)))
"""first characters of names; a word of one character is as good as a sign"""
UNNUMBERED_WORDS = tuple(_WORDS)
NUMBERED_WORDS = (*_WORDS, *_CAPTIONS["numbered"])


def _names(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for the head of a name: 表 before a number, a space or a bracket is one, and 表彰 and グラフで are none."""
    signs = re.escape("".join(_CAPTIONS["signs"]))
    return re.compile(rf"[{signs}]?{any_of(words)}(?:[-‐–－ー\s\d①-⑳：:.．）)】］\]〉》]|$)")


NAMES_TABLE = _names(_CAPTIONS["tables"])
NAMES_FIGURE = _names(_CAPTIONS["figures"])
UNIT_WORDS: tuple[str, ...] = tuple(_CAPTIONS["units"])
_TABLES, _UNITS = any_of(_CAPTIONS["tables"]), any_of(UNIT_WORDS)
IS_OF_TABLE = re.compile(rf"^[^ぁ-んァ-ン一-龥]?{_TABLES}[-ー]?[0-9]+(?![0-9のはをに,、・と~]|から|より)|\({_UNITS}|{_UNITS}:")
"""in a plain line that names a table and nothing else; 30分単位で is said of something else"""
IS_REMARK = load("form").table("caption_remarks").pattern("patterns")
"""a plain line that says of a table named above it in what unit or as of when it counts"""
_SAID: tuple[str, ...] = tuple(_CAPTIONS["said"])
_COUNTS: tuple[str, ...] = tuple(_CAPTIONS["counts"])
_CLOSING = "】〉》＞>］]〕≫"
"""brackets that a name stands in as a whole"""
_DONE = load("form").table("done").pattern("patterns")
_REMARK = re.compile(r"[（(][^（）()]*[）)]$")
"""what a line says in brackets behind all else: 面談を年４回実施しました（約６割が再訪）"""


def says_done(text: str) -> bool:
    """Whether a line says what was done, with no full stop behind it, but perhaps a remark in brackets."""
    return _DONE.fullmatch(_REMARK.sub("", text)) is not None


def is_sentence_without_stop(text: str) -> bool:
    """Whether a line says what was or is done, and so names no table, where items have no 。"""
    return _REMARK.sub("", text).endswith(_SAID) or says_done(text)


def names_counts(text: str) -> bool:
    """Whether a line, in brackets of its own or not, ends as the names of tables do: 【利用者数】, 相談の状況."""
    return text.rstrip(_CLOSING).endswith(_COUNTS)
