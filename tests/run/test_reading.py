"""What a worker makes of one sheet: each defect with the place that a person looks for."""

from __future__ import annotations

from pipeline.facts.model import TableReading
from pipeline.facts.readings import defects_of
from pipeline.rules.defects import where_ja
from pipeline.values import Box, Defect
from tests.support.small_sheet import small_sheet


def test_a_defect_of_a_table_says_its_project_and_section() -> None:
    """As a check and a run name the place alike, an entry of accepted.toml covers it in both."""
    sheet = small_sheet()
    project = sheet.projects[0]
    read = TableReading(1, 1, frozenset(), None, (), (Defect("total-mismatch", 1, Box(1, 70, 390, 90, 400)),))
    (defect,) = defects_of(sheet, {(project.project_no, project.tables[0].table_no): read})
    assert where_ja(defect) == f"1ページ ＞ {project.project_no} {project.title.text} ＞ 評価の理由(法人)"
