"""Pages as PyMuPDF reads them, the default engine.

Each page is interpreted once, into MuPDF's display list. Played to the text device it gives glyphs and rectangles in the
order of drawing, in displayed coordinates; played to a device of our own, the strokes of synthetic bold and the
pictures. Only a page with curves, slanted lines or stroked boxes, or one of whose rectangles the text device merged or
lost some, is read once more for the exact paths.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import compress, pairwise
from operator import attrgetter, ge, sub
from typing import Any

from pipeline.geometry.rect import Rect, holds
from pipeline.pages.actual_text import contradictions, is_doubtful
from pipeline.pages.clips import EDGE, EVERYWHERE, Clip
from pipeline.pages.damage import Loss, loss_of, missing_page
from pipeline.pages.fonts import Fonts
from pipeline.pages.limits import Limits, broken, is_raised_in, is_truncated
from pipeline.pages.lines import Drawn, on_paper
from pipeline.pages.matrices import Matrix
from pipeline.pages.model import COMMENTS, Area, Contradiction, Glyph, Glyphs, Page, Span, Style
from pipeline.pages.mupdf import NOWHERE, mupdf, play, pymupdf
from pipeline.pages.mupdf_clips import clip_of, positions_outside
from pipeline.pages.paths import Item, Letters, bounds, boxes_of, fill, stroke
from pipeline.pages.rawdict import CONTINUES, RECTANGLE, STROKED, Box, Characters, TextLine, Vector, characters_of, origins
from pipeline.pages.settle import inside, meeting, settled
from pipeline.pages.struck import struck_apart
from pipeline.pages.text import CLEAN, UNKNOWN
from pipeline.pages.turning import style_of
from pipeline.values import Defect, SourceError

_OPTIONS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_INHIBIT_SPACES | pymupdf.TEXT_COLLECT_VECTORS
_ABOVE, _BELOW = 0.88, 0.12
_INKED = 16 | 32
_OPAQUE = 250
_THIN = 3.0

_USER_UNIT = mupdf.PDF_ENUM_NAME_UserUnit
_NO_MEMORY = re.compile(r"\b(?:m|c|re)alloc\b.*failed|out of memory")
_EDGES = attrgetter("x0", "y0", "x1", "y1")


def pages_of(data: bytes) -> Iterator[Page]:
    """The pages of a PDF, in order, without the checks of ``checked_pages_of``."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        fonts = Fonts(document, data)
        for number, page in enumerate(document, 1):
            yield _page(page, number, fonts)[0]


def checked_pages_of(data: bytes, limits: Limits, doubts: list[Defect]) -> Iterator[Page]:
    """The pages of a PDF, in order. What was mended on the way is added to ``doubts``.

    Raises:
        SourceError: "damaged", "truncated", "encrypted", "empty", "too-large" or "no-unicode".
    """
    with _opened(data, limits) as document:
        if missing := missing_page(document):
            raise broken(data, missing)
        fonts = Fonts(document, data)
        unexamined: list[int] = []
        printed = unreadable = 0
        for number in range(1, document.page_count + 1):
            page = _loaded(document, data, number)
            try:
                result, (many, without_meaning) = _page(page, number, fonts)
            except Exception as error:
                _require_memory(str(error))
                if not is_raised_in(error, "pymupdf"):
                    raise
                raise broken(data, number) from error
            printed += many
            unreadable += without_meaning
            if _has_stumbled():
                doubts += _examined(page, data)
            else:
                unexamined.append(number)
            yield result
        if document.is_repaired:
            _require_end(data)
            doubts.append(Defect("repaired"))
            for number in unexamined:
                doubts += _examined(document[number - 1], data)
        if limits.is_unreadable(unreadable, printed):
            raise SourceError(Defect("no-unicode"))


def _loaded(document: Any, data: bytes, number: int) -> Any:
    try:
        return document[number - 1]
    except (RuntimeError, ValueError, IndexError, mupdf.FzErrorBase) as error:
        _require_memory(str(error))
        raise broken(data, number) from error


def _examined(page: Any, data: bytes) -> list[Defect]:
    """The doubts that there are of a page's content. Raises SourceError ("damaged") where some of it is lost."""
    loss = loss_of(page)
    if loss is Loss.CONTENT:
        raise broken(data, page.number + 1)
    return [Defect("repaired", page=page.number + 1)] if loss is Loss.CHECKSUM else []


def check(data: bytes, limits: Limits) -> list[Defect]:
    """The doubts of ``checked_pages_of``, for a reading by the other engine. Raises what it raises."""
    doubts: list[Defect] = []
    for _ in checked_pages_of(data, limits, doubts):
        pass
    return doubts


