"""The subcommands of ``kyoten``, one module each; ``parser`` finds them by their file.

A command module ``pipeline/commands/NAME.py`` has one function, ``register(subparsers)``, which adds the parser of its
command with help, description and examples, and names what runs it: ``parser.set_defaults(run=function)``, where
``function(arguments: argparse.Namespace) -> int`` gives the exit code. Modules are imported whenever ``kyoten`` starts,
so they import argparse and little else at the top; all that costs time is imported inside the function. A file name
that is a Python keyword or hides a module ends in ``_`` and still registers the name without it.

Exit codes: 0 done, 1 a source or the gate refused, 2 wrong usage (argparse, or ``pipeline.run.sources.UsageError``), 3 the
system refused (an OSError: a full disk, a folder that may not be written).
"""

from __future__ import annotations

import argparse
import pkgutil
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import pipeline

_EXAMPLES = """\
  kyoten run                 the PDFs of raw/ become the tables of curated/
  kyoten report              report.html, to read in any browser
  kyoten check raw           what is wrong with the PDFs, where, and what to do
  kyoten COMMAND --help      what a command takes, with examples

exit codes: 0 done, 1 a source or the gate refused, 2 wrong usage, 3 the system refused (a full disk, a folder's rights)"""

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


class _Parser(argparse.ArgumentParser):
    """Says where to read on after what was wrong."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\n{self.prog} --help shows what it takes{', with examples' * (' ' in self.prog)}\n")


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line, with every command that there is a module for."""
    made = _Parser(
        prog="kyoten",
        description="From the evaluation sheets of Yokohama's child-rearing support hubs (PDF) to clean, checked datasets.",
        epilog=f"examples:\n{_EXAMPLES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action="version", version=f"kyoten {pipeline.__version__}")
    subparsers = made.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in sorted(found.name for found in pkgutil.iter_modules(__path__)):
        import_module(f"{__name__}.{module}").register(subparsers)
    return made


def add_command(subparsers: Subparsers, name: str, summary: str, examples: str) -> argparse.ArgumentParser:
    """A subcommand's parser with the house's form of help; ``examples`` are shown as they are."""
    return subparsers.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def add_reporting(parser: argparse.ArgumentParser) -> None:
    """``--lang``, for every command that reports defects."""
    parser.add_argument("--lang", choices=("ja", "en"), help="language of messages (that of the locale)")


def add_limits(parser: argparse.ArgumentParser) -> None:
    """``--timeout`` and ``--memory``, for every command that reads sources."""
    parser.add_argument("--timeout", type=float, default=60.0, metavar="SECONDS", help="time limit for one source (60)")
    parser.add_argument("--memory", type=int, default=1024, metavar="MIB", help="memory limit for one source (1024)")
