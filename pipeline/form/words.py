"""The words of an edition of the form, read from its file of rules: which label, project, mark or rating a printed text is.

Texts are compared without white space, after NFKC and with all brackets made round, so that (成果), 〈成果〉 and 【成果】 are one.
Several spellings are one label; a text that only contains a label is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline import rules
from pipeline.layout.model import Cell
from pipeline.rules.captions import IS_REMARK
from pipeline.rules.sections import FormSections
from pipeline.rules.shapes import ColumnRole
from pipeline.text.folds import STOPS

ALIKE = {**dict.fromkeys("〈〔［【「『《≪«<[{｛", "("), **dict.fromkeys("〉〕］】」』》≫»>]}｝", ")"), "〜": "~", "～": "~"}
UNLIKE = re.compile("[" + re.escape("".join(ALIKE)) + "]")
SIGNS = frozenset(unicodedata.normalize("NFKC", sign) for sign in rules.load("form")["marks"]["bullets"])
"""what may stand before a label, a heading or a name to set it off: 〇成果"""
ANY_SIGN = "[" + re.escape("".join(sorted(SIGNS))) + "]"
"""a pattern for one of them"""


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The text as labels are compared: NFKC, no white space, round brackets."""
    return "".join(_alike(unicodedata.normalize("NFKC", _alike(text))).split())


def _alike(text: str) -> str:
    return UNLIKE.sub(lambda found: ALIKE[found[0]], text)


_BESIDE_GOALS = frozenset({"prior_issues", "ratings", "rating_operator"})
"""one of these beside the goals makes a header that of the goal table; what is a ward's name may head any column"""


