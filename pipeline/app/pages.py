"""How a page is made: a template filled in the reader's language, with every text of a sheet escaped.

In go the request's language and values, out come HTML responses. The address of every page begins with the token and the language;
``Site`` is what all of them share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

import pipeline
from pipeline.app.desk import Desk
from pipeline.app.reading import framed, name_of, rows_boxes
from pipeline.app.words import LANGUAGES, word
from pipeline.app.work import Work
from pipeline.report.html.rows import sure_of
from pipeline.report.templates import environment
from pipeline.rules.defects import Language, section_name, severity, what, what_to_do, where
from pipeline.rules.sections import SECTIONS

SEE_OTHER, NOT_FOUND = 303, 404
ASSETS: Mapping[str, str] = {"app.css": "text/css; charset=utf-8", "app.js": "text/javascript; charset=utf-8", "icon.svg": "image/svg+xml"}


class MissingError(Exception):
    """There is nothing of that address, or no longer."""


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages share: the desk and the work, the folders of the collection, the token of the address, how to end."""

    desk: Desk
    work: Work
    raw: Path
    curated: Path
    scratch: Path
    """a folder that goes with the desk, for what is made of the collection"""
    token: str
    quit: Callable[[], None]


def asset(name: str) -> bytes:
    """A file that the pages need, one of ``ASSETS``."""
    return files(__package__).joinpath("assets", name).read_bytes()


def language_asked(request: Request) -> Language:
    """The language in the request's address. Raises MissingError where it is none."""
    named = request.path_params.get("language", LANGUAGES[0])
    for language in LANGUAGES:
        if named == language:
            return language
    raise MissingError


def page(request: Request, name: str, /, status: int = 200, **values: Any) -> HTMLResponse:
    """The template of that name, filled in."""
    site: Site = request.app.state.site
    language = language_asked(request)
    base = f"/{site.token}/{language}"
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    path = request.url.path.partition(f"/{language}/")[2] or ""
    query = f"?{request.url.query}" if request.url.query and request.method == "GET" else ""
    words: dict[str, Any] = {
        "t": lambda key, **filled: word(key, language, **filled),
        "sections": SECTIONS,
        "section": lambda code: section_name(code, language) if code else word("read.outside", language),
        "what": lambda defect: what(defect, language),
        "name_of": lambda document: name_of(document, language),
        "advice": lambda defect: what_to_do(defect, language),
        "where": lambda defect: where(defect, language),
        "severity": severity,
        "sure": sure_of,
        "boxes": lambda row, part="boxes": framed(list(rows_boxes(row, part))),
        "language": language,
        "base": base,
        "assets": f"/{site.token}/assets",
        "other": f"/{site.token}/{other}/{path}{query}",
        "other_language": other,
        "version": pipeline.__version__,
    }
    return HTMLResponse(environment("pipeline.app", "templates").get_template(f"{name}.html.j2").render(words | values), status)


def to(request: Request, path: str) -> RedirectResponse:
    """On to another page of the same language, by GET."""
    site: Site = request.app.state.site
    return RedirectResponse(f"/{site.token}/{language_asked(request)}/{path}", SEE_OTHER)
