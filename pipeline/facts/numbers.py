"""The numbers that a ward prints in a cell: width, thousands, 万 and 千, ▲ and △, units, qualifiers, ranges, arrows, several in one.

In comes a cell's text as printed; out goes a ``CellReading`` with its quantities, or why it has none. The grammar is written
by hand: kanjize reads 1万2千 but takes no thousands commas, computes decimals in floating point (1.005億 becomes
100499999) and knows no units; exact decimals matter more here than kanji numerals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from pipeline.facts import lexicon, marks
from pipeline.facts.model import Bound, NullReason
from pipeline.rules import any_of
from pipeline.rules.captions import UNIT_WORDS

_N = lexicon.section("number")
_UNITS = lexicon.section("units")
_QUALIFIERS = lexicon.section("qualifiers")
_TERMS = lexicon.section("terms")
_NULLS = lexicon.section("nulls")

_MULTIPLIERS: dict[str, int] = dict(_N["multipliers"])
_M = any_of(list(_MULTIPLIERS))
_REMARK = re.compile(rf"(?P<number>.*?\S)\s*※\s*(?P<remark>(?!{_M})[^\W\d_]\D*)")
_SIGN = f"[{re.escape(''.join(_N['minus'] + _N['plus']))}±]"
_DIGITS = r"(?:\d{1,3}(?:\s?,\s?\d{3})+|\d+)(?:\.\d+)?(?![\d,.]*\d)"
_NUMBER = re.compile(rf"(?P<sign>{_SIGN}\s?)?(?P<amount>{_DIGITS}(?:\s?{_M}\s?(?:\d+{_M})*(?:\d{{1,3}}(?:,\d{{3}})+|\d+)?)?)")
_AMOUNT_PART = re.compile(rf"({_DIGITS})\s?({_M})?")
_MOST_DIGITS = 15
_PLAIN = re.compile(
    rf"(?P<sign>{_SIGN}?)(?P<int>\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d{{1,15}})(?P<dec>\.\d{{1,6}})?(?P<unit>{any_of(_UNITS['known'])})?"
)
_WORD = re.compile(r"[^\d\s()、。,/~→:・+\-▲△−※;]+")
_KNOWN = re.compile(any_of([*_UNITS["known"], *_UNITS["no_units"]]))
_RATE = re.compile(rf"/(?:{any_of([*_UNITS['known'], *_UNITS['per']])})(?![\w])")
_TIMES = frozenset(_UNITS["per"])
_NO_UNIT = frozenset(_UNITS["no_units"])
_KNOWN_UNITS = frozenset(_UNITS["known"]) | frozenset(_UNITS["in_headers"])
_SCALES = frozenset(_UNITS["scales"])
_NOT_IN_BRACKETS = frozenset(_UNITS["not_in_brackets"])
_STATED_UNIT = re.compile(rf"{any_of(UNIT_WORDS)}(?:は|[:：])?([^、,・]{{1,8}})")
_EACH = any_of(_QUALIFIERS["each"]) + r"[\w ]{0,12}" + any_of(_QUALIFIERS["in_time"])
_BEFORE = re.compile(f"(?:{any_of(_QUALIFIERS['before'])}|{_EACH})" + r"\s*\Z")
_AFTER = re.compile(r"\s?" + any_of(_QUALIFIERS["after"]))
_TERM_WORDS = frozenset(_TERMS["is"])
_NAMED_NEXT = re.compile(any_of(_TERMS["is"]) + rf"\s?(?:{_SIGN})?\d")
_TERM_BEGINS = tuple(_TERMS["begins"])
_NO_TERMS = frozenset(_TERMS["no_terms"])
_NOT_BESIDE = tuple(_TERMS["not_beside"])
_HEAD = re.compile(rf"[^\d()、。,/~→・;▲△+\-−±‐–]*?(?={_SIGN}\s?\d|\d)")
_SEPARATOR = re.compile(r"\s*(?P<mark>[/・、;,]|\s)\s*")
_DATE_LIKE = re.compile(r"(?:19|20)\d\d\.(?:0?[1-9]|1[0-2])")
_MALFORMED = re.compile(rf"{_SIGN}?\s?(?=[\d,.、OolI|\s]*\d)[\dOolI|][\dOolI|,.、\s]*(?P<unit>{any_of(_UNITS['known'])})?")
_NULL_WORDS: tuple[tuple[NullReason, frozenset[str]], ...] = tuple(
    (reason, frozenset(lexicon.squeeze(w) for w in _NULLS[reason])) for reason in ("dash", "ditto", "not_yet")
)
_ERROR = re.compile(rf"#+|{any_of(_NULLS['errors'])}", re.IGNORECASE)
_VAGUE = frozenset(lexicon.squeeze(w) for w in _NULLS["vague"])
_KANJI_NUMBER = re.compile(rf"[〇零一二三四五六七八九十百千万億]+{any_of(_UNITS['known'])}?")
_DATE = re.compile(r"\d{1,2}[:時]\d{0,2}|\d{1,2}月\d{1,2}日|\d{1,4}/\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}\(|\([月火水木金土日・祝]+\)|曜")
_ONE_DAY = r"(?:[^\W\d]{0,2}(?:\d{1,4}|元)[年./])?(?:\d{1,2}[月/.])?\d{1,2}日?(?:\([月火水木金土日・祝]{1,5}\))?"
_DAY = re.compile(rf"(?=.*[月/].*\d|.*\d日|.*\..*\.){_ONE_DAY}(?:[~・、,-]{_ONE_DAY}){{0,5}}")
_MOST_MALFORMED = 24
"""characters; a longer cell is a remark with numbers in it, unless it is nothing but digits"""
_FIRST_YEAR = 1868
"""a number before 年 from here on is a year of the calendar"""
_CANCELLED = re.compile(any_of(_NULLS["cancelled"]))
_CANCELLED_MAX: int = _NULLS["cancelled_max_chars"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with what stands around it. ``decimals`` counts the printed decimal places, ``signed`` a printed sign."""

    value: float
    unit: str | None = None
    qualifier: str | None = None
    term: str | None = None
    bound: Bound | None = None
    signed: bool = False
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class CellReading:
    """A cell's numbers in reading order, or the reason why it has none.

    ``arrow`` says that the numbers are steps in time. ``bare`` is set where a number after the first has neither unit nor
    term, so that only a header such as 回数(人数) makes facts of them; ``remark`` is then the qualifier the rest becomes
    otherwise (None: the cell is no number). ``unreadable`` marks a malformed number.
    """

    values: tuple[Quantity, ...] = ()
    null_reason: NullReason | None = None
    arrow: bool = False
    bare: bool = False
    remark: str | None = None
    unreadable: bool = False


