"""What annotations and form fields show, and where notes strike text out, as pdfminer lists them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral

from pipeline.pages.matrices import Matrix, corners_of, moved, product
from pipeline.pages.model import Area, is_comment
from pipeline.pages.rounded import bounds

_INVISIBLE = 2 | 32
"""Flags of annotations that are not shown: hidden, no view."""


def appearances(page: Any, matrix: Matrix) -> Iterator[tuple[Any, PDFStream, Matrix, str]]:
    """What annotations and form fields show, with the matrix that puts it on the displayed page, and of what kind it is ("Widget" is a
    field)."""
    for annotation, name in _visible(page):
        if is_comment(name, is_filled=bool(resolve1(annotation.get("IC")))):
            continue
        shown, rectangle = _shown(annotation), resolve1(annotation.get("Rect"))
        if not isinstance(shown, PDFStream) or not isinstance(rectangle, list) or len(rectangle) != 4:
            continue
        if (place := _place(shown, rectangle)) is not None:
            yield resolve1(shown.get("Resources", {})) or {}, shown, product(place, matrix), name


def _visible(page: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """The annotations that are shown, each with its subtype."""
    annotations = resolve1(page.annots)
    for annotation in map(resolve1, annotations if isinstance(annotations, list) else ()):
        if isinstance(annotation, dict) and not int(resolve1(annotation.get("F", 0))) & _INVISIBLE:
            kind = resolve1(annotation.get("Subtype"))
            yield annotation, str(kind.name) if isinstance(kind, PSLiteral) else ""


def _shown(annotation: dict[str, Any]) -> Any:
    """The appearance of an annotation, in the state that it is in."""
    appearance = resolve1(annotation.get("AP"))
    shown = resolve1(appearance.get("N")) if isinstance(appearance, dict) else None
    if not isinstance(shown, dict):
        return shown
    state = resolve1(annotation.get("AS"))
    return resolve1(shown.get(state.name)) if isinstance(state, PSLiteral) else None


def _place(shown: PDFStream, rectangle: Sequence[Any]) -> Matrix | None:
    """What puts an appearance into the rectangle of its annotation; None where it has no extent."""
    form: Matrix = tuple(map(float, resolve1(shown.get("Matrix", (1, 0, 0, 1, 0, 0)))))  # type: ignore[assignment]
    low_x, low_y, high_x, high_y = bounds(moved(form, corners_of(*map(float, resolve1(shown.get("BBox", (0, 0, 0, 0)))))))
    wide, high = high_x - low_x, high_y - low_y
    if not wide or not high:
        return None
    (left, right), (bottom, top) = sorted(map(float, rectangle[0::2])), sorted(map(float, rectangle[1::2]))
    scale_x, scale_y = (right - left) / wide, (top - bottom) / high
    return product(form, (scale_x, 0.0, 0.0, scale_y, left - low_x * scale_x, bottom - low_y * scale_y))


def struck_out(page: Any, matrix: Matrix) -> Iterator[Area]:
    """The places of StrikeOut notes, as displayed."""
    for annotation, name in _visible(page):
        quads = resolve1(annotation.get("QuadPoints"))
        if name != "StrikeOut" or not isinstance(quads, list):
            continue
        numbers = [float(resolve1(number)) for number in quads]
        corners = moved(matrix, zip(numbers[0::2], numbers[1::2], strict=False))
        for k in range(0, len(corners) - 3, 4):
            yield Area(*bounds(corners[k : k + 4]), -1)
