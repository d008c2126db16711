"""The curated tables for people with a spreadsheet: a folder of CSV files, or one Excel workbook with a sheet per table.

In go the tables, out come files that say the same, first the joined sheets that people work with: CSV in UTF-8 with BOM, one header
row of the contract's names, a data package beside them; the workbook with Japanese headers, filters and a print set-up, the joined
sheets on A4 landscape, the tables on A3. Text stays text in both, so that no program makes a date or a formula of it.
"""

from __future__ import annotations

import contextlib
import csv
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

import pyarrow as pa

from pipeline.datasets.contract import OF_RELEASE, TABLES, Column, TableSpec
from pipeline.datasets.joined import FrontColumn, FrontSheet, SheetValue, front_sheets
from pipeline.datasets.package import UNNAMED, Named, write_package
from pipeline.datasets.spelling import safe, speller
from pipeline.files import folder_written_aside, written_aside

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

# Excel's own limits.
_MOST_ROWS, _MOST_LETTERS = 1_048_576, 32_767
_CUT = "…(続きは Parquet を参照)"
_A3, _A4 = 8, 9
_WIDTHS = {"text": 60, "text_norm": 60, "raw": 24, "measure": 36, "measure_norm": 36, "message_ja": 50, "message_en": 50, "where_ja": 40}
_NARROW, _PLAIN = 9, 18
# Names of files and rows stand on one line, or each row of a table would be as high as its name is long.
_NAME = re.compile(r"(?:\w+_)?id|source_file")
_WIDEST_NAME = 44
# Points: a line of Yu Gothic in size 10, and the tallest row that Excel knows.
_LINE, _TALLEST = 17.0, 409.0
# Lists for programs: whole in the workbook, on paper only so many of their first rows.
_PRINTED_IN_PART, _PRINTED_ROWS = frozenset({"tokens", "terms"}), 50
# For programs, not for readers: folded away in the workbook, one click brings them back.
_FOLDED = re.compile(r"boxes.*|box|page_sizes|\w+_norm|row_id|content_id|pos[2-6]|source_sha256")


@dataclass(frozen=True, slots=True)
class Cut:
    """Texts that an Excel cell cannot hold whole: how many, and in which table and column."""

    table: str
    column: str
    count: int


def write_csv(tables: Mapping[str, pa.Table], folder: Path, named: Named = UNNAMED) -> None:
    """Writes ``{table}.csv``, the joined sheets and ``datapackage.json`` into ``folder``; ``named`` is the release that the tables are
    of. Raises OSError where the disk does not take them."""
    with folder_written_aside(folder) as half:
        for front in front_sheets(tables):
            with (half / front.file).open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow([column.title for column in front.columns])
                writer.writerows([_joined_cell(value) for value in row] for row in front.rows)
        for table in TABLES:
            with (half / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(table.column_names)
                writer.writerows(_csv_rows(table, tables[table.name]))
        write_package(tables, half, "csv", named)


def _joined_cell(value: SheetValue) -> str:
    return safe(value) if isinstance(value, str) else speller(pa.float64())(value)


def _csv_rows(spec: TableSpec, table: pa.Table) -> Iterator[tuple[str, ...]]:
    return zip(*(_csv_column(table[column.name].to_pylist(), column.type) for column in spec.columns), strict=True)


def _csv_column(values: list[Any], kind: pa.DataType) -> list[str]:
    spell = speller(kind)
    return [safe(spell(value)) for value in values] if _is_text(kind) else [spell(value) for value in values]


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or (pa.types.is_list(kind) and pa.types.is_string(kind.value_type)))


def row_height(texts: Iterable[tuple[str, float]]) -> float:
    """The height in points that shows wrapped texts whole, each with the width of its column in Excel's half-width characters.

    Excel would find it alone, other office programs show one line of each cell.
    """
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(lines * _LINE, _TALLEST)


def _lines(text: str, width: float) -> int:
    if 2 * len(text) <= width and "\n" not in text:
        return 1
    # A line rarely ends at the very edge: a word, a bracket or a closing mark is not cut.
    room = 1.05 * width - 1
    return sum(max(1, ceil(_letters(part) / room)) for part in text.split("\n"))


