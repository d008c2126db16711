"""Tables in a folder as the gate looks at them, and a gate that has made up its mind.

``python -m tests.support.gated`` is ``kyoten`` with a gate that passes whatever it is shown, for tests of what else a command does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import gate
from pipeline.gate import Failure, Verdict


def written(tables: Mapping[str, pa.Table], implied: Mapping[str, Mapping[str, int]], folder: Path) -> Sequence[Path]:
    """Writes the tables, right or wrong, into the folder; gives the file with what the sheets imply."""
    for name, table in tables.items():
        # No column of it is declared as one without nulls, so that a null can be there.
        plain = pa.schema([field.with_nullable(True) for field in table.schema])
        pq.write_table(table.cast(plain), folder / f"{name}.parquet")
    rows = [(document_id, name, count) for document_id, counts in implied.items() for name, count in counts.items()]
    columns = [pa.array(list(column)) for column in zip(*rows, strict=True)]
    (folder / "apart").mkdir(exist_ok=True)
    pq.write_table(pa.table(columns, names=["document_id", "table_name", "rows"]), folder / "apart" / "implied.parquet")
    return [folder / "apart" / "implied.parquet"]


def decided(*failures: Failure) -> Callable[..., Verdict]:
    """Stands in for ``gate.check``: gives these failures, or passes."""
    return lambda folder, implied=(), **how: Verdict(1, 1, (), failures)


def pass_all() -> None:
    """Has the gate of this process pass whatever it is shown, and load nothing for it."""
    for name, stand_in in (("check", decided()), ("warm_up", lambda: None)):
        setattr(gate, name, stand_in)


if __name__ == "__main__":
    from pipeline.cli import main

    pass_all()
    sys.exit(main())
