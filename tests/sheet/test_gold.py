"""Every sheet is read as its gold truth says, from the samples of raw/ and from the development sheets, without a character left over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheet.contents import told_by_gold
from tests.support.gold_sheets import SHEETS, sheet_from_gold
from tests.support.sample import sheet_in

ROOT = Path(__file__).parents[2]
WARDS = ROOT / "benchmarks" / "typeset" / "wards"
SAMPLES = sorted((ROOT / "raw").glob("*.pdf"))
DEVELOPMENT = sorted(
    path for path in (SHEETS.glob("*.pdf") if SHEETS.is_dir() else ()) if not path.stem.endswith(("scan-ocr", "scan-image", "nounicode"))
)
AMBIGUOUS = {
    # A label cell that a page break cuts and empty cells without rules: the page does not tell where 実施について goes on.
    "minatomi-r2.wordlike-cid": {"overview"},
}


def gold_of(path: Path) -> Path:
    name = f"{path.name.partition('.')[0]}.json"
    return WARDS / name if (WARDS / name).is_file() else SHEETS / name


@pytest.mark.parametrize("path", [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in (*SAMPLES, *DEVELOPMENT)])
def test_the_sheet_is_its_gold(path: Path) -> None:
    sheet = sheet_in(path)
    wanted, found = told_by_gold(sheet_from_gold(gold_of(path))), told_by_gold(sheet)
    unlike = {
        kind: (sorted(map(str, wanted[kind] - found[kind]))[:5], sorted(map(str, found[kind] - wanted[kind]))[:5])
        for kind in wanted.keys() | found.keys()
        if wanted[kind] != found[kind] and kind not in AMBIGUOUS.get(path.stem, ())
    }
    assert unlike == {}
    assert sheet.accounting.chars_unaccounted == 0


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 3
