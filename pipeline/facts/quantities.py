"""The quantities of a text: width, thousands, 万 and 千, ▲ and △, units, qualifiers, ranges, arrows, several in one.

In comes a folded text, out comes a ``CellReading``, or None where some of the text is no quantity. The grammar is written by hand:
kanjize reads 1万2千 but takes no thousands commas, computes decimals in floating point (1.005億 becomes 100499999) and knows no units;
exact decimals matter more here than kanji numerals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.facts import lexicon
from pipeline.facts.model import Bound, NullReason
from pipeline.facts.units import rate_end, unit_at, unit_of
from pipeline.rules import any_of

_N = lexicon.section("number")
MINUS = frozenset(_N["minus"])
_QUALIFIERS = lexicon.section("qualifiers")
_TERMS = lexicon.section("terms")
_MULTIPLIERS: dict[str, int] = dict(_N["multipliers"])
MULTIPLIER = any_of(list(_MULTIPLIERS))
SIGN = f"[{re.escape(''.join(_N['minus'] + _N['plus']))}±]"
_DIGITS = r"(?:\d{1,3}(?:\s?,\s?\d{3})+|\d+)(?:\.\d+)?(?![\d,.]*\d)"
_NUMBER = re.compile(
    rf"(?P<sign>{SIGN}\s?)?(?P<amount>{_DIGITS}(?:\s?{MULTIPLIER}\s?(?:\d+{MULTIPLIER})*(?:\d{{1,3}}(?:,\d{{3}})+|\d+)?)?)"
)
_AMOUNT_PART = re.compile(rf"({_DIGITS})\s?({MULTIPLIER})?")
_MOST_DIGITS = 15
_EACH = any_of(_QUALIFIERS["each"]) + r"[\w ]{0,12}" + any_of(_QUALIFIERS["in_time"])
QUALIFIER = re.compile(f"(?:{any_of(_QUALIFIERS['before'])}|{_EACH})" + r"\s*\Z")
_AFTER = re.compile(r"\s?" + any_of(_QUALIFIERS["after"]))
_TERM_WORDS = frozenset(_TERMS["is"])
_NAMED_NEXT = re.compile(any_of(_TERMS["is"]) + rf"\s?(?:{SIGN})?\d")
_TERM_BEGINS = tuple(_TERMS["begins"])
_NO_TERMS = frozenset(_TERMS["no_terms"])
_NOT_BESIDE = tuple(_TERMS["not_beside"])
_WORD = re.compile(r"[^\d\s()、。,/~→:・+\-▲△−※;]+")
_HEAD = re.compile(rf"[^\d()、。,/~→・;▲△+\-−±‐–]*?(?={SIGN}\s?\d|\d)")
_SEPARATOR = re.compile(r"\s*(?P<mark>[/・、;,]|\s)\s*")
FIRST_YEAR = 1868
"""a number before 年 from here on is a year of the calendar"""


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
        if sign in MINUS:
            total = -total
        return Quantity(float(total) + 0.0, signed=bool(sign), decimals=decimals), m.end()

    def unit(self, at: int) -> tuple[str | None, int] | None:
        """The unit at ``at`` and its end, None where what follows the number makes it no quantity (1位, 4月, 2回目)."""
        text = self.text
        start = at + 1 if text[at : at + 1] == " " else at
        if not _WORD.match(text, start):
            return None, at
        known = unit_at(text, start)
        if known is None:
            return None
        if known[0]:
            end = rate_end(text, known[1])
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
        while (q := QUALIFIER.search(words)) and _is_qualifier(words, q):
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
        if unit is None or unit[0] == "年" and quantity.value >= FIRST_YEAR:
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


def amount_at(text: str, at: int) -> tuple[float, int] | None:
    """The number that begins at ``at`` of a folded sentence, and its end."""
    found = _Parse(text).number(at)
    return (found[0].value, found[1]) if found else None


def quantities_of(text: str) -> CellReading | None:
    """The whole of a folded text as quantities; None where some of it is none."""
    return _Parse(text).cell()
