"""Tables whose cells are closed by rules both ways."""

from __future__ import annotations

from dataclasses import replace

from pipeline.layout.captions_beside import parted_at_captions
from pipeline.layout.doubles import without_double_rules
from pipeline.layout.grids import grids_of
from pipeline.layout.notes_between import joined_at_names, parted_at_notes
from pipeline.layout.spaced import without_spaces
from pipeline.layout.styles.ground import Ground


def find(ground: Ground) -> Ground:
    """The ground with the ruled tables; the horizontal rules that meet no upright one are left for other styles."""
    grids, loose = grids_of(ground.rules)
    tables = parted_at_notes(without_double_rules(without_spaces(grids)), ground.rules, ground.runs)
    tables = parted_at_captions(joined_at_names(tables, ground.rules, ground.runs), ground.runs)
    return replace(ground, drawn=ground.rules, rules=loose, tables=(*ground.tables, *tables))