WORDS = CellReading()

_LONGEST = 120
"""A longer text is a sentence; the bound keeps the time spent on a hostile file small."""


def unit_of(text: str) -> str | None:
    """The unit that a bracket's content names by itself (人, 単位：人), in NFKC; None for any other content."""
    word = lexicon.squeeze(text)
    stated = _STATED_UNIT.fullmatch(word)
    if stated:
        return stated[1]
    if word in _KNOWN_UNITS and word not in _NOT_IN_BRACKETS:
        return word
    first, _, second = word.partition("/")
    return word if first in _KNOWN_UNITS and second in _KNOWN_UNITS | _TIMES else None


def unit_counted(text: str, label: str) -> str | None:
    """The unit in the bracket behind a label that counts just that: 学校数（校）, 相談時間（時間）; None for any other content."""
    word, counted = lexicon.squeeze(text), lexicon.squeeze(label)
    says_so = counted.endswith(word) or counted.endswith("数") and word in counted
    return word if word in _NOT_IN_BRACKETS and says_so else None


_JOINT = re.compile(r"\s?(~|→|[-–](?=\d))\s?")
_LEADING_BRACKET = re.compile(r"\(([^()\d]{1,6})\)\s?(?=[\d▲△+\-−約])")
_PER = re.compile(r"[1一](?:日|回|か月|ヶ月|週|年|人|組)(?:平均|あたり|当たり|につき|に)\s?|1日(?=\s?\d)")


def _is_known_term(words: str) -> bool:
    return words in _TERM_WORDS or words.startswith(_TERM_BEGINS)


