"""The tables of any PDF: nested ones, merged cells, shaded pages, and what is no table."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from pipeline.cli import main
from pipeline.commands.tables import csv_of
from pipeline.layout import layouts_of
from pipeline.layout.tables import TextTable, tables_of
from pipeline.pages import read_pages
from tests.support.here import read_here as read_here

pytestmark = pytest.mark.usefixtures("read_here")


def page_with(draw: Any) -> bytes:
    document: Any = pymupdf.open()
    draw(document.new_page(width=400, height=300))
    return bytes(document.tobytes())


def table(page: Any, xs: list[float], ys: list[float], words: list[str]) -> None:
    """A ruled grid with one word a cell, row by row."""
    for x in xs:
        page.draw_line((x, ys[0]), (x, ys[-1]), width=0.5)
    for y in ys:
        page.draw_line((xs[0], y), (xs[-1], y), width=0.5)
    places = [(x, y) for y in ys[:-1] for x in xs[:-1]]
    for (x, y), word in zip(places, words, strict=True):
        page.insert_text((x + 4, y + 13), word, fontname="japan", fontsize=10)


def tables(data: bytes) -> tuple[TextTable, ...]:
    return tables_of(layouts_of(read_pages(data)))


def test_a_frame_is_no_table_but_what_stands_in_it_is() -> None:
    def draw(page: Any) -> None:
        page.draw_rect(pymupdf.Rect(20, 20, 380, 280), width=1)
        table(page, [50, 150, 250], [60, 80, 100], ["年度", "人数", "R5", "1,234"])

    (found,) = tables(page_with(draw))
    assert [cell.text for cell in found.cells] == ["年度", "人数", "R5", "1,234"]
    assert found.box == pytest.approx((50, 60, 250, 100), abs=0.5)


def test_a_background_in_strips_is_no_figure() -> None:
    strip = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 40, 10), False)
    strip.clear_with(230)

    def draw(page: Any) -> None:
        for k in range(3):
            page.insert_image(pymupdf.Rect(0, 100 * k, 400, 100 * k + 100), pixmap=strip, keep_proportion=False)
        table(page, [50, 150, 250], [60, 80, 100], ["年度", "人数", "R5", "1,234"])

    assert len(tables(page_with(draw))) == 1


def merged(page: Any) -> None:
    for a, b in (((50, 50), (250, 50)), ((150, 70), (250, 70)), ((50, 90), (250, 90))):
        page.draw_line(a, b, width=0.5)
    for x in (50, 150, 250):
        page.draw_line((x, 50), (x, 90), width=0.5)
    for place, word in (((54, 64), "<b>&"), ((154, 64), "=1+1"), ((154, 84), "下")):
        page.insert_text(place, word, fontname="japan", fontsize=10)


def test_json_has_spans_and_the_stem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "council.pdf"
    path.write_bytes(page_with(merged))
    assert main(["tables", str(path)]) == 0
    (found,) = json.loads(capsys.readouterr().out)["council"]
    assert found["page"] == 1
    assert found["cells"] == [
        {"row": 0, "col": 0, "rowspan": 2, "colspan": 1, "text": "<b>&"},
        {"row": 0, "col": 1, "rowspan": 1, "colspan": 1, "text": "=1+1"},
        {"row": 1, "col": 1, "rowspan": 1, "colspan": 1, "text": "下"},
    ]


def test_html_is_escaped_and_csv_runs_no_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "council.pdf"
    path.write_bytes(page_with(merged))
    assert main(["tables", str(path), "--format", "html"]) == 0
    assert '<td rowspan="2">&lt;b&gt;&amp;</td>' in capsys.readouterr().out
    (found,) = tables(path.read_bytes())
    assert list(csv.reader(io.StringIO(csv_of(found)))) == [["<b>&", "'=1+1"], ["", "下"]]
    assert main(["tables", str(path), "--format", "csv", "-o", str(tmp_path / "out")]) == 0
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["council-001.csv"]


def test_what_is_no_pdf_is_refused_with_its_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.pdf"
    path.write_text("<html>404</html>", encoding="utf-8")
    assert main(["tables", str(path), "--lang", "en"]) == 1
    assert "[not-pdf]" in capsys.readouterr().err
    assert main(["tables", str(tmp_path / "absent.pdf")]) == 2


def test_an_empty_answer_comes_with_a_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(page_with(lambda page: page.insert_text((50, 50), "To whom it may concern")))
    assert main(["tables", str(path), "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == {"letter": []} and "[no-table]" in said.err


def test_a_portfolio_has_its_tables_in_what_is_attached(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cover = pymupdf.open(stream=page_with(lambda page: page.insert_text((50, 50), "A portfolio")), filetype="pdf")
    cover.embfile_add("sheet.pdf", b"%PDF-1.7", filename="sheet.pdf", ufilename="sheet.pdf")
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(cover.tobytes())
    assert main(["tables", str(path), "--lang", "en"]) == 1
    said = capsys.readouterr()
    assert said.out == "" and "[sheet-attached]" in said.err and "sheet.pdf" in said.err
