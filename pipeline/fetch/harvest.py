"""One round of all registered addresses: pages looked at, their links and what was fetched before asked for, PDFs kept and recorded.

In go the folder with its registry and a ``Client``, out come ``Outcome``s, one for each address. A file is kept under a name of its own
and never written over; a changed one lies beside the version that it supersedes. A file is there whole before its record is, and the
record before the next address is asked, so a round that is killed goes on where it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pipeline.fetch.client import Client, FetchError, WebAnswer
from pipeline.fetch.links import PageLink, is_html, page_links, title_of
from pipeline.fetch.registry import SelfDescription, add_record, free_name, pdfs_under, stable_stem, told_by, update_page, update_record
from pipeline.files import write_whole
from pipeline.rules.defects import severity
from pipeline.run.manifest import digest
from pipeline.run.sources import Record, WebPage, is_web_address, records_of, web_pages
from pipeline.run.work.guarded import WorkLimits
from pipeline.run.work.reading import Reading, Task
from pipeline.run.work.workers import readings_from
from pipeline.text.years import period_of

AddressState = Literal["new", "changed", "unchanged", "moved", "gone", "failed"]
_HEAD, _TAIL = 1024, 4096
"""Bytes within which a PDF begins with %PDF and ends with %%EOF, as readers take it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one address; ``said`` are codes of ``rules/fetch.toml`` with what fills them."""

    state: AddressState
    url: str
    ward: str | None = None
    file: str | None = None
    said: tuple[tuple[str, Mapping[str, object]], ...] = ()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An address to ask for, with the file that it gave before, or the page and the words by which it was found."""

    url: str
    ward: str | None
    known: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Arrived:
    wanted: _Wanted
    answer: WebAnswer

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.answer.body).hexdigest()


@dataclass(frozen=True, slots=True)
class _LookedAt:
    """A page with the PDFs that it names; the answer where it is one to remember."""

    page: WebPage
    links: tuple[_Wanted, ...] = ()
    answer: WebAnswer | None = None