def _is_qualifier(words: str, found: re.Match[str]) -> bool:
    """Whether a word before a number qualifies it: it stands alone, behind a term, or is 約."""
    return found.start() == 0 or found[0].strip() == "約" or words[: found.start()].strip() in _TERM_WORDS


def _is_term(words: str, *, spaced: bool) -> bool:
    """Whether words before a number name it; ``spaced`` where white space or a colon sets them off."""
    if _is_known_term(words):
        return True
    if len(words) > _LONGEST_TERM or words in _NO_TERMS or words.startswith(_NOT_BESIDE) or words.endswith((*_NOT_BESIDE, "注")):
        return False
    if re.match(r"[のはがをにでともへやか、]|\W", words):
        return False
    return spaced or re.fullmatch(r"[^\Wa-zA-Z_ぁ-ん]{2,6}", words) is not None


_LONGEST_TERM = 12
"""characters"""


@dataclass(slots=True)
class _Parse:
    """A folded text, and what of it is read so far: its quantities, those without unit and name behind others, and its remarks."""

    text: str
    values: list[Quantity] = field(default_factory=list)
    bare: list[Quantity] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    arrow: bool = False
    lead_term: str | None = None

    def number(self, at: int) -> tuple[Quantity, int] | None:
        m = _NUMBER.match(self.text, at)
        if not m:
            return None
        total, decimals = Decimal(0), 0
        for digits, multiplier in _AMOUNT_PART.findall(m["amount"]):
            plain = digits.replace(",", "").replace(" ", "")
            if len(plain) > _MOST_DIGITS:
                return None
            decimals = 0 if multiplier else len(plain.partition(".")[2])
            total += Decimal(plain) * _MULTIPLIERS.get(multiplier, 1)
        sign = (m["sign"] or "").strip()
        if sign in _N["minus"]:
            total = -total
        return Quantity(float(total) + 0.0, signed=bool(sign), decimals=decimals), m.end()

    def unit(self, at: int) -> tuple[str | None, int] | None:
        """The unit at ``at`` and its end, None where what follows the number makes it no quantity (1位, 4月, 2回目)."""
        text = self.text
        start = at + 1 if text[at : at + 1] == " " else at
        if not _WORD.match(text, start):
            return None, at
        known = _KNOWN.match(text, start)
        if known:
            if known[0] in _NO_UNIT:
                return None
            rate = _RATE.match(text, known.end())
            end = rate.end() if rate else known.end()
            return text[start:end], end
        if _AFTER.match(text, start):
            return None, at
        if start > at or _NAMED_NEXT.match(text, start):
            return None, at
        return None

    def head(self, at: int) -> tuple[str | None, str | None, int] | None:
        """What stands before the next number: (term, qualifier, where the number begins); None where it is a sentence."""
        m = _HEAD.match(self.text, at)
        if not m:
            return None
        words = m[0].strip(" :")
        if not words and ":" in m[0]:
            return None
        qualifier = ""
        while (q := _BEFORE.search(words)) and _is_qualifier(words, q):
            qualifier, words = q[0].strip() + qualifier, words[: q.start()].strip(" :")
        if words and not _is_term(words, spaced=m[0][-1:] in (" ", ":")):
            return None
        return words or None, qualifier or None, m.end()

    def item(self, at: int) -> tuple[Quantity, int] | None:
        """One quantity with term, qualifiers and unit."""
        per = _PER.match(self.text, at)
        before = self.head(per.end() if per else at)
        if not before:
            return None
        found = self.number(before[2])
        if not found:
            return None
        term, qualifier, _ = before
        quantity, end = found
        qualifiers = [(per[0].strip() if per else "") + (qualifier or "")]
        if self.text[end : end + 1] == "余" and self.unit(end + 1):
            qualifiers.append("余")
            end += 1
        unit = self.unit(end)
        if unit is None or unit[0] == "年" and quantity.value >= _FIRST_YEAR:
            return None
        name, end = unit
        if after := _AFTER.match(self.text, end):
            end = after.end()
            qualifiers.append(after[0].strip())
        return replace(quantity, unit=name, term=term, qualifier="、".join(filter(None, qualifiers)) or None), end

    def _closing(self, at: int) -> int:
        depth = 0
        for i in range(at, len(self.text)):
            depth += (self.text[i] == "(") - (self.text[i] == ")")
            if depth == 0:
                return i
        return -1

    def cell(self) -> CellReading | None:
        """The whole text as a sequence of quantities; None where some of it is no quantity."""
        at = self._begin()
        while at < len(self.text):
            after = self._bracket(at) if self.text[at] == "(" else self._further(at)
            if after is None:
                return None
            at = after
        return self._as_read() if self.values else None

    def _begin(self) -> int:
        """Takes a bracket before the first number: its term, or a remark."""
        leading = _LEADING_BRACKET.match(self.text)
        if not leading:
            return 0
        words = leading[1].strip()
        if _is_known_term(words):
            self.lead_term = words
        else:
            self.remarks.append(words)
        return leading.end()

    def _bracket(self, at: int) -> int | None:
        """Takes a bracket: a unit, quantities with names or units, or a remark; where it ends, None where it cannot be read."""
        close = self._closing(at)
        if close < 0:
            return None
        inner = self.text[at + 1 : close].strip()
        if not self._takes_as_unit(inner) and not self._takes_as_quantities(inner):
            return None
        return close + 1

    def _takes_as_unit(self, inner: str) -> bool:
        unit = unit_of(inner) if len(self.values) == 1 and not self.values[0].unit else None
        if unit:
            self.values[0] = replace(self.values[0], unit=unit)
        return bool(unit)

    def _takes_as_quantities(self, inner: str) -> bool:
        """Takes what a bracket says as quantities or, behind one, as a remark."""
        within = _Parse(inner).cell()
        plain = within is not None and not within.arrow and not within.bare
        if within and plain and (not self.values or all(q.unit or q.term for q in within.values)):
            self.values.extend(within.values)
        elif not self.values:
            return False
        else:
            self.remarks.append(inner)
            if within and len(within.values) == 1:
                self.bare.extend(within.values)
        return True

    def _further(self, at: int) -> int | None:
        """Takes the next quantity, or the sign before a bracket; where it ends, None where there is none."""
        joint = _JOINT.match(self.text, at) if self.values else None
        if joint and (joint[0] in ("-", "–") and self._goes_on_to(joint.end()) or joint[1] not in "-–"):
            return self._joined(joint)
        separator = _SEPARATOR.match(self.text, at) if self.values else None
        if separator and self.text[separator.end() : separator.end() + 1] == "(":
            return separator.end()
        begin, mark = (separator.end(), separator["mark"]) if separator else (at, "")
        found = self.item(begin)
        if not found or self.values and _could_be_one(self.values[-1], found[0], self.text[begin : found[1]], mark):
            return None
        self._take(*found)
        return found[1]

    def _goes_on_to(self, at: int) -> bool:
        """Whether a hyphen between two numbers parts the ends of a range (12-15人, 12人-15人), and is no minus."""
        last, found = self.values[-1], self.item(at)
        return not last.unit or found is not None and found[0].unit == last.unit and found[0].value > last.value

    def _take(self, quantity: Quantity, end: int) -> None:
        """A quantity that ends at a place: a further one without unit and name is bare."""
        if not self.values:
            self.values.append(replace(quantity, term=self.lead_term) if self.lead_term else quantity)
        elif quantity.unit or quantity.term:
            self.values.append(quantity)
        else:
            self.bare.append(quantity)
            if "(" not in self.text[:end]:
                self.remarks.append("")

    def _joined(self, joint: re.Match[str]) -> int | None:
        """Takes the other end of a range, or the next step of an arrow; where it ends, None where there is none."""
        found = self.item(joint.end())
        if not found or found[0].term:
            return None
        last, (following, end) = self.values[-1], found
        unit = last.unit or following.unit
        if joint[1] == "→":
            self.arrow = True
            self.values[-1] = replace(last, unit=unit)
            self.values.append(replace(following, unit=following.unit or unit))
        elif joint[1] == "~" or unit:
            self.values[-1] = replace(last, unit=unit, bound="low")
            self.values.append(replace(following, unit=following.unit or unit, bound="high", term=last.term))
        else:
            return None
        return end

    def _as_read(self) -> CellReading:
        remark = "、".join(filter(None, self.remarks))
        if self.bare:
            return CellReading((*self.values, *self.bare), arrow=self.arrow, bare=True, remark=None if "" in self.remarks else remark)
        if not self.arrow and _of_one_kind(self.values):
            return CellReading(tuple(self.values), bare=True)
        if remark:
            self.values[0] = replace(self.values[0], qualifier="、".join(filter(None, (self.values[0].qualifier, remark))))
        return CellReading(tuple(self.values), arrow=self.arrow)


