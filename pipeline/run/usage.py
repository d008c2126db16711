"""Wrong usage: what a person asked for in a way that cannot work. Light to import, for the command line always does."""

from __future__ import annotations


class UsageError(Exception):
    """The command was used in a way that cannot work; the message says what to do instead. Exit code 2."""


def unwritable(place: object, error: OSError, remedy: str) -> UsageError:
    """What is said where a file or folder that the person named cannot be written."""
    return UsageError(f"{error.filename or place} cannot be written ({error.strerror or error}); {remedy}")
