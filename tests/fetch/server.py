"""A real web server on this machine that answers as the test wants: well, badly, slowly, cut short, or with another address."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What one address answers. ``cut`` sends so many bytes less than it says; ``trickle`` waits so many seconds before each byte."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"
    cut: int = 0
    trickle: float = 0.0
    fresh: bool = True
    """Whether it sends an ETag, and 304 to who knows it."""


@dataclass
class Site:
    """The replies by path; ``asked`` are the paths and headers of all requests, in order."""

    pages: dict[str, Reply | Callable[[], Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def page(*links: str, title: str = "拠点") -> Reply:
    """A web page with these links, each ``address`` or ``address text``."""
    items = "".join(f'<li><a href="{a}">{text or "シート"}</a></li>' for a, _, text in (link.partition(" ") for link in links))
    return Reply(f"<!doctype html><title>{title}</title><ul>{items}</ul>".encode())


def pdf(data: bytes) -> Reply:
    return Reply(data, kind="application/pdf")


@contextmanager
def served(site: Site, wrap: Callable[[Any], Any] = lambda socket: socket) -> Iterator[Site]:
    """The site, while the block lasts; ``wrap`` may put TLS around its socket."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    server.socket = wrap(server.socket)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            found = site.pages.get(self.path, Reply(status=404))
            self._send(found() if callable(found) else found)

        def _send(self, reply: Reply) -> None:
            etag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
            known = reply.fresh and reply.status == 200 and self.headers.get("If-None-Match") == etag
            self.send_response(304 if known else reply.status)
            if reply.fresh:
                self.send_header("ETag", etag)
                self.send_header("Last-Modified", formatdate(0, usegmt=True))
            for name, value in {"Content-Type": reply.kind, "Content-Length": str(len(reply.body)), **reply.headers}.items():
                if not known or name not in ("Content-Length", "Content-Type"):
                    self.send_header(name, value)
            self.end_headers()
            if not known:
                self._write(reply)

        def _write(self, reply: Reply) -> None:
            body = reply.body[: len(reply.body) - reply.cut]
            try:
                if reply.trickle:
                    for byte in body:
                        time.sleep(reply.trickle)
                        self.wfile.write(bytes([byte]))
                else:
                    self.wfile.write(body)
            except OSError:
                return
            if reply.cut:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return Handler
