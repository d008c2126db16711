"""What a person meets on the pages: sheets dropped and judged, read, compared, saved, and decisions written; and what nobody can do."""

from __future__ import annotations

import io
import json
import logging
import re
import shutil
import time
import tomllib
import zipfile
from collections.abc import Iterator
from concurrent.futures import Future
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.app import desk as desks
from pipeline.app.desk import MOST_FILES, document_id_of, shown_name
from pipeline.app.words import LANGUAGES, _words
from pipeline.proofreading import Slip
from pipeline.values import Box, Defect, Place
from tests.app.stand import ORIGIN, TOKEN, Stand
from tests.report.site import HOSTILE
from tests.support.small_sheet import small_reading, small_sheet

PDF = b"%PDF-1.7 of a test"
SHOWN = (
    "", "{sheet}", "{sheet}/ratings", "{sheet}/read", "{sheet}/read?q=script", "{sheet}/checklist", "compare",
    "compare?old={sheet}&new={published}", "collection", "{published}/worklist", "{published}/read",
)  # fmt: skip


class Seen(HTMLParser):
    """What a browser would load, and every attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("iframe", "object", "embed", "base", "style")
        self.attributes |= {name for name, _ in attrs}
        self.loaded += [value or "" for name, value in attrs if name in ("src", "href", "action") and not (value or "").startswith("#")]


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    return Stand(tmp_path)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Stand:
    made = Stand(tmp_path_factory.mktemp("hostile"), hostile=True)
    made.hands.found = (Defect("text-unaccounted", 1, Box(1, 10, 10, 90, 20), quote=HOSTILE),)
    made.drop((HOSTILE, PDF))
    return made


def first(stand: Stand) -> str:
    return f"sheets/{stand.desk.sheets()[-1].sheet_id}"


def collected(stand: Stand, place: str = "ratings") -> str:
    """The address of the sheet r7 of the collection."""
    for path in re.findall(r"collection/[0-9a-f]{16}", stand.browser.get("collection").text):
        if "r7" in stand.browser.get(f"{path}/read").text:
            return f"{path}/{place}"
    raise AssertionError("no sheet")


def test_a_dropped_sheet_is_judged_and_shown(stand: Stand) -> None:
    stand.hands.found = (Defect("rating-missing", 1, Box(1, 10, 20, 90, 30)), Defect("number-unreadable", 1, quote="#####"))
    answer = stand.drop(("西区 評価.pdf", PDF))
    assert answer.status_code == 303
    page = stand.browser.get(ORIGIN + answer.headers["location"]).text
    assert "確認をお願いしたい" in page and "西区 評価.pdf" in page and "#####" in page
    picture = re.findall(r"defects/\d+\.png", page)
    assert [stand.browser.get(f"{first(stand)}/{name}").content for name in picture]
    assert [boxes for _, _, boxes in stand.hands.drawn][1:2] == [[Box(1, 10, 20, 90, 30)]]


def test_slips_are_shown_with_their_places_and_stand_in_the_checklist(stand: Stand) -> None:
    place = Place(1, "親子の居場所事業", "outcome", "②")
    stand.hands.slips = (Slip("doubled-word", 1, Box(1, 10, 20, 90, 30), "地域をを支える", place),)
    stand.drop(("a.pdf", PDF))
    for page in ("", "/checklist"):
        assert "地域をを支える" in stand.browser.get(first(stand) + page).text
    assert stand.browser.get(f"{first(stand)}/findings/0.png").status_code == 200
    assert "<rect " in stand.browser.get(f"{first(stand)}/read?page=1&at=finding-0").text
    assert stand.browser.get(f"{first(stand)}/findings/1.png").status_code == 404


def test_what_cannot_be_read_is_refused_with_advice_and_the_rest_goes_on(stand: Stand) -> None:
    stand.drop(("a.pdf", PDF), ("web.pdf", b"<html>"))
    assert [stand.desk.judgement(one).verdict for one in stand.desk.sheets()] == ["refused", "warned"]
    page = stand.browser.get(f"sheets/{stand.desk.sheets()[0].sheet_id}").text
    assert "このままでは公開データにできません" in page and "どうすればよいか" in page
    assert "workbook.xlsx" not in page and stand.browser.get(f"sheets/{stand.desk.sheets()[0].sheet_id}/workbook.xlsx").status_code == 404


def test_a_file_over_the_limit_is_named_and_not_kept(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.app.uploads.MOST_BYTES", 1000)
    stand.drop(("large.pdf", PDF + b"x" * 1000), ("b.pdf", PDF))
    large, small = sorted(stand.desk.sheets(), key=lambda one: one.name == "b.pdf")
    assert [defect.code for defect in large.defects] == ["too-large"] and small.state == "done"
    assert not stand.desk.source(large).exists() and stand.browser.get(f"sheets/{large.sheet_id}").status_code == 200


def test_more_files_than_there_is_room_for_are_said_to_be_left_out(stand: Stand) -> None:
    stand.hands.waiting = []
    answer = stand.drop(*((f"{number}.pdf", PDF + bytes([number])) for number in range(MOST_FILES + 2)))
    assert len(stand.desk.sheets()) == MOST_FILES
    assert "入りきらなかった" in stand.browser.get(ORIGIN + answer.headers["location"]).text


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "multipart/form-data; boundary=b", 400),
        (b"--b\r\nX", "multipart/form-data; boundary=b", 400),
        (b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n%PDF', "multipart/form-data; boundary=b", 400),
        (b"x", "text/plain", 400),
        (b"--b\r\n" + b"A" * 9000 + b": 1\r\n", "multipart/form-data; boundary=b", 400),
        (b'--b\r\nContent-Disposition: form-data; name="files"; filename=""\r\n\r\n\r\n--b--\r\n', "multipart/form-data; boundary=b", 303),
    ],
)
def test_a_form_that_cannot_be_understood_puts_nothing_on_the_desk(stand: Stand, body: bytes, kind: str, status: int) -> None:
    assert logging.getLogger("python_multipart.multipart").hasHandlers()  # else its warnings stand in the terminal
    assert stand.browser.post("sheets", content=body, headers={"content-type": kind}, follow_redirects=False).status_code == status
    assert not stand.desk.sheets() and not list((stand.folder / "desk").iterdir())


@pytest.mark.parametrize(
    ("given", "shown", "document_id"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf", "passwd"),
        ("C:\\Users\\a\\西区.PDF", "西区.PDF", "西区"),
        ("か\u3099.pdf", "が.pdf", "が"),
        ("a\x00\u202efdp.exe", "afdp.exe", "afdp.exe"),
        ("..", "..", "sheet"),
        ("", "sheet.pdf", "sheet"),
        ("<b>&\"'.pdf", "<b>&\"'.pdf", "b"),
    ],
)
def test_a_name_is_for_reading_alone(given: str, shown: str, document_id: str) -> None:
    assert (shown_name(given), document_id_of(shown_name(given))) == (shown, document_id)


def test_a_path_never_comes_from_the_browser(stand: Stand) -> None:
    stand.drop(("../../../x.pdf", PDF))
    assert {path.name for path in (stand.folder / "desk").iterdir()} == {stand.desk.sheets()[0].sheet_id}
    for path in ("sheets/../address.json", "sheets/%2e%2e/read", "sheets/..%2f..%2fraw/read", "collection/report/../../address.json",
                 "collection/report/%2e%2e%2fraw", f"{first(stand)}/pages/99.png", f"{first(stand)}/defects/99.png"):  # fmt: skip
        assert stand.browser.get(path).status_code in (403, 404)
    assert stand.browser.get(f"{ORIGIN}/{TOKEN}/assets/..%2fserver.py").status_code == 404


@pytest.mark.parametrize("page", SHOWN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_sheet_says_stays_text(hostile: Stand, page: str, language: str) -> None:
    path = page.format(sheet=first(hostile), published=collected(hostile, "").rstrip("/"))
    answer = hostile.browser.get(f"{ORIGIN}/{TOKEN}/{language}/{path}")
    assert answer.status_code == 200
    seen = Seen()
    seen.feed(answer.text)
    assert seen.loaded and all(address.startswith(f"/{TOKEN}/") for address in seen.loaded)
    assert not [name for name in seen.attributes if name.startswith("on") or name == "style"]


def test_the_rows_are_searched_and_framed_without_a_script(stand: Stand) -> None:
    stand.drop(("a.pdf", PDF))
    page = stand.browser.get(f"{first(stand)}/read").text
    row = next(iter(re.findall(r'href="([^"]*\?at=statements[^"]*)#page"', page))).replace("&amp;", "&")
    framed = stand.browser.get(ORIGIN + row).text
    assert framed.count("<rect ") == 1 and "here" in framed
    text = re.findall(r'<p class="said bullet[^"]*"><a [^>]*>\s*(?:\S\s)?([^<]+)</a>', page)[0].strip()
    found = stand.browser.get(f"{first(stand)}/read", params={"q": text[:4] + "　" + text[4:6]}).text
    assert f"<mark>{text[:6]}</mark>" in found
    assert "見つかりませんでした" in stand.browser.get(f"{first(stand)}/read", params={"q": "どこにもない"}).text


def test_rows_read_from_a_picture_say_how_surely(stand: Stand) -> None:
    table = pq.read_table(stand.collection.curated / "goals.parquet")
    at = table.schema.get_field_index("confidence")
    read = table.set_column(at, table.schema.field(at), pa.array([0.879] * table.num_rows, pa.float64()))
    pq.write_table(read, stand.collection.curated / "goals.parquet")
    stand.begin()
    for language, says in (("ja", "読取"), ("en", "scan")):
        address = f"{ORIGIN}/{TOKEN}/{language}/"
        for page in ("read", "ratings"):
            marks = re.findall(
                r'<span class="scan">(\w+)<span class="unseen">[^<]+</span> 87%</span>',
                stand.browser.get(address + collected(stand, page)).text,
            )
            assert marks and set(marks) == {says}, page


def test_a_published_sheet_is_named_in_the_readers_language(stand: Stand) -> None:
    for path in ("collection", "compare", collected(stand, "ratings")):
        said = {language: stand.browser.get(f"{ORIGIN}/{TOKEN}/{language}/{path}").text for language in LANGUAGES}
        assert "令和３～７年度 期末のまとめ" in said["ja"] and "FY 2021–2025" in said["en"] and "期末のまとめ" not in said["en"]


def test_which_goals_are_rated_so_is_one_choice_away(stand: Stand) -> None:
    stand.drop(("a.pdf", PDF))
    pages = {letter: stand.browser.get(f"{first(stand)}/ratings", params={"rating": letter}).text for letter in ("", "A", "D", "differ")}
    rows = {letter: page.count("<tr><td>") for letter, page in pages.items()}
    assert rows[""] >= rows["A"] > rows["D"] == 0


def test_a_workbook_and_csv_are_saved(stand: Stand) -> None:
    stand.drop(("西区.pdf", PDF))
    book = stand.browser.get(f"{first(stand)}/workbook.xlsx")
    assert "%E8%A5%BF%E5%8C%BA.xlsx" in book.headers["content-disposition"]
    assert len(openpyxl.load_workbook(io.BytesIO(book.content)).sheetnames) > 10
    archive = zipfile.ZipFile(io.BytesIO(stand.browser.get(f"{first(stand)}/tables.zip").content))
    assert "goals.csv" in archive.namelist()


def test_two_sheets_are_compared_older_first_and_saved(stand: Stand) -> None:
    r7, r2 = (collected(stand, "").rstrip("/"), next(
        path for path in re.findall(r"collection/[0-9a-f]{16}", stand.browser.get("collection").text) if path not in collected(stand, "")
    ))  # fmt: skip
    page = stand.browser.get("compare", params={"old": r7, "new": r2}).text
    assert "古い期のシートを「旧」にして比べました" in page and "<ins>" in page and f"/{r2}/read?at=" in page
    saved = stand.browser.get("compare.xlsx", params={"old": r2, "new": r7})
    assert openpyxl.load_workbook(io.BytesIO(saved.content)).sheetnames == ["新旧対照表"]
    assert "attachment" in stand.browser.get("compare.html", params={"old": r2, "new": r7}).headers["content-disposition"]
    assert "同じシート" in stand.browser.get("compare", params={"old": r2, "new": r2}).text
    assert "もうありません" in stand.browser.get("compare", params={"old": "sheets/0123456789abcdef", "new": r2}).text


BY = {"reason": "区に確認した", "who": "こども家庭支援課"}


def test_a_link_is_confirmed_and_a_value_corrected(stand: Stand) -> None:
    base = collected(stand, "")
    page = stand.browser.get(f"{base}worklist").text
    link = re.findall(r'name="row" value="(statement_viewpoints/[^"]+)"', page)
    if link:
        assert "書き込みました" in stand.browser.post(f"{base}confirm", data={"row": link[0], "verdict": "rejected", **BY}).text
        (entry,) = tomllib.loads((stand.collection.raw / "links.toml").read_text("utf-8"))["link"]
        assert (entry["verdict"], entry["who"], entry["reason"]) == ("rejected", BY["who"], BY["reason"])
        assert "決定済み" in stand.browser.get(f"{base}worklist").text
    cell = re.findall(r'<option value="(goals/r7/[^"]+ rating_ward)"', page)[0]
    assert "書き込みました" in stand.browser.post(f"{base}correct", data={"cell": cell, "corrected": "C", **BY}).text
    (entry,) = tomllib.loads((stand.collection.raw / "corrections.toml").read_text("utf-8"))["correction"]
    assert (entry["row"] + " " + entry["column"], entry["corrected"]) == (cell, "C")
    again = stand.browser.post(f"{base}correct", data={"cell": cell, "corrected": "D", **BY})
    assert again.status_code == 422 and "already" in again.text or "すでに" in again.text


def test_a_challenge_and_the_issue_that_it_became_are_confirmed_rejected_and_chosen(stand: Stand) -> None:
    base = collected(stand, "")
    page = stand.browser.get(f"{base}worklist").text
    assert "同じ文で引き継がれた課題: 1件" in page and "対応するものは見つかっていません" in page
    asked = r'name="challenge" value="([^"]+)"><input type="hidden" name="issue" value="([^"]+)"'
    challenge, issue = re.findall(asked, page)[0]
    said = {"challenge": challenge, "issue": issue, "verdict": "rejected", **BY}
    assert "書き込みました" in stand.browser.post(f"{base}issue", data=said).text
    ((first, *_), (other, *_)) = (
        re.findall(f'<select name="{side}"[^>]*>.*?</select>', page, re.DOTALL) for side in ("challenge", "issue")
    )
    pair = [re.findall(r'value="([^"]+)"', chosen)[-1] for chosen in (first, other)]
    decided = stand.browser.post(f"{base}issue", data={"challenge": pair[0], "issue": pair[1], "verdict": "confirmed", **BY}).text
    assert "書き込みました" in decided and "決定済み: 退ける" in decided
    entries = tomllib.loads((stand.collection.raw / "links.toml").read_text("utf-8"))["link"]
    assert [entry["verdict"] for entry in entries] == ["rejected", "confirmed"]
    assert all(re.fullmatch("[0-9a-f]{16}", entry[side]) for entry in entries for side in ("statement", "issue"))


def test_where_the_sheet_before_is_not_at_hand_no_challenge_is_linked(stand: Stand) -> None:
    older = next(path for path in re.findall(r"collection/[0-9a-f]{16}", stand.browser.get("collection").text)
                 if path not in collected(stand, ""))  # fmt: skip
    assert "つなぐ課題がありません" in stand.browser.get(f"{older}/worklist").text


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("issue", {"challenge": "statements/r2/1/challenge/1", "issue": "prior_issues/r7/2/1", **BY}),
        ("issue", {"challenge": "statements/r7/1/outcome/1", "issue": "prior_issues/r7/1/1", **BY}),
        ("correct", {"cell": "goals/r7/1/1 rating_ward", "corrected": "Z", **BY}),
        ("correct", {"cell": "goals/r7/1/1 row_id", "corrected": "x", **BY}),
        ("correct", {"cell": "goals/r7/9/9 rating_ward", "corrected": "A", **BY}),
        ("correct", {"cell": "goals/r7/1/1 rating_ward", "corrected": "A", "reason": "", "who": "a"}),
        ("correct", {"cell": "goals/r7/1/1 rating_ward", "corrected": "A", "reason": "a\nb", "who": "a"}),
        ("confirm", {"row": "statement_viewpoints/none", **BY}),
        ("accept", {"row": "defects/none/1", **BY}),
        ("accept", {}),
    ],
)
def test_what_cannot_be_meant_is_said_and_not_written(stand: Stand, path: str, data: dict[str, str]) -> None:
    answer = stand.browser.post(collected(stand, path), data=data)
    assert answer.status_code == 422 and 'role="alert"' in answer.text
    assert not list(stand.collection.raw.glob("*.toml"))


def test_a_warning_of_the_collection_is_accepted(stand: Stand) -> None:
    path = next(p for p in re.findall(r"collection/[0-9a-f]{16}", stand.browser.get("collection").text)
                if "defects/" in stand.browser.get(f"{p}/worklist").text)  # fmt: skip
    row = re.findall(r'value="(defects/[^"]+)"', stand.browser.get(f"{path}/worklist").text)[0]
    answer = stand.browser.post(f"{path}/accept", data={"row": row, **BY})
    assert "書き込みました" in answer.text and "了承済み" in answer.text
    (entry,) = tomllib.loads((stand.collection.raw / "accepted.toml").read_text("utf-8"))["accepted"]
    assert entry["who"] == BY["who"]


def test_a_killed_server_loses_nothing_and_leaves_no_half(stand: Stand) -> None:
    stand.drop(("done.pdf", PDF))
    stand.hands.waiting = []
    stand.drop(("waiting.pdf", PDF + b"2"))
    folder = stand.folder / "desk"
    broken = folder / "0123456789abcdef"
    broken.mkdir()
    (broken / "source.pdf").write_bytes(PDF)
    (folder / "fedcba9876543210.part").write_bytes(PDF)
    stand.begin()  # another server over the same folder
    assert [(one.name, one.state) for one in stand.desk.sheets()] == [("waiting.pdf", "waiting"), ("done.pdf", "done")]
    assert len(stand.hands.waiting) == 2 and not broken.exists() and not list(folder.glob("*.part"))
    assert stand.browser.get(first(stand)).status_code == 200


def test_a_sheet_taken_away_while_it_is_read_is_gone(stand: Stand) -> None:
    stand.hands.waiting = []
    stand.drop(("a.pdf", PDF))
    path = first(stand)
    assert stand.browser.post(f"{path}/remove", follow_redirects=False).status_code == 303
    stand.hands.waiting[0].set_result(Defect("not-pdf"))
    assert not stand.desk.sheets() and stand.browser.get(path).status_code == 404 and not list((stand.folder / "desk").iterdir())


def test_what_is_read_after_the_desk_was_closed_or_the_sheet_taken_away_is_not_written(stand: Stand) -> None:
    waiting = stand.hands.waiting = list[Future[Any]]()
    stand.drop(("a.pdf", PDF), ("b.pdf", PDF + b"2"))
    one, other = sorted(stand.desk.sheets(), key=lambda sheet: sheet.name)
    stand.desk.remove(one.sheet_id)
    stand.desk.close()
    shutil.rmtree(stand.folder / "desk" / other.sheet_id)
    for future, sheet in zip(waiting, (one, other), strict=True):
        future.set_result(small_reading(small_sheet(sheet.document_id)))
    assert not list((stand.folder / "desk").iterdir())


def test_the_page_waits_without_a_script_too(stand: Stand) -> None:
    stand.hands.waiting = []
    stand.drop(("a.pdf", PDF))
    for path in ("", first(stand)):
        page = stand.browser.get(path).text
        assert "data-busy" in page and '<noscript><meta http-equiv="refresh"' in page
    stand.hands.waiting[0].set_result(Defect("not-pdf"))
    assert "data-busy" not in stand.browser.get(first(stand)).text


def test_nothing_published_is_no_error(tmp_path: Path) -> None:
    stand = Stand(tmp_path)
    for file in stand.collection.curated.iterdir():
        file.unlink()
    assert "公開データはまだありません" in stand.browser.get("collection").text
    assert stand.browser.get("compare").status_code == 200 and stand.browser.get("collection/workbook.xlsx").status_code == 404


def test_the_published_data_are_made_anew_and_what_the_run_says_is_shown(tmp_path: Path) -> None:
    stand = Stand(tmp_path)
    for file in stand.collection.raw.glob("*.pdf"):
        file.write_bytes(b"<html>")
    stand.browser.post("collection/run")
    while "data-busy" in (page := stand.browser.get("collection").text):
        time.sleep(0.2)
    assert "次の説明をご覧ください" in page and "r2" in page
    assert (stand.collection.curated / "goals.parquet").is_file()


def test_quitting_is_asked_and_then_done(stand: Stand) -> None:
    assert "写しはすべて消します" in stand.browser.get("quit").text and not stand.quitted
    assert "終わりました" in stand.browser.post("quit").text


def _templates() -> Iterator[str]:
    folder = Path(desks.__file__).parent
    for file in [*(folder / "templates").glob("*.j2"), *folder.glob("*.py")]:
        yield file.read_text(encoding="utf-8")


def test_every_word_is_there_in_both_languages_and_is_used() -> None:
    said = {f"{room}.{key}": words for room, keys in _words().items() for key, words in keys.items()}
    assert all(set(words) == set(LANGUAGES) and all(words.values()) for words in said.values())
    holes = {key: {language: set(re.findall(r"\{(\w+)\}", text)) for language, text in words.items()} for key, words in said.items()}
    assert all(found["ja"] == found["en"] for found in holes.values())
    asked = set(re.findall(r"""\b(?:t|word)\(["']([a-z_-]+\.[a-z_-]+)["'],?""", "\n".join(_templates())))
    assert {key for key in asked if not key.endswith(("-", "."))} <= set(said)


def test_a_record_holds_all_of_a_sheet(stand: Stand) -> None:
    stand.hands.found = (Defect("number-unreadable", 2, Box(2, 1, 2, 3, 4), "##", values=(("unit", "人"),)),)
    stand.drop(("a.pdf", PDF))
    before = stand.desk.sheets()
    assert json.loads((stand.folder / "desk" / before[0].sheet_id / "record.json").read_text("utf-8"))["name"] == "a.pdf"
    stand.begin()
    assert stand.desk.sheets() == before
