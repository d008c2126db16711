"""That one more page of a document was read from its picture, told to whoever waits: such a page takes seconds.

Who limits the time of a reading gives each page its own, and who shows progress shows it by page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class PageRead(NamedTuple):
    """A page (from 1) that was read from its picture, of so many of its document."""

    page: int
    pages: int


_listeners: list[Callable[[PageRead], None]] = []


def listen(listener: Callable[[PageRead], None]) -> None:
    """Has the listener told of every page that this process reads from now on."""
    _listeners.append(listener)


def tell(read: PageRead) -> None:
    for listener in _listeners:
        listener(read)
