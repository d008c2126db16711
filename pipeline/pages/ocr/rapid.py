"""The recogniser of lines that RapidOCR carries in its wheel (PP-OCRv6, small), run by ONNX Runtime.

RapidOCR's own call gives the best character at each place alone; a number is believed here by what else it might be, so its model
is asked directly. Nothing is downloaded, one processor is used, and the same line gives the same characters on one machine
(processors with other vector units may differ in the last digits of a confidence).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.pages.ocr.recogniser import Grey, RecognisedCharacter

MODEL = Path("models") / "PP-OCRv6_rec_small.onnx"
HEIGHT = 48
"""pixels; the height of a line that the model takes"""
STEP = 8
"""pixels; the model says what stands at every so many pixels of a line"""
NARROWEST = 48
"""pixels; a shorter line is filled up with paper"""
_LISTED = "character"
_BLANK, _FIRST = 0, 1
"""Of the classes of the model: nothing, and the first of its characters."""


def model_path() -> Path | None:
    """The model's file; None where the extra is not installed."""
    found = find_spec("rapidocr") if find_spec("onnxruntime") else None
    places = found.submodule_search_locations if found else None
    path = Path(next(iter(places))) / MODEL if places else None
    return path if path is not None and path.is_file() else None


class RapidRecogniser:
    """RapidOCR's model as a ``Recogniser``; it is loaded when the first line is read."""

    def __init__(self, model: Path) -> None:
        self._model = model

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        return onnxruntime.InferenceSession(str(self._model), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _characters(self) -> list[str]:
        return [*self._session.get_modelmeta().custom_metadata_map[_LISTED].splitlines(), " "]

    def __call__(self, lines: Sequence[Grey]) -> list[tuple[RecognisedCharacter, ...]]:
        return [tuple(self._read(line)) for line in lines]

    def _read(self, line: Grey) -> Iterator[RecognisedCharacter]:
        pixels, wide = _input_of(line)
        chances: NDArray[np.float32] = self._session.run(None, {self._session.get_inputs()[0].name: pixels})[0][0]
        best = chances.argmax(axis=1)
        starts = np.flatnonzero(np.diff(best, prepend=-1))
        for start, end in zip(starts, [*starts[1:], len(best)], strict=True):
            if best[start] != _BLANK and (text := self._text(best[start])).strip():
                here = chances[start:end]
                peak = int(here[:, best[start]].argmax())
                other, chance = _second(here[peak], best[start])
                at = (start + end) / 2 * STEP / wide
                yield RecognisedCharacter(text, float(min(at, 1.0)), float(here[peak, best[start]]), self._text(other), chance)

    def _text(self, number: int) -> str:
        return "" if number == _BLANK else self._characters[number - _FIRST]


def _second(chances: NDArray[np.float32], best: int) -> tuple[int, float]:
    rest = chances.copy()
    rest[best] = 0
    second = int(rest.argmax())
    return second, float(rest[second])


def _input_of(line: Grey) -> tuple[NDArray[np.float32], int]:
    """The line as the model takes it, and how many of its pixels across are the line's."""
    import cv2

    wide = max(round(line.shape[1] * HEIGHT / line.shape[0]), 1)
    shrinks = line.shape[0] > HEIGHT
    scaled = cv2.resize(line, (wide, HEIGHT), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
    room = max(-(-wide // STEP) * STEP, NARROWEST)
    pixels = np.full((HEIGHT, room), 0.0, dtype=np.float32)
    pixels[:, :wide] = scaled.astype(np.float32) / 127.5 - 1
    return np.repeat(pixels[None, None], 3, axis=1), wide
