"""What runs a table of examples: texts, and beside each what it is read to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest


def held(read: Callable[[str], object], examples: Mapping[str, object]) -> Callable[[str], None]:
    """A test for each example, named by its text: it is read as it stands in the table."""

    @pytest.mark.parametrize("text", examples)
    def test(text: str) -> None:
        found = read(text)
        assert found == examples[text], f"read as {found!r}, which is {examples[text]!r}"

    return test
