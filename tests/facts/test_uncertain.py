"""Numbers read from a picture: one that may be another is no value, and both readings are told."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest

from pipeline.facts import read_table
from pipeline.facts.model import TableReading
from pipeline.facts.uncertain import without_uncertain
from pipeline.sheet.model import DataTable, TableCell, Uncertain
from pipeline.values import Box, Printed

ROWS = (("", "R5年度", "R6年度"), ("ひろば", "12件", "20件"), ("電話", "30件", "41件"), ("合計", "42件", "67件"))


def place(row: int, col: int) -> Box:
    return Box(3, 100.0 * col, 20.0 * row, 100.0 * col + 90, 20.0 * row + 12)


def table(rows: Sequence[Sequence[str]] = ROWS) -> DataTable:
    cells = tuple(
        TableCell(r, c, 1, 1, Printed(text, (place(r, c),)), shaded=not r) for r, row in enumerate(rows) for c, text in enumerate(row)
    )
    return DataTable(1, 1, "operator_reason", None, False, len(rows), len(rows[0]), None, (), cells, (Box(3, 0, 0, 300, 100),))


def doubt(row: int, col: int, text: str, other: str, confidence: float) -> Uncertain:
    box = place(row, col)
    return Uncertain(box._replace(x0=box.x0 + 5, x1=box.x0 + 10), text, confidence, other)


def reading(*uncertain: Uncertain, rows: Sequence[Sequence[str]] = ROWS) -> TableReading:
    def doubts(boxes: Sequence[Box]) -> list[Uncertain]:
        return [one for one in uncertain if any(box.x0 <= one.box.x0 <= box.x1 and box.y0 <= one.box.y0 <= box.y1 for box in boxes)]

    return without_uncertain(table(rows), partial(read_table, document_period=(2021, 2025)), doubts)


def values(of: TableReading) -> dict[tuple[int, int], float | None]:
    return {(fact.row, fact.col): fact.value for fact in of.facts}


def test_a_number_with_a_doubtful_digit_has_no_value_and_tells_both_readings() -> None:
    found = reading(doubt(1, 1, "2", "7", 0.55))
    assert values(found)[1, 1] is None and values(found)[2, 1] == 30
    assert [fact.null_reason for fact in found.facts if (fact.row, fact.col) == (1, 1)] == ["unreadable"]
    (named,) = [defect for defect in found.defects if defect.code == "ocr-uncertain"]
    assert (named.page, named.quote, named.values) == (3, "12件", (("other", "17件"),))


def test_a_number_whose_other_reading_makes_the_total_add_up_has_no_value() -> None:
    """20 and 41 are not 67; 26 and 41 are."""
    found = reading(doubt(1, 2, "0", "6", 0.97))
    assert values(found)[1, 2] is None and values(found)[2, 2] == 41
    assert ("other", "26件") in [value for defect in found.defects if defect.code == "ocr-uncertain" for value in defect.values]


def told(of: TableReading) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    return [(defect.quote, defect.values) for defect in of.defects if defect.code == "ocr-uncertain"]


def test_a_point_before_three_digits_may_be_the_comma_of_thousands() -> None:
    found = reading(
        rows=(
            ("", "R5年度", "R6年度"),
            ("相談", "1.873件", "20件"),
            ("電話", "３．１０４", "12.5"),
            ("開所率", "1.873%", "1.125"),
            ("増減", "1.250ポイント", "－"),
        )
    )
    assert values(found) == {(1, 1): None, (1, 2): 20, (2, 1): None, (2, 2): 12.5, (3, 1): 1.873, (3, 2): 1.125, (4, 1): 1.25, (4, 2): None}
    assert told(found) == [("1.873件", (("other", "1,873件"),)), ("３．１０４", (("other", "3,104"),))]


def test_no_total_and_no_average_is_judged_by_a_number_that_may_be_another() -> None:
    rows = (
        ("", "R5年度", "R6年度"),
        ("ひろば", "12件", "20件"),
        ("電話", "30件", "41件"),
        ("来所", "30件", "40件"),
        ("平均", "50件", "67件"),
    )
    assert [defect.code for defect in reading(rows=rows).defects] == ["average-mismatch"] * 2
    found = reading(doubt(1, 1, "2", "7", 0.55), rows=rows)
    assert [defect.code for defect in found.defects] == ["average-mismatch", "ocr-uncertain"]


def test_digits_that_are_no_number_are_told_as_uncertain() -> None:
    """A cell that the recogniser read as several numbers, and one that it read with a letter, are no silence."""
    rows = (("", "R5年度", "R6年度"), ("ひろば", "1 1,903", "20件"), ("電話", "30件", "41件"), ("来所", "3O2b1", "41件"))
    found = reading(doubt(1, 1, "1", "", 0.29), doubt(3, 1, "3", "8", 0.4), rows=rows)
    assert [fact.null_reason for fact in found.facts if fact.value is None] == ["unreadable"] * 2
    assert told(found) == [("1 1,903", (("other", "? 1,903"),)), ("3O2b1", (("other", "8O2b1"),))]
    tiers = (
        ("R5年10月", "R5年11月", "R5年12月"),
        ("1,842", "1 1,903", "1,610"),
        ("R6年10月", "R6年11月", "R6年12月"),
        ("2,764", "2,690", "2,402"),
    )
    assert told(reading(doubt(1, 1, "1", "", 0.29), rows=tiers)) == [("1 1,903", (("other", "? 1,903"),))]
    assert "number-unreadable" not in [defect.code for defect in found.defects]


def test_wide_digits_that_stand_apart_are_one_number() -> None:
    found = reading(rows=(("", "R5年度", "R6年度"), ("ひろば", "２ ８ ６", "1 2 0件"), ("電話", "30件", "1 1")))
    assert values(found) == {(1, 1): 286, (1, 2): 120, (2, 1): 30, (2, 2): None}
    assert [fact.raw for fact in found.facts][:2] == ["２ ８ ６", "1 2 0件"]


def test_a_number_under_a_doubtful_year_or_beside_a_doubtful_name_has_no_value() -> None:
    """R5年度 that may be R6年度 gives none of its numbers a year; the header is told once."""
    found = reading(doubt(0, 1, "5", "6", 0.6))
    assert values(found) == {(1, 1): None, (2, 1): None, (3, 1): None, (1, 2): 20, (2, 2): 41, (3, 2): 67}
    assert told(found) == [("R5年度", (("other", "R6年度"),))]


def test_a_comma_before_the_thousands_is_none_that_may_be_a_point() -> None:
    rows = (("", "R5年度", "R6年度"), ("ひろば", "5,605人", "20人"), ("電話", "5,60人", "41人"))
    found = reading(doubt(1, 1, ",", ".", 0.7), doubt(2, 1, ",", ".", 0.7), rows=rows)
    assert (values(found)[1, 1], values(found)[2, 1]) == (5605, None)
    assert values(reading(doubt(1, 1, "5", "6", 0.7), rows=rows))[1, 1] is None
    assert values(reading(doubt(1, 1, ".", ",", 0.7), rows=(rows[0], ("ひろば", "60.5人", "20人"))))[1, 1] is None


def test_a_number_that_became_no_fact_is_told() -> None:
    """The third column has one number, which names its row as it was read."""
    rows = (("", "R5年度", "内訳"), ("ひろば", "12件", ""), ("電話", "30件", "4 1"), ("来所", "18件", ""))
    found = reading(rows=rows)
    assert told(found) == [("4 1", (("other", "?"),))]


def test_a_fact_tells_where_its_headers_stand() -> None:
    (fact,) = [fact for fact in reading().facts if (fact.row, fact.col) == (2, 1)]
    assert set(fact.boxes_labels) == {place(2, 0), place(0, 1)}


@pytest.mark.parametrize(
    "rows",
    [
        (("", "2021", "2022"), ("ひろば", "12件", "20件"), ("電話", "30件", "41件")),
        (("No.", "R5年度", "R6年度"), ("1", "12件", "20件"), ("2", "30件", "41件")),
        (("区分", "年齢", "R5年度"), ("子", "0歳", "3人"), ("", "1歳", "4人")),
    ],
)
def test_numbers_that_name_rows_and_columns_are_told_by_no_one(rows: tuple[tuple[str, ...], ...]) -> None:
    assert told(reading(rows=rows)) == []


def test_a_number_without_digits_is_told_as_unreadable_and_a_dash_stays_one() -> None:
    rows = (("", "R5年度", "R6年度"), ("ひろば", "多数", "20件"), ("電話", "－", "4O1件"), ("来所", "12件", "7件"))
    found = reading(doubt(2, 1, "－", "1", 0.5), rows=rows)
    assert [(defect.code, defect.quote) for defect in found.defects] == [("number-unreadable", "多数"), ("ocr-uncertain", "4O1件")]


def test_what_is_sure_enough_stays() -> None:
    found = reading(doubt(1, 1, "2", "7", 0.97), doubt(2, 0, "話", "活", 0.5))
    assert values(found)[1, 1] == 12 and "ocr-uncertain" not in [defect.code for defect in found.defects]


def test_a_dash_under_a_doubtful_year_stays_one() -> None:
    found = reading(doubt(0, 1, "5", "6", 0.6), rows=(ROWS[0], ("ひろば", "―", "20件"), ROWS[2]))
    assert [fact.null_reason for fact in found.facts if fact.col == 1] == ["dash", "unreadable"]


@pytest.mark.parametrize("unsure", [(), [(1, 2)]])
def test_words_with_a_digit_are_no_number_where_none_stands_in_their_row_and_column(unsure: Sequence[tuple[int, int]]) -> None:
    rows = (("区分", "R5年度", "参加（人）"), ("広場", "未定", "3歳児"), ("相談", "12", "庭"))
    assert values(read_table(table(rows), document_period=None, unsure=unsure)) == {(2, 1): 12}
