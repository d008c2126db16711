"""Numbers and years: those of a sentence against the tables of its project, years that contradict, the widths of a table's digits.

In come the sheet and its tables as read, out come the findings. A number is a slip only where a table has one that a finger's slip
makes it (a digit changed, two turned round) for the same unit, and year or words tell that it is the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline import rules
from pipeline.facts import TableReading, lexicon, norms
from pipeline.facts.model import TableKey
from pipeline.facts.periods import period_at
from pipeline.proofreading.model import Passage, Slip, at_printed, place_in
from pipeline.proofreading.wording import words
from pipeline.prose.linked import Told, core_of, told_in
from pipeline.prose.mentions import said_numbers
from pipeline.prose.model import Mention
from pipeline.sheet.model import DataTable, Project, TableCell
from pipeline.text import years
from pipeline.text.folds import are_turned, differences

_LEAST = 10
"""a smaller number has no digit besides the one that differs"""
_TELLING = 100
"""a smaller number is one digit from some number of a table by chance, where no year tells more"""
_SURE = 1000
"""a number that is one digit from such a one is it, where year, unit and a part of its name are the same"""
_ROUND = re.compile(r"[1-9]0+\Z")
_ABOUT = re.compile(rules.any_of(rules.load("prose")["numbers"]["rounded"]))
_FULL = re.compile(r"[０-９]+")
_HALF = re.compile(r"[0-9]+")
_LONG_AGO = re.compile(rules.any_of(words("long_ago")))
_SINCE = re.compile(rules.any_of(words("since")))
_SPAN = re.compile(r"(?:~|から)")
_UNTIL = re.compile(r"[^、。]{0,3}?まで")


def numbers_against_tables(project: Project, passages: Sequence[Passage], tables: Mapping[TableKey, TableReading]) -> Iterator[Slip]:
    """Numbers of a project's statements that are a slip for one of its tables."""
    told = list(told_in(project, tables))
    values = {one.value for one in told}
    for passage in passages:
        for said in _said_in(passage) if passage.is_statement else ():
            if said.value in values or said.value < _LEAST or _ROUND.match(f"{said.value:.0f}") is not None:
                continue
            alike = [one for one in told if _is_slip(said.value, one.value) and (_is_of_same(said, one) or _is_the_only(said, one, told))]
            meant = {one.value: one.fact for one in alike if not _is_rounded(said, one.value)}
            if len(meant) == 1:
                (fact,) = meant.values()
                shown = {"said": said.mention.raw, "told": fact.raw, "label": " ".join(fact.labels)}
                yield passage.marked("number-against-table", said.mention.begin, said.mention.end, **shown)


@dataclass(frozen=True, slots=True)
class _Said:
    """A number of a sentence in the unit that tables are compared in, with its year and the words of the sentence before it."""

    mention: Mention
    value: float
    unit: str | None
    year: int | None
    words: str


def _said_in(passage: Passage) -> Iterator[_Said]:
    """The exact numbers of a passage; one that names no year is of the only one that its sentence names."""
    last: dict[str | None, int] = {}
    for mention in said_numbers(passage.text):
        unit, by = norms.normal_unit(mention.unit)
        begin = passage.text.rfind("。", 0, mention.begin) + 1
        named = {point.fiscal_year for _, point in _points(lexicon.fold(passage.text[begin : mention.begin]))}
        year = mention.fiscal_year or (next(iter(named)) if len(named) == 1 else None)
        words_before = lexicon.squeeze(passage.text[max(begin, last.get(unit, 0)) : mention.begin])
        last[unit] = mention.end
        if not mention.bound:
            yield _Said(mention, mention.value * by, unit, year, words_before)


def _is_slip(said: float, told: float) -> bool:
    """Whether two numbers of as many digits differ in one digit or have two side by side turned round."""
    one, other = f"{said:g}", f"{told:g}"
    if len(one) != len(other) or one == other:
        return False
    return len(differences(one, other)) == 1 or are_turned(one, other)


def _is_rounded(said: _Said, told: float) -> bool:
    """Whether a sentence says 約9,100人 of what a table has exactly, 9,120."""
    zeros = len(f"{said.value:.0f}") - len(f"{said.value:.0f}".rstrip("0"))
    return _ABOUT.match(said.mention.raw) is not None and abs(told - said.value) < 10**zeros


def _is_of_same(said: _Said, told: Told) -> bool:
    """Whether a number of a table has the unit of a sentence's, its year if that names one, and what it counts: its row's name stands in
    the sentence before the number, or in a sentence of that year nothing says what is counted."""
    if told.unit not in (said.unit, None) or said.year not in (told.fact.fiscal_year, None) or not told.path:
        return False
    label, counted = told.path[-1], core_of(said.mention.counted or "")
    is_dated = said.year is not None and told.unit is not None
    if not is_dated:
        return label == counted and told.value >= (_SURE if len(label) <= _SHORTEST else _TELLING)
    if label == counted or named_row(label).search(said.words):
        return True
    return told.value >= _TELLING and (not counted or (told.value >= _SURE and counted in label))


def _is_the_only(said: _Said, one: Told, told: Sequence[Told]) -> bool:
    """Whether a row's name ends with what the sentence counts, as 地域の場への訪問 does with 訪問, and no other row's of that year and
    unit does."""
    counted = core_of(said.mention.counted or "")
    if said.year is None or one.value < _TELLING or len(counted) < _SHORTEST:
        return False
    own = [other for other in told if (other.unit, other.fact.fiscal_year) == (said.unit, said.year)]
    return [other for other in own if other.path and other.path[-1].endswith(counted)] == [one]


