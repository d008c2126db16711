"""One polite reader of web addresses: what it is given comes from strangers, so time, size and the way there are bounded.

In goes an address with what is known of its last answer, out comes an ``WebAnswer``, or a ``FetchError`` whose sentence says why there is
none. One request at a time, with a pause between two to the same host; robots.txt is obeyed; a redirect stays on its host; nothing but
http and https, and no private address unless that is wanted.
"""

from __future__ import annotations

import ipaddress
import queue
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from typing import Any, Self
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

import pipeline
from pipeline.run.sources import is_web_address

AGENT = f"kyoten/{pipeline.__version__}"
_MIB = 1 << 20
_ROBOTS_BYTES = 512 << 10
"""What of a robots.txt is read (RFC 9309 asks for 500 KiB at least); what stands behind is not looked at."""
_ROBOTS_HOPS = 5
"""How often the way to a robots.txt is followed on, to other hosts too (RFC 9309)."""
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WAITING = frozenset({429, 503})
_PACKED = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
"""How zlib is told what an answer is packed as that some servers pack unasked."""
_WHOLE = re.compile(r"[0-9]{1,15}")
"""A number of seconds or bytes as a header says it."""
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""Where IPv6 alone is spoken, an IPv4 address goes by one of these (RFC 6052)."""
_HALF = (1 << 32) - 1


@dataclass(frozen=True, slots=True)
class Manners:
    """How the web is treated. ``seconds`` a whole answer may take, ``pause`` between two requests to a host, ``longest_wait`` that a
    server may ask for before it is asked once more; ``largest`` in bytes."""

    contact: str = ""
    allow_private: bool = False
    seconds: float = 120.0
    pause: float = 1.0
    longest_wait: float = 30.0
    largest: int = 64 * _MIB
    redirects: int = 5

    @property
    def agent(self) -> str:
        """Who asks, with an address of somebody who answers for it."""
        return f"{AGENT} ({self.contact})" if self.contact else AGENT


class FetchError(Exception):
    """An address gave nothing that can be used; ``code`` is that of its sentence in ``rules/fetch.toml``."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """What an address gave. ``state`` is "ok", "unchanged" since the last answer, or "gone"; ``url`` is where it was found in the end,
    ``is_moved`` where the server says that this is its address from now on."""

    state: str
    url: str
    status: int
    body: bytes = b""
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    is_moved: bool = False


@dataclass(slots=True)
class Client:
    """To be used in a ``with`` block; ``requests`` and ``received`` count what was asked and how many bytes came."""

    manners: Manners
    verify: ssl.SSLContext | bool = True
    requests: int = 0
    received: int = 0
    _http: httpx.Client = field(init=False)
    _last: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def __enter__(self) -> Self:
        headers = {"User-Agent": self.manners.agent, "Accept-Encoding": "identity"}
        self._http = httpx.Client(headers=headers, timeout=self.manners.seconds, verify=self.verify)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._http.close()

    def get(self, url: str, etag: str | None = None, last_modified: str | None = None) -> WebAnswer:
        """What the address gives now. Raises FetchError."""
        try:
            return self._followed(url, _sendable({"If-None-Match": etag, "If-Modified-Since": last_modified}))
        except ValueError as error:
            # What strangers write into addresses and headers need not be what the standard library's parsers take.
            raise FetchError("unreachable", reason=str(error)) from error

    def _followed(self, url: str, headers: Mapping[str, str]) -> WebAnswer:
        hops: list[int] = []
        while len(hops) <= self.manners.redirects:
            self._require_allowed(url)
            reply = self._patiently(url, headers)
            if reply.status not in _REDIRECTS:
                return _answer(url, reply, bool(hops) and set(hops) <= _PERMANENT)
            target = _target(url, reply)
            if urlsplit(target).hostname != urlsplit(url).hostname:
                raise FetchError("other-host", target=target)
            hops.append(reply.status)
            url = target
        raise FetchError("too-many-redirects")

    def _require_allowed(self, url: str) -> None:
        """Raises FetchError where the address must not be asked."""
        if not is_web_address(url):
            raise FetchError("no-address")
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._rules_of(f"{origin}/robots.txt")
        if not self._robots[origin].can_fetch(AGENT, url):
            raise FetchError("robots")

    def _rules_of(self, url: str) -> RobotFileParser:
        """What a host's robots.txt says; where there is none all is allowed, where it cannot be read nothing is (RFC 9309)."""
        reply, hops = self._patiently(url, {}, _ROBOTS_BYTES), 0
        while reply.status in _REDIRECTS and hops < _ROBOTS_HOPS:
            url, hops = _target(url, reply), hops + 1
            reply = self._patiently(url, {}, _ROBOTS_BYTES)
        found = RobotFileParser()
        if reply.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise FetchError("robots-unreadable", status=_named(reply.status))
        try:
            found.parse(reply.body.decode("utf-8", "replace").splitlines() if reply.status == HTTPStatus.OK else [])
        except ValueError as error:
            raise FetchError("robots-unreadable", status=str(error)) from error
        return found

    def _patiently(self, url: str, headers: Mapping[str, str], cut: int = 0) -> _Reply:
        """The reply, its body cut there if wanted; asked for once more where the server asks to wait bearably. Raises FetchError."""
        reply = self._asked(url, headers, cut)
        if reply.status not in _WAITING or (wait := _seconds_to_wait(reply.headers.get("retry-after", ""))) is None:
            return reply
        if wait <= self.manners.longest_wait:
            time.sleep(wait)
            reply = self._asked(url, headers, cut)
        if reply.status in _WAITING:
            raise FetchError("asks-to-wait", seconds=f"{wait:g}")
        return reply

    def _asked(self, url: str, headers: Mapping[str, str], cut: int) -> _Reply:
        host = urlsplit(url).hostname or ""
        time.sleep(max(0.0, self._last.get(host, 0.0) + self._pause(url) - time.monotonic()))
        self.requests += 1
        try:
            reply = _within(self.manners.seconds, lambda: self._read(url, headers, cut))
        finally:
            self._last[host] = time.monotonic()
        self.received += len(reply.body)
        return reply

    def _pause(self, url: str) -> float:
        """Seconds between two requests to a host: what its robots.txt asks for, if that is bearable."""
        parts = urlsplit(url)
        robots = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        asked = robots.crawl_delay(AGENT) if robots else None
        return min(max(self.manners.pause, float(asked or 0)), self.manners.longest_wait)

    def _read(self, url: str, headers: Mapping[str, str], cut: int) -> _Reply:
        """One request and its whole answer, however long it takes. Raises FetchError."""
        host = urlsplit(url).hostname or ""
        if not self.manners.allow_private:
            _require_public(host)
        try:
            guard = {} if self.manners.allow_private else {"trace": _guard(url, host)}
            with self._http.stream("GET", url, headers=dict(headers), extensions=guard) as response:
                body = _beginning(response, cut) if cut else _whole_body(response, self.manners.largest)
                return _Reply(response.status_code, response.headers, body)
        except httpx.TimeoutException as error:
            raise FetchError("too-slow", seconds=f"{self.manners.seconds:g}") from error
        except httpx.RemoteProtocolError as error:
            raise FetchError("truncated") from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise _connection_error(error, host) from error


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: httpx.Headers
    body: bytes


