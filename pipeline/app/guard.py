"""Who may ask: the browser that was given the address, and no page of another site in it.

The server listens on 127.0.0.1 alone, but every page that the person opens runs on the same machine. So each request must name this
host (a name that somebody points to 127.0.0.1 is another: DNS rebinding), must begin with the secret token of the address, and one
that changes anything must come from a page of ours. What goes out forbids the browser to load or run anything but ours.
"""

from __future__ import annotations

import secrets
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": with it a browser does not say from where a form was sent.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
_READING = ("GET", "HEAD")


class Guard:
    """Lets a request through to ``app``, or answers it: 421 for another host, 403 for a wrong token or another origin, 405 for a method
    that nothing here has, 413 for more than ``most`` bytes."""

    def __init__(self, app: ASGIApp, port: int, token: str, most: int) -> None:
        self._app = app
        self._host = f"127.0.0.1:{port}"
        self._token = token
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                _harden(message)
            await send(message)

        if (refusal := self._refusal(scope)) is not None:
            await refusal(scope, receive, safely)
        else:
            await self._app(scope, _Counted(receive, self._most), safely)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if headers.getlist("host") != [self._host]:
            return _refused("このアドレスでは開けません / This host is not served here", 421)
        if not secrets.compare_digest(_first(scope["path"]).encode(), self._token.encode()):
            return _refused(
                "アドレスが正しくありません。kyoten app が示したアドレスを開いてください / Open the address that kyoten app gave", 403
            )
        if scope["method"] in _READING:
            return None
        if scope["method"] != "POST":
            return _refused("GET, HEAD, POST", 405)
        if not self._is_from_here(headers):
            return _refused("ほかのページからの送信は受け付けません / Nothing is taken from another page", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._most:
            return _refused("大きすぎます / Too large", 413)
        return None

    def _is_from_here(self, headers: Headers) -> bool:
        """Whether a form was sent by a page of ours; every browser says so since 2020."""
        from_site = headers.get("sec-fetch-site", "same-origin")
        return headers.getlist("origin") == [f"http://{self._host}"] and from_site == "same-origin"


def _first(path: str) -> str:
    """The first part of a request's path; that of ``OPTIONS *`` is none."""
    return path.removeprefix("/").partition("/")[0]


class TooMuchError(Exception):
    """A request sends more than it may."""


class _Counted:
    """What a request sends, up to so many bytes. Raises TooMuchError beyond."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._left = most

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise TooMuchError
        return message


def _refused(said: str, status: int) -> PlainTextResponse:
    return PlainTextResponse(said, status)


def _harden(message: MutableMapping[str, Any]) -> None:
    headers = MutableHeaders(raw=message["headers"])
    for name, value in _HEADERS.items():
        if name not in headers:
            headers[name] = value
    message["headers"] = headers.raw
