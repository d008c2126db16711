"""Pages that are pictures, read by a recogniser of characters: the room's only part that needs the extra ``kyoten[ocr]``.

In goes a page whose text is in its picture alone, out comes the same page with glyphs and rules, each glyph with the confidence
of the recogniser. What finds the lines and what reads them are apart: any recogniser of single lines fits ``Recogniser``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.pages.ocr.recogniser import Recogniser


@cache
def installed() -> Recogniser | None:
    """The recogniser that is installed; None where the extra is not."""
    from pipeline.pages.ocr.rapid import RapidRecogniser, model_path

    model = model_path()
    return RapidRecogniser(model) if model else None
