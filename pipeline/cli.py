"""The command line: ``kyoten COMMAND …``. Each command is a module of ``pipeline.commands``; this one runs the chosen one.

Exit codes: 0 done, 1 a source or the gate refused, 2 wrong usage or a file of the rules that cannot be meant, 3 the
system refused (a full disk, a folder that may not be written). Nothing here costs time before a command is chosen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from pipeline.commands import language_of, parser
from pipeline.rules import RulesError
from pipeline.rules.defects import Language
from pipeline.rules.spoken import system_reason, translated
from pipeline.run.progress import harmless
from pipeline.run.usage import UnwritableError, UsageError

# Nothing imported above reads a rule, so that one that cannot be meant is met below, where it is said.

WRONG_USAGE = 2
SYSTEM_REFUSED = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    spoken = language_of(given)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return _run(given, spoken)
    except KeyboardInterrupt:
        sys.stderr.write(f"kyoten: {translated('interrupted; what was published before stands', spoken)}\n")
        return 130
    except BrokenPipeError:
        _silence()
        return 0
    except OSError as error:
        # What was not yet written would be tried once more when the program ends.
        _silence()
        said = error.sentence.said(spoken) if isinstance(error, UnwritableError) else system_reason(error, spoken)
        sys.stderr.write(harmless(f"kyoten: {said}{f': {error.filename}' if error.filename else ''}") + "\n")
        return SYSTEM_REFUSED
    except (UsageError, RulesError) as error:
        sys.stderr.write(harmless(f"kyoten: {error.said(spoken)}") + "\n")
        return WRONG_USAGE


def _run(given: Sequence[str], spoken: Language) -> int:
    if not given:
        parser(spoken).print_help(sys.stderr)
        return WRONG_USAGE
    chosen = parser(spoken).parse_args(given)
    code = int(chosen.run(chosen))
    sys.stdout.flush()
    return code


def window() -> int:
    """``kyoten-app``: the page in the browser, from an icon."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # Windows gives a program without a console none
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - to the program's end
    return main(["app", *sys.argv[1:]])


def _silence() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
