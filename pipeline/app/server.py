"""The server of the pages: one for a collection, on this machine alone, ended with all that it kept aside.

``serve`` opens a port of 127.0.0.1, shows or opens the address with its token, and answers until somebody ends it. The desk's folder
lies in the person's own cache folder. A lock in it, which the system drops with the process, tells a server that is alive from one
that was killed: the address of the first is opened again, the desk of the second is taken over with its token and port, so that a
page that is still open goes on.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import secrets
import signal
import socket
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from pipeline.app.collection import PublishedPages
from pipeline.app.comparing import Comparing
from pipeline.app.desk import MOST_BYTES, MOST_FILES, Desk
from pipeline.app.folder import ADDRESS, SCRATCH, SHEETS, claimed, clear
from pipeline.app.guard import Guard, TooMuchError
from pipeline.app.pages import ASSETS, NOT_FOUND, MissingError, Site, asset, page
from pipeline.app.sheets import Dropping
from pipeline.app.uploads import UploadError
from pipeline.app.work import Work, failed
from pipeline.files import write_whole
from pipeline.rules.defects import Language
from pipeline.run.accepted import acceptances
from pipeline.run.publish.exchange import locked
from pipeline.run.usage import UsageError
from pipeline.run.work.guarded import WorkLimits

HOST = "127.0.0.1"
_MOST = MOST_FILES * MOST_BYTES + (1 << 20)
"""bytes of one request: the files, and what a form puts around them"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the command line says. ``port`` 0 takes a free one; ``desk`` is the folder for what is dropped."""

    raw: Path
    curated: Path
    desk: Path
    language: Language
    limits: WorkLimits
    port: int = 0
    opens: bool = True


def serve(settings: Settings, tell: Callable[[str], None]) -> int:
    """Answers until somebody ends it; ``tell`` is given the address. Where a server for this desk is alive, opens its address."""
    desk = claimed(settings.desk)
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(locked(desk, leaves_nothing=True))
        except UsageError:
            _show(_recorded(desk)[2], settings, tell)
            return 0
        claimed(settings.desk)  # a server that was ending took it away meanwhile
        try:
            _serve(settings, desk, tell)
        finally:
            clear(desk)
    return 0


def _serve(settings: Settings, folder: Path, tell: Callable[[str], None]) -> None:
    import uvicorn

    token, port, _ = _recorded(folder)
    opened = _socket(settings.port or port, settings.port)
    port = opened.getsockname()[1]
    token = token or secrets.token_urlsafe(24)
    address = f"http://{HOST}:{port}/{token}/{settings.language}/"
    write_whole(folder / ADDRESS, json.dumps({"token": token, "port": port, "address": address}))
    work = Work(settings.limits)
    desk = Desk(folder / SHEETS, work, lambda: acceptances(settings.raw))
    try:
        config = uvicorn.Config(
            lambda: None, log_level=logging.ERROR, access_log=False, server_header=False, lifespan="off", timeout_graceful_shutdown=2
        )
        server = uvicorn.Server(config)
        site = Site(desk, work, settings.raw, settings.curated, folder / SCRATCH, token, lambda: setattr(server, "should_exit", True))
        config.app = Guard(app_of(site, settings.language), port, token, _MOST)
        config.load()
        _end_on_signals(site.quit)
        threading.Timer(0.3, _show, (address, settings, tell)).start()
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[opened])
    finally:
        desk.close()
        work.close()


def _end_on_signals(quit: Callable[[], None]) -> None:
    """Has the system's signals to end do that in order: uvicorn obeys some of them and then raises them again, and what is kept aside
    would stay."""
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: quit())


def app_of(site: Site, language: Language) -> Starlette:
    """The pages of a site, below its token."""
    dropping, collection = Dropping(site), PublishedPages(site)
    comparing = Comparing(site, dropping, collection)

    def begin(request: Request) -> Response:
        return RedirectResponse(f"/{site.token}/{language}/")

    def file(request: Request) -> Response:
        if (name := request.path_params["name"]) not in ASSETS:
            raise MissingError
        return Response(asset(name), media_type=ASSETS[name])

    def ask(request: Request) -> Response:
        return page(request, "quit", done=False)

    def end(request: Request) -> Response:
        threading.Timer(0.5, site.quit).start()
        return page(request, "quit", done=True)

    own = [Route("/quit", ask), Route("/quit", end, methods=["POST"])]
    pages = Mount("/{language:str}", routes=[*dropping.routes(), *collection.routes(), *comparing.routes(), *own])
    routes = [Route("/", begin), Route("/assets/{name}", file), pages]
    handlers = {MissingError: _missing, NOT_FOUND: _missing, UploadError: _not_understood, TooMuchError: _too_much, OSError: _disk}
    app = Starlette(routes=[Mount(f"/{site.token}", routes=routes)], exception_handlers={**handlers, Exception: _failed})
    app.state.site = site
    return app


def _wrong(request: Request, key: str, status: int, **values: object) -> Response:
    try:
        return page(request, "wrong", status, key=f"wrong.{key}", values=values)
    except MissingError:
        return Response("404", NOT_FOUND, media_type="text/plain")


def _missing(request: Request, error: Exception) -> Response:
    return _wrong(request, "not-found", NOT_FOUND)


def _not_understood(request: Request, error: Exception) -> Response:
    return _wrong(request, "not-understood", 400)


def _too_much(request: Request, error: Exception) -> Response:
    return _wrong(request, "too-much", 413)


def _disk(request: Request, error: Exception) -> Response:
    said = error.strerror if isinstance(error, OSError) else ""
    return _wrong(request, "disk", 507, error=said or type(error).__name__)


def _failed(request: Request, error: Exception) -> Response:
    return _wrong(request, "failed", 500, path=dict(failed(error).values).get("traceback", tempfile.gettempdir()))


def _socket(port: int, wanted: int) -> socket.socket:
    """A socket that listens on this machine alone: on that port, or on a free one where somebody else has it and nobody asked for it."""
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would let two servers share a port
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((HOST, port))
    except OSError as error:
        if wanted:
            raise UsageError(
                "port {wanted} cannot be opened ({error}); name another with --port, or none", wanted=wanted, error=error
            ) from error
        opened.bind((HOST, 0))
    return opened


def _recorded(desk: Path) -> tuple[str, int, str]:
    """The token, the port and the address of the server whose desk this is, alive or killed; empty where there was none."""
    try:
        known = json.loads((desk / ADDRESS).read_text(encoding="utf-8"))
        return str(known["token"]), int(known["port"]), str(known["address"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", 0, ""


def _show(address: str, settings: Settings, tell: Callable[[str], None]) -> None:
    tell(address)
    if settings.opens:
        webbrowser.open(address)


def desk_folder(raw: Path, curated: Path) -> Path:
    """The folder of the desk for these folders, in the person's own cache."""
    key = hashlib.sha256(f"{raw.absolute()}\n{curated.absolute()}".encode(errors="surrogateescape")).hexdigest()[:12]
    return _cache() / "kyoten" / "app" / key


def _cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
