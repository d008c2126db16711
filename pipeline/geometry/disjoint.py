"""Groups of things that hang together, directly or through others."""

from __future__ import annotations


class DisjointSet:
    """The numbers from 0 to before ``size``, each in a group of its own until groups are joined."""

    __slots__ = ("_parent",)

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, member: int) -> int:
        """The number that stands for the member's group."""
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def join(self, one: int, other: int) -> None:
        """Makes one group of two; the group of ``one`` goes on to stand for both."""
        a, b = self.find(one), self.find(other)
        if a != b:
            self._parent[b] = a
