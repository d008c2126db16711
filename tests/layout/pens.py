"""A pen for small ruled tables as office programs print them, on PyMuPDF: texts where they are told, turned, clipped or struck."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.pages.mupdf import pymupdf
from tests.pages.drawing import append

SIZE = 9.0
COLUMN, ROW = 60.0, 20.0
LEFT, TOP = 50.0, 60.0


def text(page: Any, x: float, y: float, said: str, *, size: float = SIZE, turn: int = 0, color: tuple[float, ...] = (0,)) -> None:
    """``said`` from (x, y) on, turned clockwise by ``turn`` degrees."""
    page.insert_text((x, y), said, fontname="japan", fontsize=size, rotate=-turn % 360, color=color)


def rule(page: Any, x0: float, y0: float, x1: float, y1: float, width: float = 0.6) -> None:
    page.draw_line((x0, y0), (x1, y1), width=width)


def frame(page: Any, columns: int, rows: int, *, x: float = LEFT, y: float = TOP, wide: float = COLUMN, high: float = ROW) -> None:
    for row in range(rows + 1):
        rule(page, x, y + high * row, x + wide * columns, y + high * row)
    for column in range(columns + 1):
        rule(page, x + wide * column, y, x + wide * column, y + high * rows)


def table(page: Any, rows: Sequence[Sequence[str]], *, x: float = LEFT, y: float = TOP) -> None:
    frame(page, len(rows[0]), len(rows), x=x, y=y)
    for down, row in enumerate(rows):
        for across, said in enumerate(row):
            text(page, x + COLUMN * across + 3, y + ROW * down + 13, said)


def clipped(page: Any, document: Any, clip: tuple[float, float, float, float], at: tuple[float, float], said: str) -> None:
    """``said`` within a clip, both in points from the top left of the page."""
    height = page.rect.height
    x0, y0, x1, y1 = clip
    page.insert_text((0, -50), said, fontname="japan", fontsize=SIZE)
    code = said.encode("utf-16-be").hex()
    drawing = f"q {x0} {height - y1} {x1 - x0} {y1 - y0} re W n BT /japan {SIZE} Tf {at[0]} {height - at[1]} Td <{code}> Tj ET Q"
    append(page, document, drawing.encode())


def sideways(data: bytes, turn: int, *, by_rotate: bool = False) -> bytes:
    """The pages of a PDF turned clockwise: by /Rotate, or as a program does that prints a sheet of another format."""
    document: Any = pymupdf.open(stream=data, filetype="pdf")
    if by_rotate:
        for page in document:
            page.set_rotation(turn)
        return bytes(document.tobytes(no_new_id=True))
    result: Any = pymupdf.open()
    for page in document:
        wide, high = page.rect.width, page.rect.height
        new = result.new_page(width=high if turn % 180 else wide, height=wide if turn % 180 else high)
        new.show_pdf_page(new.rect, document, page.number, rotate=-turn % 360)
    return bytes(result.tobytes(no_new_id=True))