def _answer(url: str, reply: _Reply, is_moved: bool) -> WebAnswer:
    states = {HTTPStatus.OK: "ok", HTTPStatus.NOT_MODIFIED: "unchanged", HTTPStatus.NOT_FOUND: "gone", HTTPStatus.GONE: "gone"}
    if reply.status not in states:
        raise FetchError("status", status=_named(reply.status))
    said = _sendable({name: reply.headers.get(name) for name in ("etag", "last-modified")})
    state = states[HTTPStatus(reply.status)]
    kind = reply.headers.get("content-type", "")
    return WebAnswer(state, url, reply.status, reply.body, kind, said.get("etag"), said.get("last-modified"), is_moved)


def _sendable(values: Mapping[str, str | None]) -> dict[str, str]:
    """Those that a header of a request can hold."""
    return {name: value for name, value in values.items() if value and value.isascii() and value.isprintable()}


def _target(url: str, reply: _Reply) -> str:
    """Where a redirect leads. Raises FetchError where that is no address."""
    said = str(reply.headers.get("location", ""))
    try:
        return urljoin(url, said)
    except ValueError as error:
        raise FetchError("bad-redirect", target=said) from error


def _whole_body(response: httpx.Response, largest: int) -> bytes:
    """The answer's bytes. Raises FetchError where there are more, or says that there will be."""
    said = response.headers.get("content-length", "")
    if _WHOLE.fullmatch(said) and int(said) > largest:
        raise FetchError("too-large", mib=largest // _MIB)
    body = _beginning(response, largest + 1)
    if len(body) > largest:
        raise FetchError("too-large", mib=largest // _MIB)
    return body


def _beginning(response: httpx.Response, most: int) -> bytes:
    """The answer's bytes up to so many, and unpacked no further: a small answer may be packed to be a huge one. Raises FetchError
    where it is packed in a way that nobody asked for."""
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed not in (*_PACKED, "identity", ""):
        raise FetchError("packed", how=packed)
    unpacking = zlib.decompressobj(_PACKED[packed]) if packed in _PACKED else None
    body = bytearray()
    try:
        for part in response.iter_raw():
            body += unpacking.decompress(part, most - len(body)) if unpacking else part[: most - len(body)]
            if len(body) >= most:
                return bytes(body)
    except zlib.error as error:
        raise FetchError("packed", how=packed) from error
    return bytes(body)


def _within(seconds: float, work: Callable[[], _Reply]) -> _Reply:
    """What the work gives within so much time by the clock, however slowly its bytes come; one that takes longer is left alone."""
    done: queue.Queue[_Reply | BaseException] = queue.Queue(1)

    def tried() -> None:
        try:
            done.put(work())
        except BaseException as error:
            done.put(error)

    threading.Thread(target=tried, daemon=True).start()
    try:
        found = done.get(timeout=seconds)
    except queue.Empty:
        raise FetchError("too-slow", seconds=f"{seconds:g}") from None
    if isinstance(found, BaseException):
        raise found
    return found


def _guard(url: str, host: str) -> Callable[[str, dict[str, Any]], None]:
    """What httpx calls at each step of a request: it raises FetchError before the first byte is sent where a connection to the host
    itself, and not to a proxy, leads to this machine or its network."""
    straight = httpx.URL(url).raw_host.decode("ascii")
    is_straight = False

    def looked(step: str, told: dict[str, Any]) -> None:
        nonlocal is_straight
        if step.endswith("connect_tcp.started"):
            is_straight = told["host"] == straight
        elif step.endswith("connect_tcp.complete") and is_straight:
            # The name may lead elsewhere by now than where it led when it was looked up.
            peer = told["return_value"].get_extra_info("server_addr")
            if not _is_public(str(peer[0])):
                raise FetchError("private", host=host)

    return looked


def _require_public(host: str) -> None:
    """Raises FetchError where the name leads to this machine or its network; one that nobody knows is a proxy's to know."""
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return
    if not all(_is_public(address) for address in found):
        raise FetchError("private", host=host)


def _is_public(address: str) -> bool:
    """Whether anybody may be asked there; an IPv6 address that only carries one of IPv4 is as public as that."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not ip.is_multicast
    carried = ip.ipv4_mapped or ip.sixtofour or (ipaddress.IPv4Address(int(ip) & _HALF) if ip in _NAT64 else None)
    return _is_public(str(carried)) if carried else ip in _GLOBAL_UNICAST and ip.is_global


def _connection_error(error: Exception, host: str) -> FetchError:
    reason = str(error) or type(error).__name__
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return FetchError("certificate", reason=cause.verify_message)
        if isinstance(cause, socket.gaierror):
            return FetchError("unknown-host", host=host)
        cause = cause.__cause__ or cause.__context__
    return FetchError("unreachable", reason=reason)


def _seconds_to_wait(said: str) -> float | None:
    """What Retry-After asks for: seconds, or a day and time."""
    if _WHOLE.fullmatch(said.strip()):
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError, OverflowError):
        return None


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
