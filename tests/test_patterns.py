"""No regular expression takes more than its share of time, whatever text it meets: a cell of forty digits once took a minute."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from tests.patterns import ROOT

LONG = 1024
"""characters; few lines of a page are longer. What takes too long for a shorter text does so for this one, and is given up."""
ENOUGH = 0.0125
"""Seconds of processor time for so long a text; what takes more is asked for its growth. A quadratic pattern takes four times that for
twice the text, longer than any line of a page."""
GROWTH = 2.8
"""A text of double the length takes twice the time of a linear pattern, four times that of a quadratic one."""
GIVEN_UP = 0.3
REPEATED = ("1", " ", "あ", "ア", "漢", "(", ")", "()", "1 ", "1,", "1.", "・", "令和3", "①", "※", "a", "\n")
ENDS = ("", "!")


class TooSlowError(Exception):
    pass


def _stop(*_: object) -> None:
    raise TooSlowError


def literals(pattern: str, flags: int) -> list[str]:
    """The characters that the pattern itself names, each once."""
    found: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, tuple) and len(node) == 2 and node[0] in (op.LITERAL, op.RANGE):
            found.append(chr(node[1][0] if node[0] is op.RANGE else node[1]))
        elif isinstance(node, tuple | list | _parser.SubPattern):
            for part in node:
                walk(part)

    walk(_parser.parse(pattern, flags))
    return list(dict.fromkeys(found))


def texts(pattern: str, flags: int) -> Iterator[str]:
    named = literals(pattern, flags)[:6]
    pairs = [a + b for a, b in zip(named, named[1:], strict=False)]
    for repeated in dict.fromkeys([*REPEATED, *named, *pairs, "".join(named)]):
        for end in ENDS if repeated else ():
            yield (repeated * LONG)[:LONG] + end


def seconds(run: Callable[[str], object], text: str) -> float:
    """The processor time, the least of three where the first looks long."""
    times = [GIVEN_UP]
    for _ in range(3):
        began = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, GIVEN_UP)
        try:
            run(text)
            times.append(time.process_time() - began)
        except TooSlowError:
            return GIVEN_UP
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        if times[-1] <= ENOUGH:
            break
    return min(times)


def slow(pattern: str, flags: int, ways: list[str]) -> str:
    """The text that takes the pattern too long, and the way; empty where there is none."""
    made = re.compile(pattern, flags)
    for text in texts(pattern, flags):
        for way in ways:
            run = getattr(made, way)
            taken = seconds(run, text)
            if taken >= GIVEN_UP or (taken > ENOUGH and taken > GROWTH * seconds(run, text[len(text) // 2 :])):
                return f"{way} of {LONG} characters like {text[:8]!r}…{text[-3:]!r}: {taken:.2f} s"
    return ""


@pytest.fixture(scope="module")
def alarm() -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        pytest.skip("this system has no alarm by processor time")
    before = signal.signal(signal.SIGPROF, _stop)
    yield
    signal.signal(signal.SIGPROF, before)


def test_every_pattern_is_quick_on_any_text(alarm: None) -> None:
    done = subprocess.run([sys.executable, "-m", "tests.patterns"], cwd=ROOT.parent, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found) > 400
    assert [f"{place} {pattern[:60]}: {why}" for place, pattern, flags, ways in found if (why := slow(pattern, flags, ways))] == []


@pytest.mark.parametrize("pattern", [r"(?:[0-9]{1,2}[.]?)+(?=[^0-9])", r"\s*([^()]+?)\s*\(([^()]+)\)\s*", r"(a|aa)+b"])
def test_a_slow_pattern_is_found(alarm: None, pattern: str) -> None:
    assert slow(pattern, 0, ["match"])
