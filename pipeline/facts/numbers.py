"""The numbers that a ward prints in a cell: its quantities, an amount of money or hours, a share, or a sign or word that there is none.

In comes a cell's text as printed; out goes a ``CellReading`` with its quantities, or why it has none.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from pipeline.facts import lexicon, marks
from pipeline.facts.model import NullReason
from pipeline.facts.quantities import FIRST_YEAR, MINUS, MULTIPLIER, QUALIFIER, SIGN, CellReading, Quantity, quantities_of
from pipeline.facts.units import UNIT
from pipeline.rules import any_of

_NULLS = lexicon.section("nulls")
_BEFORE = 12
"""characters behind ※ among which a 千 or 万 may be that of the number before (3※注千円): what begins so is no mere remark"""
_REMARK = re.compile(rf"(?P<number>.*?\S)\s*※\s*(?P<remark>(?!\D{{0,{_BEFORE}}}{MULTIPLIER})[^\W\d_]\D*)")
_PLAIN = re.compile(rf"(?P<sign>{SIGN}?)(?P<int>\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d{{1,15}})(?P<dec>\.\d{{1,6}})?(?P<unit>{UNIT})?")
_SCALES = frozenset(lexicon.section("units")["scales"])
_DATE_LIKE = re.compile(r"(?:19|20)\d\d\.(?:0?[1-9]|1[0-2])|毎月\d{1,2}日")
_MALFORMED = re.compile(rf"{SIGN}?\s?(?=[\d,.、OolI|\s]*\d)[\dOolI|][\dOolI|,.、\s]*(?P<unit>{UNIT})?")
_NULL_WORDS: tuple[tuple[NullReason, frozenset[str]], ...] = tuple(
    (reason, frozenset(lexicon.squeeze(w) for w in _NULLS[reason])) for reason in ("dash", "ditto", "not_yet")
)
_DASH_OF_UNIT = re.compile(rf"[{re.escape(lexicon.section('dashes')['level'])}]{UNIT}")
"""no number, its unit behind the dash: －人"""
_ERROR = re.compile(rf"#+|{any_of(_NULLS['errors'])}", re.IGNORECASE)
_VAGUE = frozenset(lexicon.squeeze(w) for w in _NULLS["vague"])
_KANJI_NUMBER = re.compile(rf"[〇零一二三四五六七八九十百千万億]+{UNIT}?")
_DATE = re.compile(r"\d{1,2}[:時]\d{0,2}|(?:\d{1,2}|毎)月\d{1,2}日|\d{1,4}/\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}\(|\([月火水木金土日・祝]+\)|曜")
_ONE_DAY = r"(?:[^\W\d]{0,2}(?:\d{1,4}|元)[年./])?(?:\d{1,2}[月/.])?\d{1,2}日?(?:\([月火水木金土日・祝]{1,5}\))?"
_DAY = re.compile(rf"(?=.*[月/].*\d|.*\d日|.*\..*\.){_ONE_DAY}(?:[~・、,-]{_ONE_DAY}){{0,5}}")
_MOST_MALFORMED = 24
"""characters; a longer cell is a remark with numbers in it, unless it is nothing but digits"""
_CANCELLED = re.compile(any_of(_NULLS["cancelled"]))
_CANCELLED_MAX: int = _NULLS["cancelled_max_chars"]
WORDS = CellReading()
_LONGEST = 120
"""A longer text is a sentence; the bound keeps the time spent on a hostile file small."""
_SHARE = re.compile(
    r"(?P<term>[^\d()。%][^\d。%]{0,30}?)\s?(?:\(\s?(?P<bracketed>\d{1,3}(?:\.\d+)?)\s?%\s?\)|(?P<plain>\d{1,3}(?:\.\d+)?)\s?%)"
)


def _share(text: str) -> CellReading | None:
    """An item of a ranked list with its percentage in one cell: 発育・発達 20.3%, 食事（18%）."""
    m = _SHARE.fullmatch(text)
    if not m or m["term"].count("(") != m["term"].count(")"):
        return None
    term, digits = m["term"].strip(" :"), m["bracketed"] or m["plain"]
    if not term or term[-1] in "~-−▲△+約/→" or QUALIFIER.fullmatch(term):
        return None
    return CellReading((Quantity(float(digits), "%", term=term, decimals=len(digits.partition(".")[2])),))


def _folded(text: str) -> str:
    """``text`` without marks, in NFKC with one kind of wave dash, arrow and bracket, white space made single spaces."""
    folded = unicodedata.normalize("NFKC", text.replace("　", " ")).translate(_NUMBER_FOLD)
    return re.sub(r"\s+", " ", folded).strip()


_NUMBER_FOLD = str.maketrans("〜∼～⇒➡⇨➝➔⟶⟹▶►[]〔〕", "~~~→→→→→→→→→()()")
_YEN = re.compile(r"[¥\\]\s?(?P<amount>[\d,.]+)円?")
_HOURS = re.compile(r"(?P<hours>\d{1,5})時間\s?(?P<minutes>[0-5]?\d)分間?")
_LONG_DASH = "ーｰ—―"
"""what some print for a minus before a digit"""


@lru_cache(maxsize=16384)
def read_cell(text: str) -> CellReading:
    """The numbers of a cell's printed text, all of it or none; ``WORDS`` where the text is words, a date or a sentence."""
    if len(text) > _LONGEST:
        return CellReading(unreadable=True) if text.isdecimal() else WORDS
    return _plain_number(text) or _remarked(text) or _null(text) or _read_unmarked(text)


