"""Transformation matrices of a PDF, as six numbers (a, b, c, d, e, f): a point (x, y) goes to (ax + cy + e, bx + dy + f)."""

from __future__ import annotations

from collections.abc import Iterable

Matrix = tuple[float, float, float, float, float, float]
Extent = tuple[float, float, float, float]
"""From x0, y0 to x1, y1."""
AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def moved(matrix: Matrix, points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Where a matrix puts points."""
    a, b, c, d, e, f = matrix
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]


def corners_of(x0: float, y0: float, x1: float, y1: float) -> tuple[tuple[float, float], ...]:
    """The corners of a box: those at its first side across, then those at its second."""
    return (x0, y0), (x0, y1), (x1, y0), (x1, y1)


UNIT_SQUARE = corners_of(0.0, 0.0, 1.0, 1.0)
"""what a picture covers before its matrix puts it on the page"""


def product(m: Matrix, n: Matrix) -> Matrix:
    """The matrix that does what ``m`` does and then what ``n`` does."""
    a, b, c, d, e, f = m
    g, h, i, j, k, l = n  # noqa: E741
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l
