"""The subcommands of ``kyoten``, one module each; ``pipeline/cli.py`` finds them by their file.

A command module ``pipeline/commands/NAME.py`` has one function, ``register(subparsers)``, which adds the parser of its
command with help, description and examples, and names what runs it: ``parser.set_defaults(run=function)``, where
``function(arguments: argparse.Namespace) -> int`` gives the exit code. Modules are imported whenever ``kyoten`` starts,
so they import argparse and little else at the top; all that costs time is imported inside the function. A file name
that is a Python keyword or hides a module ends in ``_`` and still registers the name without it.

Exit codes: 0 done, 1 a source or the gate refused, 2 wrong usage (argparse, or ``pipeline.run.sources.UsageError``).
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_command(subparsers: Subparsers, name: str, summary: str, examples: str) -> argparse.ArgumentParser:
    """A subcommand's parser with the house's form of help; ``examples`` are shown as they are."""
    return subparsers.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
