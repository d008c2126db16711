"""What a browser sends, taken in piece by piece: a form with files, of which no more is held in memory than one piece.

In goes the stream of a request, out come its fields and what was put on the desk. A file over the limit is not kept; it lies on the
desk by its name, with the sentence that it is too large.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import AsyncIterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from pipeline.app.desk import MOST_BYTES, MOST_FILES, Desk, Dropped
from pipeline.values import Defect

logging.getLogger("python_multipart").addHandler(logging.NullHandler())
"""What is wrong with a form is said on the page, not in the terminal."""
_MOST_HEADER = 4096
"""bytes of a part's headers"""


class UploadError(Exception):
    """The request is no form that can be understood."""


@dataclass(slots=True)
class Taken:
    """The files put on the desk, and how many were left out because there were too many."""

    sheets: list[Dropped] = field(default_factory=list)
    left_out: int = 0


@dataclass(slots=True)
class _File:
    """A file that is arriving."""

    name: str
    written: BinaryIO
    path: Path
    digest: Any
    size: int = 0


async def take(stream: AsyncIterable[bytes], content_type: str, desk: Desk) -> Taken:
    """Puts the files of a multipart form on the desk, at most ``MOST_FILES`` and no more than there is room for, once all are there.
    Raises UploadError."""
    kind, options = parse_options_header(content_type)
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise UploadError("no form with files")
    with ExitStack() as stack:
        receiver = _Receiver(desk, stack)
        parser = MultipartParser(options[b"boundary"], receiver.callbacks())  # type: ignore[arg-type]
        try:
            async for chunk in stream:
                parser.write(chunk)
            parser.finalize()
        except MultipartParseError as error:
            raise UploadError(str(error)) from error
        if not receiver.has_ended:
            raise UploadError("the form was cut short")
        return receiver.finish()


class _Receiver:
    """Writes the files of a form aside as their pieces come."""

    def __init__(self, desk: Desk, stack: ExitStack) -> None:
        self._desk = desk
        self._stack = stack
        self._most = min(MOST_FILES, desk.room())
        self._files: list[_File] = []
        self._headers: dict[bytes, bytes] = {}
        self._name, self._value = b"", b""
        self._open: _File | None = None
        self._left_out = 0
        self.has_ended = False

    def callbacks(self) -> dict[str, Any]:
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_name,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_end": self._finished,
        }

    def _begin(self) -> None:
        self._headers, self._open = {}, None

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]
        self._require_short(self._name)

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]
        self._require_short(self._value)

    def _require_short(self, said: bytes) -> None:
        if len(said) > _MOST_HEADER:
            raise MultipartParseError("a header is too long")

    def _header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name, self._value = b"", b""

    def _headers_finished(self) -> None:
        name = _file_name(self._headers.get(b"content-disposition", b""))
        if not name:  # a plain field, or a form that was sent without choosing a file
            return
        if len(self._files) >= self._most:
            self._left_out += 1
            return
        written, path = self._stack.enter_context(self._desk.arriving())
        self._open = _File(name, written, path, hashlib.sha256())
        self._files.append(self._open)

    def _data(self, data: bytes, start: int, end: int) -> None:
        file = self._open
        if file is None:
            return
        file.size += end - start
        if file.size > MOST_BYTES:
            file.written.truncate(0)
            return
        file.digest.update(data[start:end])
        file.written.write(data[start:end])

    def _end(self) -> None:
        if self._open is not None:
            self._open.written.flush()
        self._open = None

    def _finished(self) -> None:
        self.has_ended = True

    def finish(self) -> Taken:
        sheets = []
        for file in self._files:
            file.written.close()
            if file.size > MOST_BYTES:
                sheets.append(self._desk.add(file.name, None, "", file.size, Defect("too-large")))
            else:
                sheets.append(self._desk.add(file.name, file.path, file.digest.hexdigest(), file.size))
        return Taken(sheets, self._left_out)


def _file_name(disposition: bytes) -> str:
    """The name of the file of a part; empty where it is a plain field. Browsers send it in UTF-8, quotation marks as %22."""
    _, options = parse_options_header(disposition)
    return options.get(b"filename", b"").decode("utf-8", "replace").replace("%22", '"')
