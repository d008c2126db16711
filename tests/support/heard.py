"""A gate that has made up its mind: stands in for ``gate.Hearing`` where a test is about what comes before or after it."""

from __future__ import annotations

from pipeline.gate import Failure, Shown, Verdict
from pipeline.gate.verdict import Explain


class Heard:
    """Gives the failures it was made with, or passes."""

    def __init__(self, *failures: Failure) -> None:
        self._failures = failures

    def hear(self, part: Shown) -> None:
        """Takes no notice."""

    def verdict(self, explain: Explain) -> Verdict:
        return Verdict(1, 1, (), self._failures)
