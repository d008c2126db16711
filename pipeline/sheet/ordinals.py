"""Marks as numbers: the place of each in its list, and where a list of viewpoints does not count on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from functools import cache
from itertools import count

from pipeline.form.marks import ADJACENT, numbers_in
from pipeline.form.series import are_in_turn, place_in_series
from pipeline.sheet.model import Viewpoint

_EDGE = r"[()【】\[\]〔〕<>〈〉.、:\s]+"
_AROUND = re.compile(f"^{_EDGE}|{_EDGE}$")


@cache
def ordinal_of(mark: str) -> tuple[str, int] | None:
    """The kind and place in its sequence of a mark: ③ and (3) are 3, ウ and ｳ too; none for a bullet or several numbers."""
    bare = _AROUND.sub("", unicodedata.normalize("NFKC", ADJACENT.sub(" ", mark)))
    if bare.isdecimal():
        return "number", int(bare)
    return place_in_series(mark)


def kind_of(mark: str) -> str:
    """What a mark counts by: numbers, or which letters."""
    ordinal = ordinal_of(mark)
    return ordinal[0] if ordinal is not None else "number"


def numbers_of(mark: str) -> tuple[int, ...]:
    """The numbers that a mark names, and the place of a letter."""
    ordinal = ordinal_of(mark)
    return (ordinal[1],) if ordinal is not None else numbers_in(mark)


def out_of_turn(viewpoints: Sequence[Viewpoint], blank: Set[int]) -> Viewpoint | None:
    """The viewpoint that does not count on, or begins a second list; among marks of several kinds only that is one."""
    ordinals = [found for viewpoint in viewpoints if (found := ordinal_of(viewpoint.mark))]
    if len(ordinals) < len(viewpoints) or len({kind for kind, _ in ordinals}) != 1:
        return of_second_list(viewpoints)
    if are_in_turn([viewpoint.mark for viewpoint in viewpoints]):
        return None
    in_turn = (number for number in count(1) if number not in blank)
    counted = zip(viewpoints, ordinals, in_turn, strict=False)
    return next((viewpoint for viewpoint, (_, number), wanted in counted if number != wanted), None)


def of_second_list(viewpoints: Sequence[Viewpoint]) -> Viewpoint | None:
    """The viewpoint at which the list begins again, as behind a page of another project that stands in a wrong place."""
    first = ordinal_of(viewpoints[0].mark) if viewpoints else None
    return next((viewpoint for viewpoint in viewpoints[1:] if first is not None and ordinal_of(viewpoint.mark) == first), None)
