"""The gate before publication: candidate tables in, a verdict out; only tables that met every expectation are published.

``check`` is the entrance for tables at hand; of a large collection each part is ``shown`` and a ``Hearing`` says what holds of them
together. Great Expectations is loaded when a verdict is asked for, not before: that costs seconds, which ``warm_up`` spends ahead
while something else goes on.
"""

from pipeline.gate.verdict import Failure, GateError, Hearing, Shown, Verdict, check, explained, shown, verdict_on, warm_up

__all__ = ["Failure", "GateError", "Hearing", "Shown", "Verdict", "check", "explained", "shown", "verdict_on", "warm_up"]