@dataclass(frozen=True, slots=True)
class ProjectRule:
    """One of the form's projects: its ``title`` as the form prints it, all ``titles`` it is known by, plain, and the first fiscal
    year of the terms that have it, 0 where all do."""

    no: int
    code: str
    title: str
    titles: tuple[str, ...]
    since: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """The compiled rules; patterns match a whole ``plain`` text."""

    sections: FormSections
    section_labels: re.Pattern[str]
    column_labels: re.Pattern[str]
    column_roles: Mapping[str, ColumnRole]
    overview: tuple[tuple[str, frozenset[str]], ...]
    overview_heads: tuple[frozenset[str], ...]
    over_overview: frozenset[str]
    projects: tuple[ProjectRule, ...]
    heading: re.Pattern[str]
    heading_of_any: re.Pattern[str]
    numbered: str
    prior_term: re.Pattern[str]
    past: re.Pattern[str]
    operator: str
    operator_name: re.Pattern[str]
    scale: Mapping[str, str]
    ratings: re.Pattern[str]
    named_pair: re.Pattern[str]
    bare_pair: re.Pattern[str]
    unrated: frozenset[str]
    same_rating: frozenset[str]
    overall: frozenset[str]
    legend: re.Pattern[str]
    corners: frozenset[str]
    choices: frozenset[str]
    introductions: re.Pattern[str]
    notes: re.Pattern[str]
    note_marks: tuple[str, ...]
    empty: re.Pattern[str]
    behind_numbers: re.Pattern[str]
    kind: re.Pattern[str]
    contact: re.Pattern[str]
    page_turns: re.Pattern[str]
    going_on: re.Pattern[str]
    contents: re.Pattern[str]
    further: re.Pattern[str]
    seals: re.Pattern[str]
    to_be_signed: re.Pattern[str]
    title: re.Pattern[str]
    no_ward: re.Pattern[str]
    subject: re.Pattern[str]
    form: re.Pattern[str]
    form_title: re.Pattern[str]
    interim: tuple[str, ...]
    term_no: re.Pattern[str]
    office: re.Pattern[str]
    office_ward: re.Pattern[str]
    office_part: re.Pattern[str]
    office_whole: re.Pattern[str]
    office_begins: re.Pattern[str]
    name_end: re.Pattern[str]
    role: re.Pattern[str]
    legal_forms: frozenset[str]
    operators: tuple[str, ...]
    """names of the operator that only this sheet has, plain"""

    def section_of(self, text: str) -> str | None:
        """The code of the section whose label the whole text is."""
        return _first(self, "section_labels", text) if len(text) <= LONGEST_LABEL else None

    def is_label(self, text: str) -> bool:
        """Whether the whole text is the label of a section that is one wherever it stands."""
        return self.section_of(text) in self.sections.strong

    def column_of(self, text: str) -> ColumnRole | None:
        """What the column of the goal table holds whose header the whole text is."""
        name = _first(self, "column_labels", text) if len(text) <= LONGEST_LABEL else None
        return self.column_roles[name] if name else None

    def heads_prior_issues(self, text: str) -> bool:
        """Whether a line is the label of issues that a term before left, as it stands over a cell of its own: 前期振り返りの課題."""
        is_name = not text.endswith(STOPS) and self.column_of(text) == "prior_issues"
        return is_name and self.prior_term.search(plain(text)) is not None

    def heads_goals(self, texts: Iterable[str], *, under_heading: bool = False) -> bool:
        """Whether cells side by side are the header of a goal table: one names the goals, another what stands beside them.
        ``under_heading``: they are the first below a project's heading."""
        found = {self.column_of(text) for text in texts}
        names_goals = "goals" in found or under_heading and "perhaps_goals" in found
        return names_goals and not found.isdisjoint(_BESIDE_GOALS)

    def is_past(self, text: str) -> bool:
        """Whether a header tells of ratings of a term before."""
        return self.past.fullmatch(plain(text)) is not None

    def names_operator(self, text: str) -> str | None:
        """The name in a text that may name the operator in words of the sheet's own, where ratings stand beside the ward's; else None."""
        wanted = plain(text)
        found = self.operator_name.fullmatch(wanted)
        return found[found.lastindex or 0] if found and not self.is_past(text) else None

    def overview_of(self, text: str) -> str | None:
        wanted = plain(text)
        spellings = {wanted, wanted.strip("()"), _undecorated(wanted)}
        return next((name for name, labels in self.overview if not spellings.isdisjoint(labels)), None)

    def heads_overview(self, texts: Sequence[str]) -> bool:
        """Whether the cells of a row are what stands over the labels of the overview and over their texts: 項目 and 内容."""
        return len(texts) == len(self.overview_heads) and all(
            plain(t) in heads for t, heads in zip(texts, self.overview_heads, strict=True)
        )

    def names_overview(self, text: str) -> bool:
        """Whether a line stands over the overview and says no more than what it is: １　実施概要."""
        return not self.over_overview.isdisjoint((plain(text), _undecorated(plain(text))))

    def overview_labels(self, row: Sequence[Cell]) -> list[Cell]:
        """The cells of a row that label what stands right of them, as the overview's do; several where a row holds pairs. All, where their
        texts stand below them."""
        if self.heads_columns(row):
            return list(row)
        return [c for c, after in zip(row, [*row[1:], None], strict=False) if self._labels(c, after)]

    def heads_columns(self, row: Sequence[Cell]) -> bool:
        """Whether all cells of a row are labels of the overview, side by side, the period's among them: their texts stand below them. A
        table of 実施時期, 実施方法 and 備考 lists what was done."""
        names = [self.overview_of(cell.text) for cell in row]
        return len(row) > 1 and None not in names and "period" in names

    def _labels(self, cell: Cell, after: Cell | None) -> bool:
        if self.overview_of(cell.text) is None:
            return False
        return cell.col == 0 or after is not None and self.overview_of(after.text) is None

    def project_of(self, text: str) -> tuple[int, str] | None:
        """The form's number and the title as printed, where the whole text is the heading of a project; else None."""
        return _project_of(self, text) if len(text) <= LONGEST_HEADING else None

    def numbered_title(self, text: str) -> tuple[int, str] | None:
        """The number and the title as printed, where the whole text is a project's heading but for its title, which may be any."""
        found = self.heading_of_any.fullmatch(plain(text)) if len(text) <= LONGEST_HEADING else None
        if found is None or not (found["no"] or "").isdecimal():
            return None
        return int(found["no"]), _title_as_printed(text, found["title"])

    def number_before(self, heading: str) -> int | None:
        """The number that stands in figures before the title in a project's heading; None where there is none."""
        wanted = plain(heading)
        found = self.heading.fullmatch(wanted) or self.heading.fullmatch(_unwrapped(wanted))
        return int(found["no"]) if found and (found["no"] or "").isdecimal() else None

    def labels_project(self, text: str, no: int) -> bool:
        """Whether the text stands before the heading of the project of that number, in a cell or box of its own: 事業名, １, 事業１."""
        return self.overview_of(text) == "subject" or plain(text).strip("().") in (str(no), f"{self.numbered}{no}")

    def is_own_name(self, text: str) -> bool:
        """Whether the text is nothing but the form's own name (様式1-1 地域子育て支援拠点事業評価シート)."""
        if len(text) > 50 or not self.names_form(folded := unicodedata.normalize("NFKC", text)):
            return False
        rest = self.form_title.sub("", self.form.sub("", folded))
        return not rest.strip(" ()（）[]【】:：\u3000")

    def names_form(self, folded: str) -> bool:
        """Whether the form's own name stands anywhere in a text after NFKC."""
        return bool(self.form.search(folded) or self.form_title.search(folded))

    def names_ward(self, ward: str) -> bool:
        """Whether a ward is named: a form that nobody filled in has signs in place of the name, and 各区 are all of them."""
        return self.no_ward.fullmatch(plain(ward)) is None

    def is_note(self, text: str) -> bool:
        return text.startswith(self.note_marks) or bool(self.notes.fullmatch(plain(text))) or self.introduces_data(text)

    def introduces_data(self, text: str) -> bool:
        """Whether the whole text says no more than that data follow: （主なデータ）, 主な実績."""
        return self.introductions.fullmatch(plain(text)) is not None

    def is_overall(self, text: str) -> bool:
        """Whether a text says that all goals are rated together."""
        return plain(text).strip("()") in self.overall

    def is_further(self, text: str) -> bool:
        """Whether the whole text is the label of a part below 成果 and 課題 that the form does not have."""
        return len(text) <= LONGEST_LABEL and self.further.fullmatch(plain(text)) is not None

    def names_further(self, label: str) -> bool:
        """Whether the words of such a part stand in a label of the form."""
        return self.further.search(plain(label)) is not None

    def is_contact(self, text: str) -> bool:
        """Whether a line says whom to ask or who published the sheet, as the last one does."""
        return bool(self.contact.match(plain(text)))

    def is_page_turn(self, text: str) -> bool:
        """Whether a line says no more than that the text goes on overleaf, or comes from there."""
        return len(text) <= LONGEST_LABEL and self.page_turns.fullmatch(plain(text)) is not None

    def heads_contents(self, text: str) -> bool:
        """Whether a line stands over a list of the projects and their pages: 目次."""
        return self.contents.fullmatch(_undecorated(plain(text))) is not None

    def is_of_seals(self, text: str) -> bool:
        """Whether the whole text is a word of a box for seals: who signs, or that it is done."""
        return len(text) <= LONGEST_LABEL and self.seals.fullmatch(plain(text)) is not None

    def is_to_be_signed(self, text: str) -> bool:
        """Whether nothing is said in a cell but where to put a seal or a day."""
        return self.to_be_signed.fullmatch(plain(text)) is not None

    def is_empty(self, text: str) -> bool:
        """特になし and the like, with or without a remark in brackets behind it."""
        return bool(self.empty.fullmatch(plain(text)))

    def adds_nothing_to_number(self, text: str) -> bool:
        """Whether what stands behind a goal's number, on a line of its own, names the goal and no more: ①について."""
        return self.behind_numbers.fullmatch(plain(text)) is not None

    def rating(self, text: str) -> tuple[str | None, bool]:
        """The rating A–D that is printed (None where there is none), and whether the text is one that the form allows."""
        value = plain(text).strip("()").upper()
        if value in self.scale:
            return self.scale[value], True
        if found := self.ratings.fullmatch(_unwrapped(plain(text)).upper()):
            return self.scale[found[found.lastindex or 0]], True
        return None, value in self.unrated

    def is_legend(self, lines: Sequence[str]) -> bool:
        """Whether the lines together say what each rating of the scale means; a head that says so stands in the first."""
        found = self.legend.fullmatch(plain(_AFTER_LETTER.sub(":", " ".join(lines))).upper())
        return found is not None and found.end("head") <= len(plain(_AFTER_LETTER.sub(":", lines[0])))

    def is_choice(self, text: str) -> bool:
        """Whether the text is a sign that chooses the column it stands in, where A, B, C and D have a column each."""
        return plain(text) in self.choices


