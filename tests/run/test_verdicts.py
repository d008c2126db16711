"""One verdict a document: what the gate has against the rows of one sheet refuses that sheet, and the others are published."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import pipeline.gate
import pipeline.run.checking as checking
from pipeline.cli import main
from pipeline.gate import Failure, GateError, Verdict, check
from pipeline.gate import verdict as verdict_module
from pipeline.gate.evidence import Evidence
from pipeline.gate.rows import UnexpectedRow
from pipeline.gate.suites import EVERY, suites
from pipeline.run.accepted import Acceptance
from pipeline.run.manifest import digest
from pipeline.run.plan import Options, plan_of
from pipeline.run.publish.former import Former
from pipeline.run.sources import SourceFile, source_files
from pipeline.run.work import collecting, due
from pipeline.run.work.collecting import Gated
from pipeline.run.work.guarded import WorkLimits
from pipeline.run.work.judging import Judged, judged
from pipeline.run.work.pool import Pool
from pipeline.run.work.reading import Reading, Task, with_ward
from pipeline.run.work.workers import unpacked_reading
from pipeline.sheet.model import Accounting, Sheet
from pipeline.values import Box, Defect
from tests.support.small_sheet import small_reading, small_sheet

ASKED = {"documents": "unaccounted-share-in-range", "goals": "rating-operator-in-set", EVERY: "characters-known"}
"""The expectations that sheets of these tests are against, by suite; to plan all of them takes most of a run."""
TABLES = ("documents", "goals", "viewpoints")
RATED_E = "The operator's rating is A, B, C, D or null"


def sheet_of(task: Task) -> Sheet:
    """What the file says is its ward; "worse" in it is a rating that the form does not know, "lost" characters without owner, "undivided"
    some that a warning quotes."""
    assert task.path is not None
    said = task.path.read_text(encoding="utf-8")
    sheet = replace(small_sheet(task.document_id, f"{said.split()[0]}区"), source_sha256=digest(task.path))
    if "worse" in said:
        project = sheet.projects[1]
        goals = (replace(project.goals[0], rating_operator="E", rating_operator_raw="Ｅ"), *project.goals[1:])
        sheet = replace(sheet, projects=(sheet.projects[0], replace(project, goals=goals)))
    if "lost" in said:
        place = Defect("text-unaccounted", 2, Box(2, 10, 10, 90, 20), "欄の外の文")
        sheet = replace(sheet, accounting=Accounting(800, 5, 0), defects=(*sheet.defects, place))
    if "undivided" in said:
        named = (Defect("results-undivided", 2, Box(2, 10, 10, 90, 20), "成果と 課題"), Defect("part-unlisted", 2, quote="（方針）"))
        lost = sheet.accounting.chars_unaccounted + len("成果と課題（方針）")
        sheet = replace(sheet, accounting=Accounting(800, lost, 0), defects=(*sheet.defects, *named))
    if "glyph" in said:
        project = sheet.projects[0]
        viewpoints = (replace(project.viewpoints[0], text=project.viewpoints[0].text._replace(text="�字")), project.viewpoints[1])
        said_so = (Defect("glyph-unknown", 1),) if "told" in said else ()
        sheet = replace(sheet, projects=(replace(project, viewpoints=viewpoints), sheet.projects[1]), defects=(*sheet.defects, *said_so))
    return sheet


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which reading is quick; the gate is the real one, asked of what the tests are about. Great Expectations is
    asked where something fails: that it is asked too of what is published, ``test_verdict`` shows."""
    asked = {name: tuple(e for e in suites()[name] if e.rule == rule) for name, rule in ASKED.items()}
    monkeypatch.setattr(verdict_module, "suites", lambda: asked)
    monkeypatch.setattr(Evidence, "tables", TABLES)
    monkeypatch.setattr(pipeline.gate, "check", lambda folder, implied, publishing: check(folder, implied))
    monkeypatch.setattr(pipeline.gate, "warm_up", lambda: None)

    def readings_of(tasks: Iterable[Task], jobs: int, limits: WorkLimits | None = None, told: object = None) -> Iterator[Reading]:
        for task in tasks:
            assert task.path is not None
            bad = task.path.read_text(encoding="utf-8").startswith("bad")
            yield (
                Reading(task.document_id, digest(task.path), (Defect("not-pdf"),))
                if bad
                else unpacked_reading(small_reading(sheet_of(task)))
            )

    for module in (due, checking):
        monkeypatch.setattr(module, "readings_from", readings_of)
    monkeypatch.setattr(checking, "_compared", lambda sources, check: {})
    monkeypatch.setattr(collecting, "Pool", lambda jobs: Pool(0))
    monkeypatch.setattr(collecting, "begin_products", lambda *given: lambda: None)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    return tmp_path / "raw"


def put(raw: Path, **files: str) -> None:
    for name, said in files.items():
        (raw / f"{name}.pdf").write_text(said, encoding="utf-8")


def published() -> dict[str, str]:
    rows = pq.read_table("curated/sources.parquet").to_pylist()
    return {row["document_id"]: row["status"] for row in rows}


