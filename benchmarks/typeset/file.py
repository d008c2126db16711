"""The file around the objects of a PDF: their numbers, the table that says where each begins, and the trailer."""

from __future__ import annotations

from collections.abc import Sequence


def file_of(objects: Sequence[bytes], info: int = 0) -> bytes:
    """A PDF of numbered objects: 1 is the catalogue, ``info`` the file's description (0 where it has none)."""
    out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    described = b" /Info %d 0 R" % info if info else b""
    out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (size, described, start)
    return bytes(out)
