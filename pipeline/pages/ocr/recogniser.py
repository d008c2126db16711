"""What reads one line of text in a picture: the seam between this house and any library of character recognition.

In go pictures of single lines in grey, out come their characters, each with where it stands along the line, how sure the library
is of it, and what it would have read instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Mask = NDArray[np.bool_]


class RecognisedCharacter(NamedTuple):
    """A character of a line: ``at`` is its middle as a share of the line's width, ``confidence`` a probability;
    ``other`` is the next likely character, "" where that would be none, with its probability."""

    text: str
    at: float
    confidence: float
    other: str
    other_confidence: float


class Recogniser(Protocol):
    """Reads lines of text; one value reads all pages of a document."""

    def __call__(self, lines: Sequence[Grey]) -> list[tuple[RecognisedCharacter, ...]]:
        """The characters of each picture of a line (height by width, black on white), from left to right, without spaces."""
