"""The pages of a real server in a real browser: dropped, judged, read, on a phone, without a script, and attacked by another page."""

from __future__ import annotations

import http.server
import io
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.pages.mupdf import pymupdf
from tests.report.site import HOSTILE, site
from tests.support.chromium import DESKTOP, PHONE, against_axe, browser, needs_chromium, sync_api, watch
from tests.support.short_sheet import short_sheet

__all__ = ["browser"]

pytestmark = needs_chromium
NARROW = {"width": 360, "height": 800}
MOST_STEPS = 60
"""presses of Tab; more would tire anybody"""
PATIENCE = 120_000
"""milliseconds; a machine that runs other tests is slow"""


class Server:
    """``kyoten app`` in a process of its own over a small collection, and two terms of a ward that are not in it."""

    def __init__(self, folder: Path) -> None:
        self.desk = folder / "desk"
        self.sheet, self.later = (folder / f"{name}.pdf" for name in ("midoridai-r2", "midoridai-r7"))
        for path in (self.sheet, self.later):
            path.write_bytes(short_sheet(path.stem))
        self._collection = site(folder)
        self.begin()

    def begin(self) -> None:
        folders = ["--raw", str(self._collection.raw), "--curated", str(self._collection.curated), "--desk", str(self.desk)]
        command = [sys.executable, "-m", "pipeline.cli", "app", "--no-browser", "--lang", "ja", *folders]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        assert self.process.stdout
        found = re.search(r"http://127\.0\.0\.1:\d+/[\w-]+/ja/(?= )", self.process.stdout.readline())
        assert found
        self.address = found[0]

    def end(self, by: signal.Signals) -> None:
        self.process.send_signal(by)
        self.process.wait(30)
        if self.process.stdout:
            self.process.stdout.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("app"))
    yield made
    if made.process.poll() is None:
        made.end(signal.SIGKILL)


class Person:
    """A page that fails the test where a script fails, the policy is broken or anything but the server is asked."""

    def __init__(self, browser: Any, server: Server, **context: Any) -> None:
        self.context = browser.new_context(**context)
        self.server = server
        self.faults: list[str] = []
        self.page = self.another()

    def another(self) -> Any:
        page = self.context.new_page()
        watch(page, self.server.address.partition("/ja/")[0], self.faults)
        return page

    def go(self, path: str = "") -> Any:
        self.page.goto(self.server.address + path)
        return self.page

    def drop(self, *files: Path | dict[str, Any]) -> Any:
        page = self.go()
        with page.expect_navigation(timeout=PATIENCE):  # what was chosen is sent at once
            page.set_input_files("#files", list(files))
        return page


@pytest.fixture
def person(browser: Any, server: Server) -> Iterator[Person]:
    made = Person(browser, server, viewport=DESKTOP)
    yield made
    made.context.close()
    assert made.faults == []


@pytest.fixture(scope="module")
def sheet(browser: Any, server: Server) -> str:
    """The address of a sheet that was dropped and judged, below the language."""
    made = Person(browser, server, viewport=DESKTOP)
    page = made.drop(server.sheet)
    page.wait_for_selector(".verdict.clean, .verdict.warned, .verdict.refused", timeout=PATIENCE)
    page.wait_for_selector("#live:not([data-busy])", timeout=PATIENCE)
    assert page.locator(".verdict.clean").count() == 1
    made.context.close()
    assert made.faults == []
    return str(page.url).partition("/ja/")[2]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(browser: Any, server: Server, sheet: str, size: dict[str, int]) -> None:
    made = Person(browser, server, viewport=size)
    published = re.findall(r"collection/[0-9a-f]{16}", made.go("collection").content())
    pages = ("", sheet, f"{sheet}/ratings", f"{sheet}/read?page=2", f"{sheet}/checklist", f"compare?old={published[0]}&new={sheet}",
             "collection", f"{published[0]}/worklist", "quit")  # fmt: skip
    for path in pages if size == DESKTOP else pages[:4:3]:
        page = made.go(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert against_axe(page) == [], path
    made.context.close()
    assert made.faults == []


def test_a_row_that_is_pressed_frames_its_place(person: Person, sheet: str) -> None:
    page = person.go(f"{sheet}/read")
    row = page.locator("p.said a.at").nth(5)
    row.click()
    number, x0, y0, *_ = map(float, row.get_attribute("data-at").split(";")[0].split())
    frame = page.locator("#page rect").first
    assert abs(float(frame.get_attribute("x")) + 2 - x0) < 0.1 and abs(float(frame.get_attribute("y")) + 2 - y0) < 0.1
    assert page.locator("#page image").get_attribute("href").endswith(f"/pages/{number:.0f}.png")
    at = page.url
    page.reload()
    assert page.url == at and page.locator("#page rect").count() >= 1
    page.locator("[rel=next], .pager > :last-child").click()
    assert f"{number + 1:.0f} /" in page.locator(".which").inner_text()


def test_without_a_script_everything_works(browser: Any, server: Server, sheet: str) -> None:
    made = Person(browser, server, viewport=DESKTOP, java_script_enabled=False)
    page = made.go()
    page.set_input_files("#files", [server.sheet])
    page.locator(".drop button").click()
    assert page.url.endswith(sheet)  # the same bytes of the same name are the same sheet
    page.goto(f"{page.url}/read")
    page.locator("p.said a.at").nth(5).click()
    assert page.locator("#page rect").count() >= 1 and "?at=" in page.url
    made.context.close()
    assert made.faults == []


def test_what_is_sent_says_how_far_it_is(person: Person) -> None:
    page = person.go()
    slowly = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 400_000}
    person.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slowly)
    file = {"name": "遅い.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7" + b" " * 400_000}
    page.set_input_files("#files", [file], no_wait_after=True)
    sync_api.expect(page.locator(".sending-now")).to_contain_text(re.compile(r"送っています: [1-9]\d?%"))
    page.wait_for_url("**/sheets/*", timeout=PATIENCE)
    page.wait_for_selector(".verdict.refused", timeout=PATIENCE)


