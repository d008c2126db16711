"""Wrong usage: what a person asked for in a way that cannot work. Light to import, for the command line always does."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator

_NAMED_WRONGLY = frozenset({errno.EISDIR, errno.ENOTDIR, errno.ENOENT, errno.EEXIST, errno.ENAMETOOLONG, errno.EINVAL})
"""What a person mends by naming another place; all else (a full disk, a folder's rights) is the system's refusal."""


class UsageError(Exception):
    """The command was used in a way that cannot work; the message says what to do instead. Exit code 2."""


@contextlib.contextmanager
def writing(place: object, remedy: str) -> Iterator[None]:
    """Within the block the file or folder is written that the person named. Raises UsageError where the name is none for it,
    else the OSError, with the place and what to do; what stood there stands there still."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        said = f"{place} cannot be written ({error.strerror or error}); {remedy}"
        raise (UsageError(said) if error.errno in _NAMED_WRONGLY else OSError(error.errno, said)) from error
