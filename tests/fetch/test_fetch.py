"""``kyoten fetch`` against a real server on this machine: what is new, changed, moved, gone, and everything that can go wrong."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import ssl
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.fetch import harvest
from pipeline.fetch.client import Client, FetchError, Manners, _guard, _is_public
from pipeline.fetch.links import page_links
from pipeline.run.work.reading import Reading, Task
from pipeline.run.work.workers import unpacked_reading
from pipeline.values import Defect
from tests.fetch.server import Reply, Site, page, pdf, served
from tests.support.small_sheet import small_reading, small_sheet

Said = list[str]


def sheet(ward: str, edition: int = 1) -> bytes:
    """What stands for a sheet of that ward: the reader of these tests takes its ward from it."""
    return f"%PDF-1.7 {ward} {edition} %%EOF".encode()


@pytest.fixture
def site() -> Iterator[Site]:
    with served(Site()) as found:
        yield found


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty raw folder, with a reader that takes no time; "scan" in a file is one without text."""

    def readings_of(tasks: Iterable[Task], jobs: int, limits: object = None) -> Iterator[Reading]:
        for task in tasks:
            assert task.data is not None
            ward = task.data.decode("utf-8", "replace").split()[1]
            if ward == "scan":
                yield Reading(task.document_id, "", (Defect("no-text-layer"),))
            else:
                yield unpacked_reading(small_reading(small_sheet("x", ward)))

    monkeypatch.setattr(harvest, "readings_from", readings_of)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    return tmp_path / "raw"


def fetch(capsys: pytest.CaptureFixture[str], *options: str, code: int = 0) -> Said:
    capsys.readouterr()
    assert main(["fetch", "--lang", "en", "--pause", "0", "--allow-private", *options]) == code
    return capsys.readouterr().out.splitlines()


def register(*arguments: str) -> None:
    assert main(["register", *arguments]) == 0


def files(raw: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in raw.iterdir()}