def _opened(data: bytes, limits: Limits) -> Any:
    pymupdf.TOOLS.reset_mupdf_warnings()
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
        pages = document.page_count
    except (RuntimeError, ValueError, mupdf.FzErrorBase) as error:
        _require_memory(str(error))
        raise broken(data) from error
    if document.needs_pass:
        raise SourceError(Defect("encrypted"))
    if not document.is_pdf:
        raise SourceError(Defect("not-pdf"))
    if document.is_repaired:
        _require_end(data)
    if not pages:
        raise broken(data) if document.is_repaired else SourceError(Defect("empty"))
    if limits.max_pages is not None and pages > limits.max_pages:
        raise SourceError(Defect("too-large"))
    return document


def _require_memory(said: str) -> None:
    """Raises MemoryError where MuPDF says that it got no memory: that is no fault of the file's bytes."""
    if _NO_MEMORY.search(said):
        raise MemoryError(said)


def _require_end(data: bytes) -> None:
    """Raises SourceError ("truncated") where a file whose table of objects had to be made anew lacks its end."""
    if is_truncated(data):
        raise broken(data)


def _has_stumbled() -> bool:
    """Whether MuPDF had anything to say about what it has read since it was last asked."""
    said = pymupdf.TOOLS.mupdf_warnings(True)
    _require_memory(said.lower())
    return bool(said)


_Device: Any = mupdf.FzDevice2
_bound_path = mupdf.ll_fz_bound_path


class _Extras(_Device):  # type: ignore[misc]
    """Sees what the text device leaves out: where text is stroked (synthetic bold), pictures, what each painted path covers."""

    def __init__(self) -> None:
        super().__init__()
        self.use_virtual_fill_path()
        self.use_virtual_stroke_path()
        self.use_virtual_stroke_text()
        self.use_virtual_fill_image()
        self.use_virtual_fill_image_mask()
        self.use_virtual_clip_path()
        self.use_virtual_begin_metatext()
        self.is_told_otherwise = False
        self.clips: list[Any] = []
        self.stroked: set[tuple[int, int]] = set()
        self.pictures: list[Area] = []
        self.filled: list[Any] = []
        self.lined = 0
        self.is_cut = False
        """whether some of what is drawn reaches out of its clip"""

    def fill_path(self, _context: Any, path: Any, _even_odd: Any, ctm: Any, *_: Any) -> None:
        bound = _bound_path(path, None, ctm)
        self.filled.append(bound)
        if self.clips:
            self._hold_to_clip(bound)

    def stroke_path(self, _context: Any, path: Any, _stroke: Any, ctm: Any, *_: Any) -> None:
        self.lined += 1
        if self.clips and not self.is_cut:
            self._hold_to_clip(_bound_path(path, None, ctm))

    def _hold_to_clip(self, bound: Any) -> None:
        if not self.is_cut:
            clip = clip_of(self)
            self.is_cut = bound.x0 < clip.x0 - EDGE or bound.y0 < clip.y0 - EDGE or bound.x1 > clip.x1 + EDGE or bound.y1 > clip.y1 + EDGE

    def stroke_text(self, _context: Any, text: Any, _stroke: Any, ctm: Any, *_: Any) -> None:
        for x, y in _origins(text, ctm):
            low, high = math.floor(x * 4), math.floor(y * 4)
            self.stroked.update(((low, high), (low + 1, high), (low, high + 1), (low + 1, high + 1)))

    def begin_metatext(self, _context: Any, kind: int, told: str) -> None:
        if kind == mupdf.FZ_METATEXT_ACTUALTEXT and is_doubtful(told):
            self.is_told_otherwise = True

    def clip_path(self, _context: Any, path: Any, _even_odd: Any, ctm: Any, *_: Any) -> None:
        self.clips.append(_bound_path(path, None, ctm))

    def fill_image(self, _context: Any, _image: Any, ctm: Any, *_: Any) -> None:
        self.pictures += _seen_part(_unit_square(ctm), clip_of(self))

    def fill_image_mask(self, _context: Any, _image: Any, ctm: Any, *_: Any) -> None:
        self.pictures += _seen_part(_unit_square(ctm), clip_of(self))