def _plain_number(text: str) -> CellReading | None:
    plain = _PLAIN.fullmatch(text)
    if not plain or _DATE_LIKE.fullmatch(text) or marks.has_odd_signs(text):
        return None
    if plain["unit"] == "年" and int(plain["int"].replace(",", "")) >= FIRST_YEAR:
        return WORDS
    sign = plain["sign"]
    value = float(plain["int"].replace(",", "") + (plain["dec"] or ""))
    value = (-value if sign in MINUS else value) + 0.0
    return CellReading((Quantity(value, plain["unit"], signed=bool(sign), decimals=len(plain["dec"] or ".") - 1),))


def _remarked(text: str) -> CellReading | None:
    """A number with a remark behind ※, which becomes its qualifier."""
    remarked = _REMARK.fullmatch(text)
    if not remarked or marks.has_odd_signs(remarked["remark"]):
        return None
    before = read_cell(remarked["number"])
    if not before.values or before.bare:
        return None
    first = before.values[0]
    qualifier = "、".join(w for w in (first.qualifier, remarked["remark"].strip(" )）")) if w)
    return replace(before, values=(replace(first, qualifier=qualifier), *before.values[1:]))


def _null(text: str) -> CellReading | None:
    """A cell that says by a sign or word that it has no number."""
    bare = re.sub(r"\s", "", _folded(text))
    if not bare:
        return CellReading(null_reason="empty")
    unwrapped = bare[1:-1] if bare[0] == "(" and bare[-1] == ")" else bare
    for reason, words in _NULL_WORDS:
        if unwrapped in words:
            return CellReading(null_reason=reason)
    if _DASH_OF_UNIT.fullmatch(unwrapped):
        return CellReading(null_reason="dash")
    if _ERROR.fullmatch(bare):
        return CellReading(unreadable=True)
    return None


def _read_unmarked(text: str) -> CellReading:
    unmarked = marks.unmarked(text)
    cleaned = _folded(unmarked)
    if _DATE_LIKE.fullmatch(cleaned) or marks.has_odd_signs(unmarked):
        return WORDS
    bare = re.sub(r"\s", "", cleaned)
    if found := _numbers_in(cleaned, len(bare)):
        return found
    if null := _null(unmarked):
        return null
    if len(bare) <= _CANCELLED_MAX and _CANCELLED.search(bare):
        return CellReading(null_reason="cancelled")
    return WORDS


def _numbers_in(cleaned: str, length: int) -> CellReading | None:
    """The quantities that a text is, of so many characters without white space; None where it is words."""
    if cleaned[0] in _LONG_DASH and cleaned[1:2].isdigit():
        cleaned = "-" + cleaned[1:]
    found = _yen(cleaned) or _hours(cleaned) or quantities_of(cleaned) or _share(cleaned)
    if not found and _MALFORMED.fullmatch(cleaned) and (length <= _MOST_MALFORMED or cleaned.isdecimal()):
        return CellReading(unreadable=True)
    return found


def _yen(text: str) -> CellReading | None:
    """¥12,345 is 12345 円."""
    yen = _YEN.fullmatch(text)
    return quantities_of(yen["amount"] + "円") if yen else None


def _hours(text: str) -> CellReading | None:
    """1時間30分 is one amount, 90 分, where nothing stands beside it."""
    hours = _HOURS.search(text)
    if not hours:
        return None
    whole = hours[0] == text
    return CellReading((Quantity(float(int(hours["hours"]) * 60 + int(hours["minutes"])), "分"),)) if whole else WORDS


def says_number(text: str) -> bool:
    """True for a short text with digits, or of signs alone: in a column of numbers it would be one, but is no spelling of any."""
    bare = lexicon.squeeze(text)
    if not bare or len(bare) > _MOST_MALFORMED and not bare.isdecimal() or "。" in bare[:-1]:
        return False
    return any(c.isdigit() for c in bare) or bare in _VAGUE or not any(c.isalpha() for c in bare) or bool(_KANJI_NUMBER.fullmatch(bare))


def is_date(text: str) -> bool:
    """True where a day, a time of day or a day of the week is printed (6月14日(金), 9:30～16:00)."""
    return bool(_DATE.search(lexicon.squeeze(text)))


def is_day(text: str) -> bool:
    """True for a text that is no more than a day, several or a stretch of them: 6月14日(金), 令和6年5月1日～3日, 7/6."""
    return bool(_DAY.fullmatch(lexicon.squeeze(text)))


@lru_cache(maxsize=16384)
def is_scale(text: str) -> bool:
    """True for a number that more often names a row or column than counts: 0歳, 2歳以上, 6～11か月."""
    reading = read_cell(text)
    return bool(reading.values) and all(q.unit in _SCALES for q in reading.values)
