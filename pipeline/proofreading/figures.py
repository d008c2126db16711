"""Numbers and years: those of a sentence against the tables of its project, years that contradict, the widths of a table's digits.

In come the sheet and its tables as read, out come the findings. A number is a slip only where a table has one that a finger's slip
makes it (a digit changed, two turned round) for the same unit, and year or words tell that it is the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.facts import Fact, TableReading, lexicon, norms
from pipeline.facts.periods import period_at
from pipeline.proofreading.model import Finding, Passage, at_printed, place_in
from pipeline.proofreading.wording import words
from pipeline.prose.mentions import numbers_in
from pipeline.prose.model import Mention
from pipeline.sheet.model import DataTable, Project, TableCell
from pipeline.text import years

TableKey = tuple[int, int]
_TELLING = 100
"""a smaller number is one digit from some number of a table by chance"""
_LEAST_COMMON = 0.5
"""share of the pairs of characters of what a number counts that a table's labels have too"""
_ROUND = re.compile(r"[1-9]0+\Z")
_FULL = re.compile(r"[０-９]+")
_HALF = re.compile(r"[0-9]+")
_LONG_AGO = re.compile(lexicon.alternatives(words("long_ago")))
_SPAN = re.compile(r"(?:~|から)")


def numbers_against_tables(project: Project, passages: Sequence[Passage], tables: Mapping[TableKey, TableReading]) -> Iterator[Finding]:
    """Numbers of a project's statements that are a slip for one of its tables."""
    facts = [fact for (project_no, _), read in tables.items() if project_no == project.project_no for fact in read.facts]
    told = [(fact, value) for fact in facts if (value := norms.normal_value(fact.value, fact.unit)) is not None]
    values = {value for _, value in told}
    for passage in passages:
        for mention in numbers_in(passage.text) if passage.is_statement else ():
            unit, by = norms.normal_unit(mention.unit)
            said = mention.value * by
            if said in values or mention.bound or said < _TELLING or _is_round(said):
                continue
            meant = {value: fact for fact, value in told if _is_slip(said, value) and _is_of_same(mention, unit, fact)}
            if len(meant) == 1:
                (fact,) = meant.values()
                shown = {"said": mention.raw, "told": fact.raw, "label": " ".join(fact.labels)}
                yield passage.marked("number-against-table", mention.begin, mention.end, **shown)


def _is_round(value: float) -> bool:
    return _ROUND.match(f"{value:.0f}") is not None


def _is_slip(said: float, told: float) -> bool:
    """Whether two numbers of as many digits differ in one digit or have two side by side turned round."""
    one, other = f"{said:g}", f"{told:g}"
    if len(one) != len(other) or one == other:
        return False
    at = [k for k, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    turned = len(at) == 2 and at[1] == at[0] + 1 and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]
    return len(at) == 1 or turned


def _is_of_same(mention: Mention, unit: str | None, fact: Fact) -> bool:
    """Whether a fact has the unit of a sentence's number, and its year or its words."""
    if norms.normal_unit(fact.unit)[0] not in (unit, None):
        return False
    if mention.fiscal_year is not None and mention.fiscal_year == fact.fiscal_year and fact.unit is not None:
        return True
    alike = _common(mention.counted or "", "".join(fact.labels)) >= _LEAST_COMMON
    if mention.fiscal_year is not None:
        return mention.fiscal_year == fact.fiscal_year and (alike or mention.counted is None)
    return alike


def _common(counted: str, labels: str) -> float:
    word, label = lexicon.squeeze(counted), lexicon.squeeze(labels)
    pairs = {word[k : k + 2] for k in range(len(word) - 1)}
    return sum(pair in label for pair in pairs) / len(pairs) if pairs else 0.0


def years_in(passage: Passage, term: tuple[int, int] | None) -> Iterator[Finding]:
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
    if last is None or not _is_written(text, last):
        return 0
    before, after = (point.year, point.month or 0), (last.year, last.month or 0)
    return last.end if (before > after if point.is_fiscal == last.is_fiscal and before[1] and after[1] else before[0] > after[0]) else 0


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
    if term is None or point.era in (None, present) or _LONG_AGO.search(text) or point.era is None or not _is_written(text, point):
        return 0
    meant = present.first + point.year - point.era.first
    return point.end if term[0] - 1 <= meant <= term[1] and term[0] - point.year > _FAR else 0


_FAR = 20
"""years: 平成３年度 beside 令和４年度"""


def widths_of(project: Project, table: DataTable) -> Iterator[Finding]:
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
