"""Sheets that a browser and an office suite print are read exactly; skipped where the program is not on the machine."""

from __future__ import annotations

import pytest

from benchmarks.typeset import Look, Typeset, excerpt, ward
from benchmarks.typeset.office import Producer, Style, is_there, laid_out, printed
from benchmarks.variations import measured
from tests.corpus.test_layouts_never_seen import problems

CONTENT = excerpt(ward("minatomi-r2"), (1, 4), 3)
STYLE = Style(
    charts=False, beside=True, caption="side", rating="circles", labels="left", border="0.5pt dotted #000000", list="real", parts="two"
)
"""Tables side by side with narrow captions, ○ under a letter for each rating, labels at the left, rules of dots."""


@pytest.mark.parametrize(
    "producer", [pytest.param(p, marks=pytest.mark.skipif(not is_there(p), reason=p)) for p in ("chrome", "writer", "calc")]
)
def test_what_a_program_prints_is_read_exactly(producer: Producer) -> None:
    document = laid_out(CONTENT, STYLE)
    pdf = printed({"sheet": document}, producer)["sheet"]
    assert not problems(measured(producer, Look(), Typeset(pdf, document.truth, 0)))
