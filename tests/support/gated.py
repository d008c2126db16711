"""Tables in a folder as the gate looks at them, and a gate that has made up its mind.

``python -m tests.support.gated`` is ``kyoten`` with a gate that passes whatever it is shown and without processes for its workers, for
tests of what else a command does. It loads no more than the command does.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import gate
from pipeline.gate import Failure, Verdict

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.run.work.guarded import WorkLimits


def written(tables: Mapping[str, pa.Table], implied: Mapping[str, Mapping[str, int]], folder: Path) -> Sequence[Path]:
    """Writes the tables, right or wrong, into the folder; gives the file with what the sheets imply."""
    import pyarrow as pa
    import pyarrow.parquet as pq

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


def work_here() -> None:
    """Has this process do what its workers would, for each takes longer to start than its work; to be called before what asks for them is
    loaded."""
    from pipeline.run.work import guarded, pool

    def outcomes(
        work: Callable[[Any], Any], tasks: Iterable[Any], jobs: int, limits: WorkLimits | None = None, told: object = None
    ) -> Iterator[tuple[Any, Any]]:
        yield from ((task, guarded._tried(pickle.dumps(work), task, limits or guarded.WorkLimits())) for task in tasks)

    pooled = pool.Pool
    for module, name, stand_in in ((guarded, "outcomes", outcomes), (pool, "Pool", lambda jobs: pooled(0))):
        setattr(module, name, stand_in)


if __name__ == "__main__":
    from pipeline.cli import main

    pass_all()
    work_here()
    sys.exit(main())
