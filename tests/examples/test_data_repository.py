"""The template of a data repository works: the commands of its workflows run here one after the other, as their jobs run them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pytest
import yaml

from tests.fetch.server import Site, page, pdf, served

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "examples" / "data-repository"
SAMPLE = ROOT / "raw" / "midoridai-r7.writer-plain.pdf"
WORKFLOWS = ("check", "publish", "update")
INSTALL = "Install kyoten"

if sys.platform == "win32":
    pytest.skip("the jobs run on Linux", allow_module_level=True)


def steps(workflow: str) -> list[dict[str, Any]]:
    content = yaml.safe_load((TEMPLATE / ".github" / "workflows" / f"{workflow}.yml").read_text(encoding="utf-8"))
    (job,) = content["jobs"].values()
    return list(job["steps"])


class Repository:
    """A clone of the template with a remote, and the commands that a job has; ``gh`` writes down what it is asked, and the gate of
    ``kyoten``, which takes seconds to load and is no part of the template, passes; what its workers do it does by itself."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.asked, self.summary = folder / "clone", folder / "gh.txt", folder / "summary.md"
        tools = folder / "bin"
        tools.mkdir(parents=True)
        self._tool(tools / "kyoten", f'exec "{sys.executable}" -m tests.support.gated "$@"')
        self._tool(tools / "gh", f'printf "%s\\n" "$*" >> "{self.asked}"')
        git = {f"GIT_{who}_{what}": "kyoten@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        self._environment = {**os.environ, **git, "PATH": f"{tools}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "KYOTEN": "here"}
        shutil.copytree(TEMPLATE, self.folder)
        for command in (f"git init -q --bare {folder}/remote", "git init -q -b main", f"git remote add origin {folder}/remote"):
            assert self.run(command).returncode == 0

    @staticmethod
    def _tool(path: Path, command: str) -> None:
        path.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
        path.chmod(0o755)

    def run(self, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        given = {**self._environment, "GITHUB_STEP_SUMMARY": str(self.summary), "GITHUB_RUN_ID": "7", **environment}
        bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command]
        return subprocess.run(bash, cwd=self.folder, env=given, capture_output=True, text=True, check=False)

    def job(self, workflow: str, *, tag: str = "", **environment: str) -> str:
        """Runs a job's own steps in order; what they wrote. A step that fails ends it, as it would there."""
        ref = f"refs/tags/{tag}" if tag else "refs/heads/main"
        said = ""
        for step in steps(workflow):
            only_tags = "refs/tags" in str(step.get("if", ""))
            if "run" not in step or step["name"] == INSTALL or (only_tags and not tag):
                continue
            done = self.run(step["run"], GITHUB_REF=ref, GITHUB_REF_NAME=tag or "main", **environment)
            said += done.stdout + done.stderr
            assert done.returncode == 0, (step["name"], said)
        return said


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return Repository(tmp_path_factory.mktemp("repository"))


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A ward's page with one short sheet."""
    with pymupdf.open(SAMPLE) as document:
        document.select(range(2))
        data = document.tobytes(garbage=3, deflate=True)
    with served(Site({"/": page("r7.pdf 評価シート"), "/r7.pdf": pdf(data)})) as found:
        yield found


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_nothing_runs_before_kyoten_is_set(workflow: str, repository: Repository) -> None:
    assert "set the variable KYOTEN" in (done := repository.run(steps(workflow)[0]["run"], KYOTEN="")).stdout and done.returncode == 1


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_actions_are_named_with_their_version(workflow: str) -> None:
    assert all("@v" in step["uses"] for step in steps(workflow) if "uses" in step)


def test_a_year_of_the_repository(repository: Repository, site: Site) -> None:
    """The first commit, the weekly look that finds a sheet, the pull request's check, main, and a release."""
    registered = repository.run(
        f"kyoten register {site.url}/ --ward みどり台区 && git add -A && git commit -qm first && git push -q origin main"
    )
    assert registered.returncode == 0, registered.stderr

    said = repository.job("update", FETCH_OPTIONS="--allow-private --pause 0")
    assert "新しい: みどり台区" in said and "加わったシート" in said
    assert repository.asked.read_text(encoding="utf-8").startswith("pr create --head new-sheets-7 --title 新しいシート")
    changed = repository.run("git show --stat --format=%s origin/new-sheets-7").stdout
    assert "raw/sources.toml" in changed and "1 file changed" not in changed
    assert repository.run("git status --porcelain").stdout == ""

    assert "::warning" in repository.job("check")
    run = json.loads((repository.folder / "defects.sarif").read_text(encoding="utf-8"))["runs"][0]
    prints = [result["partialFingerprints"]["kyotenFinding/v1"] for result in run["results"]]
    assert prints and all(len(one) == 32 for one in prints)

    repository.job("publish", tag="v2026.1")
    made = {path.name for path in (repository.folder / "release").iterdir()}
    assert {"report.html", "kyoten.xlsx", "CHANGES.md", "curated.tar.gz"} <= made
    assert "## 2026.1 (" in repository.summary.read_text(encoding="utf-8")
    assert "release create v2026.1 release/CHANGES.md" in repository.asked.read_text(encoding="utf-8")

    repository.run("git switch -q main && git merge -q new-sheets-7")
    assert "Nothing is new." in repository.job("update", FETCH_OPTIONS="--allow-private --pause 0")
