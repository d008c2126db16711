"""The pages of the published data: coverage, the sheets, the report, and what is waiting for a person's decision.

In go the published tables and the forms that a person sends, out come pages, and entries in the files beside the PDFs, which the
next run takes up. What is published is never changed here.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from pipeline.app.desk import made_aside
from pipeline.app.pages import MissingError, Site, language_asked, page, to
from pipeline.app.publishing import Publishing
from pipeline.app.reading import ReadSheet, name_of
from pipeline.app.sheets import Reads, Shown, sheet_routes, zip_tables
from pipeline.app.words import word
from pipeline.datasets.contract import TABLES
from pipeline.datasets.export import write_xlsx
from pipeline.datasets.package import Named
from pipeline.releases.panel import missing_lines, panel_of
from pipeline.report.html import write_report
from pipeline.report.html.rows import NEEDED, documents_of
from pipeline.report.place import PlaceError, source_path
from pipeline.rules.defects import Language
from pipeline.run.accepted import acceptances
from pipeline.run.curated import published_tables
from pipeline.run.deciding import accept, confirm, correct
from pipeline.run.decisions import link_decisions, today
from pipeline.run.entries import DECIDED
from pipeline.run.manifest import MANIFEST
from pipeline.run.publish.record import recorded
from pipeline.run.usage import UsageError
from pipeline.values import Defect

REPORT = "report.html"
_REPORT_HEADERS = {"content-security-policy": "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"}
"""The report brings a policy of its own, which allows its own script by its digest."""
_CORRECTED = ("text", "rating_operator", "rating_ward", "title", "value")


@dataclass(frozen=True, slots=True)
class Published:
    """The published tables as they are now; ``sheets`` by the id that stands in an address."""

    tables: Mapping[str, pa.Table]
    sheets: Mapping[str, ReadSheet]
    version: object


class PublishedPages:
    """The pages of the published data."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._reads = Reads()
        self._lock = threading.Lock()
        self._published: Published | None = None
        self._report = _Report(site)
        self._publishing = Publishing(site.raw, site.curated)

    def routes(self) -> list[Route]:
        one = "/collection/{sheet_id}"
        return [
            Route("/collection", self.overview),
            Route("/collection/run", self.publish, methods=["POST"]),
            Route("/collection/report", self.make_report, methods=["POST"]),
            Route("/collection/report/{name:path}", self.report_file),
            Route("/collection/workbook.xlsx", self.workbook),
            Route("/collection/tables.zip", self.csv),
            Route(f"{one}/worklist", self.worklist),
            Route(f"{one}/accept", self.accept, methods=["POST"]),
            Route(f"{one}/confirm", self.confirm, methods=["POST"]),
            Route(f"{one}/issue", self.issue, methods=["POST"]),
            Route(f"{one}/correct", self.correct, methods=["POST"]),
            *sheet_routes(one, self._site, self.find),
        ]

    def published(self) -> Published | None:
        """What is published now; none where nothing is, or not as it was published."""
        with self._lock:
            version = _version(self._site.curated)
            if version is None:
                return None
            if self._published is None or self._published.version != version:
                tables = published_tables(self._site.curated)
                sheets = {_digest(d.document_id): ReadSheet(d) for d in documents_of({name: tables[name] for name in NEEDED})}
                self._published = Published(tables, sheets, version)
            return self._published

    def find(self, request: Request) -> Shown:
        """The sheet that the address names. Raises MissingError."""
        return self.shown(request.path_params["sheet_id"], language_asked(request))

    def shown(self, sheet_id: str, language: Language) -> Shown:
        """The published sheet of that id, named in that language. Raises MissingError."""
        published = self._require()
        if (read := published.sheets.get(sheet_id)) is None:
            raise MissingError
        try:
            pdf: Path | None = source_path(self._site.curated, self._site.raw, read.document.document_id)
        except PlaceError:
            pdf = None
        return Shown(f"collection/{sheet_id}", name_of(read.document, language), read, pdf)

    def _require(self) -> Published:
        if (published := self.published()) is None:
            raise MissingError
        return published

    def overview(self, request: Request) -> Response:
        language = language_asked(request)
        try:
            published, wrong = self.published(), ""
        except UsageError as error:
            published, wrong = None, error.said(language)
        rows = published.tables["coverage"].to_pylist() if published else []
        panel = panel_of(rows, language) if rows else None
        values: dict[str, Any] = {"panel": panel, "missing": list(missing_lines(rows, language)), "published": published, "wrong": wrong}
        values |= {"run": self._publishing.run, "raw": self._site.raw.absolute()}
        return page(
            request, "collection", curated=self._site.curated.absolute(), report=self._report.state(_version(self._site.curated)), **values
        )

    def publish(self, request: Request) -> Response:
        self._publishing.begin(language_asked(request))
        return to(request, "collection#live")

    def make_report(self, request: Request) -> Response:
        published = self._require()
        self._report.begin({name: published.tables[name] for name in NEEDED}, published.version)
        return to(request, "collection")

    def report_file(self, request: Request) -> Response:
        if (path := self._report.files().get(request.path_params["name"])) is None:
            raise MissingError
        return FileResponse(path, headers=_REPORT_HEADERS if path.name == REPORT else {})

    def workbook(self, request: Request) -> Response:
        return self._download("kyoten.xlsx", lambda tables, path: write_xlsx(tables, path, self._release()))

    def csv(self, request: Request) -> Response:
        return self._download("kyoten-csv.zip", lambda tables, path: zip_tables(tables, path, self._release()))

    def _release(self) -> Named:
        """What the publication is called; empty where nobody named it."""
        return Named(**recorded(self._site.curated).get("release", {}))

    def _download(self, name: str, write: Any) -> Response:
        published = self._require()
        path = self._site.scratch / f"{_digest(repr(published.version))}-{name}"
        if not path.is_file():
            self._site.scratch.mkdir(parents=True, exist_ok=True)
            made_aside(path, lambda half: write({table.name: published.tables[table.name] for table in TABLES}, half))
        return FileResponse(path, filename=name)

    def worklist(self, request: Request) -> Response:
        return self._worklist(request, self.find(request))

    def _worklist(self, request: Request, shown: Shown, said: str = "", wrong: str = "", status: int = 200) -> Response:
        read = shown.read
        assert read is not None
        source = (read.document.source or {}).get("source_file", "")
        entries = acceptances(self._site.raw)
        defects = [(row, next((e for e in entries if e.covers(source, _defect(row))), None)) for row in read.document.tables["defects"]]
        decided = {(link.statement, link.viewpoint or link.issue): link for link in link_decisions(self._site.raw)}
        values = {"decided": decided, "defects": defects, "rows": list(_correctable(read)), "said": said, "wrong": wrong}
        return page(request, "worklist", status, shown=shown, **values)

    async def accept(self, request: Request) -> Response:
        return await self._decide(request, _accept)

    async def confirm(self, request: Request) -> Response:
        return await self._decide(request, _confirm)

    async def issue(self, request: Request) -> Response:
        return await self._decide(request, _issue)

    async def correct(self, request: Request) -> Response:
        return await self._decide(request, _correct)

    async def _decide(self, request: Request, decide: Any) -> Response:
        """Writes a decision that a form says, and shows the worklist again with what became of it."""
        from starlette.concurrency import run_in_threadpool

        form = await request.form(max_files=0, max_fields=12, max_part_size=1 << 14)
        said = {name: value for name, value in form.items() if isinstance(value, str)}
        return await run_in_threadpool(self._decided, request, decide, said)

    def _decided(self, request: Request, decide: Any, said: Mapping[str, str]) -> Response:
        shown, language = self.find(request), language_asked(request)
        by = {"reason": said.get("reason", "").strip(), "who": said.get("who", "").strip(), "when": today()}
        if not all(by[name] and by[name].isprintable() for name in DECIDED):
            return self._worklist(request, shown, wrong=word("worklist.needed", language), status=422)
        try:
            path = decide(self._site, shown.read, said, by)
        except (UsageError, LookupError) as error:
            why = error.said(language) if isinstance(error, UsageError) else error
            return self._worklist(request, shown, wrong=word("collection.not-decided", language, error=why), status=422)
        return self._worklist(request, shown, said=word("collection.decided", language, path=path))


