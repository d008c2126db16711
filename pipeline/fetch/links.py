"""The links of a web page that lead to PDFs, as a browser would follow them.

In go the page's bytes with its address, out come ``PageLink``s in the page's order, each once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from pipeline.run.sources import is_web_address

_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_\-:]+)""", re.I)
_SHIFT_JIS = ("csshiftjis", "ms932", "shift-jis", "shift_jis", "sjis", "windows-31j", "x-sjis")
_MEANT = dict.fromkeys(_SHIFT_JIS, "cp932") | {"x-euc-jp": "euc_jp", "cseucpkdfmtjapanese": "euc_jp"}
"""What browsers take some names of Japanese encodings for (Encoding standard), where Python takes them for less or does not know them."""
_HEAD = 1024
"""Bytes within which a page declares its encoding (HTML standard)."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """Where it leads, and what it says."""

    url: str
    text: str


def page_links(body: bytes, content_type: str, url: str, pattern: str | None) -> list[PageLink]:
    """The links whose address or text the pattern is found in; without one those whose path ends in .pdf."""
    tree = LexborHTMLParser(_text(body, content_type))
    base = next((node.attributes.get("href") for node in tree.css("base[href]")), "") or ""
    return list({link.url: link for link in _followed(tree, _joined(url, base) or url) if _counts(link, pattern)}.values())


def title_of(body: bytes, content_type: str) -> str | None:
    """The title of what is a web page; null for anything else."""
    if not is_html(body, content_type):
        return None
    title = LexborHTMLParser(_text(body, content_type)).css_first("title")
    return " ".join(title.text().split()) if title else ""


def is_html(body: bytes, content_type: str) -> bool:
    """Whether it looks like a web page."""
    return "html" in content_type.lower() or body.lstrip()[:1] == b"<"


def _followed(tree: LexborHTMLParser, base: str) -> Iterator[PageLink]:
    for node in tree.css("a[href]"):
        url = _joined(base, (node.attributes.get("href") or "").strip())
        if is_web_address(url):
            yield PageLink(url, " ".join(node.text().split()))


def _joined(base: str, reference: str) -> str:
    """The address that a reference means there; empty where it means none."""
    try:
        return urldefrag(urljoin(base, reference)).url
    except ValueError:
        return ""


def _counts(link: PageLink, pattern: str | None) -> bool:
    if pattern:
        return any(re.search(pattern, part) for part in (link.url, link.text))
    return urlsplit(link.url).path.lower().endswith(".pdf")


def _text(body: bytes, content_type: str) -> str:
    said = re.search(r"charset\s*=\s*\"?([\w\-:]+)", content_type, re.I)
    declared = _DECLARED.search(body[:_HEAD])
    for encoding in (said and said[1], declared and declared[1].decode("ascii"), "utf-8-sig"):
        if encoding:
            try:
                return body.decode(_MEANT.get(encoding.lower(), encoding), "replace")
            except (LookupError, ValueError):
                continue
    return body.decode("utf-8", "replace")
