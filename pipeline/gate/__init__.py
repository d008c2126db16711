"""The gate before publication: a folder of candidate tables in, a verdict out; only tables that met every expectation are published.

Great Expectations is loaded when it is asked, not before: that costs seconds, which ``warm_up`` spends ahead while something else goes
on.
"""

from pipeline.gate.verdict import Failure, GateError, Verdict, check, warm_up

__all__ = ["Failure", "GateError", "Verdict", "check", "warm_up"]
