"""Wrong usage: what a person asked for in a way that cannot work. Light to import, for the command line always does."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.rules.spoken import Sentence, SpokenError, sentence

MANIFEST = "kyoten.manifest"
"""The file that makes a folder kyoten's own: staged sheets or published tables lie there."""
_NAMED_WRONGLY = frozenset({errno.EISDIR, errno.ENOTDIR, errno.ENOENT, errno.EEXIST, errno.ENAMETOOLONG, errno.EINVAL})
"""What a person mends by naming another place; all else (a full disk, a folder's rights) is the system's refusal."""

_PDF = b"%PDF"
HTML, JSON, PNG, XLSX = (".html", ".htm"), (".json",), (".png",), (".xlsx",)
"""The endings of a file, by what is written into it."""

_BESIDE_SOURCES = frozenset({"sources.toml", "accepted.toml", "corrections.toml", "links.toml"})
_NAMED = 3
"""files that are named, of many"""


class UsageError(SpokenError):
    """The command was used in a way that cannot work; the message says what to do instead. Exit code 2."""


class UnwritableError(OSError):
    """The system refuses a place; ``sentence`` says which, why and what to do. Exit code 3."""

    def __init__(self, number: int | None, sentence: Sentence) -> None:
        super().__init__(number, sentence.said("en"))
        self.sentence = sentence


@contextlib.contextmanager
def writing(place: object, remedy: str) -> Iterator[None]:
    """Within the block the file or folder is written that the person named. Raises UsageError where the name is none for it or a
    PDF's, or lies in a folder that is kyoten's own, else the OSError, with the place and what to do; what stood there stands there
    still."""
    if isinstance(place, Path):
        _require_outside(place)
        _require_no_pdf(place)
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        said = sentence("{place} cannot be written ({error}); {remedy}", place=place, error=error, remedy=sentence(remedy))
        raise (UsageError("{said}", said=said) if error.errno in _NAMED_WRONGLY else UnwritableError(error.errno, said)) from error


def _require_outside(place: Path) -> None:
    """A file put among published tables would spoil them, and the next run would refuse the folder."""
    whole = place.resolve()
    if owned := next((folder for folder in (whole, *whole.parents) if (folder / MANIFEST).is_file()), None):
        raise UsageError("{place} lies in {name}, a folder that kyoten itself keeps; name a place outside it", place=place, name=owned.name)


def require_file_for(place: Path, endings: tuple[str, ...], inputs: Iterable[Path]) -> None:
    """Before the work is begun whose outcome is to be written there. Raises UsageError where the file has another ending, is one of those
    that are read, or is a PDF: a list of PDFs after the option (``--html *.pdf``) must not cost the first of them."""
    status = _status(place)
    if status and not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):  # a pipe or a device has no ending
        return
    if place.suffix.lower() not in endings:
        raise UsageError("{place} needs the ending {ending}, or no program will open what is written there", place=place, ending=endings[0])
    if status and any(os.path.samestat(status, read) for read in map(_status, inputs) if read):
        raise UsageError("{place} is a file that is read; name another to write", place=place)
    _require_no_pdf(place)


def require_folder_for_files(folder: Path) -> None:
    """Before files are written into the folder that the person named. Raises UsageError where sources lie in it: what is made of them
    must not be mixed with them."""
    with contextlib.suppress(OSError):  # no folder yet, or one of which the writing will tell
        if names := sorted(one.name for one in folder.iterdir() if one.suffix.lower() == ".pdf" or one.name in _BESIDE_SOURCES):
            raise UsageError(
                "{folder} is a folder of sources ({names}); name another, or they would be mixed with what is written",
                folder=folder,
                names=", ".join(names[:_NAMED]),
            )


def _status(place: Path) -> os.stat_result | None:
    """What stands there; None where nothing does, or the system takes no such name."""
    try:
        return place.stat()
    except OSError:
        return None


def _require_no_pdf(place: Path) -> None:
    """kyoten writes no PDF: one that stands there is somebody's, whatever it is called."""
    begin = b""
    if (status := _status(place)) and stat.S_ISREG(status.st_mode):
        with contextlib.suppress(OSError), place.open("rb") as file:
            begin = file.read(len(_PDF))
    if begin == _PDF:
        raise UsageError("{place} is a PDF, which would be lost; name another file to write", place=place)
