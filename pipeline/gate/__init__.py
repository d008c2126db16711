"""The gate before publication: candidate tables in, a verdict out; only tables that met every expectation are published.

``check`` is the entrance. Great Expectations is loaded when it is called, not before: that costs seconds, which ``warm_up``
spends ahead while something else goes on.
"""

from pipeline.gate.verdict import Failure, GateError, Verdict, check, warm_up

__all__ = ["Failure", "GateError", "Verdict", "check", "warm_up"]