def test_what_cannot_be_sent_is_said_and_may_be_sent_again(person: Person) -> None:
    page = person.go()
    file = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 of a broken line"}
    page.route("**/sheets", lambda route: route.abort())
    page.set_input_files("#files", [file])
    sync_api.expect(page.locator(".sending-now")).to_contain_text("送れませんでした")
    person.faults = [fault for fault in person.faults if "ERR_FAILED" not in fault]
    page.unroute("**/sheets")
    with page.expect_navigation(timeout=PATIENCE):
        page.set_input_files("#files", [file])
    assert "/sheets/" in page.url


def test_a_long_name_widens_no_page(browser: Any, server: Server) -> None:
    made = Person(browser, server, viewport=NARROW)
    for letter in "W評":
        page = made.drop({"name": f"{letter * 146}.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7" + letter.encode()})
        for path in (page.url.partition("/ja/")[2], ""):
            assert made.go(path).evaluate("document.documentElement.scrollWidth") <= NARROW["width"], path
    made.context.close()
    assert made.faults == []


def seen(page: Any) -> str:
    """What of the focused element can be seen: its text, and nothing where it has no outline or stands off the screen."""
    return str(
        page.evaluate(
            """() => {
                const own = document.activeElement, look = getComputedStyle(own), box = own.getBoundingClientRect();
                const outlined = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
                const within = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0;
                const named = own.ariaLabel || own.innerText || own.labels?.[0]?.innerText || own.value || own.tagName;
                return outlined && within ? named.trim() : "";
            }"""
        )
    )


def tab_to(page: Any, text: str) -> list[str]:
    """Presses Tab until what has that text is focused, and gives what was passed. Fails where the focus cannot be seen on the way."""
    passed: list[str] = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        passed.append(seen(page))
        assert passed[-1], page.evaluate("document.activeElement.outerHTML")
        if text in passed[-1]:
            return passed
    raise AssertionError(f"{text} is not reached: {passed}")


def test_with_the_keyboard_alone_a_sheet_is_judged_read_and_compared(person: Person, sheet: str) -> None:
    page = person.go()
    assert tab_to(page, "本文へ") == ["本文へ"]
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    passed = tab_to(page, "PDFを選ぶ")
    # The field itself is focused: that a key opens the chooser is the browser's, and without a screen it sometimes does not say so.
    assert len(passed) == 1 and page.evaluate("document.activeElement.type === 'file' && document.activeElement.multiple")
    tab_to(page, person.server.sheet.name)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{sheet}")
    order = tab_to(page, "前の期と比べる")
    assert order[-5:] == ["判定", "評価の一覧", "読み取った内容", "点検表", "前の期と比べる"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/read")
    tab_to(page, "言葉で探す")
    page.keyboard.type("相談")
    page.keyboard.press("Enter")
    page.wait_for_url("**/read?q=*")
    tab_to(page, "相談")
    hit = page.evaluate("document.activeElement.getAttribute('data-at')")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#page[data-shown] image[href$='/{hit.split()[0]}.png']")
    assert page.locator("#page rect").count() >= 1
    assert seen(page)  # the focus stays on the row


def test_a_new_user_finds_what_offices_ask_for(person: Person, sheet: str) -> None:
    """The five tasks, by what is written on the screen alone."""
    page = person.go()
    with page.expect_navigation(timeout=PATIENCE):
        page.get_by_label("PDFを選ぶ").set_input_files([person.server.later])
    # Is it complete?
    sync_api.expect(page.get_by_role("heading", name=re.compile("誤りは見つかりませんでした|公開できます"))).to_be_visible(timeout=PATIENCE)
    table = page.get_by_role("table").filter(has=page.get_by_role("columnheader", name="目指す姿"))
    assert page.get_by_role("heading", name="そろっているか").is_visible() and table.get_by_role("row").count() == 1 + 7
    # Send me an Excel.
    with page.expect_download() as saved:
        page.get_by_role("link", name="Excel").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(saved.value.path()).read_bytes()), read_only=True)
    assert saved.value.suggested_filename == f"{person.server.later.stem}.xlsx" and book.sheetnames[0].startswith("目指す")
    # Which goals are B?
    page.get_by_role("link", name="評価の一覧").click()
    page.get_by_label("評価でしぼる").select_option(label="法人か区の評価が B")
    with page.expect_navigation(timeout=PATIENCE):
        page.get_by_role("button", name="しぼる").click()
    rows = page.get_by_role("row").filter(has=page.get_by_role("rowheader"))
    assert rows.count() >= 1 and all("B" in row.inner_text().split() for row in rows.all())
    # Where is this printed?
    page.get_by_role("link", name="読み取った内容").click()
    page.get_by_label("言葉で探す").fill("利用者支援")
    page.get_by_role("button", name="探す").click()
    page.get_by_role("listitem").filter(has_text="ページ").get_by_role("link").first.click()
    sync_api.expect(page.locator("#page rect").first).to_be_visible(timeout=PATIENCE)
    # What changed?
    page.get_by_role("link", name="前の期と比べる").click()
    page.get_by_label("旧").select_option(label=person.server.sheet.name)
    page.get_by_role("button", name="比べる").click()
    sync_api.expect(page.get_by_role("heading", name="新旧対照表")).to_be_visible(timeout=PATIENCE)
    sync_api.expect(page.get_by_role("cell", name=re.compile("上がった|下がった")).first).to_be_visible(timeout=PATIENCE)
    sync_api.expect(page.get_by_role("cell", name=re.compile("引継ぎ")).first).to_be_visible(timeout=PATIENCE)


