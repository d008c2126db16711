"""What a run says while it works: a progress bar on a terminal, plain lines in a log.

In go the lines about each document, out they come on the standard output; names of files are shown, never interpreted.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any
from unicodedata import category

Say = Callable[[str], None]
_COMMAND = re.compile(r"^\s*::|##\[")
"""With these a line of a log is a command to GitHub's runner, whoever wrote it: at its beginning, and anywhere."""
_UNSEEN = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|#(?=#\\[)")
"""Controls and formats that JSON may hold as they are, and that a terminal obeys; the sign of a command."""


def harmless(text: str) -> str:
    """The line with control and format characters, line breaks and lone surrogates shown as escapes, and no command to who reads
    the log."""
    shown = "".join(c.encode("unicode_escape").decode() if category(c)[0] == "C" or category(c) in ("Zl", "Zp") else c for c in text)
    return _COMMAND.sub(lambda found: re.sub("[:#]", lambda sign: f"\\x{ord(sign[0]):x}", found[0], count=1), shown)


def harmless_json(text: str) -> str:
    """The same JSON without a character that a terminal obeys, and no command to who reads the log."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def say_json(content: Any) -> None:
    """The content as JSON on the standard output, for programs."""
    sys.stdout.write(harmless_json(json.dumps(content, ensure_ascii=False, indent=1)) + "\n")


def say(line: str) -> None:
    """One line of plain text on the standard output."""
    print(harmless(line), file=sys.stdout, flush=True)  # noqa: T201 - the one place that speaks


@contextlib.contextmanager
def documents(total: int, label: str) -> Iterator[Say]:
    """Within the block, each line said counts as one document done."""
    if not sys.stdout.isatty():
        yield say
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
    from rich.text import Text

    console = Console(highlight=False)
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console, transient=True
    ) as bar:
        task = bar.add_task(label, total=total)

        def advance(line: str) -> None:
            console.print(Text(harmless(line)))
            bar.advance(task)

        yield advance