def records(raw: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((raw / "sources.toml").read_text(encoding="utf-8")).get("source", [])
    return found


def test_new_sheets_are_kept_under_stable_names_and_recorded(raw: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages = {"/aoi.html": page("r7.pdf 令和7年度 評価シート", "other.pdf 案内", "/a.html"), "/r7.pdf": pdf(sheet("青区"))}
    register(f"{site.url}/aoi.html", "--ward", "青区", "--pattern", "評価シート")
    said = fetch(capsys)
    assert said[0] == f"new: 青区  青区-2021-2025-final.pdf  {site.url}/r7.pdf" and said[-1].startswith("1 new, 0 changed")
    (record,) = records(raw)
    assert files(raw)["青区-2021-2025-final.pdf"] == sheet("青区") and len(files(raw)) == 2
    wanted = {"file": "青区-2021-2025-final.pdf", "ward": "青区", "url": f"{site.url}/r7.pdf", "period": "2021-2025", "kind": "final"}
    assert wanted.items() <= record.items() and record["sha256"] == hashlib.sha256(sheet("青区")).hexdigest()
    assert record["etag"] and record["last_modified"] and record["fetched_on"]
    assert "/robots.txt" in site.paths() and "/other.pdf" not in site.paths()
    assert all(headers["User-Agent"].startswith("kyoten/") for _, headers in site.asked)


def test_a_round_without_changes_moves_no_bytes_and_writes_nothing(raw: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages = {"/": page("a.pdf"), "/a.pdf": pdf(sheet("青区"))}
    register(f"{site.url}/")
    fetch(capsys)
    before, site.asked = files(raw), []
    said = fetch(capsys)
    assert files(raw) == before and said[-1].startswith("0 new, 0 changed, 1 unchanged") and ", 0 KiB" in said[-1]
    assert {path for path, headers in site.asked if "If-None-Match" in headers} == {"/", "/a.pdf"}


def test_a_changed_pdf_lies_beside_the_one_that_it_supersedes(raw: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages = {"/": page("a.pdf"), "/a.pdf": pdf(sheet("青区"))}
    register(f"{site.url}/")
    fetch(capsys)
    site.pages["/a.pdf"] = pdf(sheet("青区", 2))
    said = fetch(capsys)
    assert said[0] == f"changed: 青区  青区-2021-2025-final.v2.pdf  {site.url}/a.pdf  supersedes 青区-2021-2025-final.pdf"
    assert files(raw)["青区-2021-2025-final.pdf"] == sheet("青区") and files(raw)["青区-2021-2025-final.v2.pdf"] == sheet("青区", 2)
    assert records(raw)[1]["supersedes"] == "青区-2021-2025-final.pdf"
    assert fetch(capsys)[-1].startswith("0 new, 0 changed, 1 unchanged")
    site.pages["/a.pdf"] = pdf(sheet("青区", 3))
    fetch(capsys)
    site.pages["/a.pdf"], before = pdf(sheet("青区")), files(raw).keys()
    back = f"{site.url}/a.pdf  supersedes 青区-2021-2025-final.v3.pdf; it is an earlier version again"
    assert fetch(capsys)[0] == f"changed: 青区  青区-2021-2025-final.pdf  {back}"
    assert [record.get("supersedes", "")[-6:-4] for record in records(raw)] == ["v3", "", "v2"] and files(raw).keys() == before
    assert fetch(capsys)[-1].startswith("0 new, 0 changed, 1 unchanged")


def test_a_file_that_was_moved_goes_by_its_new_place(raw: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages = {"/": page("a.pdf"), "/a.pdf": pdf(sheet("青区"))}
    register(f"{site.url}/")
    fetch(capsys)
    site.pages["/a.pdf"] = pdf(sheet("青区", 2))
    fetch(capsys)
    (raw / "R7").mkdir()
    for path in list(raw.glob("*.pdf")):
        shutil.move(path, raw / "R7")
    assert fetch(capsys)[-1].startswith("0 new, 0 changed, 1 unchanged") and not list(raw.glob("*.pdf"))
    assert [record["file"] for record in records(raw)] == ["R7/青区-2021-2025-final.pdf", "R7/青区-2021-2025-final.v2.pdf"]
    assert records(raw)[1]["supersedes"] == "R7/青区-2021-2025-final.pdf"
    site.pages["/a.pdf"] = pdf(sheet("青区", 3))
    fetch(capsys)
    assert [path.name for path in raw.glob("*.pdf")] == ["青区-2021-2025-final.v3.pdf"]
    (raw / "R7" / "青区-2021-2025-final.v2.pdf").unlink()
    (raw / "青区-2021-2025-final.v3.pdf").unlink()
    assert "its recorded file was not under raw/" in fetch(capsys)[0]


def test_a_record_without_digest_is_completed_from_its_file(raw: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages = {"/a.pdf": pdf(sheet("青区"))}
    (raw / "mine.pdf").write_bytes(sheet("青区"))
    (raw / "sources.toml").write_text(f'[[source]]\nfile = "mine.pdf"\nurl = "{site.url}/a.pdf"\n', encoding="utf-8")
    assert fetch(capsys)[0].startswith("unchanged") and len(files(raw)) == 2
    assert records(raw)[0]["sha256"] == hashlib.sha256(sheet("青区")).hexdigest()


def test_a_new_version_under_a_new_address_supersedes_the_one_that_is_gone(
    raw: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.pages = {"/": page("a.pdf"), "/a.pdf": pdf(sheet("青区"))}
    register(f"{site.url}/")
    fetch(capsys)
    site.pages = {"/": page("a-corrected.pdf"), "/a-corrected.pdf": pdf(sheet("青区", 2))}
    (changed, *_) = fetch(capsys)
    assert changed.startswith("changed") and changed.endswith("supersedes 青区-2021-2025-final.pdf")


def test_a_page_and_a_sheet_that_moved_are_followed(raw: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages = {"/old/": page("a.pdf"), "/old/a.pdf": pdf(sheet("青区"))}
    register(f"{site.url}/old/")
    fetch(capsys)
    site.pages = {"/old/": Reply(status=301, headers={"Location": "/new/"}), "/new/": page("b.pdf"), "/new/b.pdf": pdf(sheet("青区"))}
    said = fetch(capsys)
    assert [line.partition(":")[0] for line in said[:-1]] == ["moved", "moved"]
    assert tomllib.loads((raw / "sources.toml").read_text(encoding="utf-8"))["page"][0]["url"] == f"{site.url}/new/"
    (record,) = records(raw)
    assert record["url"] == f"{site.url}/new/b.pdf" and len(files(raw)) == 2


def test_a_sheet_that_is_gone_is_said_and_kept(raw: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages = {"/": page("a.pdf", "b.pdf"), "/a.pdf": pdf(sheet("青区")), "/b.pdf": pdf(sheet("赤区"))}
    register(f"{site.url}/")
    fetch(capsys)
    del site.pages["/a.pdf"]
    site.pages["/"] = page("b.pdf")
    said = fetch(capsys)
    assert f"gone: 青区  青区-2021-2025-final.pdf  {site.url}/a.pdf  青区-2021-2025-final.pdf, fetched before, is kept" in said
    assert records(raw)[0]["gone_on"] and (raw / "青区-2021-2025-final.pdf").is_file()


BROKEN = {
    "html": (Reply("<title>ページが見つかりません</title>".encode()), "it is no PDF but a web page titled “ページが見つかりません”"),
    "junk": (Reply(b"hello", kind="application/pdf"), "it is no PDF but a file of another kind"),
    "cut": (replace(pdf(sheet("青区", 2)), cut=9), "it ends before it is whole"),
    "no-end": (pdf(sheet("青区").removesuffix(b"%%EOF")), "it ends before it is whole"),
    "huge": (pdf(sheet("青区") + b" " * (1 << 20)), "it is larger than 1 MiB and was not taken"),
    "huge-unsaid": (
        Reply(b"%PDF" + b" " * (3 << 20), headers={"Connection": "close"}, kind="application/pdf"),
        "it is larger than 1 MiB and was not taken",
    ),
    "huge-packed": (
        Reply(gzip.compress(b"%PDF" + b" " * (3 << 20)), headers={"Content-Encoding": "gzip"}, kind="application/pdf"),
        "it is larger than 1 MiB and was not taken",
    ),
    "packed-twice": (Reply(b"x", headers={"Content-Encoding": "gzip, gzip"}), "it is packed in a way that was not asked for"),
    "packed-wrongly": (Reply(b"xyz", headers={"Content-Encoding": "gzip"}), "it is packed in a way that was not asked for"),
    "nowhere": (Reply(status=302, headers={"Location": "http://[bad/"}), "it is passed on to http://[bad/, which is no address"),
    "busy-oddly": (Reply(status=503, headers={"Retry-After": "²"}), "the server answers 503 Service Unavailable"),
    "slow": (replace(pdf(sheet("青区", 2)), trickle=0.2), "it did not arrive within 1 s"),
    "error": (Reply(status=500), "the server answers 500 Internal Server Error"),
    "busy": (Reply(status=429, headers={"Retry-After": "3600"}), "it asks to wait 3600 s"),
    "busy-until": (Reply(status=503, headers={"Retry-After": "Fri, 01 Jan 2100 00:00:00 GMT"}), "it asks to wait"),
    "loop": (Reply(status=302, headers={"Location": "/a.pdf"}), "it is passed on too often"),
    "elsewhere": (
        Reply(status=302, headers={"Location": "http://localhost:1/a.pdf"}),
        "it leads to another site, http://localhost:1/a.pdf",
    ),
    "scheme": (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "it leads to another site"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_whole_pdf_is_a_sentence_and_nothing_is_saved(
    kind: str, raw: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    reply, says = BROKEN[kind]
    site.pages = {"/": page("a.pdf", "b.pdf"), "/a.pdf": pdf(sheet("青区")), "/b.pdf": pdf(sheet("赤区"))}
    register(f"{site.url}/")
    fetch(capsys)
    before = files(raw)
    site.pages["/a.pdf"] = reply
    said = fetch(capsys, "--largest", "1", *(("--patience", "1") if kind == "slow" else ()), code=1)
    (failed,) = (line for line in said if line.startswith("failed"))
    assert says in failed and "is kept" in failed and said[-1].endswith(" s") and "1 unchanged" in said[-1]
    assert files(raw) == before


def test_a_short_wait_is_waited(raw: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    replies = [Reply(status=429, headers={"Retry-After": "0"}), pdf(sheet("青区"))]
    site.pages = {"/": page("a.pdf"), "/a.pdf": lambda: replies.pop(0)}
    register(f"{site.url}/")
    assert fetch(capsys)[0].startswith("new")


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(status=404), "there is no such page (404)"),
        (page(), "it has no link to a PDF"),
        (Reply(b"x", kind="text/plain"), "it is no web page (text/plain)"),
        (page("http://localhost:1/a.pdf"), "the link leads to another site"),
        (Reply(status=301, headers={"Location": "http://localhost:1/"}), "it leads to another site"),
    ],
)
def test_a_page_without_sheets_is_a_sentence(reply: Reply, says: str, raw: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages = {"/": reply}
    register(f"{site.url}/", "--ward", "青区")
    (failed, _) = fetch(capsys, code=1)
    assert failed.startswith("failed: 青区") and says in failed and list(files(raw)) == ["sources.toml"]


def test_robots_txt_is_obeyed(raw: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages = {
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /secret/"),
        "/": page("secret/a.pdf", "b.pdf"),
        "/b.pdf": pdf(sheet("赤区")),
    }
    register(f"{site.url}/")
    said = fetch(capsys, code=1)
    assert "robots.txt does not allow to fetch it" in said[0] and "/secret/a.pdf" not in site.paths()
    assert (raw / "赤区-2021-2025-final.pdf").is_file()
    site.pages["/robots.txt"], site.asked = Reply(status=503), []
    assert "robots.txt cannot be read (503 Service Unavailable)" in fetch(capsys, code=1)[0]
    assert set(site.paths()) == {"/robots.txt"}


LONG = b"User-agent: *\nDisallow: /secret/\n" + b"# much more\n" * (1 << 17)


@pytest.mark.parametrize(
    ("robots", "says"),
    [
        ({"/robots.txt": Reply(LONG)}, "robots"),
        ({"/robots.txt": Reply(status=301, headers={"Location": "/r"}), "/r": Reply(LONG)}, "robots"),
        ({"/robots.txt": Reply(b"User-agent: *\nCrawl-delay: \xc2\xb2\n")}, "robots-unreadable"),
        ({"/robots.txt": Reply(status=302, headers={"Location": "http://[bad/"})}, "bad-redirect"),
    ],
)
def test_robots_txt_of_any_length_and_place_is_obeyed(robots: dict[str, Any], says: str, site: Site) -> None:
    site.pages = robots
    with Client(Manners(allow_private=True, pause=0)) as client, pytest.raises(FetchError) as said:
        client.get(f"{site.url}/secret/a.pdf")
    assert said.value.code == says and "/secret/a.pdf" not in site.paths()


def test_only_what_a_request_can_say_is_kept_of_an_answer(site: Site) -> None:
    site.pages["/a"] = Reply(gzip.compress(b"<p>"), headers={"ETag": '"é"', "Content-Encoding": "gzip"}, fresh=False)
    with Client(Manners(allow_private=True, pause=0)) as client:
        answer = client.get(f"{site.url}/a", etag='"版"')
    assert (answer.body, answer.etag) == (b"<p>", None)


def test_a_pause_is_kept_between_two_requests_to_a_host(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages = {"/robots.txt": Reply(b"User-agent: *\nCrawl-delay: 7"), "/": page("a.pdf")}
    slept: list[float] = []
    monkeypatch.setattr("pipeline.fetch.client.time.sleep", slept.append)
    with Client(Manners(allow_private=True, pause=2)) as client:
        client.get(f"{site.url}/")
        client.get(f"{site.url}/")
    assert [round(seconds) for seconds in slept if seconds] == [7, 7]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/a.pdf", "http://localhost/a.pdf", "http://[::1]/", "http://10.1.2.3/", "http://169.254.169.254/"]
)
def test_private_addresses_are_asked_only_where_that_is_wanted(url: str) -> None:
    with Client(Manners(pause=0)) as client, pytest.raises(FetchError) as said:
        client.get(url)
    assert said.value.code == "private" and client.received == 0


def test_a_name_that_leads_elsewhere_when_it_is_asked_is_sent_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """That some hosts are reached without a proxy, or others by one, changes nothing."""
    monkeypatch.setattr("pipeline.fetch.client._require_public", lambda host: None)
    monkeypatch.setenv("no_proxy", "example.org,127.0.0.1")
    with Client(Manners(pause=0)) as client, pytest.raises(FetchError) as said:
        client.get(f"{site.url}/a.pdf")
    assert said.value.code == "private" and site.asked == []
    looked = _guard("http://example.org/a.pdf", "example.org")
    looked("connection.connect_tcp.started", {"host": "proxy.example.org"})
    looked("connection.connect_tcp.complete", {"return_value": None})


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("64:ff9b::808:808", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("::127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("224.0.0.1", False),
        ("ff02::1", False),
        ("fe80::1%eth0", False),
    ],
)
def test_an_address_that_carries_another_is_as_public_as_that(address: str, is_public: bool) -> None:
    assert _is_public(address) == is_public


@pytest.mark.parametrize("url", ["ftp://example.org/a.pdf", "file:///etc/passwd", "example.org", "https://", "http://a b/"])
def test_other_schemes_are_no_addresses(url: str, raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (raw / "sources.toml").write_text(f'[[source]]\nfile = "a.pdf"\nurl = "{url}"\n', encoding="utf-8")
    assert "it is no http or https address" in fetch(capsys, code=1)[0]
    (raw / "sources.toml").write_text(f'[[page]]\nurl = "{url}"\n', encoding="utf-8")
    assert main(["fetch"]) == 2 and "no address of the web" in capsys.readouterr().err


def test_a_certificate_that_nobody_signed_is_a_sentence(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).with_name("nobody.pem"))
    with served(Site(), lambda socket: context.wrap_socket(socket, server_side=True)) as site:
        register(f"https://127.0.0.1:{site.port}/")
        (failed, _) = fetch(capsys, code=1)
    assert "its certificate is not valid (self-signed certificate)" in failed


def test_an_unreachable_host_is_a_sentence(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register("http://127.0.0.1:9/", "http://no-such-host.invalid/")
    said = fetch(capsys, code=1)
    assert "it cannot be reached" in said[0] and "there is no host no-such-host.invalid" in said[1]


def test_a_trial_saves_nothing(raw: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages = {"/": page("a.pdf"), "/a.pdf": pdf(sheet("青区"))}
    register(f"{site.url}/")
    before = files(raw)
    said = fetch(capsys, "--dry-run")
    assert said[0].startswith("new") and said[-1] == "this was a trial; nothing was saved" and files(raw) == before


def test_a_scan_is_kept_under_what_the_link_says_and_its_defect_is_said(raw: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages = {"/": page("scan.pdf 令和3年度～令和7年度 評価シート"), "/scan.pdf": pdf(sheet("scan"))}
    register(f"{site.url}/", "--ward", "青区")
    (new, _) = fetch(capsys)
    assert new.startswith("new: 青区  青区-2021-2025.pdf") and "cannot be read [no-text-layer]" in new
    assert records(raw)[0]["period"] == "2021-2025"


def test_a_sheet_of_another_ward_is_said(raw: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages = {"/": page("a.pdf"), "/a.pdf": pdf(sheet("赤区"))}
    register(f"{site.url}/", "--ward", "青区")
    assert "it is listed for 青区, but the sheet is of 赤区" in fetch(capsys)[0]


def test_a_file_without_record_is_taken_up_and_never_written_over(raw: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """What a round leaves that was killed between the file and its record; and a person's own file of that name."""
    site.pages = {"/": page("a.pdf"), "/a.pdf": pdf(sheet("青区"))}
    (raw / "青区-2021-2025-final.pdf").write_bytes(b"my own")
    (raw / "青区-2021-2025-final.v2.pdf").write_bytes(sheet("青区"))
    register(f"{site.url}/")
    fetch(capsys)
    assert records(raw)[0]["file"] == "青区-2021-2025-final.v2.pdf"
    assert files(raw)["青区-2021-2025-final.pdf"] == b"my own" and len(files(raw)) == 3


def test_what_people_wrote_into_the_registry_stays(raw: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages = {"/": page("a.pdf"), "/a.pdf": pdf(sheet("青区"))}
    written = f'# our sources\n\n[[page]]\nurl = "{site.url}/"  # the ward\'s own\nnote = "毎年11月"\n'
    (raw / "sources.toml").write_text(written, encoding="utf-8")
    fetch(capsys)
    text = (raw / "sources.toml").read_text(encoding="utf-8")
    assert text.startswith("# our sources\n\n[[page]]\n") and "# the ward's own" in text and 'note = "毎年11月"' in text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('<meta charset="shift_jis"><a href="a.pdf">評価シート</a>'.encode("cp932"), "text/html"),
        ("<a href=a.pdf>評価シート".encode("euc_jp"), "text/html; charset=EUC-JP"),
        ("<a href=a.pdf>①評価シート".encode("cp932"), "text/html; charset=x-sjis"),
        ("<a href=a.pdf>評価シート".encode(), "text/html; charset=idna"),
        ('<base href="http://[x/"><a href=a.pdf>評価シート</a><a href="//[">評価シート</a>'.encode(), ""),
        ('<base href="/x/"><a href=" a.pdf#page=2 ">評価\nシート</a><a href="javascript:x()">y</a><a href="mailto:a@b">z</a>'.encode(), ""),
    ],
)
def test_links_are_found_as_a_browser_would(body: bytes, kind: str) -> None:
    (link,) = page_links(body, kind, "https://example.org/x/", "評価 ?シート")
    assert link.url == "https://example.org/x/a.pdf"
