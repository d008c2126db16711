"""A real browser for the tests, where one is installed; a module that takes it is skipped where there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(
    (found for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))),
    None,
)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
ALIKE = 3
"""elements of one kind beside each other that are judged"""
THIN = """(most) => {
    const kind = (one) => [one.tagName, one.className, ...one.getAttributeNames()].join();
    for (const parent of document.querySelectorAll("body, body *:not(svg, svg *)")) {
        const counted = {};
        for (const one of [...parent.children]) if ((counted[kind(one)] = (counted[kind(one)] ?? 0) + 1) > most) one.remove();
    }
}"""
DESKTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


def watch(page: Any, own: str | tuple[str, ...], faults: list[str]) -> None:
    """Notes as a fault each script that fails, each warning of the browser, and each request for what does not begin as ``own``."""
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("request", lambda asked: None if asked.url.startswith(own) else faults.append(asked.url))


def against_axe(page: Any) -> list[tuple[str, str, str]]:
    """What axe finds on a page: how grave, by which rule, and the first element. Of elements that stand beside each other and are alike by
    tag, class and attributes the first few are left, for good: axe looks at each element many times, and a list has thousands."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.evaluate(THIN, ALIKE)
    found = axe.run(page).response["violations"]
    return [(rule["impact"], rule["id"], rule["nodes"][0]["html"]) for rule in found]