@lru_cache(maxsize=8192)
def _first(form: Form, kind: Literal["section_labels", "column_labels"], text: str) -> str | None:
    """The name of the group that is the whole text, but for what says that its section goes on. A cell is asked again and again."""
    pattern: re.Pattern[str] = getattr(form, kind)
    found = next((found for spelling in _spellings(form, text) if (found := pattern.fullmatch(spelling))), None)
    return found.lastgroup if found else None


@lru_cache(maxsize=8192)
def _spellings(form: Form, text: str) -> tuple[str, ...]:
    """What a text says as a label, as it is and without what labels are set off or qualified by, also where the sheet's own names of the
    operator are the form's; of sections and of columns alike."""
    wanted = plain(text)
    own = [wanted.replace(name, form.operator) for name in form.operators if name in wanted]
    said = [spelling for one in (wanted, *own) for spelling in (one, form.kind.sub("", _undecorated(one)), form.going_on.sub("", one))]
    return tuple(filter(None, dict.fromkeys(said)))


@lru_cache(maxsize=8192)
def _project_of(form: Form, text: str) -> tuple[int, str] | None:
    wanted = plain(text)
    found = form.heading.fullmatch(wanted) or form.heading.fullmatch(_unwrapped(wanted))
    if found is None:
        return None
    title = found["title"]
    for project in form.projects:
        if title in project.titles:
            return project.no, _title_as_printed(text, title + (found.groupdict().get("name") or ""))
    return None


