"""Coverage: which sheets there are, which were refused or withdrawn, and which nobody has found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.releases.coverage import Expected, coverage_table
from pipeline.releases.panel import missing_lines, panel_of
from tests.support.curated import write_tables
from tests.support.small_sheet import good_collection

Rows = Sequence[dict[str, Any]]


def document(name: str, ward: str, start: int | None = 2021, kind: str = "final", current: bool = True) -> dict[str, Any]:
    end = start + 4 if start else None
    return {"document_id": name, "ward": ward, "period_start": start, "period_end": end, "sheet_kind": kind, "is_current": current}


def source(name: str, status: str, ward: str | None = None, codes: Sequence[str] = ()) -> dict[str, Any]:
    return {"document_id": name, "status": status, "ward": ward, "defect_codes": [*codes]}


def states(rows: Rows) -> dict[tuple[str, int, str], tuple[str, str | None]]:
    return {(row["ward_code"], row["period_start"], row["sheet_kind"]): (row["state"], row["document_id"]) for row in rows}


def covered(documents: Rows = (), sources: Rows = (), expected: dict[str, Expected] | None = None, former: Rows = ()) -> Rows:
    found: Rows = coverage_table(documents, sources, expected or {}, [], former).to_pylist()
    return found


def test_of_yokohama_every_ward_is_expected() -> None:
    found = states(covered([document("a", "神奈川県横浜市緑区"), document("b", "西区", kind="interim")]))
    assert (
        len(found) == 36 and found["14113", 2021, "final"] == ("published", "a") and found["14103", 2021, "interim"] == ("published", "b")
    )
    assert sum(state == "not_found" for state, _ in found.values()) == 34


def test_of_other_wards_only_those_that_are_named() -> None:
    assert states(covered([document("a", "青区"), document("b", "赤区", 2016)])) == {
        ("青区", 2021, "final"): ("published", "a"),
        ("青区", 2016, "final"): ("not_found", None),
        ("赤区", 2016, "final"): ("published", "b"),
        ("赤区", 2021, "final"): ("not_found", None),
    }


def test_a_term_that_begins_in_another_year_is_no_missing_one() -> None:
    found = states(covered([document("a", "青区", 2021), document("b", "赤区", 2019)]))
    assert ("赤区", 2021, "final") not in found and found["青区", 2019, "final"] == ("not_found", None)


def test_of_two_versions_the_current_one_counts() -> None:
    found = states(covered([document("a", "青区", current=False), document("b", "青区")]))
    assert found == {("青区", 2021, "final"): ("published", "b")}


def test_a_refused_source_has_its_reason_and_its_term_where_it_is_recorded() -> None:
    sources = [source("scan", "refused", "青区", ["no-text", "rating-missing", "not-pdf"]), source("odd", "refused", "青区", ["not-pdf"])]
    rows = covered([document("b", "赤区")], sources, {"scan": Expected("青区", 2021, "final")})
    assert states(rows)["青区", 2021, "final"] == ("refused", "scan") and states(rows)["青区", 0, "final"] == ("refused", "odd")
    (scan,) = (row for row in rows if row["document_id"] == "scan")
    assert "rating-missing" not in scan["reason"] and scan["reason"].endswith("not-pdf")
    assert any("[not-pdf]" in line and "term unknown" in line for line in missing_lines(rows, "en"))


def test_what_was_published_and_is_gone_is_withdrawn_until_another_takes_its_place() -> None:
    former = covered([document("a", "青区"), document("b", "赤区")])
    gone = [source("a", "withdrawn", "青区")]
    again = covered([document("b", "赤区")], gone, former=former)
    assert states(again)["青区", 2021, "final"] == ("withdrawn", "a")
    assert states(covered([document("b", "赤区")], gone, former=again))["青区", 2021, "final"] == ("withdrawn", "a")
    assert states(covered([document("c", "青区")], gone, former=again))["青区", 2021, "final"] == ("published", "c")


def test_the_panel_has_a_line_a_ward_and_a_column_a_term() -> None:
    panel = panel_of(covered([document("a", "青区"), document("b", "赤区", 2016)]), "ja")
    assert panel.columns == ["平成28年度から 期末のまとめ", "令和３年度から 期末のまとめ"]
    assert dict(panel.lines)["青区"] == ["見つかっていない", "公開"] and panel.counts.startswith("公開 2、受け付けず 0、見つかっていない 2")


def test_kyoten_coverage_shows_it(tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "curated").mkdir()
    write_tables(good_collection().tables, tmp_path / "curated")
    assert main(["coverage", "--lang", "en"]) == 0 and "published" in (said := capsys.readouterr().out) and "青葉が原区" in said
    assert main(["coverage", "--lang", "en", "--missing"]) == 0 and capsys.readouterr().out.startswith("1 published")
