"""The subcommands of ``kyoten``, one module each; ``parser`` finds them by their file.

A command module ``pipeline/commands/NAME.py`` has one function, ``register(subparsers)``, which adds the parser of its
command with help, description and examples, and names what runs it: ``parser.set_defaults(run=function)``, where
``function(arguments: argparse.Namespace) -> int`` gives the exit code. Modules are imported whenever ``kyoten`` starts,
so they import argparse and little else at the top; all that costs time is imported inside the function. A file name
that is a Python keyword or hides a module ends in ``_`` and still registers the name without it.

Exit codes: 0 done, 1 a source or the gate refused, 2 wrong usage (argparse, or ``pipeline.run.usage.UsageError``), 3 the
system refused (an OSError: a full disk, a folder that may not be written).
"""

from __future__ import annotations

import argparse
import contextlib
import pkgutil
import re
import sys
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import pipeline
from pipeline.rules.defects import Language, language
from pipeline.rules.spoken import sentence, translated
from pipeline.run.progress import harmless
from pipeline.run.usage import UsageError

_EXAMPLES = """\
  kyoten run                 the PDFs of raw/ become the tables of curated/
  kyoten report              report.html, to read in any browser
  kyoten check raw           what is wrong with the PDFs, where, and what to do
  kyoten COMMAND --help      what a command takes, with examples

exit codes: 0 done, 1 a source or the gate refused, 2 wrong usage, 3 the system refused (a full disk, a folder's rights)"""

_LEAST_MIB = 128
"""With less memory the reader itself does not fit, and every source would be blamed for it."""
_Number = TypeVar("_Number", int, float)

if TYPE_CHECKING:
    from pipeline.run.work.guarded import WorkLimits

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


_SPOKEN: ContextVar[Language] = ContextVar("language", default="en")
"""of the help and of what argparse itself says"""
_BEHIND = re.compile(r"(?<=\S) {2,}(?=[^\s>])")
"""What separates an example from what it does."""


class _Parser(argparse.ArgumentParser):
    """Says everything in the reader's language, and where to read on after what was wrong. An option is written in full: an abbreviation
    that is clear today would mean two options after the next release."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **{**options, "allow_abbrev": False})

    def add_argument(self, *names: Any, **options: Any) -> argparse.Action:
        if options.get("help") and not isinstance(options["help"], _Words):
            options["help"] = words(options["help"])
        return super().add_argument(*names, **options)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        with_examples = " " in self.prog
        more = words(
            "{prog} --help shows what it takes, with examples" if with_examples else "{prog} --help shows what it takes", prog=self.prog
        )
        self.exit(2, f"{self.prog}: {harmless(message)}\n{more}\n")


class _Words(str):
    """What is said in the language that is spoken already."""


def words(english: str, /, **values: object) -> str:
    """A sentence of the command line in the language that is spoken, filled in."""
    spoken = _SPOKEN.get()
    return _Words(sentence(english, **values).said(spoken) if values else translated(english, spoken))


def language_of(arguments: Sequence[str]) -> Language:
    """The language that ``--lang`` names, wherever it stands and though it be cut short, else that of the locale: what is wrong with the
    arguments is said before they can be understood."""
    pairs = [argument.split("=", 1) for argument in arguments if "=" in argument] + [list(pair) for pair in pairwise(arguments)]
    named = [said for option, said in pairs if len(option) > len("--") and "--lang".startswith(option)]
    return "ja" if "ja" in named else "en" if "en" in named else language()


def parser(spoken: Language = "en") -> argparse.ArgumentParser:
    """The parser of the whole command line in that language, with every command that there is a module for."""
    _SPOKEN.set(spoken)
    # argparse looks its own sentences up under these two names, for gettext; we have no compiled catalogue, but a list.
    vars(argparse).update(
        _=lambda text: words(text) if text else text, ngettext=lambda one, many, count: words(one if count == 1 else many)
    )
    made = _Parser(
        prog="kyoten",
        description=words("From the evaluation sheets of Yokohama's child-rearing support hubs (PDF) to clean, checked datasets."),
        epilog=_shown(_EXAMPLES),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument(
        "--version", action="version", version=f"kyoten {pipeline.__version__}", help="show program's version number and exit"
    )
    subparsers = made.add_subparsers(title=words("commands"), metavar="COMMAND", required=True)
    for module in sorted(found.name for found in pkgutil.iter_modules(__path__)):
        import_module(f"{__name__}.{module}").register(subparsers)
    return made


def add_command(subparsers: Subparsers, name: str, summary: str, examples: str) -> argparse.ArgumentParser:
    """A subcommand's parser with the house's form of help; ``examples`` are shown as they are."""
    said = words(summary)
    return subparsers.add_parser(
        name,
        help=said,
        description=said if _SPOKEN.get() == "ja" else said[0].upper() + said[1:] + ".",
        epilog=_shown(examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _shown(examples: str) -> str:
    """The examples with what each does, and the paragraphs below them, in the language that is spoken."""
    parts = [_example_lines(part) if part.startswith("  ") else words(" ".join(part.split("\n"))) for part in examples.split("\n\n")]
    shown = examples if _SPOKEN.get() == "en" else "\n\n".join(parts)
    return f"{words('examples:')}\n{shown}"


def _example_lines(part: str) -> str:
    """A line has an example and, behind a gap, what it does; or that alone, below a long example."""
    lines = []
    for line in part.split("\n"):
        gap = _BEHIND.search(line)
        start = gap.end() if gap else len(line) - len(line.lstrip())
        is_command = gap is None and line.lstrip().startswith("kyoten ")
        lines.append(line if is_command else line[:start] + words(line[start:]))
    return "\n".join(lines)


def add_reporting(parser: argparse.ArgumentParser) -> None:
    """``--lang``, for every command that says what it did or found."""
    parser.add_argument("--lang", choices=("ja", "en"), default=_SPOKEN.get(), help="language of messages (that of the locale)")


def add_curated(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--curated", type=Path, default=Path("curated"), metavar="DIR", help="folder of the published tables (curated)")


def add_raw(parser: argparse.ArgumentParser, what: str = "folder of the PDFs (raw)") -> None:
    parser.add_argument("--raw", type=Path, default=Path("raw"), metavar="DIR", help=what)


def add_decision(parser: argparse.ArgumentParser) -> None:
    """What every command takes that writes a person's decision."""
    parser.add_argument("--reason", required=True, type=_words, metavar="TEXT", help="why")
    parser.add_argument("--who", required=True, type=_words, metavar="NAME", help="who decided it")
    parser.add_argument("--when", type=_words, metavar="DAY", help="when (today)")
    add_raw(parser, "folder of the PDFs, where the entry is written (raw)")