def _accept(site: Site, read: ReadSheet, said: Mapping[str, str], by: Mapping[str, str]) -> str:
    """Accepts one of the sheet's defects, named by its row."""
    row = next((row for row in read.document.tables["defects"] if row["row_id"] == said.get("row")), None)
    if row is None:
        raise LookupError(said.get("row", ""))
    source = (read.document.source or {})["source_file"]
    accept(site.raw, source, row["code"], row["where_ja"] or "", row["quote"] or "", by)
    return "accepted.toml"


def _confirm(site: Site, read: ReadSheet, said: Mapping[str, str], by: Mapping[str, str]) -> str:
    """Confirms or rejects one of the links that are suggested."""
    for _, viewpoint, answer in read.view.worklist:
        if said.get("row") == answer.link["row_id"] and viewpoint.row["viewpoint_code"]:
            verdict = "rejected" if said.get("verdict") == "rejected" else "confirmed"
            confirm(site.raw, site.curated, answer.statement["row_id"], viewpoint.row["viewpoint_code"], verdict, by)
            return "links.toml"
    raise LookupError(said.get("row", ""))


def _issue(site: Site, read: ReadSheet, said: Mapping[str, str], by: Mapping[str, str]) -> str:
    """Confirms or rejects that a challenge of the term before comes back as an issue of this one, both of one project."""
    challenge, issue = said.get("challenge", ""), said.get("issue", "")
    for issues in read.issues():
        sides = [{row["row_id"] for row in issues.of(side)} for side in ("challenge", "prior_issue")]
        if challenge in sides[0] and issue in sides[1]:
            verdict = "rejected" if said.get("verdict") == "rejected" else "confirmed"
            confirm(site.raw, site.curated, challenge, issue, verdict, by)
            return "links.toml"
    raise LookupError(issue or challenge)