def test_two_pages_at_once_and_a_closed_tab_lose_nothing(person: Person, server: Server, sheet: str) -> None:
    other = person.another()
    other.goto(server.address)
    begun = person.drop({"name": "閉じた.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 cut short"})
    begun.wait_for_url("**/sheets/*")
    begun.close()
    other.reload()
    row = other.locator("tr", has_text="閉じた.pdf")
    row.locator(".badge.refused").wait_for(timeout=PATIENCE)
    row.locator("button").click()
    sync_api.expect(other.locator("tr", has_text="閉じた.pdf")).to_have_count(0)
    sync_api.expect(other.locator(f"a[href$='{sheet}']")).to_have_count(1)  # the page is loaded anew


def test_a_script_in_a_pdf_and_in_its_name_stays_text(person: Person) -> None:
    document = pymupdf.open()
    document.new_page().insert_text((40, 60), HOSTILE, fontsize=6)
    page = person.drop({"name": f"{HOSTILE.replace('/', '')}.pdf", "mimeType": "application/pdf", "buffer": document.tobytes()})
    page.wait_for_selector(".verdict.refused", timeout=PATIENCE)
    assert page.evaluate("window.harmed") is None
    assert "<script>" in page.locator("h1").inner_text()
    person.go()
    assert person.page.evaluate("window.harmed") is None


def test_a_page_of_another_origin_gets_nothing_and_changes_nothing(browser: Any, server: Server, tmp_path: Path) -> None:
    """Even one that knows the token: it may neither read, nor frame, nor send."""
    home = server.address
    (tmp_path / "evil.html").write_text(
        f"""<iframe src="{home}"></iframe><img id="i" src="{home}../assets/icon.svg"><script src="{home}../assets/app.js"></script>
        <form id="f" action="{home}quit" method="post" target="t"></form><iframe name="t"></iframe>""",
        encoding="utf-8",
    )

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given, directory=str(tmp_path))

        def log_message(self, *_: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as evil:
        threading.Thread(target=evil.serve_forever, daemon=True).start()
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{evil.server_port}/evil.html")
        assert page.evaluate("document.getElementById('i').naturalWidth") == 0
        read = "fetch(URL).then((a) => a.text(), (e) => 'refused')".replace("URL", repr(home))
        assert page.evaluate(read) == "refused"
        sent = "fetch(URL, {method: 'POST', mode: 'no-cors', body: new FormData()}).then((a) => a.type, (e) => 'refused')"
        assert page.evaluate(sent.replace("URL", repr(f"{home}sheets/remove"))) in ("opaque", "refused")
        with page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/quit")) as sending:
            page.evaluate("document.getElementById('f').submit()")
        assert sending.value.status == 403
        page.wait_for_timeout(300)
        assert [frame.locator(".brand").count() for frame in page.frames[1:]] == [0, 0]
        context.close()
        evil.shutdown()
    time.sleep(0.7)  # "quit" would end the server after half a second
    assert server.process.poll() is None


def test_the_desk_survives_a_killed_server_and_goes_with_one_that_ends(browser: Any, server: Server, sheet: str) -> None:
    made = Person(browser, server, viewport=DESKTOP)
    page = made.go(sheet)
    address = server.address
    server.end(signal.SIGKILL)
    server.begin()
    assert server.address == address
    page.reload()
    assert page.locator(".verdict.clean").count() == 1
    page.goto(f"{server.address}quit")
    page.locator("main button").click()
    page.wait_for_selector(".notice.good")
    assert server.process.wait(60) == 0 and not list(server.desk.iterdir())
    made.context.close()