class _Order(_Device):  # type: ignore[misc]
    """In what order text and opaque pictures are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.use_virtual_fill_text()
        self.use_virtual_fill_image()
        self.step = 0
        self.texts: dict[tuple[int, int], int] = {}
        self.covers: list[tuple[int, Area]] = []

    def fill_text(self, _context: Any, text: Any, ctm: Any, *_: Any) -> None:
        self.step += 1
        for x, y in _origins(text, ctm):
            self.texts[round(x), round(y)] = self.step

    def fill_image(self, _context: Any, image: Any, ctm: Any, *_: Any) -> None:
        self.step += 1
        if not image.mask and not image.use_colorkey:
            self.covers += [(self.step, part) for part in _seen_part(_unit_square(ctm), clip_of(self))]


def _origins(text: Any, ctm: Any) -> Iterator[tuple[float, float]]:
    a, b, c, d, e, f = ctm.a, ctm.b, ctm.c, ctm.d, ctm.e, ctm.f
    for x, y in origins(text):
        yield a * x + c * y + e, b * x + d * y + f


def _unit_square(ctm: Any) -> Area:
    xs = (ctm.e, ctm.e + ctm.a, ctm.e + ctm.c, ctm.e + ctm.a + ctm.c)
    ys = (ctm.f, ctm.f + ctm.b, ctm.f + ctm.d, ctm.f + ctm.b + ctm.d)
    return Area(min(xs), min(ys), max(xs), max(ys), -1)


def _seen_part(area: Area, clip: Clip) -> list[Area]:
    """The part of an area within a clip; nothing where there is none."""
    seen = Clip(*area[:4]).common_with(clip)
    return [] if seen.is_empty() else [Area(*seen, area.color)]


def _behind(listed: Any, scale: Any, spans: Sequence[Span], pictures: Sequence[Area]) -> set[int]:
    """The indexes of the glyphs that a picture painted later covers."""
    under = dict.fromkeys(glyph for picture in pictures for glyph in meeting(spans, picture) if inside(glyph, picture))
    if not under:
        return set()
    order = play(listed, _Order(), scale)
    found = set()
    for glyph in under:
        x, y = round(glyph.x0), round(glyph.y1 - _BELOW * glyph.size)
        steps = [order.texts[key] for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (key := (x + dx, y + dy)) in order.texts]
        if steps and any(max(steps) < step and inside(glyph, cover) for step, cover in order.covers):
            found.add(glyph.index)
    return found


def _page(page: Any, number: int, fonts: Fonts) -> tuple[Page, tuple[int, int]]:
    """A page, how many characters it holds, and how many of them stand in a font whose text cannot be read."""
    strikes, has_notes = _without_comments(page)
    unit = _user_unit(page)
    scale = mupdf.FzMatrix(1 / unit, 0, 0, 1 / unit, 0, 0)
    box = page.rect
    width, height = box.width / unit, box.height / unit

    listed = mupdf.fz_new_display_list_from_page(page.this)
    printed = _printed(listed, scale)
    extras = play(listed, _Extras(), scale)

    drawn = Drawn(width, height)
    found = fonts.blanks.shown(printed, listed, scale)
    reading = _Reading(found, drawn, extras.stroked, fonts, page, keeps_vectors=not extras.is_cut and _keeps_vectors(found.vectors, extras))
    reading.read()
    if not reading.strokes_inexact:
        for line in reading.strokes:
            drawn.line(*line)
    if not reading.keeps_vectors or reading.inexact or reading.strokes_inexact:
        _paths(page, _displayed(page.rotation, width, height, unit), reading, are_cut=extras.is_cut)
    drawn.sort_out(found.sizes)
    pictures = tuple(dict.fromkeys(extras.pictures))
    behind = _behind(listed, scale, reading.spans, pictures) if pictures else set()
    if extras.clips:
        behind |= positions_outside(found, extras.clips, listed, scale)
    seen, hidden, covered = reading.settled(pictures, behind)
    result = Page(number, width, height, seen, hidden, *drawn.lines_and_areas(), pictures, tuple(drawn.shapes), covered=covered)
    if extras.is_told_otherwise:
        result = replace(result, contradictions=_contradictions(found, listed, scale))
    if has_notes:
        result = replace(result, noted=_noted(page, scale))
    notes = [Area(x0 / unit, y0 / unit, x1 / unit, y1 / unit, -1) for x0, y0, x1, y1 in strikes]
    return struck_apart(result, notes), (len(found.chars), reading.unreadable)


def _contradictions(told: Characters, listed: Any, scale: Any) -> tuple[Contradiction, ...]:
    """Where the page tells another text than its glyphs show; the text device is played once more, without what it is told."""
    printed = _printed(listed, scale, _OPTIONS | pymupdf.TEXT_IGNORE_ACTUALTEXT)
    one, other = (zip(of.chars, of.xs, of.ys, of.sizes, strict=True) for of in (told, printed))
    return contradictions(one, other)


def _printed(listed: Any, scale: Any, options: int = _OPTIONS) -> Characters:
    """What the text device finds on a page."""
    printed = mupdf.FzStextPage(NOWHERE)
    play(listed, mupdf.fz_new_stext_device(printed, mupdf.FzStextOptions(options)), scale)
    return characters_of(printed)


_HIDDEN = 2
_UNSEEN = _HIDDEN | 32
"""the flags by which an annotation is not shown: hidden, no view (ISO 32000-2, table 167)"""


def _without_comments(page: Any) -> tuple[list[Box], bool]:
    """Hides what readers marked the page with; the places of StrikeOut notes, as displayed, and whether other notes are left."""
    strikes: list[Box] = []
    is_left = False
    annotation = page.first_annot
    while annotation is not None:
        kind = annotation.type[1]
        if kind == "StrikeOut" and not annotation.flags & _UNSEEN:
            corners = [pymupdf.Point(corner) * page.rotation_matrix for corner in annotation.vertices or ()]
            strikes += [bounds(corners[k : k + 4]) for k in range(0, len(corners), 4)]
        if kind in COMMENTS:
            annotation.set_flags(annotation.flags | _HIDDEN)
        is_left = is_left or not annotation.flags & _UNSEEN
        annotation = annotation.next
    return strikes, is_left


def _noted(page: Any, scale: Any) -> frozenset[int]:
    """The positions of the characters that notes put onto the page: MuPDF draws these behind its content, before form fields."""
    own = len(_printed(mupdf.fz_new_display_list_from_page_contents(page.this), scale).chars)
    printed = mupdf.FzStextPage(NOWHERE)
    device = mupdf.fz_new_stext_device(printed, mupdf.FzStextOptions(_OPTIONS))
    mupdf.fz_run_page_annots(page.this, device, scale, mupdf.FzCookie())
    mupdf.fz_close_device(device)
    return frozenset(range(own, own + len(characters_of(printed).chars)))


def _keeps_vectors(vectors: Sequence[Vector], extras: _Extras) -> bool:
    """Whether the text device gives everything that is painted on the page.

    It joins small rectangles that touch and, where one overlaps an earlier one, silently loses some that follow. It ends each path with
    a vector that does not "continue", so their number must be that of the paths, or every missing path must be part of a longer bar.
    """
    if any(vector.flags & CONTINUES for vector in vectors):
        return False
    lined = sum([vector.flags & STROKED for vector in vectors])
    if lined != extras.lined:
        return False
    if len(vectors) - lined == len(extras.filled):
        return True
    rows: dict[tuple[bool, float, float], list[tuple[float, float]]] = {}
    known = {vector.box for vector in vectors}
    for x0, y0, x1, y1 in known:
        rows.setdefault((True, y0, y1), []).append((x0, x1))
        rows.setdefault((False, x0, x1), []).append((y0, y1))
    return all(
        any(start <= x0 and x1 <= end for start, end in rows.get((True, y0, y1), ()))
        or any(start <= y0 and y1 <= end for start, end in rows.get((False, x0, x1), ()))
        for x0, y0, x1, y1 in map(_EDGES, extras.filled)
        if (x0, y0, x1, y1) not in known
    )


def _user_unit(page: Any) -> float:
    unit = float(mupdf.pdf_dict_get_real_default(mupdf.pdf_page_from_fz_page(page.this).obj(), _USER_UNIT, 1.0))
    return unit if unit > 0 else 1.0


_DOUBLED = 0.6
"""pt; a glyph that begins this near the one before it is printed over it"""


def _is_off(box: Sequence[float], drawn: Drawn) -> bool:
    """Whether something reaches over the page's edges."""
    x0, y0, x1, y1 = box
    return x0 < 0 or y0 < 0 or x1 > drawn.width or y1 > drawn.height


