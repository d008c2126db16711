"""What holds for every test."""

from __future__ import annotations

import pytest

from pipeline.pages import ocr


@pytest.fixture(autouse=True)
def recognises_where_it_is_asked_to(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page takes the recogniser seconds: only the tests marked so have one, where it is installed."""
    if request.node.get_closest_marker("recognises") is None:
        monkeypatch.setattr(ocr, "installed", lambda: None)
    elif ocr.installed() is None:
        pytest.skip("the extra kyoten[ocr] is not installed")