def defects_of(document_id: str) -> list[dict[str, Any]]:
    return [row for row in pq.read_table("curated/defects.parquet").to_pylist() if row["document_id"] == document_id]


def test_a_sheet_against_an_expectation_is_refused_alone_with_row_and_place(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(raw, a="青", b="赤 worse", c="白")
    assert main(["run", "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert published() == {"a": "published", "b": "refused", "c": "published"}
    assert pq.read_table("curated/documents.parquet")["document_id"].to_pylist() == ["a", "c"]
    assert f"Refused b.pdf: [expectation-failed] The tables made from it are not as they must be: {RATED_E} (goals/b/2/1)" in said
    assert "(page 2 > 2 子育て相談事業)" in said
    (found,) = (row for row in defects_of("b") if row["code"] == "expectation-failed")
    assert (found["severity"], found["page"]) == ("error", 2) and found["box"] and "2 子育て相談事業" in found["where_ja"]
    validation = json.loads(Path("curated.refused/validation.json").read_text(encoding="utf-8"))
    (failure,) = validation["failures"]
    assert failure["rows"] == [{"document_id": "b", "row_id": "goals/b/2/1", "page": 2}]


def test_check_and_run_give_each_sheet_one_verdict(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = {
        "a": "青",
        "b": "赤 worse",
        "c": "白 lost",
        "d": "黒 glyph",
        "e": "緑 glyph told",
        "f": "bad",
        "g": "紫 undivided",
        "h": "灰 undivided lost",
    }
    put(raw, **wrong)
    assert main(["check", "--format", "json", "raw"]) == 1
    answer = json.loads(capsys.readouterr().out)["files"]
    errors = {Path(file["file"]).stem for file in answer if any(defect["severity"] == "error" for defect in file["defects"])}
    assert main(["run"]) == 1
    assert errors == {name for name, status in published().items() if status == "refused"} == {"b", "c", "d", "f", "h"}
    assert {name: main(["check", f"raw/{name}.pdf"]) for name in "ab"} == {"a": 0, "b": 1}


def test_what_all_sheets_say_together_is_said_without_the_refused(raw: Path) -> None:
    """The sheet of the term before is refused: nothing is linked to it, and its terms are compared with nothing."""
    put(raw, a="青", b="赤")
    assert main(["run", "--curated", "without"]) == 0
    put(raw, c="赤 worse")
    assert main(["run", "--curated", "with"]) == 1
    for name in ("documents", "terms", "issue_links", "statements"):
        assert pq.read_table(f"with/{name}.parquet").equals(pq.read_table(f"without/{name}.parquet")), name


def test_lost_text_refuses_its_sheet_unless_it_is_accepted(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(raw, a="青 lost", b="赤")
    assert main(["run", "--lang", "en"]) == 1
    assert "Refused a.pdf: [text-lost] Too many characters belong to no section (p.2)" in capsys.readouterr().out
    assert published() == {"a": "refused", "b": "published"}
    entry = {"source": "a.pdf", "defect": "text-lost", "reason": "欄外の注記", "who": "区", "when": "2026-04-01"}
    lines = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in entry.items())
    (raw / "accepted.toml").write_text(f"[[accepted]]\n{lines}", encoding="utf-8")
    assert main(["check", "--lang", "en", "raw/a.pdf"]) == 0
    assert "warning [text-lost-accepted]" in capsys.readouterr().out
    assert main(["run", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "1 accepted" in said and "no longer there" not in said
    assert published() == {"a": "published", "b": "published"}
    (noted,) = (row for row in defects_of("a") if row["code"] == "text-lost-accepted")
    assert noted["severity"] == "warning" and "欄外の注記" in noted["message_ja"]


def test_an_error_that_leaves_nothing_to_publish_cannot_be_accepted(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(raw, a="bad", b="赤")
    entry = 'source = "a.pdf"\ndefect = "not-pdf"\nreason = "r"\nwho = "w"\nwhen = "2026"\n'
    (raw / "accepted.toml").write_text(f"[[accepted]]\n{entry}", encoding="utf-8")
    for command in (["check", "raw/a.pdf"], ["run"]):
        assert main(command) == 2
        assert "not-pdf is an error that leaves nothing to publish" in capsys.readouterr().err


def test_a_published_sheet_that_the_gate_refuses_vanishes_only_where_that_is_wanted(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(raw, a="青", b="赤")
    assert main(["run"]) == 0
    put(raw, b="赤 worse")
    assert main(["run"]) == 1
    assert published() == {"a": "published", "b": "published"}
    assert "Published today, but refused now: b" in capsys.readouterr().out
    assert not Path(".curated.candidate").exists()
    assert main(["run", "--drop-refused"]) == 1
    assert published() == {"a": "published", "b": "refused"}


def test_nothing_is_published_where_every_sheet_is_refused(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(raw, a="青 worse", b="赤 worse")
    assert main(["run"]) == 1
    assert "Nothing was published" in capsys.readouterr().out
    assert not Path("curated").exists() and Path("curated.refused/validation.json").exists()


def test_a_fast_check_says_what_it_leaves_out(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(raw, a="青 worse")
    assert main(["check", "--fast", "--lang", "en", "raw"]) == 0
    assert "leaves out the comparison with the second engine and the expectations" in capsys.readouterr().err
    assert main(["check", "raw"]) == 1


def looks(*answers: tuple[Failure, ...]) -> tuple[list[list[str]], Any]:
    """A gate that gives these answers in turn, and what it was asked about."""
    asked: list[list[str]] = []

    def look(left: Collection[str], said: Judged) -> Gated:
        asked.append(sorted(left))
        return Gated(Verdict(1, 1, (), answers[min(len(asked), len(answers)) - 1]), 0)

    return asked, look


def against(document_id: str, blames: str = "expectation-failed") -> Failure:
    return Failure("goals", "r", "says", 1, (), (UnexpectedRow(document_id, f"goals/{document_id}/1/1", 3),), blames)


def opening() -> Reading:
    return Reading("a", "", ())


def test_who_is_blamed_only_without_the_others_is_refused_too() -> None:
    asked, look = looks((against("a"),), (against("b"),), ())
    names = {name: f"{name}.pdf" for name in "abc"}
    found = judged(dict.fromkeys("abc", opening), names, (), look)
    assert asked == [["a", "b", "c"], ["b", "c"], ["c"]]
    assert found.refused.keys() == {"a", "b"} and not found.against_all


def test_nothing_is_asked_twice_where_nothing_fails() -> None:
    asked, look = looks(())
    assert judged({"a": opening}, {"a": "a.pdf"}, (), look).refused == {}
    assert len(asked) == 1


@pytest.mark.parametrize("failure", [against("nobody"), against("a", ""), Failure("goals", "r", "says", 0, ("no such column",), (), "x")])
def test_what_no_document_can_be_blamed_for_is_against_all(failure: Failure) -> None:
    _, look = looks((failure,))
    found = judged({"a": opening}, {"a": "a.pdf"}, (), look)
    assert found.refused == {} and list(found.against_all) == [failure.reason()]


def test_an_accepted_blame_leaves_the_document_and_is_noted_once() -> None:
    asked, look = looks((against("a", "text-lost"),))
    entry = Acceptance("a.pdf", "text-lost", "", "reason", "who", "when")
    found = judged({"a": opening}, {"a": "a.pdf"}, (entry,), look)
    assert len(asked) == 2 and found.refused == {} and found.entries_used() == {entry}
    assert [defect.code for defect in found.noted("a")] == ["text-lost-accepted"]


def test_a_second_engine_that_gives_up_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    late = Defect("out-of-time", values=(("limit", "60 s"),))
    monkeypatch.setattr(checking, "outcomes", lambda work, tasks, jobs, limits: ((task, late) for task in tasks))
    source = SourceFile(tmp_path / "a.pdf", "a.pdf", "a")
    ((found,),) = checking._compared([source], checking.Check()).values()
    assert (found.code, found.values) == ("second-engine-failed", (("reason", "out-of-time 60 s"),))


def test_a_ward_that_the_page_does_not_tell_is_that_of_the_record_and_said() -> None:
    told = Defect("field-missing", 1, values=(("field", "区名"), ("field_en", "ward")))
    silent = replace(small_sheet("a"), ward=None, defects=(told,))
    sheet = with_ward(silent, "青区")
    assert sheet.ward == "青区" and [defect.code for defect in sheet.defects] == ["ward-from-sources"]
    assert with_ward(silent, None) == silent
    assert with_ward(small_sheet("a", "赤区"), "青区").ward == "赤区"


def test_a_gate_that_cannot_be_trusted_is_a_sentence_and_publishes_nothing(
    raw: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing() -> None:
        raise GateError("expectations/goals.json is missing")

    monkeypatch.setattr(verdict_module, "suites", missing)
    put(raw, a="青")
    assert main(["run"]) == main(["check", "raw"]) == 1
    told = capsys.readouterr()
    assert "Gate: expectations/goals.json is missing. Nothing was published" in told.out
    assert "expectations/goals.json is missing" in told.err
    assert not Path("curated").exists() and not Path(".curated.candidate").exists()


def test_what_is_expected_is_said_in_the_language_of_the_message(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(raw, a="青 worse")
    assert main(["check", "--lang", "ja", "raw"]) == 1
    assert "満たしません: 法人の評価はA、B、C、Dか空である(goals/a/2/1)" in capsys.readouterr().out


def test_a_run_after_something_was_accepted_is_no_run_without_changes(raw: Path) -> None:
    put(raw, a="青")
    options = Options(raw=raw)
    before = plan_of(options, source_files(raw), {}, Former()).fingerprint
    (raw / "accepted.toml").write_text(
        '[[accepted]]\nsource = "a.pdf"\ndefect = "text-lost"\nreason = "r"\nwho = "w"\nwhen = "d"\n', encoding="utf-8"
    )
    assert plan_of(options, source_files(raw), {}, Former()).fingerprint != before
