"""The published data made anew from the browser: a run of its own process, as ``kyoten run`` on the command line, and what it says.

In go the folders, out come the lines of the run. One run at a time; what is published stays published until the new tables are whole.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.rules.defects import Language

_LINES = 200
"""of a run that are shown, the last ones"""


@dataclass(frozen=True, slots=True)
class PublishingRun:
    """A run: under way where ``code`` is null, else its exit code with what it said."""

    code: int | None
    lines: tuple[str, ...] = field(default=())


class Publishing:
    """Runs over one collection; the staged sheets lie beside the published tables."""

    def __init__(self, raw: Path, curated: Path) -> None:
        self._folders = ["--raw", str(raw), "--staged", str(curated.with_name("staged")), "--curated", str(curated)]
        self._lock = threading.Lock()
        self._run: PublishingRun | None = None

    @property
    def run(self) -> PublishingRun | None:
        """The last run; none where there was none."""
        with self._lock:
            return self._run

    def begin(self, language: Language) -> None:
        """Begins a run, unless one is under way."""
        with self._lock:
            if self._run and self._run.code is None:
                return
            self._run = PublishingRun(None)
        threading.Thread(target=self._go, args=(language,), daemon=True).start()

    def _go(self, language: Language) -> None:
        command = [sys.executable, "-m", "pipeline.cli", "run", *self._folders, "--lang", language]
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            said = done.stdout.decode("utf-8", "replace").splitlines()
            ended = PublishingRun(done.returncode, tuple(line for line in said if line.strip())[-_LINES:])
        except OSError as error:
            ended = PublishingRun(3, (str(error),))
        with self._lock:
            self._run = ended
