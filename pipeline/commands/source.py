"""``kyoten source``: the place in the PDF where a curated row stands, as a picture with the box drawn."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command
from pipeline.run.usage import UsageError, unwritable

if TYPE_CHECKING:
    from pipeline.commands import Subparsers

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
    parser.add_argument("--curated", type=Path, default=Path("curated"), metavar="DIR", help="folder of the published tables (curated)")
    parser.add_argument("--raw", type=Path, default=Path("raw"), metavar="DIR", help="folder of the PDFs (raw)")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    import gc
    import re
    import sys
    from urllib.parse import unquote

    gc.disable()  # what is loaded here stays to the end, which is near

    row_id = arguments.row_id.rpartition("#")[2]
    try:
        picture, page = _picture(arguments.curated, arguments.raw, row_id)
        if arguments.output == "-":
            sys.stdout.buffer.write(picture)
            return 0
        output = Path(arguments.output or re.sub(r"[^\w.-]+", "_", unquote(row_id)).strip("._") + ".png")
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(picture)
    except OSError as error:
        raise unwritable(arguments.output, error, "name another with -o PNG") from error
    sys.stdout.write(f"Wrote {output}: page {page}\n")
    return 0


def _picture(curated: Path, raw: Path, row_id: str) -> tuple[bytes, int]:
    from pipeline.pages.render import RenderError, render_place
    from pipeline.report.place import PlaceError, place_of, source_path

    try:
        place = place_of(curated, row_id)
        pdf = source_path(curated, raw, place.document_id)
        return render_place(pdf.read_bytes(), place.page, place.boxes, SCALE), place.page
    except OSError as error:
        raise UsageError(f"{error.filename} cannot be read ({error.strerror}); see that you may read it") from error
    except (PlaceError, RenderError) as error:
        raise UsageError(str(error)) from error