def _could_be_one(before: Quantity, quantity: Quantity, printed: str, mark: str) -> bool:
    """True where a sign between two numbers may as well stand within one (1、234人, 1 234), so that neither is sure."""
    if not mark and quantity.term and quantity.term not in _TERM_WORDS and not quantity.term.startswith(_TERM_BEGINS):
        return True
    if before.unit or quantity.term:
        return False
    groups = mark not in _PARTS and bool(_GROUP_OF_THREE.match(printed))
    return groups or not mark or (not before.term and bool(quantity.unit))


_PARTS = frozenset("/・;")
"""signs between two numbers that never stand within one"""


def _of_one_kind(values: Sequence[Quantity]) -> bool:
    """True for several numbers of one unit that no word tells apart (12点/15点): only a header that names them makes facts of them."""
    plain = [q.unit for q in values if not (q.term or q.bound)]
    return len(plain) > len(set(plain)) and plain[0] is not None


_GROUP_OF_THREE = re.compile(r"\d{3}(?!\d)")
_SHARE = re.compile(
    r"(?P<term>[^\d()。%][^\d。%]{0,30}?)\s?(?:\(\s?(?P<bracketed>\d{1,3}(?:\.\d+)?)\s?%\s?\)|(?P<plain>\d{1,3}(?:\.\d+)?)\s?%)"
)


