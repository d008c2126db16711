"""Looks for hypothesis: any value of any field, shrinking to the plain look."""

from __future__ import annotations

from hypothesis import strategies as st

from benchmarks.typeset import DIMENSIONS, Look
from benchmarks.typeset.look import possible


def any_look() -> st.SearchStrategy[Look]:
    """Every field drawn on its own; a failing look is reduced to the fields that make it fail."""
    fields = {name: st.sampled_from(values) for name, values in DIMENSIONS.items()}
    return st.fixed_dictionaries(fields).map(lambda chosen: possible(Look(**chosen)))
