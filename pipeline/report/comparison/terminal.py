"""A comparison for the terminal: plain lines, old above new, changed words in brackets."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.datasets.comparison import Comparison, Piece
from pipeline.report.comparison.lines import lines_of, side_of, title_of, word
from pipeline.rules.defects import Language


def as_text(comparison: Comparison, language: Language = "ja") -> Iterator[str]:
    """The lines one by one, without line ends; old words as ［－…］, new ones as ［＋…］; that the
    wards differ is for the caller to say."""
    old, new, nothing = (word(f"table.{name}", language) for name in ("old", "new", "nothing"))
    yield title_of(comparison, language)
    yield f"{old}: {side_of(comparison.old, language)}"
    yield f"{new}: {side_of(comparison.new, language)}"
    lines = lines_of(comparison, language)
    for project_no, title in comparison.projects.items():
        yield ""
        yield f"{project_no} {title}"
        own = [line for line in lines if line.project_no == project_no]
        for line in own:
            yield f"  {line.part}: {line.remark}"
            if line.old:
                yield f"    {old} {_shown(line.old, '－')}"
            if line.new:
                yield f"    {new} {_shown(line.new, '＋')}"
        if not own:
            yield f"  {nothing}"


def _shown(pieces: tuple[Piece, ...], sign: str) -> str:
    return "".join(f"［{sign}{piece.text}］" if piece.changed else piece.text for piece in pieces)