def _share(text: str) -> CellReading | None:
    """An item of a ranked list with its percentage in one cell: 発育・発達 20.3%, 食事（18%）."""
    m = _SHARE.fullmatch(text)
    if not m or m["term"].count("(") != m["term"].count(")"):
        return None
    term, digits = m["term"].strip(" :"), m["bracketed"] or m["plain"]
    if not term or term[-1] in "~-−▲△+約/→" or _BEFORE.fullmatch(term):
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
    if plain["unit"] == "年" and int(plain["int"].replace(",", "")) >= _FIRST_YEAR:
        return WORDS
    sign = plain["sign"]
    value = float(plain["int"].replace(",", "") + (plain["dec"] or ""))
    value = (-value if sign in _N["minus"] else value) + 0.0
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
    found = _yen(cleaned) or _hours(cleaned) or _Parse(cleaned).cell() or _share(cleaned)
    if not found and _MALFORMED.fullmatch(cleaned) and (length <= _MOST_MALFORMED or cleaned.isdecimal()):
        return CellReading(unreadable=True)
    return found


def _yen(text: str) -> CellReading | None:
    """¥12,345 is 12345 円."""
    yen = _YEN.fullmatch(text)
    return _Parse(yen["amount"] + "円").cell() if yen else None


def _hours(text: str) -> CellReading | None:
    """1時間30分 is one amount, 90 分, where nothing stands beside it."""
    hours = _HOURS.search(text)
    if not hours:
        return None
    whole = hours[0] == text
    return CellReading((Quantity(float(int(hours["hours"]) * 60 + int(hours["minutes"])), "分"),)) if whole else WORDS


def amount_at(text: str, at: int) -> tuple[float, int] | None:
    """The number that begins at ``at`` of a folded sentence, and its end."""
    found = _Parse(text).number(at)
    return (found[0].value, found[1]) if found else None


def unit_at(text: str, at: int) -> tuple[str | None, int] | None:
    """The unit behind a number of a folded sentence, whatever follows it, and its end; None where it is no quantity (4月, 2回目)."""
    known = _KNOWN.match(text, at)
    if known is None:
        return None, at
    return None if known[0] in _NO_UNIT else (known[0], known.end())


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