def _letters(text: str) -> int:
    """The length in half-width characters."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def write_xlsx(tables: Mapping[str, pa.Table], path: Path, named: Named = UNNAMED) -> tuple[Cut, ...]:
    """Writes the workbook and says what it could not hold whole; ``named`` is the release that the tables are of. Raises OSError where
    the disk does not take it."""
    cuts: list[Cut] = []
    with workbook(path, "kyoten", constant_memory=True, comments=_of_release(named)) as book:
        formats = _Formats(book)
        for front in front_sheets(tables):
            _write_front(book, formats, front, named)
        marks = _marks(tables["corrections"].to_pylist())
        for table in TABLES:
            cuts += _write_table(book, formats, table, tables[table.name], marks)
    return tuple(cuts)


def _of_release(named: Named) -> str:
    """版 2026.1(2026-12-01); empty where nobody named the release."""
    day = f"({named.date})" if named.date else ""
    return f"版 {named.version}{day}" if named.version or day else ""


def _write_front(book: xlsxwriter.Workbook, formats: _Formats, front: FrontSheet, named: Named) -> None:
    """A sheet that people open first: filters, the header and the first columns in sight, as wide as A4 landscape."""
    sheet = book.add_worksheet(front.title)
    for col, column in enumerate(front.columns):
        sheet.set_column(col, col, column.width)
    widths = [column.width for column in front.columns]
    sheet.set_row(0, row_height(zip((column.title for column in front.columns), widths, strict=True)))
    for col, column in enumerate(front.columns):
        sheet.write_string(0, col, column.title, formats.narrow_header if column.is_narrow else formats.header)
    for at, row in enumerate(front.rows, 1):
        sheet.set_row(at, row_height((value, width) for value, width in zip(row, widths, strict=True) if isinstance(value, str) and value))
        for col, value in enumerate(row):
            _write_value(sheet, formats, (at, col), value, front.columns[col])
    sheet.freeze_panes(1, front.pinned)
    sheet.autofilter(0, 0, max(len(front.rows), 1), len(front.columns) - 1)
    print_in(sheet, _A4, 0)
    sheet.set_header(f"&L&A&R{_of_release(named)}")


def _write_value(sheet: Worksheet, formats: _Formats, at: tuple[int, int], value: SheetValue, column: FrontColumn) -> None:
    if value is None or value == "":
        sheet.write_blank(*at, None, formats.text)
    elif isinstance(value, str):
        sheet.write_string(*at, value[:_MOST_LETTERS], formats.middle if column.is_narrow else formats.text)
    else:
        sheet.write_number(*at, value, formats.count if float(value).is_integer() else formats.share)


def _marks(corrections: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    """What is noted at each corrected cell, by row_id and column: the cell itself keeps what is printed."""
    applied = [row for row in corrections if row["state"] == "applied"]
    return {
        (
            row["row_id"],
            row["column_name"],
        ): f"訂正: {row['corrected'] or '(値なし)'}\n{row['reason']}({row['decided_by']} {row['decided_on']})"
        for row in applied
    }


@contextlib.contextmanager
def workbook(path: Path, title: str, *, constant_memory: bool = False, comments: str = "") -> Iterator[xlsxwriter.Workbook]:
    """A workbook to be filled in the block, in which a text stays a text. With ``constant_memory`` rows are written in their order.
    Raises OSError where the disk does not take it."""
    import xlsxwriter

    texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    # The archive is put together where its parts lie, for one that finds no room tries again when it is let go, on the error stream.
    with tempfile.TemporaryFile() as file:
        try:
            with xlsxwriter.Workbook(file, {"constant_memory": constant_memory, **texts}) as book:
                # A fixed day, so that the same content gives the same file.
                day = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
                book.set_properties({"title": title, "comments": comments, "created": day})
                yield book
        except xlsxwriter.exceptions.FileCreateError as error:
            raise next((cause for cause in error.args if isinstance(cause, OSError)), OSError(str(error))) from error
        with written_aside(path) as half, half.open("wb") as written:
            file.seek(0)
            shutil.copyfileobj(file, written)


def print_on_a3(sheet: Worksheet, header_row: int) -> None:
    """Landscape, as wide as the sheet, its header row on every page."""
    print_in(sheet, _A3, header_row)


def print_in(sheet: Worksheet, paper: int, header_row: int) -> None:
    """Landscape on a paper by Excel's number of it, as wide as the sheet, its header row on every page."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header_row)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&C&P / &N")


