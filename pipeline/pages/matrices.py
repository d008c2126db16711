"""Transformation matrices of a PDF, as six numbers (a, b, c, d, e, f): a point (x, y) goes to (ax + cy + e, bx + dy + f)."""

from __future__ import annotations

Matrix = tuple[float, float, float, float, float, float]
AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def product(m: Matrix, n: Matrix) -> Matrix:
    """The matrix that does what ``m`` does and then what ``n`` does."""
    a, b, c, d, e, f = m
    g, h, i, j, k, l = n  # noqa: E741
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l