@dataclass(slots=True)
class Round:
    """One round. With ``dry`` nothing is written, and what is new is asked for but not read."""

    raw: Path
    client: Client
    today: str
    dry: bool = False
    limits: WorkLimits = field(default_factory=WorkLimits)
    _records: dict[str, Record] = field(default_factory=dict)
    _strays: dict[str, str] | None = None
    _gone: dict[str, _Wanted] = field(default_factory=dict)
    _said: list[Outcome] = field(default_factory=list)
    _linked: set[str] = field(default_factory=set)
    _failed: set[str] = field(default_factory=set)

    def outcomes(self) -> Iterator[Outcome]:
        """All addresses, one after the other. Raises UsageError where the registry cannot be understood, OSError where a file
        cannot be written; what was recorded until then stays."""
        self._records = dict(records_of(self.raw))
        for name, record in list(self._records.items()):
            self._settle(name, record)
        known = [_Wanted(record.url, record.ward, name) for name, record in self._newest().items() if record.url]
        yield from self._kept(self._arrived(known))
        sheets = {record.url for record in self._records.values()}
        looked_at = [self._looked_at(page) for page in web_pages(self.raw) if page.url not in sheets]
        yield from self._told()
        links = {link.url: link for page in looked_at for link in page.links}
        self._linked = set(links)
        seen = {record.url for record in self._records.values() if not record.gone_on}
        yield from self._kept(self._arrived([link for url, link in links.items() if url not in seen]))
        for wanted in self._gone.values():
            yield self._is_gone(wanted)
        for page in looked_at:
            self._mark(page)

    def _settle(self, name: str, record: Record) -> None:
        """A record without a digest gets that of its file; one whose file somebody moved under raw goes by its new place."""
        if (self.raw / name).is_file():
            if not record.sha256 and record.url and (own := digest(self.raw / name)):
                self._change(name, sha256=own)
        elif place := self._stray(record.sha256):
            self._change(name, file=place)
            self._records = {place if old == name else old: entry for old, entry in self._records.items()}
            for later in [later for later, entry in self._records.items() if entry.supersedes == name]:
                self._change(later, supersedes=place)

    def _change(self, name: str, /, **values: str | None) -> None:
        """Changes some keys of a record; only here, and not in the registry, where nothing is to be written."""
        if not self.dry:
            update_record(self.raw, name, **values)
        changed = {key: value for key, value in values.items() if key != "file"}
        self._records[name] = replace(self._records[name], **changed)  # type: ignore[arg-type]

    def _stray(self, sha256: str | None) -> str | None:
        """The file in any folder of raw that holds these bytes and has no record yet: it was moved, or a killed round left it."""
        if self._strays is None:
            names = [name for name in pdfs_under(self.raw) if name not in self._records and (self.raw / name).is_file()]
            self._strays = {digest(self.raw / name): name for name in names}
        return self._strays.pop(sha256, None) if sha256 else None

    def _mark(self, looked_at: _LookedAt) -> None:
        """Keeps what a page says of its freshness, where all its links gave what they should: else it is looked at anew."""
        page, answer = looked_at.page, looked_at.answer
        if self.dry or answer is None or self._failed & {link.url for link in looked_at.links}:
            return
        values = {"url": answer.url if answer.is_moved else page.url, "etag": answer.etag, "last_modified": answer.last_modified}
        if (page.url, page.etag, page.last_modified) != tuple(values.values()):
            update_page(self.raw, page.url, **values)

    def _newest(self) -> dict[str, Record]:
        """The records of which there is no later version."""
        superseded = {record.supersedes for record in self._records.values()}
        return {name: record for name, record in self._records.items() if name not in superseded}

    def _told(self) -> Iterator[Outcome]:
        while self._said:
            yield self._said.pop(0)

    def _fail(self, wanted: _Wanted, error: FetchError) -> None:
        said = [(error.code, error.values)] + [("still-kept", {"file": wanted.known})] * bool(wanted.known)
        self._failed.add(wanted.url)
        self._said.append(Outcome("failed", wanted.url, wanted.ward, wanted.known, tuple(said)))

    def _looked_at(self, page: WebPage) -> _LookedAt:
        """The PDFs that a page names, none where it is as it was; what is wrong with it is told."""
        at = _Wanted(page.url, page.ward, text=page.note or "")
        try:
            answer = self.client.get(page.url, page.etag, page.last_modified)
            if answer.state == "unchanged":
                return _LookedAt(page)
            if answer.state == "gone":
                raise FetchError("page-gone", status=answer.status)
            if _is_pdf(answer.body):
                return _LookedAt(page, (at,))
            if not is_html(answer.body, answer.content_type):
                raise FetchError("not-page", what=answer.content_type or "?")
            found = page_links(answer.body, answer.content_type, answer.url, page.pattern)
            if not found:
                raise FetchError("no-links", pattern=f" ({page.pattern})" if page.pattern else "")
        except FetchError as error:
            self._fail(at, error)
            return _LookedAt(page)
        if answer.is_moved:
            self._said.append(
                Outcome(
                    "moved",
                    page.url,
                    page.ward,
                    None,
                    (("page-moved", {"target": answer.url}), *(() if self.dry else (("corrected", {}),))),
                )
            )
        links = [_Wanted(link.url, page.ward, text=link.text) for link in found if self._is_near(link, answer.url, page)]
        return _LookedAt(page, tuple(links), answer)

    def _is_near(self, link: PageLink, page_url: str, page: WebPage) -> bool:
        is_near = urlsplit(link.url).hostname == urlsplit(page_url).hostname
        if not is_near and not any(record.url == link.url for record in self._records.values()):
            self._fail(_Wanted(link.url, page.ward), FetchError("foreign-link"))
        return is_near

    def _arrived(self, wanted: Iterable[_Wanted]) -> Iterator[_Arrived]:
        """The PDFs that came; what else became of an address is told."""
        for one in wanted:
            record = self._records.get(one.known or "", Record())
            is_here = one.known is not None and (self.raw / one.known).is_file()
            try:
                if not is_web_address(one.url):
                    raise FetchError("no-address")
                answer = self.client.get(one.url, *((record.etag, record.last_modified) if is_here else ()))
                if answer.state == "gone":
                    self._gone[one.url] = one
                elif answer.state == "unchanged" or (is_here and hashlib.sha256(answer.body).hexdigest() == record.sha256):
                    self._unchanged(one, answer)
                else:
                    _require_pdf(answer)
                    yield _Arrived(one, answer)
            except FetchError as error:
                self._fail(one, error)

    def _unchanged(self, one: _Wanted, answer: WebAnswer) -> None:
        record = self._records[one.known or ""]
        if answer.state == "ok" and (answer.etag, answer.last_modified) != (record.etag, record.last_modified):
            self._change(one.known or "", etag=answer.etag, last_modified=answer.last_modified)
        if record.gone_on:
            self._change(one.known or "", gone_on=None)
        self._said.append(Outcome("unchanged", one.url, one.ward, one.known))

    def _kept(self, arrived: Iterator[_Arrived]) -> Iterator[Outcome]:
        """What arrived is read, for its ward and term, then kept and recorded, one after the other."""
        if self.dry:
            for one in arrived:
                yield from self._told()
                yield Outcome("changed" if one.wanted.known else "new", one.wanted.url, one.wanted.ward, one.wanted.known)
            yield from self._told()
            return
        waiting: list[_Arrived] = []

        def tasks() -> Iterator[Task]:
            for one in arrived:
                waiting.append(one)
                yield Task(one.wanted.url, data=one.answer.body, groups=("facts",), ward=one.wanted.ward)

        for reading in readings_from(tasks(), 1, self.limits):
            yield from self._told()
            yield self._keep(waiting.pop(), reading)
        yield from self._told()

    def _keep(self, one: _Arrived, reading: Reading) -> Outcome:
        if same := self._same(one.sha256):
            return self._is_known(one, same)
        told = told_by(reading)
        told = SelfDescription(told.ward or one.wanted.ward, told.period or period_of(one.wanted.text), told.kind)
        former = one.wanted.known or self._former(told)
        stem = stable_stem(told, one.wanted.url)
        name = self._stray(one.sha256) or free_name(self.raw, stem, self._records)
        record = Record(
            ward=told.ward,
            url=one.wanted.url,
            sha256=one.sha256,
            period=told.period,
            kind=told.kind,
            supersedes=former,
            licence=self._records[former].licence if former else None,
            fetched_on=self.today,
            etag=one.answer.etag,
            last_modified=one.answer.last_modified,
        )
        write_whole(self.raw / name, one.answer.body)
        add_record(self.raw, name, record)
        self._records[name] = record
        said: list[tuple[str, Mapping[str, object]]] = [("supersedes", {"before": former})] if former else []
        said += _remarks(one.wanted, told, reading)
        return Outcome("changed" if former else "new", one.wanted.url, told.ward, name, tuple(said))

    def _same(self, sha256: str) -> str | None:
        return next((name for name, record in self._records.items() if record.sha256 == sha256), None)

    def _is_known(self, one: _Arrived, name: str) -> Outcome:
        """The bytes are recorded: their file was taken away, or they have another address; where that of before leads nowhere now, or
        no page names it, this is the file's address."""
        record = self._records[name]
        before = self._gone.pop(record.url or "", None)
        is_missing = not (self.raw / name).is_file()
        if is_missing:
            write_whole(self.raw / name, one.answer.body)
        if one.wanted.known and name in self._versions_before(one.wanted.known):
            return self._reverted(one, name)
        if is_missing and record.url == one.wanted.url:
            return Outcome("new", one.wanted.url, record.ward, name, (("removed-file", {}),))
        if record.url == one.wanted.url or (before is None and record.url in self._linked):
            return Outcome("unchanged", one.wanted.url, record.ward, name, (("same-bytes", {"file": name}),))
        self._change(name, url=one.wanted.url, etag=one.answer.etag, last_modified=one.answer.last_modified, gone_on=None)
        return Outcome("moved", one.wanted.url, record.ward, name, (("moved", {"before": record.url or "-"}),))

    def _versions_before(self, name: str) -> list[str]:
        """The files that this one supersedes, the latest first."""
        found = [name]
        while (former := self._records[found[-1]].supersedes or "") in self._records and former not in found:
            found.append(former)
        return found[1:]

    def _reverted(self, one: _Arrived, name: str) -> Outcome:
        """The ward took a version back: the earlier one is the last again, and the one after it follows on the one before it."""
        latest = one.wanted.known or ""
        after = next(later for later in (latest, *self._versions_before(latest)) if self._records[later].supersedes == name)
        self._change(after, supersedes=self._records[name].supersedes)
        answer = one.answer
        self._change(name, supersedes=latest, url=one.wanted.url, etag=answer.etag, last_modified=answer.last_modified, gone_on=None)
        return Outcome("changed", one.wanted.url, self._records[name].ward, name, (("supersedes", {"before": latest}), ("reverted", {})))

    def _former(self, told: SelfDescription) -> str | None:
        """The file of the same ward, term and kind whose address leads nowhere now: a new version often has a new address."""
        for url, wanted in list(self._gone.items()):
            record = self._records[wanted.known or ""]
            if told.term and told.term == SelfDescription(record.ward, record.period, record.kind).term:
                del self._gone[url]
                return wanted.known
        return None

    def _is_gone(self, wanted: _Wanted) -> Outcome:
        if wanted.known and not self._records[wanted.known].gone_on:
            self._change(wanted.known, gone_on=self.today)
        if wanted.known is None:
            return Outcome("failed", wanted.url, wanted.ward, None, (("page-gone", {"status": 404}),))
        return Outcome("gone", wanted.url, wanted.ward, wanted.known, (("still-kept", {"file": wanted.known}),))


def _remarks(wanted: _Wanted, told: SelfDescription, reading: Reading) -> Iterator[tuple[str, Mapping[str, object]]]:
    from pipeline.datasets.identity import ward_key
    from pipeline.rules.defects import what

    error = next((defect for defect in reading.defects if severity(defect) == "error"), None)
    if error:
        yield "unreadable", {"code": error.code, "what": {language: what(error, language) for language in ("ja", "en")}}
    if wanted.ward and told.ward and ward_key(wanted.ward) != ward_key(told.ward):
        yield "other-ward", {"page": wanted.ward, "sheet": told.ward}


def _is_pdf(body: bytes) -> bool:
    return b"%PDF" in body[:_HEAD]


def _require_pdf(answer: WebAnswer) -> None:
    """Raises FetchError where what came is no PDF, or not all of one."""
    if not _is_pdf(answer.body):
        title = title_of(answer.body, answer.content_type)
        raise FetchError("not-pdf", title=title)
    if b"%%EOF" not in answer.body[-_TAIL:]:
        raise FetchError("truncated")
