"""Pages with what was recognised drawn over: a picture per page, coloured where something was found."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from pipeline.cli import main
from pipeline.pages import read_pages
from pipeline.pages.render import render_page
from tests.support.here import read_here as read_here

pytestmark = pytest.mark.usefixtures("read_here")
SAMPLE = Path(__file__).parents[2] / "raw" / "midoridai-r7.writer-plain.pdf"


def colors(png: bytes) -> set[tuple[int, ...]]:
    """The strongly coloured pixels of a picture, roughly."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    found = image.getcolors(image.width * image.height) or []
    return {pixel for _, pixel in found if isinstance(pixel, tuple) and max(pixel) - min(pixel) > 60}


def test_a_page_is_drawn_with_its_goals_and_statements(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", str(SAMPLE), "--page", "2", "-o", str(tmp_path)]) == 0
    (written,) = tmp_path.iterdir()
    assert written.name == "midoridai-r7.writer-plain-02.png"
    assert str(written) in capsys.readouterr().out
    data = SAMPLE.read_bytes()
    assert len(colors(written.read_bytes())) > len(colors(render_page(data, 2, 1.6))) + 10


def test_a_page_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count = len(read_pages(SAMPLE.read_bytes()))
    assert main(["trace", str(SAMPLE), "--page", str(count + 1), "-o", str(tmp_path)]) == 2
    assert f"1 to {count}" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
