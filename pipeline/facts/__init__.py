"""The room of the numbers: from the data tables of a sheet to tidy facts (eras, months, numbers, units, labels, roles)."""

from pipeline.facts.model import Bound, Fact, NullReason, PeriodKind, Role, TableReading
from pipeline.facts.reading import read_table

__all__ = ["Bound", "Fact", "NullReason", "PeriodKind", "Role", "TableReading", "read_table"]