def _words(said: str) -> str:
    if not said.strip() or not said.isprintable():
        raise argparse.ArgumentTypeError(words("say it in words, on one line"))
    return said.strip()


def add_limits(parser: argparse.ArgumentParser, work: str = "one source") -> None:
    """``--timeout`` and ``--memory``, for every command that opens sources; ``work`` is what they hold for."""
    seconds, mib = numbers(float, 0.001, 86_400), numbers(int, _LEAST_MIB, 1 << 20)
    parser.add_argument(
        "--timeout", type=seconds, default=60.0, metavar="SECONDS", help=words("limit of processor time for {work} (60)", work=words(work))
    )
    parser.add_argument("--memory", type=mib, default=1024, metavar="MIB", help=words("memory limit for {work} (1024)", work=words(work)))


def add_jobs(parser: argparse.ArgumentParser, work: str = "") -> None:
    """``--jobs``, null where it is not given, for every command with worker processes; ``work`` is what they do."""
    parser.add_argument(
        "--jobs",
        type=numbers(int, 1, 1024),
        metavar="N",
        help=words("worker processes{work} (one per core)", work=words(work) if work else ""),
    )


def limits_of(arguments: argparse.Namespace) -> WorkLimits:
    """What ``--timeout`` and ``--memory`` say."""
    from pipeline.run.work.guarded import MIB, WorkLimits

    return WorkLimits(arguments.timeout, arguments.memory * MIB)


def existing(file: Path) -> Path:
    """The file that a person named. Raises UsageError where there is none of that name."""
    if not file.is_file():
        raise UsageError("there is no file {file}; see how its name is written and in which folder you are", file=file)
    return file


def numbers(kind: Callable[[str], _Number], least: _Number, most: _Number) -> Callable[[str], _Number]:
    """What reads an option's number and refuses one outside the bounds (infinity and NaN are outside)."""

    def number(said: str) -> _Number:
        with contextlib.suppress(ValueError):
            if least <= (found := kind(said)) <= most:
                return found
        raise argparse.ArgumentTypeError(words("{said} is no number from {least:,} to {most:,}", said=said, least=least, most=most))

    return number
