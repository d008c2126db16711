"""``kyoten register``: records a PDF of ``raw/``, or a web page that lists PDFs, in ``sources.toml``."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_limits, add_raw, add_reporting, limits_of, words
from pipeline.run.usage import UsageError

if TYPE_CHECKING:
    from pipeline.commands import Subparsers, words
    from pipeline.fetch.registry import SelfDescription
    from pipeline.rules.defects import Language
    from pipeline.run.sources import Record
    from pipeline.run.work.guarded import WorkLimits

_EXAMPLES = """\
  kyoten register https://www.example.org/aoba/kyoten.html --ward 青葉区 --pattern 評価シート
                                                 a page; kyoten fetch follows its links with these words
  kyoten register https://www.example.org/aoba/r7.pdf --ward 青葉区
                                                 one sheet by its address
  kyoten register raw/midoridai-r7.writer-plain.pdf --url https://www.example.org/aoba/r7.pdf --licence "CC BY 4.0"
                                                 a PDF that lies under raw/ already
  kyoten register raw/*.pdf                      all of them, with what the sheets say of ward and term

What is recorded already stays; only what is not known is added. A ward that contradicts the sheet is said, and that file is not
recorded (exit code 1)."""


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "register", "record PDFs and web pages in sources.toml", _EXAMPLES)
    parser.add_argument("named", nargs="+", metavar="FILE|URL", help="a PDF under raw/, or an address of the web")
    parser.add_argument("--ward", metavar="WARD", help="the ward that publishes it")
    parser.add_argument("--pattern", metavar="REGEX", help="of a page: which links count, by address or text (all that lead to a PDF)")
    parser.add_argument("--note", metavar="TEXT", help="of a page: a note for people")
    parser.add_argument("--url", metavar="URL", help="of a file: where it is published")
    parser.add_argument("--published-on", type=_day, metavar="DAY", help="of a file: the day of publication, YYYY-MM-DD")
    parser.add_argument("--licence", metavar="TEXT", help="of a file: how it may be used")
    add_raw(parser, "folder of the PDFs and sources.toml (raw)")
    add_reporting(parser)
    add_limits(parser)
    parser.set_defaults(run=_run)


def _day(said: str) -> str:
    try:
        return datetime.date.fromisoformat(said).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(words("{said} is no day such as 2025-11-28", said=said)) from error


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.run.sources import is_web_address, records_of, web_pages

    raw: Path = arguments.raw
    records_of(raw)
    web_pages(raw)
    for url in filter(None, (arguments.url, *(name for name in arguments.named if "://" in name))):
        if not is_web_address(url):
            raise UsageError("{url} is no address of the web such as https://www.example.org/sheets.html", url=url)
    urls = [name for name in arguments.named if "://" in name]
    files = [_under_raw(raw, name) for name in arguments.named if "://" not in name]
    for url in urls:
        _register_page(raw, url, arguments)
    given = {key: getattr(arguments, key) for key in ("ward", "url", "published_on", "licence") if getattr(arguments, key)}
    spoken = arguments.lang
    return max([_register_file(raw, name, given, limits_of(arguments), spoken) for name in files], default=0)


def _under_raw(raw: Path, named: str) -> str:
    """The file's name as records have it. Raises UsageError where it is no file under raw."""
    from pipeline.run.folders import readable

    path = Path(named).absolute()
    if not path.is_file():
        raise UsageError("there is no file {named}; see how its name is written and in which folder you are", named=named)
    if not path.is_relative_to(raw.absolute()):
        raise UsageError("{named} does not lie in {raw}; copy it there first, or name that folder with --raw", named=named, raw=raw)
    return readable(path.relative_to(raw.absolute()).as_posix())


def _register_page(raw: Path, url: str, arguments: argparse.Namespace) -> None:
    import re

    from pipeline.fetch.registry import add_page, update_page
    from pipeline.run.sentences import tell
    from pipeline.run.sources import RECORDS, searched_for, web_pages

    try:
        searched_for(arguments.pattern or "")
    except re.error as error:
        raise UsageError("--pattern {pattern} cannot be searched for: {error}", pattern=arguments.pattern, error=error) from error
    values = {key: getattr(arguments, key) for key in ("ward", "pattern", "note") if getattr(arguments, key)}
    if any(page.url == url for page in web_pages(raw)):
        update_page(raw, url, **values)
    else:
        add_page(raw, url=url, **values)
    name = "registered.page-of" if arguments.ward else "registered.page"
    tell(name, arguments.lang, records=raw / RECORDS, url=url, ward=arguments.ward)


def _register_file(raw: Path, name: str, given: Mapping[str, str], limits: WorkLimits, spoken: Language) -> int:
    from pipeline.datasets.identity import ward_key
    from pipeline.fetch.registry import told_by
    from pipeline.run.manifest import digest
    from pipeline.run.sentences import listed, sheet_named, tell, text
    from pipeline.run.sources import RECORDS, Record, records_of
    from pipeline.run.work.reading import Task
    from pipeline.run.work.workers import readings_from

    record = records_of(raw).get(name, Record())
    ward = given.get("ward") or record.ward
    (reading,) = readings_from([Task(name, raw / name, groups=("facts",))], 1, limits)
    told = told_by(reading)
    if ward and told.ward and ward_key(ward) != ward_key(told.ward):
        tell("registered.other-ward", spoken, name=name, told=told.ward, ward=ward)
        return 1
    _write(raw, name, record, given, told, digest(raw / name))
    errors = [] if reading.tables is not None else sorted({defect.code for defect in reading.defects})
    named = sheet_named(f"{told.period[0]}-{told.period[1]}" if told.period else "", told.kind or "", spoken)
    known = [named["period"], named["kind"], told.ward or ward or ""]
    unread = text("registered.unread", spoken, codes=listed(errors, spoken)) if errors else ""
    said = " ".join(part for part in known if part) or text("registered.no-ward", spoken)
    tell("registered.file", spoken, records=raw / RECORDS, name=name, known=said, unread=unread)
    return 0


def _write(raw: Path, name: str, record: Record, given: Mapping[str, str], told: SelfDescription, sha256: str) -> None:
    """What is given replaces, and what the sheet tells completes what was recorded."""
    from pipeline.fetch.registry import add_record, update_record
    from pipeline.run.sources import Record, records_of

    period = f"{told.period[0]}-{told.period[1]}" if told.period else None
    found = {"ward": told.ward, "period": period, "kind": told.kind, "sha256": sha256}
    if name not in records_of(raw):
        add_record(raw, name, Record())
    missing = {key: value for key, value in found.items() if value and not getattr(record, key)}
    update_record(raw, name, **{**missing, **given, "sha256": sha256})
