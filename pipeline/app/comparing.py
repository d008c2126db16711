"""The page that compares two sheets, dropped or published, and its downloads: a 新旧対照表."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from pipeline.app.collection import PublishedPages
from pipeline.app.pages import MissingError, Site, language_asked, page
from pipeline.app.reading import name_of
from pipeline.app.sheets import Dropping, Shown
from pipeline.datasets.comparison import COMPARED, Comparison, SheetRows, compare, of_document
from pipeline.datasets.parquet import read_tables
from pipeline.report.comparison import lines_html, title_of, write_workbook
from pipeline.report.comparison.lines import projects_of, side_of
from pipeline.rules.defects import Language
from pipeline.run.usage import UsageError

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHEETS, _COLLECTION = "sheets/", "collection/"


@dataclass(frozen=True, slots=True)
class Choice:
    """A sheet that can be compared: what stands for it in an address, and what it is called."""

    value: str
    name: str


class Comparing:
    """``dropping`` and ``collection`` know the sheets that there are."""

    def __init__(self, site: Site, dropping: Dropping, collection: PublishedPages) -> None:
        self._site = site
        self._dropping = dropping
        self._collection = collection

    def routes(self) -> list[Route]:
        return [Route("/compare", self.table), Route("/compare.xlsx", self.workbook), Route("/compare.html", self.html)]

    def _choices(self, language: Language) -> tuple[Sequence[Choice], Sequence[Choice]]:
        """What is dropped and what is published."""
        dropped = [Choice(f"{_SHEETS}{one.sheet_id}", one.name) for one in self._site.desk.sheets() if one.has_tables]
        try:
            published = self._collection.published()
        except UsageError:
            published = None
        sheets = published.sheets if published else {}
        return dropped, [Choice(f"{_COLLECTION}{sheet_id}", name_of(read.document, language)) for sheet_id, read in sheets.items()]

    def _rows(self, value: str, language: Language) -> tuple[Shown, SheetRows]:
        """The rows of a sheet that was chosen. Raises MissingError where it is gone."""
        if value.startswith(_SHEETS) and (dropped := self._site.desk.sheet(value.removeprefix(_SHEETS))) and dropped.has_tables:
            tables = read_tables(self._site.desk.tables(dropped), COMPARED)
            shown = self._dropping.shown(dropped)
            return shown, of_document(tables, shown.read.document.document_id if shown.read else "")
        if value.startswith(_COLLECTION) and (published := self._collection.published()):
            shown = self._collection.shown(value.removeprefix(_COLLECTION), language)
            if shown.read:
                return shown, of_document(published.tables, shown.read.document.document_id)
        raise MissingError

    def _compared(self, request: Request) -> tuple[Comparison, Shown, Shown, bool]:
        """The comparison, older term first, with both sheets; true where they were named the other way round. Raises MissingError."""
        asked, language = request.query_params, language_asked(request)
        (old, old_rows), (new, new_rows) = (self._rows(asked.get(side, ""), language) for side in ("old", "new"))
        compared = compare(old_rows, new_rows)
        if (compared.old.period_start or 0) > (compared.new.period_start or compared.old.period_start or 0):
            return compare(new_rows, old_rows), new, old, True
        return compared, old, new, False

    def table(self, request: Request) -> Response:
        asked = request.query_params
        dropped, published = self._choices(language_asked(request))
        values: dict[str, Any] = {"dropped": dropped, "published": published, "old": asked.get("old", ""), "new": asked.get("new", "")}
        values |= {"comparison": None, "wrong": "", "swapped": False, "query": ""}
        if values["old"] and values["old"] == values["new"]:
            return page(request, "compare", **values | {"wrong": "same"})
        if not (values["old"] and values["new"]):
            return page(request, "compare", **values)
        try:
            compared, old, new, swapped = self._compared(request)
        except MissingError:
            return page(request, "compare", **values | {"wrong": "nothing"})
        language = language_asked(request)
        values |= {"comparison": compared, "swapped": swapped, "query": request.url.query, "projects": projects_of(compared, language)}
        values |= {"old_base": old.base, "new_base": new.base}
        values |= {"old_side": side_of(compared.old, language), "new_side": side_of(compared.new, language)}
        return page(request, "compare", **values, heading=title_of(compared, language))

    def workbook(self, request: Request) -> Response:
        compared = self._compared(request)[0]
        with tempfile.TemporaryDirectory(dir=self._folder()) as named:
            path = Path(named) / "compare.xlsx"
            write_workbook(compared, path, language_asked(request))
            content = path.read_bytes()
        return Response(content, media_type=_XLSX, headers={"content-disposition": 'attachment; filename="compare.xlsx"'})

    def html(self, request: Request) -> Response:
        headers = {"content-disposition": 'attachment; filename="compare.html"'}
        return HTMLResponse(lines_html(self._compared(request)[0], language_asked(request)), headers=headers)

    def _folder(self) -> Path:
        self._site.scratch.mkdir(parents=True, exist_ok=True)
        return self._site.scratch
