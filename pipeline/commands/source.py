"""``kyoten source``: the place in the PDF where a curated row stands, as a picture with the box drawn."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_curated, add_limits, add_raw, add_reporting, limits_of
from pipeline.files import fitting_name, write_whole
from pipeline.run.usage import PNG, UsageError, require_file_for, writing

if TYPE_CHECKING:
    from pipeline.commands import Subparsers
    from pipeline.report.place import RowPlace
    from pipeline.run.work.guarded import WorkLimits
    from pipeline.values import Box, Defect

_EXAMPLES = """\
  kyoten source goals/midoridai-r7.writer-plain/1/2                    a PNG in this folder
  kyoten source facts/midoridai-r7.writer-plain/1/1/1/1/1 -o fact.png
  kyoten source defects/minatomi-r2.wordlike-cid/1 -o - > defect.png

Every curated table has its address in the column row_id; in a table without that column it is TABLE/KEY/KEY …."""
SCALE = 2.0


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "source", "show where in the PDF a curated row stands", _EXAMPLES)
    parser.add_argument("row_id", metavar="ROW_ID", help="the row's address, from the column row_id or the report")
    parser.add_argument("-o", "--output", metavar="PNG", help="file to write; - for the standard output (a name made of ROW_ID)")
    add_curated(parser)
    add_raw(parser)
    add_reporting(parser)
    add_limits(parser, "the drawing")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    import gc
    import re
    import sys
    from urllib.parse import unquote

    from pipeline.rules.defects import message
    from pipeline.run.progress import harmless
    from pipeline.run.sentences import tell, text

    gc.disable()  # what is loaded here stays to the end, which is near

    spoken = arguments.lang
    row_id = arguments.row_id.rpartition("#")[2].partition("?")[0]
    if arguments.output not in (None, "-"):
        require_file_for(Path(arguments.output), PNG, ())
    place, pdf = _place(arguments.curated, arguments.raw, row_id)
    picture, defect = _picture(place, pdf, limits_of(arguments))
    if arguments.output == "-":
        sys.stdout.buffer.write(picture)
    else:
        output = Path(arguments.output or fitting_name(re.sub(r"[^\w.-]+", "_", unquote(row_id)).strip("._"), ".png"))
        with writing(output, "name another with -o PNG"):
            write_whole(output, picture)
        tell("wrote.page", spoken, path=output, page=place.page)
    if defect:
        said = text("wrote.placeholder", spoken, page=place.page, code=defect.code, message=message(defect, spoken))
        sys.stderr.write(harmless(f"kyoten: {said}") + "\n")
    return 1 if defect else 0


def _place(curated: Path, raw: Path, row_id: str) -> tuple[RowPlace, Path]:
    from pipeline.datasets.places import PLACES
    from pipeline.report.place import PlaceError, place_of, source_path
    from pipeline.run.curated import require_published

    try:
        require_published(curated, [PLACES])
        place = place_of(curated, row_id)
        return place, source_path(curated, raw, place.document_id)
    except OSError as error:
        raise UsageError("{filename} cannot be read ({error}); see that you may read it", filename=error.filename, error=error) from error
    except PlaceError as error:
        raise UsageError("{error}", error=error) from error


def _picture(place: RowPlace, pdf: Path, limits: WorkLimits) -> tuple[bytes, Defect | None]:
    """The picture of the place, or a placeholder and why there is no picture."""
    from pipeline.run.work.guarded import outcome_of
    from pipeline.values import SourceError

    try:
        return outcome_of(_drawn, (pdf, place.page, place.boxes), limits), None
    except SourceError as error:
        from pipeline.pages.placeholder import placeholder

        defect = replace(error.defect, page=place.page)
        return placeholder(defect, scale=SCALE), defect


def _drawn(task: tuple[Path, int, tuple[Box, ...]]) -> bytes:
    from pipeline.pages.render import render_place

    pdf, page, boxes = task
    return render_place(pdf.read_bytes(), page, boxes, SCALE)
