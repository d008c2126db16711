"""What of a file is read at most, and how a file that is broken is told."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.values import Defect, SourceError

_HEADER_WITHIN = 1024
_TRAILER_WITHIN = 2048


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at most; an evaluation sheet has about 20 pages and a few megabytes."""

    max_bytes: int = 200_000_000
    max_pages: int | None = 500
    max_glyphs_a_page: int = 60_000
    unreadable_share: float = 0.01
    unreadable_glyphs: int = 10
    """Single glyphs without a character are named one by one; so many more refuse no sheet that is short."""

    def is_unreadable(self, unreadable: int, printed: int) -> bool:
        """Whether too many of the glyphs printed have no character."""
        most = max(self.unreadable_share * printed, min(self.unreadable_glyphs, printed / 2))
        return unreadable > most


def require_pdf(data: bytes, limits: Limits) -> None:
    """Raises SourceError ("empty", "too-large", "not-pdf")."""
    if not data.strip(b"\0\t\n\r "):
        raise SourceError(Defect("empty"))
    if len(data) > limits.max_bytes:
        raise SourceError(Defect("too-large"))
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise SourceError(Defect("not-pdf"))


def broken(data: bytes, page: int | None = None) -> SourceError:
    """The error for a file whose content is not all there: "truncated" where its end is missing, else "damaged"."""
    return SourceError(Defect("truncated" if is_truncated(data) else "damaged", page=page))


def is_truncated(data: bytes) -> bool:
    """Whether a PDF lacks the mark of its end."""
    return b"%%EOF" not in data[-_TRAILER_WITHIN:]


def is_raised_in(error: BaseException, *packages: str) -> bool:
    """Whether an error comes out of the code of one of these packages, and not out of our own."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return trace is not None and str(trace.tb_frame.f_globals.get("__name__", "")).split(".")[0] in packages