class _Reading:
    """One pass over what is printed on a page: text and rectangles in the order of drawing."""

    def __init__(
        self, printed: Characters, drawn: Drawn, stroked: set[tuple[int, int]], fonts: Fonts, page: Any, *, keeps_vectors: bool
    ) -> None:
        facts = {face: fonts.facts_of(face, page) for face in dict.fromkeys(printed.faces)}
        unread = {face for face, (_, readable) in facts.items() if not readable}
        styles = {face: Style.BOLD if bold else Style.PLAIN for face, (bold, _) in facts.items()}
        self.printed = printed
        self.texts = list(map(CLEAN.__getitem__, printed.chars))
        self.unreadable = 0
        if unread:
            self.texts = [text and CLEAN[UNKNOWN] if face in unread else text for text, face in zip(self.texts, printed.faces, strict=True)]
            self.unreadable = sum(map(printed.faces.count, unread))
        if len({*styles.values()}) > 1:
            self.styles = list(map(styles.__getitem__, printed.faces))
        else:
            self.styles = [*styles.values()][:1] * len(printed.faces)
        columns = (printed.ys, printed.sizes, self.styles, printed.argbs, printed.flags)
        self.looks = [column for column in columns if column[1:] != column[:-1]]
        """what tells how and where a character is set, if it is not the same all over the page"""
        self.steps = list(map(sub, printed.xs[1:], printed.xs))
        self.drawn = drawn
        self.keeps_vectors = keeps_vectors
        self.places: dict[tuple[int, int, int, int], int] = {}
        self.page = page
        self.stroked = stroked
        self.stroked_rows = {row for _, row in stroked}
        self.near_stroked: list[tuple[int, int]] = []
        self.spans: list[Span] = []
        self.hidden: list[Glyph] = []
        self.doubled = False
        self.astray = False
        self.inexact: list[tuple[float, float, float, float]] = []
        self.strokes: list[tuple[float, float, float, float, float, int]] = []
        self.strokes_inexact = False

    def read(self) -> None:
        lines = self.printed.lines
        self.astray = any(_is_off(line.box, self.drawn) for line in lines)
        for line in lines:
            self._line(line)
        for start, end in reversed(self.near_stroked):
            self.spans[start:end] = [part for span in self.spans[start:end] for part in self._emboldened(span)]
        sideways = [line.box for line in lines if abs(line.direction[0]) < abs(line.direction[1])]
        self.doubled = self.doubled or _overlap([line.box for line in lines]) or _overlap([(y0, x0, y1, x1) for x0, y0, x1, y1 in sideways])
        for vector in self.printed.vectors:
            self._vector(vector)

    def _vector(self, vector: Vector) -> None:
        (x0, y0, x1, y1), flags, color, alpha, before = vector
        if not self.keeps_vectors:
            self.places[_about(vector.box)] = before
        elif not alpha:
            return
        elif not flags & STROKED:
            if flags & RECTANGLE:
                self.drawn.bar(x0, y0, x1, y1, color, before, alpha >= _OPAQUE)
            else:
                self.inexact.append(vector.box)
        elif flags & RECTANGLE and y1 - y0 <= _THIN and y1 - y0 <= x1 - x0:
            # MuPDF widens the box of a stroke by its full thickness on every side.
            thick = (y1 - y0) / 2
            self.strokes.append((x0 + thick, y0 + thick, x1 - thick, y0 + thick, thick, color))
        elif flags & RECTANGLE and x1 - x0 <= _THIN:
            thick = (x1 - x0) / 2
            self.strokes.append((x0 + thick, y0 + thick, x0 + thick, y1 - thick, thick, color))
        else:
            self.strokes_inexact = True

    def _line(self, line: TextLine) -> None:
        spans, argbs, flags = self.spans, self.printed.argbs, self.printed.flags
        _, vertical, (ux, uy), first, last = line
        # A scanner's page may lean by a degree.
        upright = not vertical and ux > 0.99 and -0.03 < uy < 0.03
        runs = self._runs(first, last)
        before = len(spans)
        space = False
        for start, end in runs:
            found, space = self._run(line, start, end, upright, after_space=space)
            if not (flags[start] & _INKED and argbs[start] >> 24):
                self.hidden += Glyphs([part._replace(style=part.style & ~Style.SPACED) for part in found])
                space = False
            elif len(spans) > before and _goes_on(spans[-1], found):
                (left, right, letters, *_), (more_left, more_right, more_letters, *_) = spans[-1], found[0]
                left += more_left
                right += more_right
                letters += more_letters
            else:
                spans += found
        self.doubled = self.doubled or upright and self._is_doubled(first, last)
        if len(spans) > before and self._may_be_stroked([start for start, _ in runs], upright):
            self.near_stroked.append((before, len(spans)))

    def _may_be_stroked(self, starts: Sequence[int], upright: bool) -> bool:
        """Whether characters of a line that begin at these places stand in a row with stroked ones."""
        rows = self.stroked_rows
        return bool(rows) and not (upright and rows.isdisjoint(math.floor(self.printed.ys[start] * 4) for start in starts))

    def _run(self, line: TextLine, start: int, end: int, upright: bool, *, after_space: bool) -> tuple[list[Span], bool]:
        """The spans of characters that are set alike, and whether white space ends them."""
        printed, texts, style = self.printed, self.texts[start:end], self.styles[start]
        if not upright:
            return _turned(printed, line, texts, start, style, after_space=after_space)
        y, size, color = printed.ys[start], printed.sizes[start], printed.argbs[start] & 0xFFFFFF
        span = Span(
            printed.xs[start:end], printed.rights[start:end], texts, y - _ABOVE * size, y + _BELOW * size, size, style, color, start
        )
        if after_space or "" in texts:
            return _parted(span, printed.chars[start:end], after_space=after_space)
        return [span], False

    def _is_doubled(self, first: int, last: int) -> bool:
        """Whether glyphs of a level line begin nearly where the one before does: a bold that is printed twice."""
        if last - first < 2 or min(self.steps[first : last - 1]) >= _DOUBLED:
            return False
        places = [x for x, text in zip(self.printed.xs[first:last], self.texts[first:last], strict=True) if text]
        return len(places) > 1 and min(map(sub, places[1:], places)) < _DOUBLED

    def _runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where the characters of a line that are set alike, on one baseline, begin and end."""
        for column in self.looks:
            if column[start : end - 1] != column[start + 1 : end]:
                break
        else:
            return [(start, end)]
        set_as = list(zip(*[column[start:end] for column in self.looks], strict=True))
        return list(pairwise([start, *(start + k for k in range(1, end - start) if set_as[k] != set_as[k - 1]), end]))

    def settled(self, pictures: Sequence[Area], behind: set[int]) -> tuple[Glyphs, tuple[Glyph, ...], tuple[Glyph, ...]]:
        """Visible and hidden glyphs, and those of the hidden that were painted over."""
        spans = self.spans
        if self.doubled:
            spans = [part for span in spans for part in _forward(span)]
        ink = _Ink(self.page, self.drawn.width)
        return settled(Glyphs(spans), self.hidden, self.drawn, pictures, behind, ink, astray=self.astray, doubled=self.doubled)

    def _emboldened(self, span: Span) -> Sequence[Span]:
        """The span, bold where its glyphs are stroked."""
        stroked = [self._is_stroked(x, span.y1 - _BELOW * span.size) for x in span.x0]
        if all(stroked):
            return (span._replace(style=span.style | Style.BOLD),)
        return _with_bold(Glyphs((span,)), {k for k, bold in enumerate(stroked) if bold}).spans if any(stroked) else (span,)

    def embolden(self, positions: AbstractSet[int]) -> None:
        """Makes the glyphs at these positions bold."""
        self.spans = list(_with_bold(Glyphs(self.spans), positions).spans)

    def _is_stroked(self, x: float, baseline: float) -> bool:
        return (math.floor(x * 4), math.floor(baseline * 4)) in self.stroked


def _with_bold(glyphs: Glyphs, positions: AbstractSet[int]) -> Glyphs:
    return Glyphs.of([glyph._replace(style=glyph.style | Style.BOLD) if k in positions else glyph for k, glyph in enumerate(glyphs)])


class _Ink:
    """Whether a rendering of the page shows anything but one colour where a glyph stands; rendered on first use."""

    def __init__(self, page: Any, width: float) -> None:
        self.page = page
        self.width = width
        self.image: Any = None

    def __call__(self, glyph: Glyph) -> bool:
        if self.image is None:
            self.image = self.page.get_pixmap(colorspace=pymupdf.csGRAY, alpha=False)
            self.samples = self.image.samples
        unit = self.image.width / self.width
        left, right = max(int(glyph.x0 * unit), 0), min(int(glyph.x1 * unit) + 1, self.image.width)
        shades: set[int] = set()
        for row in range(max(int(glyph.y0 * unit), 0), min(int(glyph.y1 * unit) + 1, self.image.height)):
            shades.update(self.samples[row * self.image.stride + left : row * self.image.stride + right])
        return bool(shades) and max(shades) - min(shades) > 2 * 8


def _forward(span: Span) -> Sequence[Span]:
    """The span, parted where it goes back to the left, as what is printed twice may do."""
    return Glyphs.of(list(Glyphs((span,)))).spans if any(map(ge, span.x0, span.x0[1:])) else (span,)


def _goes_on(before: Span, found: Sequence[Span]) -> bool:
    """Whether what was found is set as the span before it on the line and follows it: programs begin a span at every change of font."""
    if len(found) != 1:
        return False
    x0, _, _, *rest, index = found[0]
    left, _, _, *others, first = before
    return others == rest and first + len(left) == index and left[-1] < x0[0]


def _overlap(boxes: Sequence[Box]) -> bool:
    """Whether lines on one level lie over each other, as where a program prints them twice."""
    starts = sorted([(bottom, left, right) for left, _, right, bottom in boxes])
    bottoms = [start[0] for start in starts]
    level = [
        (starts[k], starts[k + step])
        for step in (1, 2, 3)
        for k in compress(range(len(starts)), map((1.0).__gt__, map(sub, bottoms[step:], bottoms)))
    ]
    return any(min(right, other_right) - max(left, other_left) > 0.5 for (_, left, right), (_, other_left, other_right) in level)


def _parted(span: Span, chars: str, *, after_space: bool) -> tuple[list[Span], bool]:
    """A span cut where nothing is printed, ``SPACED`` behind white space, and whether it ends with white space."""
    x0, x1, texts, y0, y1, size, style, color, index = span
    blank = [k for k, text in enumerate(texts) if not text]
    parts: list[Span] = []
    for before, end in pairwise([-1, *blank, len(texts)]):
        start = before + 1
        if start < end:
            spaced = Style.SPACED if (chars[before].isspace() if start else after_space) else 0
            parts.append(Span(x0[start:end], x1[start:end], texts[start:end], y0, y1, size, style | spaced, color, index + start))
    return parts, chars[-1].isspace()


def _turned(
    printed: Characters, line: TextLine, texts: Sequence[str], start: int, style: int, *, after_space: bool
) -> tuple[list[Span], bool]:
    """The spans of a line that is not level, each glyph for itself, ``SPACED`` behind white space, and whether the last is white space."""
    glyphs: list[Glyph] = []
    for position, text in enumerate(texts, start):
        if text:
            glyphs.append(_turned_glyph(printed, line, position, text, style | Style.SPACED if after_space else style))
        after_space = not text and printed.chars[position].isspace()
    return list(Glyphs.of(glyphs).spans), after_space


def _turned_glyph(printed: Characters, line: TextLine, position: int, text: str, style: int) -> Glyph:
    """A glyph of vertical writing or of a turned line."""
    size, color = printed.sizes[position], printed.argbs[position] & 0xFFFFFF
    ux, uy = line.direction
    if line.vertical:
        style |= Style.VERTICAL
        if abs(uy) < 0.99 or uy < 0:
            style |= style_of(uy, -ux)
        return Glyph(*_box_of_vertical(printed, line, position), text, size, style, color, position)
    ox, oy = printed.xs[position], printed.ys[position]
    advance = _advance(printed.boxes[position], (abs(ux), abs(uy)), size)
    above, below = _ABOVE * size, -_BELOW * size
    corners = [(ox + along * ux + over * uy, oy + along * uy - over * ux) for along in (0.0, advance) for over in (above, below)]
    return Glyph(*bounds(corners), text, size, style | style_of(ux, uy), color, position)


def _box_of_vertical(printed: Characters, line: TextLine, position: int) -> tuple[float, float, float, float]:
    """The box of a vertical glyph starts at its horizontal baseline; the line runs along its direction, the em to its left."""
    size, (ux, uy), (bx0, by0, bx1, by1) = printed.sizes[position], line.direction, printed.boxes[position]
    ox, oy = printed.xs[position], printed.ys[position]
    if abs(uy) >= abs(ux):
        start = (by0 if uy > 0 else by1) - math.copysign(_ABOVE * size, uy)
        y0, y1 = sorted((start, start + math.copysign(size, uy)))
        return (ox, y0, ox + size, y1) if uy > 0 else (ox - size, y0, ox, y1)
    start = (bx0 if ux > 0 else bx1) - math.copysign(_ABOVE * size, ux)
    x0, x1 = sorted((start, start + math.copysign(size, ux)))
    return (x0, oy - size, x1, oy) if ux > 0 else (x0, oy, x1, oy + size)


def _advance(box: Sequence[float], direction: tuple[float, float], size: float) -> float:
    """How far a glyph goes along a turned line, by the box around it."""
    (ux, uy), wide, high = direction, box[2] - box[0], box[3] - box[1]
    (major, long), (minor, short) = ((ux, wide), (uy, high)) if ux >= uy else ((uy, high), (ux, wide))
    if minor < _ALONG_AXIS:
        return long
    if major - minor > _DIAGONAL:
        return max((long * major - short * minor) / (major * major - minor * minor), 0.0)
    return size


_ALONG_AXIS, _DIAGONAL = 1e-3, 0.05
"""parts of a unit vector: a line with a lesser part runs along an axis; one with parts so much alike says nothing of its width"""


_AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _displayed(rotation: int, width: float, height: float, unit: float) -> Matrix:
    """From unrotated points (user unit applied), in which PyMuPDF gives drawings, to points as displayed."""
    s = 1 / unit
    return {
        90: (0.0, s, -s, 0.0, width, 0.0),
        180: (-s, 0.0, 0.0, -s, width, height),
        270: (0.0, -s, s, 0.0, 0.0, height),
    }.get(rotation, (s, 0.0, 0.0, s, 0.0, 0.0))


def _color(rgb: tuple[float, ...] | None) -> int:
    if not rgb:
        return 0
    r, g, b = rgb if len(rgb) == 3 else (rgb[0], rgb[0], rgb[0])
    return round(r * 255) << 16 | round(g * 255) << 8 | round(b * 255)


def _about(box: Sequence[float]) -> tuple[int, int, int, int]:
    """To a tenth of a point."""
    x0, y0, x1, y1 = box
    return round(x0 * 10), round(y0 * 10), round(x1 * 10), round(y1 * 10)


def _clip_at(path: Any, matrix: Matrix, clips: list[tuple[int, Clip]]) -> Clip:
    """The clip that a path is painted in, or that a clip leaves of those around it; ``clips`` are those in force, by level."""
    level = path["level"]
    while clips and clips[-1][0] >= level:
        clips.pop()
    around = clips[-1][1] if clips else EVERYWHERE
    if path["type"] != "clip":
        return around
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = path["scissor"]
    clip = around.common_with(Clip(*bounds([(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)])))
    clips.append((level, clip))
    return clip


def _paths(page: Any, matrix: Matrix, reading: _Reading, *, are_cut: bool = False) -> None:
    """The paths that the text device did not give exactly: curves, slanted lines, stroked boxes, polygons, or all of them."""
    painter = _Painter(matrix, reading)
    clips: list[tuple[int, Clip]] = []
    for path in page.get_cdrawings(extended=are_cut):
        if are_cut:
            reading.drawn.clip = _clip_at(path, matrix, clips)
        if path["type"] not in ("clip", "group"):
            painter.paint(path)
    if painter.bold:
        reading.embolden(painter.bold)


class _Painter:
    """Draws paths as MuPDF lists them; ``bold`` are the glyphs whose outlines they stroke."""

    def __init__(self, matrix: Matrix, reading: _Reading) -> None:
        self.matrix, self.reading = matrix, reading
        self.bold: set[int] = set()
        self._takes_all = not reading.keeps_vectors
        self._after = 0
        self._letters: Letters | None = None

    def paint(self, path: Any) -> None:
        filled, stroked = self._is_filled(path), self._is_stroked(path)
        if not filled and not stroked:
            return
        if filled:
            opacity = path.get("fill_opacity", 1.0)
            ink, opaque = on_paper(_color(path.get("fill")), opacity), opacity >= _OPAQUE / 255
        if not stroked and self.matrix == _AS_IT_IS and (boxes := boxes_of(path["items"])):
            self._follow(boxes[0])
            self.reading.drawn.dashes(boxes, ink, self._after, opaque)
            return
        a, b, c, d, e, f = self.matrix
        items = [(item[0], [(a * x + c * y + e, b * x + d * y + f) for x, y in _points(item)]) for item in path["items"]]
        if filled:
            self._follow(bounds(items[0][1]))
            fill(items, ink, self.reading.drawn, self._after, opaque)
        if stroked:
            self._stroke(path, items)

    def _is_filled(self, path: Any) -> bool:
        """Whether a path is filled that the text device did not give, or not exactly."""
        if "f" not in path["type"] or path.get("fill_opacity", 1.0) <= 0:
            return False
        if self._takes_all:
            return True
        a, b, c, d, e, f = self.matrix
        x0, y0, x1, y1 = path["rect"]
        around = Rect(*bounds([(a * x0 + c * y0 + e, b * x0 + d * y0 + f), (a * x1 + c * y1 + e, b * x1 + d * y1 + f)]))
        return any(holds(around, Rect(*box), _ROUNDED) for box in self.reading.inexact)

    def _is_stroked(self, path: Any) -> bool:
        wanted = self._takes_all or self.reading.strokes_inexact
        return wanted and "s" in path["type"] and path.get("stroke_opacity", 1.0) > 0

    def _follow(self, box: Sequence[float]) -> None:
        """Paths and blocks come in the same order: a box that is not found was drawn no earlier than the one before."""
        if self._takes_all:
            self._after = self.reading.places.get(_about(box), self._after)

    def _stroke(self, path: Any, items: Sequence[Item]) -> None:
        self._letters = self._letters or Letters(Glyphs(list(self.reading.spans)))
        if outlined := self._letters.outlined_by(items):
            self.bold.update(outlined)
        else:
            color = on_paper(_color(path.get("color")), path.get("stroke_opacity", 1.0))
            width = path.get("width", 1.0) * math.hypot(self.matrix[0], self.matrix[1])
            stroke(items, width, color, self.reading.drawn)


_ROUNDED = 0.1
"""pt; boxes of the same path differ by no more"""


def _points(item: Any) -> Sequence[tuple[float, float]]:
    kind = item[0]
    if kind == "re":
        x0, y0, x1, y1 = item[1]
        return (x0, y0), (x1, y0), (x1, y1), (x0, y1)
    if kind == "qu":
        ul, ur, ll, lr = item[1]
        return ul, ur, lr, ll
    return item[1:]  # type: ignore[no-any-return]
