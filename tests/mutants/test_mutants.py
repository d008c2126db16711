"""What ``make mutants`` counts as a condition, and that a mutant is the function with that one condition forced."""

from __future__ import annotations

import gc
import importlib
from pathlib import Path

import pytest

from pipeline.text.years import eras
from tests.mutants.__main__ import SURVIVED, caches_at_hand, interval, kept, survivors
from tests.mutants.conditions import Watch, function_of, mutants_of, put_in

MODULE = """
from functools import cached_property, lru_cache


def sign(number, names):
    if number > 0 and names:
        return [name for name in names if not name.isspace()]
    while True:
        return "zero" if number == 0 else "less"


class Ground:
    @cached_property
    def is_bare(self):
        return not self.grass or self.snow > 0


@lru_cache
def is_even(number):
    return number % 2 == 0
"""
CONDITIONS = {
    "sign": ["number > 0 and names", "number > 0", "names", "name.isspace()", "number == 0"],
    "Ground.is_bare": ["self.grass", "self.snow > 0"],
    "is_even": ["number % 2 == 0"],
}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    name = f"kyoten_{tmp_path.name}".replace("-", "_")
    Path(f"{name}.py").write_text(MODULE, encoding="utf-8")
    return Path(f"{name}.py")


def test_each_condition_is_forced_both_ways(file: Path) -> None:
    made = [(mutant.function, mutant.text, mutant.value) for mutant in mutants_of(file)]
    assert made == [(name, text, value) for name, texts in CONDITIONS.items() for text in texts for value in (True, False)]


def test_a_mutant_is_the_function_with_that_condition_forced(file: Path) -> None:
    module = importlib.import_module(file.stem)
    found = {}
    for mutant in mutants_of(file):
        original = function_of(file, mutant.function).__code__
        put_in(mutant)
        found[mutant.text, mutant.value] = module.sign(0, ["a", " "]), module.is_even.__wrapped__(3)
        function_of(file, mutant.function).__code__ = original
    assert found["number > 0", True] == (["a"], False)
    assert found["number == 0", False] == ("less", False)
    assert found["number % 2 == 0", True] == ("zero", True)
    assert (module.sign(0, ["a"]), module.is_even(2)) == ("zero", True)


def test_only_what_forces_a_condition_to_what_it_was_not_is_tried(file: Path) -> None:
    module = importlib.import_module(file.stem)
    watch = Watch([file])
    assert not watch.otherwise()
    assert module.is_even.__wrapped__(3) is False
    assert watch.otherwise() == {(str(file), "is_even", 0, True)}
    assert module.sign(1, ["a", " "]) == ["a"]
    assert {(number, value) for _, _, number, value in watch.otherwise()} == {
        *((0, True), (0, False)),  # the names themselves, which no mutant gives
        (1, False),
        *((2, True), (2, False)),
        *((3, True), (3, False)),  # one name is space and one is none
    }
    watch.end()
    module.sign(1, [])
    assert not watch.otherwise()


def test_a_function_that_was_changed_is_tried_again(file: Path, tmp_path: Path) -> None:
    (first, *_) = mutants = list(mutants_of(file))
    log = tmp_path / "log.jsonl"
    log.write_text(f'{{"mutant": "{first.key}", "noticed_by": ""}}\n{{"mutant": "brok', encoding="utf-8")
    assert kept(log) == {first.key: SURVIVED}
    assert list(survivors(mutants, kept(log))) == [f"{file}:{first.line}: in sign, always True: number > 0 and names"]
    file.write_text(MODULE.replace("number > 0", "number > 1"), encoding="utf-8")
    assert not list(survivors(list(mutants_of(file)), kept(log)))


@pytest.mark.parametrize(("survived", "low", "high"), [(0, 0, 0.019), (20, 0.066, 0.149), (200, 0.981, 1)])
def test_the_share_of_a_sample_of_200_has_its_interval(survived: int, low: float, high: float) -> None:
    assert interval(survived, 200) == pytest.approx((low, high), abs=0.001)


def test_what_functions_remember_by_is_found_though_the_tests_are_frozen() -> None:
    gc.freeze()
    assert eras in caches_at_hand()
