"""The built wheel is whole: rules and expectation suites travel with it, and the command works from it alone."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LISTED = """
import sys
sys.path.insert(0, sys.argv[1])
import pipeline
assert pipeline.__file__.startswith(sys.argv[1]), pipeline.__file__
from pipeline.cli import main
from pipeline.gate.suites import suites
from pipeline.rules import load
from pipeline.rules.defects import defect_catalogue
from pipeline.datasets.identity import ward_of
print(len(suites()), len(defect_catalogue()), ward_of("西区").code5, bool(load("form")))
raise SystemExit(main(["run"]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling")
    out = tmp_path_factory.mktemp("wheel")
    built = "import hatchling.build, os, sys; os.chdir(sys.argv[1]); print(hatchling.build.build_wheel(sys.argv[2]))"
    done = subprocess.run([sys.executable, "-c", built, str(ROOT), str(out)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out / done.stdout.split()[-1]


def test_rules_suites_and_licence_are_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (
        *(ROOT / "pipeline" / "rules").iterdir(),
        *(found for end in ("py", "sql", "j2") for found in (ROOT / "pipeline").rglob(f"*.{end}")),
    ):
        if path.is_file():
            assert path.relative_to(ROOT).as_posix() in names
    for path in (ROOT / "expectations").glob("*.json"):
        assert f"pipeline/expectations/{path.name}" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "raw/", "benchmarks/"))]


def test_the_wheel_alone_knows_its_rules_and_looks_into_raw(wheel: Path, tmp_path: Path) -> None:
    """In an empty folder, without the project beside it: it says that ./raw is not there, and how to go on."""
    unpacked = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(unpacked)
    empty = tmp_path / "empty"
    empty.mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", LISTED, str(unpacked)],
        cwd=empty,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("kyoten: there is no folder raw")
    suites, defects, code, form = done.stdout.split()
    assert (int(suites), int(defects) > 20, code, form) == (len(list((ROOT / "expectations").glob("*.json"))), True, "14103", "True")