def _correct(site: Site, read: ReadSheet, said: Mapping[str, str], by: Mapping[str, str]) -> str:
    """Corrects a value of a row of the sheet."""
    row_id, _, column = said.get("cell", "").rpartition(" ")
    if read.row(row_id) is None or column not in _CORRECTED:
        raise LookupError(said.get("cell", ""))
    correct(site.raw, site.curated, row_id, column, said.get("corrected", "").strip(), by)
    return "corrections.toml"


def _correctable(read: ReadSheet) -> Sequence[tuple[str, str, str]]:
    """What may be corrected in the browser: the cell's name in a form, what it is, its value."""
    found = []
    for project in read.view.projects:
        for goal in project.goals:
            named = f"{project.row['project_no']} {goal['mark']} {goal['text'][:_SHORT]}"
            found += [(f"{goal['row_id']} {column}", f"{named}", goal[column] or "") for column in ("rating_operator", "rating_ward")]
    facts = (row for row in read.document.tables["facts"] if row["value"] is not None)
    found += [
        (f"{row['row_id']} value", f"{row['project_no']} {row['measure']} {row['fiscal_year'] or ''}", row["raw"] or "") for row in facts
    ]
    return found


_SHORT = 24
"""letters by which a goal is known again in a list"""


def _defect(row: Mapping[str, Any]) -> Defect:
    """The published defect as an entry of ``accepted.toml`` compares it: its place stands in the words of messages."""
    from pipeline.values import Place

    parts = [part.strip() for part in (row["where_ja"] or "").split("＞")]
    own = [part for part in parts if not part.endswith("ページ")]
    return Defect(row["code"], row["page"], None, row["quote"] or "", Place(section=" ＞ ".join(own)))


class _Report:
    """The report of the published data, made in the background when somebody asks for it."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._lock = threading.Lock()
        self._state = ""
        self._version: object = None
        self._error = ""

    def state(self, version: object) -> tuple[str, str]:
        """Empty where none was made of this version, or "making", "made", or "failed" with why."""
        with self._lock:
            return (self._state, self._error) if version == self._version else ("", "")

    def begin(self, tables: Mapping[str, pa.Table], version: object) -> None:
        with self._lock:
            if self._version == version and self._state in ("making", "made"):
                return
            self._state, self._version, self._error = "making", version, ""
        threading.Thread(target=self._make, args=(tables, version), daemon=True).start()

    def _make(self, tables: Mapping[str, pa.Table], version: object) -> None:
        state, error = "made", ""
        try:
            folder = self._folder(version)
            folder.mkdir(parents=True, exist_ok=True)
            write_report(tables, self._site.raw, folder / REPORT, "folder", lambda work, pages: self._site.work.drawn(work, list(pages)))
        except Exception as failure:
            state, error = "failed", str(failure) or type(failure).__name__
        with self._lock:
            if self._version == version:
                self._state, self._error = state, error

    def files(self) -> dict[str, Path]:
        """What was written, by its path within the report."""
        with self._lock:
            if self._state != "made":
                return {}
            folder = self._folder(self._version)
        return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}

    def _folder(self, version: object) -> Path:
        return self._site.scratch / f"report-{_digest(repr(version))}"


def _version(curated: Path) -> object:
    """What changes whenever something is published; none where nothing is."""
    for name in (MANIFEST, "documents.parquet"):
        try:
            found = (curated / name).stat()
        except OSError:
            continue
        return (str(curated.absolute()), name, found.st_mtime_ns, found.st_size)
    return None


def _digest(name: str) -> str:
    """What stands for a name in an address or a path."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]