@lru_cache(maxsize=1024)
def named_row(label: str) -> re.Pattern[str]:
    """A row's name as a sentence has it: with の or brackets within it; a short one is only itself, neither 専門相談 nor 電話での相談."""
    whole = r"(?<![一-龥ァ-ヴー])" + (r"(?<![^度]の)" if len(label) <= _SHORT else "")
    return re.compile(whole + "[の・「」『』()]{0,2}".join(map(re.escape, label)))


_SHORTEST = 2
"""characters of a row's name that many sentences have: 活動"""
_SHORT = 4
"""characters of a row's name that other things have at the end of theirs: 参加者"""


def years_in(passage: Passage, term: tuple[int, int] | None) -> Iterator[Slip]:
    """Years of a passage that contradict each other: one restated as another, one that its era never had, a span that ends before it
    begins, 平成３年度 beside 令和４年度 or where the sheet's ``term`` (first and last fiscal year) has 令和３年度."""
    text = lexicon.fold(passage.text)
    points = _points(text)
    for begin, point in points:
        read = period_at(text, begin)
        contradicts = read[1] if read is not None and read[0].problem is not None else 0
        if end := contradicts or _turned(text, point) or _of_former_era(text, point, points) or _of_term(passage.text, point, term):
            yield passage.marked("era-contradicts", begin, end)
            return


def _points(text: str) -> list[tuple[int, years.YearPoint]]:
    found: list[tuple[int, years.YearPoint]] = []
    for start in years.year_starts(text):
        point = years.year_point(text, start)
        if point is not None and (not found or start >= found[-1][1].end):
            found.append((start, point))
    return found


def _turned(text: str, point: years.YearPoint) -> int:
    """Where a span ends that begins with a year and ends in one before it; 0 where there is none."""
    joint = _SPAN.match(text, point.end)
    last = years.year_point(text, joint.end(), point.era) if joint else None
    if joint is None or last is None or not _is_written(text, last):
        return 0
    is_span = joint[0] == "~" or _UNTIL.match(text, last.end) is not None
    return last.end if is_span and _months(point)[0] > _months(last)[1] else 0


def _months(point: years.YearPoint) -> tuple[tuple[int, int], tuple[int, int]]:
    """The first and the last month, each with its year, that a printed year may mean."""
    if point.month is not None:
        return (point.year, point.month), (point.year, point.month)
    if point.is_fiscal:
        return (point.year, years.APRIL), (point.year + 1, years.APRIL - 1)
    return (point.year, 1), (point.year, _DECEMBER)


_DECEMBER = 12


def _of_former_era(text: str, point: years.YearPoint, points: Sequence[tuple[int, years.YearPoint]]) -> int:
    """Where a year ends whose number would be next to another year of the text, did it have that one's era; 0 where it has not."""
    if point.era is None or not _is_written(text, point):
        return 0
    number = point.year - point.era.first
    for _, other in points:
        later = other.era is not None and other.era.first > point.era.first and other.year - point.year > _FAR
        if later and other.era is not None and other.is_fiscal == point.is_fiscal and abs(other.year - other.era.first - number) == 1:
            return point.end
    return 0


def _is_written(text: str, point: years.YearPoint) -> bool:
    """Whether a year says that it is one: H2 may stand in H2O."""
    return text[point.end - 1] in _WRITTEN


_WRITTEN = "年度月日"


def _of_term(text: str, point: years.YearPoint, term: tuple[int, int] | None) -> int:
    """Where a year long before the sheet's term ends that would lie in it, did it have the present era; 0 where it has not, or where
    the text speaks of what is long ago."""
    present = next(iter(years.eras().values()))
    if term is None or point.era is None or point.era == present or not _is_written(text, point):
        return 0
    if _LONG_AGO.search(text) or _SINCE.match(text, point.end):
        return 0
    meant = present.first + point.year - point.era.first
    return point.end if term[0] - 1 <= meant <= term[1] and term[0] - point.year > _FAR else 0


_FAR = 20
"""years: 平成３年度 beside 令和４年度"""


def widths_of(project: Project, table: DataTable) -> Iterator[Slip]:
    """A finding for a table whose numbers, or whose headers, have digits in either width. One digit in full width beside longer ones in
    half is a habit of offices and no slip."""
    numeric = [cell for cell in table.cells if _is_number(cell.text.text)]
    others = [cell for cell in table.cells if years.year_starts(lexicon.fold(cell.text.text)) and cell not in numeric]
    for cells in (numeric, others):
        full = [cell for cell in cells if _FULL.search(cell.text.text)]
        half = [cell for cell in cells if _HALF.search(cell.text.text)]
        if full and half and not _is_habit(full, half):
            rare = min(full, half, key=len)[0]
            shown = {"full": full[0].text.text, "half": half[0].text.text}
            yield at_printed("width-mixed", rare.text, place_in(project, table.section), rare.text.text, shown)
            return


def _is_number(text: str) -> bool:
    return re.match(r"\s*[-+▲△約延べ]*[0-9０-９]", text) is not None and not years.year_starts(lexicon.fold(text))


def _is_habit(full: Sequence[TableCell], half: Sequence[TableCell]) -> bool:
    single = all(len(run) == 1 for cell in full for run in _FULL.findall(cell.text.text))
    return single and all(len(run) > 1 for cell in half for run in _HALF.findall(cell.text.text))