class _Formats:
    """The few looks of a cell; text cells are of Excel's type text, so that editing one keeps it what it is."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        line = {"valign": "top", "border": 1, "border_color": "#BFBFBF", "font_name": "Yu Gothic", "font_size": 10}
        self.header = book.add_format({**line, "bold": True, "text_wrap": True, "bg_color": "#DDE7E3", "num_format": "@"})
        self.text = book.add_format({**line, "text_wrap": True, "num_format": "@"})
        self.number = book.add_format(line)
        self.narrow_header = book.add_format({**line, "bold": True, "text_wrap": True, "bg_color": "#DDE7E3", "align": "center"})
        self.middle = book.add_format({**line, "text_wrap": True, "num_format": "@", "align": "center"})
        self.count = book.add_format({**line, "num_format": "#,##0"})
        self.share = book.add_format({**line, "num_format": "#,##0.0##"})
        self.truth = book.add_format({**line, "align": "center"})


def _write_table(
    book: xlsxwriter.Workbook, formats: _Formats, spec: TableSpec, table: pa.Table, marks: Mapping[tuple[str, str], str]
) -> Iterator[Cut]:
    held = _MOST_ROWS - 1
    columns = [table[column.name].to_pylist() for column in spec.columns]
    widths = [_width(column, values) for column, values in zip(spec.columns, columns, strict=True)]
    cut = dict.fromkeys(spec.column_names, 0)
    marked = _marked(spec, table)
    wrapped = [col for col, column in enumerate(spec.columns) if _wraps(column)]
    for part, begin in enumerate(range(0, max(table.num_rows, 1), held), 1):
        sheet = book.add_worksheet(spec.title_ja if part == 1 else f"{spec.title_ja} ({part})")
        end = min(begin + held, table.num_rows)
        _set_up(sheet, formats, spec, widths, end - begin)
        writers = [(column.name, _cell_writer(sheet, formats, column)) for column in spec.columns]
        for row, at in enumerate(range(begin, end), 1):
            _set_height(sheet, row, [(columns[col][at], widths[col]) for col in wrapped])
            for col, (name, write) in enumerate(writers):
                cut[name] += write(row, col, columns[col][at])
                if marked and (mark := marks.get((marked[at], name))):
                    sheet.write_comment(row, col, mark)
    return (Cut(spec.name, name, count) for name, count in cut.items() if count)


def _marked(spec: TableSpec, table: pa.Table) -> Sequence[str]:
    """The ids of the rows whose cells may bear a mark; none where the table is of the release."""
    has_marks = "row_id" in spec.column_names and spec.name not in OF_RELEASE
    return table["row_id"].to_pylist() if has_marks else []


def _set_height(sheet: xlsxwriter.worksheet.Worksheet, row: int, wrapped: Sequence[tuple[Any, float]]) -> None:
    """A row as high as its longest wrapped text needs."""
    height = row_height(said) if (said := [(text, width) for text, width in wrapped if text]) else 0.0
    if height > _LINE:
        sheet.set_row(row, height)


def _width(column: Column, values: list[Any]) -> int:
    if _NAME.fullmatch(column.name):
        return min(max((_letters(value) for value in set(values) if value), default=0) + 3, _WIDEST_NAME)
    is_short = not _is_text(column.type) and not pa.types.is_nested(column.type)
    return _WIDTHS.get(column.name, _NARROW if is_short else _PLAIN)


def _wraps(column: Column) -> bool:
    return bool(pa.types.is_string(column.type)) and not _FOLDED.fullmatch(column.name)


def _set_up(sheet: Worksheet, formats: _Formats, spec: TableSpec, widths: list[int], rows: int) -> None:
    for col, column in enumerate(spec.columns):
        folded = {"level": 1, "hidden": True} if _FOLDED.fullmatch(column.name) else {}
        sheet.set_column(col, col, widths[col], None, folded)
        sheet.write_string(0, col, f"{column.title_ja}({column.unit})" if column.unit else column.title_ja, formats.header)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(rows, 1), len(spec.columns) - 1)
    print_on_a3(sheet, 0)
    shown = rows
    if spec.name in _PRINTED_IN_PART and rows > _PRINTED_ROWS:
        shown = _PRINTED_ROWS
        sheet.print_area(0, 0, shown, len(spec.columns) - 1)
    said = f"　全{rows:,}行のうち最初の{shown}行(すべて印刷するには印刷範囲を解除)" if shown < rows else ""
    sheet.set_header(f"&L&A{said}")


def _cell_writer(sheet: Worksheet, formats: _Formats, column: Column) -> Callable[[int, int, Any], bool]:
    """What writes a value of the column into a row and column of the sheet; true where a text was cut to what a cell holds."""
    if pa.types.is_boolean(column.type):

        def write_truth(row: int, col: int, value: Any) -> bool:
            sheet.write_string(row, col, "○" if value else "", formats.truth)
            return False

        return write_truth
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):

        def write_number(row: int, col: int, value: Any) -> bool:
            if value is None:
                sheet.write_blank(row, col, None, formats.number)
            else:
                sheet.write_number(row, col, value, formats.number)
            return False

        return write_number
    spell = speller(column.type)

    def write_text(row: int, col: int, value: Any) -> bool:
        text = spell(value)
        is_cut = len(text) > _MOST_LETTERS
        sheet.write_string(row, col, text[: _MOST_LETTERS - len(_CUT)] + _CUT if is_cut else text, formats.text)
        return is_cut

    return write_text
