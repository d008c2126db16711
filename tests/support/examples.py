"""How many examples a property is tried on: in each run of the tests some, for each draws others; ``make fuzz`` asks for many more."""

from __future__ import annotations

import os


def examples(usual: int) -> int:
    """``KYOTEN_EXAMPLES`` where it is set."""
    return int(os.environ.get("KYOTEN_EXAMPLES", usual))
