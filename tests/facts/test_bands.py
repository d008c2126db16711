"""A group of rows ends where it ends, and a total is accused only where no reading of the groups adds up to it."""

from __future__ import annotations

from random import Random

import pytest

from pipeline.facts.readings import EXPLAINED
from tests.facts.drawn import facts, reading


def _table(seed: int) -> str:
    """A table of groups as wards print them, all of whose totals are right: groups as rows across, as a first column, or named by
    their own total before or behind them; with 小計 or without, 合計 at the end or at the head, うち and averages between."""
    random = Random(seed)
    years = random.randint(1, 3)
    style = random.choice(["across", "merged", "total first", "subtotal", "flat"])
    groups = random.randint(1, 4)
    lines: list[str] = []
    grand = [0] * years
    for g in range(groups):
        parts = [[random.randint(0, 400) for _ in range(years)] for _ in range(random.randint(2, 5))]
        sums = [sum(column) for column in zip(*parts, strict=True)]
        grand = [a + b for a, b in zip(grand, sums, strict=True)]
        rows = [" | ".join([f"種別{g}{k}", *(f"{v:,}" for v in values)]) for k, values in enumerate(parts)]
        if random.random() < 0.3:
            rows.insert(1, " | ".join([f"うち{g}", *(str(v // 2) for v in parts[0])]))
        total = " | ".join([f"{v:,}" for v in sums])
        if style == "across":
            lines.append(f"【群{g}】<{years + 1}x1>")
            lines += [*rows, *([f"小計 | {total}"] if random.random() < 0.5 else [])]
        elif style == "merged":
            own = [*rows, f"小計 | {total}"] if groups > 1 else rows
            lines += [f"群{g}<1x{len(own)}> | {own[0]}", *own[1:]]
        elif style == "total first":
            lines += [f"群{g} | {total}", *rows]
        elif style == "subtotal":
            lines += [*rows, f"小計 | {total}"]
        else:
            lines += rows
    head = "合計<2x1>" if style == "merged" else "合計"
    whole = " | ".join([head, *(f"{v:,}" for v in grand)])
    lines = [whole, *lines] if random.random() < 0.2 and style in ("flat", "subtotal") else [*lines, whole]
    corner = "区分<2x1>" if style == "merged" else "区分"
    return "\n".join([" | ".join([corner, *(f"R{4 + k}年度" for k in range(years))]), *lines])


@pytest.mark.parametrize("seed", range(200))
def test_no_right_total_is_accused(seed: int) -> None:
    table = _table(seed)
    assert [defect for defect in reading(table).defects if defect.code in EXPLAINED] == [], table


@pytest.mark.parametrize("spoiled", [1, -7, 300])
def test_a_wrong_total_is_still_named(spoiled: int) -> None:
    plain = f" | R6年度\n電話 | 120\n来所 | 340\n訪問 | 57\n合計 | {517 + spoiled}"
    assert [d.code for d in reading(plain).defects] == ["total-mismatch"]
    groups = f" | R6年度\n【相談】<2x1>\n電話 | 120\n来所 | 340\n小計 | {460 + spoiled}\n【訪問】<2x1>\n家庭 | 57\n施設 | 9\n小計 | 66"
    assert "total-mismatch" in [d.code for d in reading(groups).defects]


def test_a_group_ends_at_the_grand_total() -> None:
    table = """
区分 | R6年度
【相談】<2x1>
電話 | 1
来所 | 3
小計 | 4
【訪問】<2x1>
家庭 | 5
施設 | 7
小計 | 12
合計 | 16
    """
    assert facts(table) == [
        "相談 / 電話; 2024; 1",
        "相談 / 来所; 2024; 3",
        "相談 / 小計; 2024; 4; subtotal",
        "訪問 / 家庭; 2024; 5",
        "訪問 / 施設; 2024; 7",
        "訪問 / 小計; 2024; 12; subtotal",
        "合計; 2024; 16; total",
    ]


def test_a_total_that_each_group_has_is_the_groups() -> None:
    table = "区分 | R6年度\n【相談】<2x1>\n電話 | 1\n来所 | 3\n合計 | 4\n【訪問】<2x1>\n家庭 | 5\n施設 | 7\n合計 | 12"
    assert [line.split(";")[0] for line in facts(table) if "合計" in line] == ["相談 / 合計", "訪問 / 合計"]


def test_what_nobody_read_is_no_part_of_a_sum() -> None:
    assert [d.code for d in reading(" | R6年度\n電話 | 120\n来所 | 集計中\n訪問 | 57\n合計 | 517").defects] == []
