"""What proofreading found, as people read it: beside a check's defects, and as a checklist to print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.proofreading import Slip
from pipeline.report.checklist import Checklist, checklist_html
from pipeline.values import Box, Place
from tests.support.here import read_here as read_here

SAMPLE = Path(__file__).parents[2] / "raw" / "minatomi-r2.wordlike-cid.pdf"


@pytest.mark.usefixtures("read_here")
def test_a_slip_is_said_beside_the_defects_and_refuses_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "点検表.html"
    assert main(["check", "--fast", "--lang", "ja", "--html", str(page), str(SAMPLE)]) == 0
    said = capsys.readouterr().out
    assert "校正 [width-mixed] 2ページ ＞ 1 親子の居場所事業 ＞ 評価の理由(法人)" in said
    assert said.count("[rating-missing]") == 4 and "[part-blank]" not in said  # a defect is not said twice
    lines = page.read_text(encoding="utf-8").count('<input type="checkbox"')
    assert f"校正: {lines}か所" in said
    assert main(["check", "--fast", "--proofread", "--format", "json", "--lang", "en", str(SAMPLE)]) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert len(file["slips"]) == lines
    assert {"rule": "part-blank", "defect": "rating-missing", "page": 2}.items() <= file["slips"][0].items()


def test_slips_are_not_said_in_a_form_that_has_no_place_for_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--proofread", "--format", "sarif", str(SAMPLE)]) == 2
    assert "--proofread" in capsys.readouterr().err


def test_a_checklist_has_a_line_a_finding_and_runs_nothing_of_a_sheet() -> None:
    finding = Slip("lookalike", 3, Box(3, 0, 0, 1, 1), "<script>", Place(1, "<b>", "outcome", "・"), (("found", "力"), ("right", "カ")))
    html = checklist_html(
        [Checklist("a.pdf", "題", (finding,)), Checklist("b.pdf", "題", ()), Checklist("c.pdf", "題", (), "", True)], "ja"
    )
    assert "<script" not in html and "<b>" not in html
    assert "「力」は「カ」の打ち間違いと思われます。「カ」に直してください。" in html
    assert html.count("<tr id=") == 1 and "見つかりませんでした" in html and "画像から" in html
    assert "a slip" in checklist_html([Checklist("a.pdf", "題", (finding,))], "en")
