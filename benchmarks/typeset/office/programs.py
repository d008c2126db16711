"""The programs that print documents: a browser and an office suite, without a screen; what is not on this machine is told."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from benchmarks.typeset.office.browser import html
from benchmarks.typeset.office.sheets import Document
from benchmarks.typeset.office.writer import flat_text

Producer = Literal["chrome", "writer", "word", "calc"]
PRODUCERS: tuple[Producer, ...] = ("chrome", "writer", "word", "calc")
_BROWSERS, _OFFICES = ("chromium", "chromium-browser", "google-chrome"), ("soffice", "libreoffice")
_PATIENCE = 600.0
"""seconds for a batch of documents"""


def _program(names: tuple[str, ...]) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


def is_there(producer: Producer) -> bool:
    """Whether the program is on this machine."""
    return _program(_BROWSERS if producer == "chrome" else _OFFICES) is not None


def printed(documents: Mapping[str, Document], producer: Producer) -> dict[str, bytes]:
    """The PDF of each document by its name.

    Raises:
        FileNotFoundError: the program is not on this machine, or has printed nothing.
    """
    program = _program(_BROWSERS if producer == "chrome" else _OFFICES)
    if program is None:
        raise FileNotFoundError(producer)
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        if producer == "chrome":
            for name, document in documents.items():
                (at / f"{name}.html").write_text(html(document), encoding="utf-8")
                _run([program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={at / 'profile'}", "--no-pdf-header-footer",
                      f"--print-to-pdf={at / name}.pdf", (at / f"{name}.html").as_uri()])  # fmt: skip
        else:
            _by_office(program, documents, producer, at)
        return {name: (at / f"{name}.pdf").read_bytes() for name in documents}


def _by_office(program: str, documents: Mapping[str, Document], producer: Producer, at: Path) -> None:
    ending = "xlsx" if producer == "calc" else "fodt"
    for name, document in documents.items():
        if producer == "calc":
            from benchmarks.typeset.office.calc import workbook

            (at / f"{name}.xlsx").write_bytes(workbook(document))
        else:
            (at / f"{name}.fodt").write_text(flat_text(document), encoding="utf-8")

    def convert(ending: str, wanted: str) -> None:
        files = [str(at / f"{name}.{ending}") for name in documents]
        _run(
            [
                program,
                "--headless",
                f"-env:UserInstallation={(at / 'profile').as_uri()}",
                "--convert-to",
                wanted,
                "--outdir",
                str(at),
                *files,
            ]
        )

    if producer == "word":  # through a word processor's exchange format, as a file that came from another program
        convert("fodt", "docx")
        ending = "docx"
    convert(ending, "pdf")


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)
