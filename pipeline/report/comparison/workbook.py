"""A comparison as an Excel workbook: one sheet, old beside new, changed words bold and underlined, set up to print on A3 landscape."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.datasets.comparison import Comparison, Piece
from pipeline.datasets.export import print_on_a3, row_height, workbook
from pipeline.report.comparison.lines import lines_of, notes_of, side_of, title_of, word
from pipeline.rules.defects import Language

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_HEADER_ROW = 3
_COLUMNS = (("project", 24), ("part", 22), ("old", 60), ("new", 60), ("remark", 40), ("old-row", 30), ("new-row", 30))
"""names of their headers among the table's words, with widths in characters"""


def write_workbook(comparison: Comparison, path: Path, language: Language = "ja") -> None:
    """Writes the workbook in that language. Raises OSError where the disk does not take it."""
    with workbook(path, title_of(comparison, language)) as book:
        base = {"font_name": "Yu Gothic", "font_size": 10}
        line = {**base, "valign": "top", "text_wrap": True, "border": 1, "num_format": "@"}
        looks = {
            "title": book.add_format({**base, "bold": True, "font_size": 14}),
            "plain": book.add_format({**base, "num_format": "@"}),
            "header": book.add_format({**line, "bold": True, "bg_color": "#DDE7E3"}),
            "cell": book.add_format(line),
            "kept": book.add_format(base),
            "old": book.add_format({**base, "bold": True, "font_strikeout": True, "font_color": "#8A1C1C"}),
            "new": book.add_format({**base, "bold": True, "underline": 1, "font_color": "#0B4D2C"}),
            "old_cell": book.add_format({**line, "bold": True, "font_strikeout": True, "font_color": "#8A1C1C"}),
            "new_cell": book.add_format({**line, "bold": True, "underline": 1, "font_color": "#0B4D2C"}),
        }
        _fill(book.add_worksheet(word("table.sheet", language)), comparison, looks, language)


def _fill(sheet: Worksheet, comparison: Comparison, looks: dict[str, Any], language: Language) -> None:
    sheet.write_string(0, 0, " ".join((title_of(comparison, language), *notes_of(comparison, language))), looks["title"])
    for row, (name, side) in enumerate((("old", comparison.old), ("new", comparison.new)), 1):
        sheet.write_string(row, 0, f"{word(f'table.{name}', language)}: {side_of(side, language)}", looks["plain"])
    for col, (name, width) in enumerate(_COLUMNS):
        folded = {"level": 1, "hidden": True} if name.endswith("-row") else {}
        sheet.set_column(col, col, width, None, folded)
        sheet.write_string(_HEADER_ROW, col, word(f"table.{name}", language), looks["header"])
    lines = lines_of(comparison, language)
    for row, line in enumerate(lines, _HEADER_ROW + 1):
        title = f"{line.project_no} {comparison.projects[line.project_no]}"
        old, new = ("".join(piece.text for piece in pieces) for pieces in (line.old, line.new))
        widths = [width for _, width in _COLUMNS]
        sheet.set_row(row, row_height(zip((title, line.part, old, new, line.remark), widths, strict=False)))
        for col, text in enumerate((title, line.part, None, None, line.remark, line.old_row_id or "", line.new_row_id or "")):
            if text is not None:
                sheet.write_string(row, col, text, looks["cell"])
        _write_pieces(sheet, row, 2, line.old, looks, "old")
        _write_pieces(sheet, row, 3, line.new, looks, "new")
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    sheet.autofilter(_HEADER_ROW, 0, _HEADER_ROW + max(len(lines), 1), len(_COLUMNS) - 1)
    print_on_a3(sheet, _HEADER_ROW)


def _write_pieces(sheet: Worksheet, row: int, col: int, pieces: tuple[Piece, ...], looks: dict[str, Any], side: str) -> None:
    if len(pieces) > 1:
        parts = [part for piece in pieces for part in (looks[side] if piece.changed else looks["kept"], piece.text)]
        sheet.write_rich_string(row, col, *parts, looks["cell"])
    else:
        text = pieces[0].text if pieces else ""
        sheet.write_string(row, col, text, looks[f"{side}_cell"] if pieces and pieces[0].changed else looks["cell"])
