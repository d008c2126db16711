"""A comparison for the terminal: plain lines, old above new, changed words in brackets."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.datasets.comparison import Comparison, Piece
from pipeline.report.comparison.lines import lines_of, side_of, title_of


def as_text(comparison: Comparison) -> Iterator[str]:
    """The lines one by one, without line ends; old words as ［－…］, new ones as ［＋…］."""
    yield title_of(comparison)
    yield f"旧: {side_of(comparison.old)}"
    yield f"新: {side_of(comparison.new)}"
    lines = lines_of(comparison)
    for project_no, title in comparison.projects.items():
        yield ""
        yield f"{project_no} {title}"
        own = [line for line in lines if line.project_no == project_no]
        for line in own:
            yield f"  {line.part}: {line.remark}"
            if line.old:
                yield f"    旧 {_shown(line.old, '－')}"
            if line.new:
                yield f"    新 {_shown(line.new, '＋')}"
        if not own:
            yield "  変わったところはありません"


def _shown(pieces: tuple[Piece, ...], sign: str) -> str:
    return "".join(f"［{sign}{piece.text}］" if piece.changed else piece.text for piece in pieces)
