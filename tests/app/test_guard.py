"""Nobody but the browser that was given the address, and no page of another site in it, gets anything from the server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.stand import ORIGIN, PORT, TOKEN, Stand


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Stand:
    return Stand(tmp_path_factory.mktemp("guard"))


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", f"localhost:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", ""])
def test_a_name_that_somebody_points_to_this_machine_is_another_host(stand: Stand, host: str) -> None:
    answer = stand.browser.get("", headers={"host": host})
    assert answer.status_code == 421 and TOKEN not in answer.text


@pytest.mark.parametrize("path", ["/", "/ja/", "/x/ja/", f"/{TOKEN}x/ja/", f"/{TOKEN[:-1]}/ja/", "/assets/app.js", f"//{TOKEN}/ja/"])
def test_without_the_token_there_is_nothing(stand: Stand, path: str) -> None:
    answer = stand.browser.get(ORIGIN + path)
    assert answer.status_code == 403 and TOKEN not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": f"http://localhost:{PORT}"},
        {"origin": f"https://127.0.0.1:{PORT}"},
        {"origin": ""},
        {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
        {"origin": ORIGIN, "sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_page_changes_nothing(stand: Stand, headers: dict[str, str]) -> None:
    files = {"files": ("a.pdf", b"%PDF", "application/pdf")}
    assert stand.browser.post("sheets", files=files, headers=headers).status_code == 403
    assert stand.browser.post("quit", headers=headers).status_code == 403
    assert not stand.desk.sheets() and not stand.quitted


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_are_not_there(stand: Stand, method: str) -> None:
    assert stand.browser.request(method, "").status_code == 405


def test_a_request_for_no_path_is_answered(stand: Stand) -> None:
    said: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        said.append(message)

    scope = {"type": "http", "method": "OPTIONS", "path": "*", "headers": [(b"host", ORIGIN[7:].encode())]}
    asyncio.run(stand.asgi(scope, receive, send))
    assert said[0]["status"] == 403


@pytest.mark.parametrize("path", ["", "collection", "none", "sheets/none", f"{ORIGIN}/x"])
def test_every_answer_forbids_what_is_not_ours(stand: Stand, path: str) -> None:
    headers = stand.browser.get(path).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")
    assert headers["cache-control"] == "no-store" and "access-control-allow-origin" not in headers


def test_a_request_may_not_send_without_end(tmp_path: Path) -> None:
    stand = Stand(tmp_path, most=5000)
    assert stand.drop(("a.pdf", b"%PDF" + b"x" * 6000)).status_code == 413
    boundary = {"content-type": "multipart/form-data; boundary=b"}
    begun = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'

    def pieces() -> Iterator[bytes]:  # no length is said beforehand
        yield begun
        for _ in range(100):
            yield b"x" * 100

    assert stand.browser.post("sheets", content=pieces(), headers=boundary).status_code == 413
    assert not stand.desk.sheets() and not list((tmp_path / "desk").iterdir())
