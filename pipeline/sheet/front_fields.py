"""What a front page tells of the document: its title, ward, term and period, and who made the evaluation.

In come the lines before the overview and its rows, out come the fields; the words are in ``rules/form.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.form.words import Form, plain
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.lines import line_of, runs_of
from pipeline.layout.model import Line
from pipeline.pages.model import Glyphs
from pipeline.sheet.model import OverviewRow, SheetKind
from pipeline.sheet.overview import WHO
from pipeline.text.years import is_span, month_of, period_of, span_in, without_dated_remarks


class Front(NamedTuple):
    """What the first page tells of the document, in the order of the sheet's fields; None where it is not printed."""

    title: str | None
    ward: str | None
    sheet_kind: SheetKind
    term_no: int | None
    period_start: int | None
    period_end: int | None
    operator: str | None
    ward_office: str | None
    conducted: str | None
    overview: tuple[OverviewRow, ...]


TITLE_TYPE = TOLERANCES.title_type


def as_words(text: str) -> str:
    """A text as NFKC, letters that are set apart one by one (評 価 シ ー ト) as the words that they are."""
    words = unicodedata.normalize("NFKC", text).split()
    is_spread = len(words) >= FEWEST_SPREAD and max(map(len, words)) <= LONGEST_SPREAD
    return "".join(words) if is_spread else unicodedata.normalize("NFKC", text)


FEWEST_SPREAD, LONGEST_SPREAD = 5, 2
"""parts of a text that is set wide, and characters of each: 5か is one"""


def title_head(lines: Sequence[Line], form: Form) -> Line | None:
    """The line that names the ward and the form's subject, in the largest type, or one that names the subject alone; None where
    there is none."""
    naming = [line for line in lines if form.title.search(as_words(line.text))]
    naming = naming or [line for line in lines if line.size >= TITLE_TYPE and form.subject.search(as_words(line.text))]
    return max(naming, key=lambda line: line.size, default=None)


def above_title(lines: Sequence[Line], form: Form) -> list[Line]:
    """The lines over the title in smaller type than its own, the header of a meeting at which the sheet was handed out, those of a stamp
    beside it, and when and by whom the sheet was made, as a cover says below."""
    head = title_head(lines, form)
    if head is None:
        return []
    above = [line for line in lines if line.page == head.page and line.rect.y1 <= head.rect.y0 and line.size < head.size]
    below = set(_below(head, lines)) - set(_block_of(head, lines, form))
    return [*above, *(line for line in lines if _is_stamped(line, head, form) or line in below and _names_maker(line, form))]