def is_remark(text: str) -> bool:
    """Whether a line says in what unit, or as of when, a table counts that is named above it."""
    return IS_REMARK.fullmatch(plain(text)) is not None


def looks_like_label(text: str) -> bool:
    """Whether a short line has a word of the form, as a label has in a wording that the rules lack."""
    rule = rules.load("checks")["labels"]
    wanted = plain(text)
    return len(wanted) <= rule["longest"] and not wanted.endswith("。") and any(word in wanted for word in rule["words"])


LONGEST_LABEL = 44
"""characters; a longer line is a sentence"""
_AFTER_LETTER = re.compile(r"(?<=[^ぁ-んァ-ヶ一-龥\s])\s+")
"""white that sets a letter apart from what it means; A班 is a name"""
BETWEEN_RATERS = "/・,、|"
"""what stands between the names of both raters, or their ratings"""
LONGEST_HEADING = 80
"""characters; a longer line is no heading of a project"""
# A run of signs is read in one way only: with two readings of each digit, forty digits took a minute.
DECORATION = re.compile(rf"^(?:{ANY_SIGN}|[~※]|[(]?[0-9ア-オ][)]?[.:、]?|[IVX][.]?)+(?=[^0-9])")


REMARK = re.compile(r"(?<=[^※])※[^。]+$")
"""what the form's maker adds behind a label: ※該当する欄に記入"""


def _undecorated(text: str) -> str:
    return _unwrapped(DECORATION.sub("", REMARK.sub("", text)).rstrip(":~"))


def _unwrapped(text: str) -> str:
    """Without the pairs of brackets around the whole."""
    if text.startswith("(") and text.endswith(")"):
        depth = 0
        for k, char in enumerate(text):
            depth += (char == "(") - (char == ")")
            if depth == 0:
                return _unwrapped(text[1:-1]) if k == len(text) - 1 else text
    return text


def _title_as_printed(text: str, title: str) -> str:
    """The part of ``text`` that reads as ``title``, with the widths and gaps that are printed."""
    for start in range(len(text)):
        for end in range(len(text), start, -1):
            if plain(text[start:end]) == title:
                return text[start:end].strip()
    return text.strip()


def as_goal(text: str) -> str:
    """A text without what two prints of one goal may differ in: white space, width, the full stop at its end."""
    return plain(text).rstrip("。.")
