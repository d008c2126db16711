"""A goal table without rules is read by its header and the columns of its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.pages import source_of
from pipeline.pages.model import Page, Ruling
from pipeline.sheet.model import Sheet
from pipeline.sheet.reader import sheet_of
from tests.sheet.contents import contents

SAMPLE = Path(__file__).parents[2] / "raw" / "midoridai-r7.writer-plain.pdf"


@cache
def pages() -> tuple[Page, ...]:
    return source_of(SAMPLE.read_bytes()).pages


def read(given: Iterable[Page]) -> Sheet:
    return sheet_of(tuple(given), document_id="x", source_sha256="")


def without_rules(page: Page, top: float, bottom: float) -> Page:
    """The page with nothing drawn between two heights."""

    def below(rule: Ruling) -> Ruling:
        return rule._replace(y0=bottom) if rule.y0 < bottom < rule.y1 and rule.y1 > top else rule

    rules = [below(rule) for rule in page.rulings]
    return replace(
        page,
        rulings=tuple(rule for rule in rules if not top <= rule.y1 < bottom),
        fills=tuple(fill for fill in page.fills if not top <= fill.y0 < bottom),
    )


def test_goals_ratings_and_prior_issues_are_read_where_no_rule_parts_them() -> None:
    plain = read(pages())
    bare = list(pages())
    for project in plain.projects:
        title = project.title.boxes[0]
        texts = [goal.text for goal in project.goals] + [issue.text for issue in project.prior_issues]
        last = max(box.y1 for text in texts for box in text.boxes if box.page == title.page)
        bare[title.page - 1] = without_rules(bare[title.page - 1], title.y1, last + 4)
    assert sum(len(page.rulings) for page in bare) < sum(len(page.rulings) for page in pages())
    wanted, found = contents(plain), contents(read(bare))
    for kind in ("projects", "goals", "ratings", "statements", "viewpoints"):
        assert found[kind] == wanted[kind], kind
    issues = [{record[3] for record in told["prior issues"]} for told in (found, wanted)]
    assert issues[0] == issues[1]
