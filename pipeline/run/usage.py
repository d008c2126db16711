"""Wrong usage: what a person asked for in a way that cannot work. Light to import, for the command line always does."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from pipeline.rules.spoken import Sentence, SpokenError, sentence

MANIFEST = "kyoten.manifest"
"""The file that makes a folder kyoten's own: staged sheets or published tables lie there."""
_NAMED_WRONGLY = frozenset({errno.EISDIR, errno.ENOTDIR, errno.ENOENT, errno.EEXIST, errno.ENAMETOOLONG, errno.EINVAL})
"""What a person mends by naming another place; all else (a full disk, a folder's rights) is the system's refusal."""


class UsageError(SpokenError):
    """The command was used in a way that cannot work; the message says what to do instead. Exit code 2."""


class UnwritableError(OSError):
    """The system refuses a place; ``sentence`` says which, why and what to do. Exit code 3."""

    def __init__(self, number: int | None, sentence: Sentence) -> None:
        super().__init__(number, sentence.said("en"))
        self.sentence = sentence


@contextlib.contextmanager
def writing(place: object, remedy: str) -> Iterator[None]:
    """Within the block the file or folder is written that the person named. Raises UsageError where the name is none for it or lies
    in a folder that is kyoten's own, else the OSError, with the place and what to do; what stood there stands there still."""
    if isinstance(place, Path):
        _require_outside(place)
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
