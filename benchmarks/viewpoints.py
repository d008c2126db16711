"""How well statements are linked to viewpoints: ``python -m benchmarks.viewpoints [LABELS.jsonl …]``.

Measured are the wards of the corpus that nothing was learned from ("tune"; "test" with ``--test``) and whole sheets: label files hold a
statement a line, project_no, section, text, and the marks of its viewpoints, most relevant first. Those of published sheets stay
outside the project (``../shared/more/viewpoints``), those of the invented wards, one reader's, lie in ``benchmarks/viewpoint_labels``; a
file's stem names its sheet. ``--left-out`` learns anew for each ward learned from, without it, and measures it so (needs scikit-learn).

For each ward and project: asserted links, those of a probability of a half and more, the first three, statements that answer nothing; then
calibration, and beside them what BM25 and TF-IDF find, by the statement with its heading and goals and the viewpoints' words alone.
What each statement got is compared with the last recorded run, kept by digest and not by its text; ``--record`` records this one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from benchmarks.judging import FIRST, HEAD, Found, Judged, calibration_of, found_of, score_of
from benchmarks.labels import OWN_LABELS, SHARED, labelled_projects
from pipeline.narrative import features, tokens, viewpoints
from pipeline.narrative.features import content_words
from pipeline.narrative.themes import themes_in
from pipeline.narrative.viewpoints import weighed_statements
from pipeline.narrative.weights import Model
from pipeline.sheet.model import Project, Statement

HERE = Path(__file__).resolve().parent
RECORD = HERE / "viewpoints.record.json"


def judged_of(labels: Path, learned: Model | None = None) -> Iterator[Judged]:
    """Each labelled statement of the file with what the rules give it, or others learned."""
    for project, wanted in labelled_projects(labels):
        marks = [viewpoint.mark for viewpoint in project.viewpoints]
        for statement, candidates in weighed_statements(project, learned, without=_own_wordings(project, labels)):
            if (statement.section, statement.seq) in wanted:
                yield _judged(labels.stem, project, statement, wanted[statement.section, statement.seq], found_of(candidates, marks))


def _own_wordings(project: Project, labels: Path) -> frozenset[str]:
    """The wordings of an invented ward that the rules list; nobody has seen those of a new ward."""
    if labels.parent != OWN_LABELS:
        return frozenset()
    return frozenset(text.text for text in (*(one.text for one in project.viewpoints), *(one.text for one in project.goals)))


def _judged(sheet: str, project: Project, statement: Statement, wanted: tuple[str, ...], found: tuple[Found, ...]) -> Judged:
    text = statement.text.text
    return Judged(sheet, project.project_no, _digest(sheet, project.project_no, statement.section, text), text, wanted, found)


def _digest(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]


Weigh = Callable[[list[str]], float]


def baseline_of(project: Project, wanted: dict[tuple[str, int], tuple[str, ...]], sheet: str, *, bm25: bool) -> Iterator[Judged]:
    """What BM25 or TF-IDF finds: the words and themes of statement, heading and goals against those of each viewpoint.

    Linked are the first three that share anything; the scores by their sum stand for a probability.
    """
    goals = {goal.goal_no: goal.text.text for goal in project.goals}
    asked = [_bag(viewpoint.text.text) for viewpoint in project.viewpoints]
    counts = Counter(word for own in asked for word in set(own))
    rarity = {word: math.log(1 + (len(asked) - n + 0.5) / (n + 0.5)) for word, n in counts.items()}
    mean = sum(map(len, asked)) / max(1, len(asked))
    for statement in project.statements:
        key = (statement.section, statement.seq)
        if key not in wanted:
            continue
        said = _bag(" ".join([statement.text.text, statement.heading or "", *(goals.get(no, "") for no in statement.goal_nos)]))
        scores = [_bm25(said, own, rarity, mean) if bm25 else _cosine(said, own, rarity) for own in asked]
        total = sum(scores) or 1.0
        order = sorted(range(len(asked)), key=lambda at: (-scores[at], at))
        found = tuple(
            Found(project.viewpoints[at].mark, scores[at] / total, n < FIRST and scores[at] > 0, n == 0 and scores[at] > 0, False)
            for n, at in enumerate(order)
        )
        yield _judged(sheet, project, statement, wanted[key], found)


def _bag(text: str) -> list[str]:
    return [word for word, _ in content_words(text)] + [f"theme:{theme}" for theme in themes_in(text)]


def _bm25(said: Sequence[str], asked: Sequence[str], rarity: dict[str, float], mean: float, k: float = 1.2, b: float = 0.75) -> float:
    held = Counter(asked)
    return sum(rarity[w] * held[w] * (k + 1) / (held[w] + k * (1 - b + b * len(asked) / mean)) for w in set(said) if w in held)


def _cosine(said: Sequence[str], asked: Sequence[str], rarity: dict[str, float]) -> float:
    common = sum(rarity[word] ** 2 for word in set(said) & set(asked))
    sizes = [math.sqrt(sum(rarity.get(word, 0.0) ** 2 for word in set(own))) for own in (said, asked)]
    return common / (sizes[0] * sizes[1]) if all(sizes) else 0.0


def report(title: str, judged: Sequence[Judged]) -> None:
    """Prints the figures by sheet and project, then calibration."""
    print(f"\n{title}\n{'':24s}{HEAD}")
    for sheet, rows in groupby(sorted(judged, key=lambda row: row.sheet), key=lambda row: row.sheet):
        print(f"{sheet:24s}{score_of(rows).line()}")
    for project_no, rows in groupby(sorted(judged, key=lambda row: row.project_no), key=lambda row: row.project_no):
        print(f"{f'  project {project_no}':24s}{score_of(rows).line()}")
    print(f"{'all':24s}{score_of(judged).line()}")
    bins = "  ".join(f"{said:.2f}: {right:.2f} ({n})" for said, right, n in calibration_of(judged))
    named = [(one, row) for row in judged for one in row.found if one.is_named]
    print(f"said: right (links)     {bins}")
    print(f"named                   {sum(one.code in row.wanted for one, row in named)} of {len(named)} right")


def _baselines(files: Sequence[Path]) -> Iterator[tuple[str, list[Judged]]]:
    from benchmarks.corpus import PARTS, projects_of

    for name, bm25 in (("BM25, heading and goal", True), ("TF-IDF, heading and goal", False)):
        rows: list[Judged] = []
        for ward in PARTS["tune"]:
            for project, labelled, asked in projects_of(ward):
                marks = {one.code: viewpoint.mark for one, viewpoint in zip(asked, project.viewpoints, strict=True)}
                texts = {row.text: tuple(marks[code] for code in row.viewpoints) for row in labelled}
                rows += baseline_of(project, {(s.section, s.seq): texts[s.text.text] for s in project.statements}, ward, bm25=bm25)
        for path in files:
            for project, wanted in labelled_projects(path):
                rows += baseline_of(project, wanted, path.stem, bm25=bm25)
        yield name, rows


def _compare(judged: Sequence[Judged], recorded: dict[str, list[str]]) -> None:
    known = [row for row in judged if row.key in recorded]
    if not known:
        print("\nno recorded run to compare with")
        return
    gains, losses = [], []
    for row in known:
        before, now, wanted = set(recorded[row.key]), set(row.probable), set(row.wanted)
        new, gone = now - before, before - now
        gains += [(row, f"+{mark}") for mark in sorted(new & wanted)] + [(row, f"-{mark}") for mark in sorted(gone - wanted)]
        losses += [(row, f"-{mark}") for mark in sorted((before - now) & wanted)] + [
            (row, f"+{m}") for m in sorted((now - before) - wanted)
        ]
    print(f"\nagainst the last recorded run ({len(known)} statements): {len(gains)} gains, {len(losses)} losses")
    for name, changes in (("gain", gains), ("loss", losses)):
        for row, change in changes:
            print(f"  {name} {change} {row.sheet} {row.project_no} [{''.join(row.wanted)}] {row.text[:60]}")


def speed(projects: Iterable[Project]) -> float:
    """Statements tokenised and linked per second of one core, the dictionary loaded and nothing remembered."""
    projects = list(projects)
    tokens.tokens_of("拠点")
    count, best = 0, float("inf")
    for _ in range(5):
        for remembered in (tokens.tokens_of, features.text_features, features.content_words, themes_in):
            remembered.cache_clear()
        count = 0
        began = time.process_time()
        for project in projects:
            count += len([tokens.tokens_of(statement.text.text) for statement in project.statements])
            viewpoints.viewpoint_links(project)
        best = min(best, time.process_time() - began)
    return count / best


def _left_out() -> list[Judged]:
    """Each ward learned from, judged by what the others teach."""
    from benchmarks import corpus
    from benchmarks.learn import learn_wards, learned_from, own_wordings, tune_wards

    rows: list[Judged] = []
    for ward in learn_wards():
        model, _ = learned_from([other for other in learn_wards() if other is not ward], tune_wards())
        if ward.name in corpus.wards():
            rows += corpus.judged_of(ward.name, model, without=own_wordings)
        else:
            rows += judged_of(OWN_LABELS / f"{ward.name}.jsonl", model)
    return rows


def main() -> None:
    from benchmarks import corpus

    parser = argparse.ArgumentParser(prog="python -m benchmarks.viewpoints", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("labels", nargs="*", type=Path, help="label files of whole sheets (those of ../shared/more/viewpoints)")
    parser.add_argument("--test", action="store_true", help="the wards of the part test too, for the final figure")
    parser.add_argument("--left-out", action="store_true", help="each ward learned from, by what the others teach")
    parser.add_argument("--record", action="store_true", help="record this run as the one to compare with")
    parser.add_argument("--misses", action="store_true", help="show every statement whose asserted links differ from its labels")
    arguments = parser.parse_args()
    files = arguments.labels or sorted((SHARED / "more" / "viewpoints").glob("*.jsonl"))
    groups = {"corpus, wards to tune on": [row for ward in corpus.PARTS["tune"] for row in corpus.judged_of(ward)]}
    if arguments.test:
        groups["corpus, test wards"] = [row for ward in corpus.PARTS["test"] for row in corpus.judged_of(ward)]
    if arguments.left_out:
        groups["wards learned from, each left out"] = _left_out()
    if files:
        groups["whole sheets"] = [row for path in files for row in judged_of(path)]
    everything = [row for rows in groups.values() for row in rows]
    for name, judged in groups.items():
        report(name, judged)
        for row in judged if arguments.misses else ():
            if set(row.asserted) != set(row.wanted):
                print(f"  {row.sheet} {row.project_no} wanted {''.join(row.wanted)} got {''.join(row.asserted)}: {row.text}")
    for name, judged in _baselines(files):
        report(name, judged)
    _compare(everything, json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {})
    if arguments.record:
        lines = [
            f"{json.dumps(row.key)}: {json.dumps(row.probable, ensure_ascii=False)}" for row in sorted(everything, key=lambda row: row.key)
        ]
        RECORD.write_text("{\n" + ",\n".join(dict.fromkeys(lines)) + "\n}\n", encoding="utf-8")
    projects = [project for ward in corpus.PARTS["tune"] for project, _, _ in corpus.projects_of(ward)]
    print(f"\n{speed(projects):.0f} statements/s tokenised and linked on one core (processor time)")


if __name__ == "__main__":
    main()