def _below(head: Line, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines behind the title's first on its page."""
    return [line for line in lines[lines.index(head) + 1 :] if line.page == head.page]


def _block_of(head: Line, lines: Sequence[Line], form: Form) -> list[Line]:
    """The title's first line and those that follow it closely, up to when and by whom the sheet was made in smaller type."""
    block = [head]
    for line in _below(head, lines):
        is_maker = line.size < (1 - SAME_TYPE) * head.size and _names_maker(line, form)
        if is_maker or line.rect.y0 - block[-1].rect.y1 > APART * head.size:
            break
        block.append(line)
    return block


APART = 3.0
"""em of the title; what stands further below it is none of it"""


def _names_maker(line: Line, form: Form) -> bool:
    """Whether a line is a date, or names an office or an operator."""
    text = form.role.sub("", unicodedata.normalize("NFKC", line.text)).strip()
    is_date = month_of(text) is not None and len(text) <= LONGEST_DATE
    return is_date or form.office.search(text) is not None or text.startswith(tuple(form.legal_forms))


LONGEST_DATE = 12
"""characters: 令和12年12月31日"""


def with_stamps_apart(lines: Iterable[Line], form: Form) -> list[Line]:
    """The lines over the overview, where a stamp that stands at the height of the title's line, behind white, is a line of its own."""
    return [part for line in lines for part in _parted(line, form)]


def _parted(line: Line, form: Form) -> list[Line]:
    parts = [line_of(line.page, run) for run in runs_of(line.glyphs)]
    head = title_head(parts, form) if len(parts) > 1 else None
    stamps = [part for part in (parts[0], parts[-1]) if head is not None and _is_stamped(part, head, form)]
    if not stamps:
        return [line]
    stamped = {number for stamp in stamps for number in stamp.glyphs.indexes}
    rest = Glyphs.of([glyph for glyph in line.glyphs if glyph.index not in stamped])
    return [line_of(line.page, rest), *stamps]


def _is_stamped(line: Line, head: Line, form: Form) -> bool:
    """Whether a short line in other type stands beside the title, as high as it or right below, in a column of its own: 確定. One in
    a title's type that tells the term or the kind of the sheet is the title's."""
    if line.size >= TITLE_TYPE and (_kind([line.text], form) == "interim" or form.term_no.search(unicodedata.normalize("NFKC", line.text))):
        return False
    is_other_type = abs(line.size - head.size) > SAME_TYPE * head.size
    is_short = line.page == head.page and is_other_type and len(line.text) <= LONGEST_STAMPED
    reaches = line.rect.y0 < head.rect.y1 + head.size and line.rect.y1 > head.rect.y0 - head.size
    return is_short and reaches and (line.rect.x0 > head.rect.x1 or line.rect.x1 < head.rect.x0)


SAME_TYPE = 0.02
"""em; type of one size differs by no more, as programs round it"""
LONGEST_STAMPED = 8
"""characters; a stamp says 確定, 案, 公表用 or a date"""


def _title(lines: Sequence[Line], form: Form) -> str | None:
    head = title_head(lines, form)
    if head is None:
        return None
    rest = [line.text for line in _block_of(head, lines, form)[1:] if line.size >= TITLE_TYPE and not _is_stamped(line, head, form)]
    return "\u3000".join([head.text, *(text for text in rest if not form.title.search(as_words(text)))])


def period_lines(lines: Iterable[Line], form: Form) -> list[Line]:
    """The lines that are a period from one year to another and no more, with what the form calls it or without: （令和３～７年度）."""
    return [line for line in lines if _is_period(line.text.strip(" \u3000()（）〔〕[]［］"), form)]


def _is_period(text: str, form: Form) -> bool:
    label = next((label for label in _LABELLED.findall(text) if form.overview_of(label) == "period"), "")
    return is_span(text[len(label) :].lstrip(" \u3000:："))


_LABELLED = re.compile(r"^[^\d\s:：]+(?=[\s:：])")


def front_of(title_lines: Sequence[Line], rows: Sequence[OverviewRow], form: Form) -> Front:
    """What title and overview tell. ``title_lines``: the lines before the overview table, without the form's own name."""
    title = _title(title_lines, form)
    by: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by[form.overview_of(row.label) or ""].append(row.text.text)
    ward = _ward([title or "", *by["subject"]], form)
    start, end = _period(title_lines, title or "", by, form)
    operator, office = _who(title_lines, by, form)
    number = form.term_no.search(as_words(title or ""))
    return Front(
        title,
        ward or _ward_of_office(office or "", form),
        _kind([title or "", *map(without_dated_remarks, by["period"])], form),
        int(unicodedata.numeric(number[1])) if number else None,
        start,
        end,
        operator,
        office,
        next(filter(None, map(month_of, by["conducted"])), None),
        tuple(rows),
    )


def _period(lines: Sequence[Line], title: str, by: Mapping[str, Sequence[str]], form: Form) -> tuple[int, int] | tuple[None, None]:
    """First and last fiscal year by the row of the period, or by the title, a line beside it, or the subject; ``by``: the texts of the
    overview by what they tell."""
    rows = by["period"]
    told = [*(text.partition(OF_WHICH)[2] for text in rows), *rows, "".join(rows)]  # 自 … and 至 … on two lines
    spans = [title, *(line.text for line in period_lines(lines, form)), *by["subject"]]
    return next(filter(None, [*map(period_of, told), *map(span_in, spans)]), (None, None))


def _who(lines: Sequence[Line], by: Mapping[str, Sequence[str]], form: Form) -> tuple[str | None, str | None]:
    """Operator and ward office by the overview, or as they stand beside the title."""
    operator, office = _implementers([*_names_in(by["implementer"], form), *by["operator"]], form)
    makers = _implementers([line.text for line in lines if _names_maker(line, form) and not month_of(line.text)], form)
    return operator or makers[0], office or _office(by["office"], form) or makers[1]


OF_WHICH = "のうち"
"""between the whole term and the years that are evaluated: 令和３～７年度のうち、令和３～５年度"""


def _ward(texts: Iterable[str], form: Form) -> str | None:
    """The ward that the first of some texts names before the form's subject."""
    named = (form.title.search(as_words(text)) for text in texts)
    return next((found["ward"] for found in named if found and form.names_ward(found["ward"])), None)


def _ward_of_office(office: str, form: Form) -> str | None:
    found = form.office_ward.match(unicodedata.normalize("NFKC", office))
    return found["ward"] if found and form.names_ward(found["ward"]) else None


def _kind(told: Sequence[str], form: Form) -> SheetKind:
    """Whether title or period say that the evaluation was made within the term."""
    return "interim" if any(word in text for text in told for word in form.interim) else "final"


def _names_in(texts: Sequence[str], form: Form) -> Sequence[str]:
    """The names of 事業の実施者, one a line or all in one."""
    return texts if len(texts) > 1 else [name for text in texts for name in form.name_end.split(text)]


def _implementers(names: Sequence[str], form: Form) -> tuple[str | None, str | None]:
    """Operator and ward office among the names; a legal form alone belongs to the name on the next line."""
    operator: str | None = None
    office: str | None = None
    for part in _whole_offices(names, form):
        if form.overview_of(part) in WHO:
            continue
        if form.office.search(part):
            office = office or part
        elif operator is None or plain(operator) in form.legal_forms:
            operator = (operator or "") + part
    return operator, office


def _office(names: Sequence[str], form: Form) -> str | None:
    """The office that 担当課 and the like label: as printed, where no line names the ward too."""
    offices = [name for name in _whole_offices(names, form) if not form.is_empty(name)]
    return next(filter(form.office.search, offices), next(iter(offices), None))


def _whole_offices(names: Sequence[str], form: Form) -> list[str]:
    """The names without who they are, where a part of an office on a line of its own (こども家庭支援課) is one with the ward's office on
    the line before."""
    out: list[str] = []
    for name in filter(None, [form.role.sub("", name).strip() for name in names]):
        if out and form.office_whole.search(out[-1]) and form.office_part.search(name):
            out[-1] += name
        else:
            out.append(name)
    return out
