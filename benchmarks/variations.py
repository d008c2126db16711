"""How well the parser reads sheets in layouts it has never seen: typeset, read, compare with what was printed.

    python -m benchmarks.variations --seeds 0-49 [--show-misses 5]     random looks and contents
    python -m benchmarks.variations --seeds 0-9 --producer writer      documents of an office suite or a browser, as they print them
    python -m benchmarks.variations --singles [--ward hoshikawa-r5]     the plain look with one field changed at a time; shown
                                                                        is what is worse than with the plain look

Prints the F1 of exact matches by record type (the acceptance scorer's types, compared on the parsed ``Sheet`` after NFKC
and without white space) and the fields of the look with which most is lost.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
import time
import traceback
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from benchmarks.typeset import DIMENSIONS, Look, Typeset, every_single, looks, typeset
from benchmarks.typeset.content import contents, ward, ward_names
from benchmarks.typeset.form import spread
from benchmarks.typeset.habits import Habits, every_habit, habits, typeset_with
from benchmarks.typeset.office import PRODUCERS, changed, laid_out, printed, styles
from pipeline.facts.reading import read_table
from pipeline.pages import Engine
from pipeline.sheet.model import Sheet
from pipeline.values import SourceError

NO_HABITS = Habits()
Records = dict[str, Counter[Any]]

KINDS = (
    "documents", "document_fields", "overview", "projects", "goals", "ratings", "prior_issues", "prior_goals", "statements", "exact_text",
    "marks", "order", "levels", "headings", "goal_links", "notes", "viewpoints", "cells", "cell_texts", "captions", "figures", "accounted",
)  # fmt: skip

_SPACE = re.compile(r"\s+")
_LEAD = re.compile(r"^(?:[・･○〇◯●■□◇◆※⇒→\-‐–]|[(（]\d{1,2}[)）]|\d{1,2}[.．](?!\d)|[①-⑳])+")


def norm(text: str | None) -> str:
    folded = unicodedata.normalize("NFKC", text or "")
    return _SPACE.sub("", folded.replace("〜", "~").replace("−", "-").replace("‐", "-"))


def exact(text: str) -> str:
    """As printed, without white space and a leading mark."""
    return _SPACE.sub("", _LEAD.sub("", text.strip()))


def body(text: str) -> str:
    return norm(_LEAD.sub("", text.strip()))


def rating(text: str | None) -> str | None:
    return norm(text) if norm(text) in ("A", "B", "C", "D") else None


def records_of_truth(truth: dict[str, Any]) -> Records:
    """What was printed, by record type."""
    out: Records = {kind: Counter() for kind in KINDS}
    out["accounted"]["all"] += not truth.get("apart")  # what belongs nowhere is to be named, no more
    out["documents"][norm(truth["form"]), norm(truth["ward"]), *truth["period"]] += 1
    for name in ("form_title", "title", "operator", "ward_office", "conducted"):
        out["document_fields"][name, norm(truth[name])] += 1
    for label, paragraphs in truth["overview"]:
        out["overview"].update((norm(label), norm(text)) for text in paragraphs)
    for p in truth["projects"]:
        _truth_of_project(p, out)
    return out


def _truth_of_project(p: dict[str, Any], out: Records) -> None:
    n = p["no"]
    out["projects"][n, norm(p["title"])] += 1
    for i, goal in enumerate(p["goals"], 1):
        out["goals"][n, i, norm(goal["text"])] += 1
        out["ratings"][n, i, rating(goal["operator"]), rating(goal["ward"])] += 1
    owners = [i for i, k in enumerate(p.get("prior_split") or [], 1) for _ in range(k)]
    for i, text in enumerate(p["prior_issues"]):
        out["prior_issues"][n, body(text)] += 1
        out["prior_goals"][n, body(text), owners[i] if owners else None] += 1
    flow: dict[str, list[str]] = defaultdict(list)

    def add(section: str, text: str, mark: str | None) -> tuple[int, str, str]:
        key = (n, section, body(text))
        out["statements"][key] += 1
        out["exact_text"][n, section, exact(text)] += 1
        if mark is not None:
            out["marks"][*key, mark] += 1
        flow[section].append(key[2])
        return key

    heading, heading_no, table_no = "", None, 0
    for block in p["operator_reason"]:
        kind = block["k"]
        if kind == "head":
            heading = norm(block["text"]).strip("【】")
            number = re.search(r"\d+", norm(block.get("mark") or ""))
            heading_no = int(number[0]) if number else None
        elif kind == "li":
            key = add("operator_reason", block["text"], block["mark"])
            out["levels"][*key, block.get("level", 0), norm(block["mark"])] += 1
            out["headings"][*key, heading] += 1
            if heading_no:
                out["goal_links"][*key, (heading_no,)] += 1
        elif kind == "note":
            out["notes"][n, norm(block["text"])] += 1
        elif kind == "chart":
            out["figures"][n, norm(block["caption"])] += 1
        elif kind == "table":
            table_no += 1
            if block.get("caption"):
                out["captions"][n, table_no, norm(block["caption"])] += 1
            for (r, c), (rs, cs, text) in spread(block["rows"]).items():
                if norm(text):
                    out["cells"][n, table_no, r, c, rs, cs, norm(text)] += 1
                    out["cell_texts"][n, table_no, norm(text)] += 1
    out["notes"].update((n, norm(text)) for text in p.get("footnotes", ()))
    out["figures"][n, ""] += sum(bool(block.get("pictured")) for block in p["operator_reason"])
    for row in p["ward_reason"]:
        key = add("ward_reason", row["text"], row["mark"])
        if row["goals"]:
            out["goal_links"][*key, tuple(row["goals"])] += 1
    for name, section in (("outcomes", "outcome"), ("challenges", "challenge")):
        for text in p[name]:
            add(section, text, None)
    for section, texts in flow.items():
        out["order"].update((n, section, a, b) for a, b in itertools.pairwise(texts))
    out["viewpoints"].update((n, norm(v["mark"]), norm(v["text"])) for v in p["viewpoints"])


def records_of_sheet(sheet: Sheet) -> Records:
    """What the parser read, by record type."""
    out: Records = {kind: Counter() for kind in KINDS}
    lost = sheet.accounting.chars_unaccounted
    out["accounted"]["all" if not lost else f"{lost} of {sheet.accounting.chars_total} unaccounted"] += 1
    out["documents"][norm(sheet.form), norm(sheet.ward), sheet.period_start, sheet.period_end] += 1
    for name in ("form_title", "title", "operator", "ward_office", "conducted"):
        out["document_fields"][name, norm(getattr(sheet, name))] += 1
    out["overview"].update((norm(o.label), norm(o.text.text)) for o in sheet.overview)
    for p in sheet.projects:
        n = p.project_no
        out["projects"][n, norm(p.title.text)] += 1
        for g in p.goals:
            out["goals"][n, g.goal_no, norm(g.text.text)] += 1
            out["ratings"][n, g.goal_no, g.rating_operator, g.rating_ward] += 1
        for i in p.prior_issues:
            out["prior_issues"][n, body(i.text.text)] += 1
            out["prior_goals"][n, body(i.text.text), i.goal_no] += 1
        flow: dict[str, list[str]] = defaultdict(list)
        for s in p.statements:
            if s.kind == "note":
                out["notes"][n, norm(s.text.text)] += 1
            if s.kind not in ("bullet", "paragraph"):
                continue
            key = (n, s.section, body(s.text.text))
            out["statements"][key] += 1
            out["exact_text"][n, s.section, exact(s.text.text)] += 1
            flow[s.section].append(key[2])
            if s.section in ("operator_reason", "ward_reason"):
                out["marks"][*key, s.mark] += 1
            if s.section == "operator_reason":
                out["levels"][*key, s.level, norm(s.mark)] += 1
                out["headings"][*key, norm(s.heading).strip("【】")] += 1
            if s.goal_nos:
                out["goal_links"][*key, tuple(s.goal_nos)] += 1
        for section, texts in flow.items():
            out["order"].update((n, section, a, b) for a, b in itertools.pairwise(texts))
        for t in p.tables:
            caption = read_table(t, document_period=None).caption
            if caption and norm(caption.text):
                out["captions"][n, t.table_no, norm(caption.text)] += 1
            for c in t.cells:
                if norm(c.text.text):
                    out["cells"][n, t.table_no, c.row, c.col, c.rowspan, c.colspan, norm(c.text.text)] += 1
                    out["cell_texts"][n, t.table_no, norm(c.text.text)] += 1
        out["figures"].update((n, norm(f.caption.text if f.caption else "")) for f in p.figures)
        out["viewpoints"].update((n, norm(v.mark), norm(v.text.text)) for v in p.viewpoints)
    return out


@dataclass(frozen=True, slots=True)
class Outcome:
    """One sheet read: (gold, found, hit) by record type, what was missed and what was extra; ``broken`` if it was refused."""

    name: str
    look: Look
    counts: dict[str, tuple[int, int, int]]
    missed: dict[str, list[Any]]
    extra: dict[str, list[Any]]
    broken: str = ""
    seconds: float = 0.0
    silent: tuple[tuple[str, Any], ...] = ()
    """the wrong records (kind, record) of projects that no defect names"""
    had: Habits = NO_HABITS

    @property
    def wrong(self) -> int:
        return sum(len(rows) for kinds in (self.missed, self.extra) for rows in kinds.values())

    @property
    def loss(self) -> float:
        """The mean of 1 - F1 over the record types."""
        return sum(1 - f1(*c) for c in self.counts.values()) / len(self.counts)


def f1(gold: int, found: int, hit: int) -> float:
    return 2 * hit / (gold + found) if gold + found else 1.0


def measured(name: str, look: Look, sheet: Typeset, engine: Engine = "pymupdf", had: Habits = NO_HABITS) -> Outcome:
    """The parser's reading of one typeset sheet against its truth."""
    from pipeline.facts.readings import defects_of, readings_of
    from pipeline.sheet.reader import read_sheet

    gold = records_of_truth(sheet.truth)
    found: Records = {kind: Counter() for kind in KINDS}
    broken = ""
    named: set[int] = set()
    has_other_scale = False
    start = time.perf_counter()
    try:
        read = read_sheet(sheet.pdf, document_id=name, engine=engine)
        found = records_of_sheet(read)
        defects = [*read.defects, *defects_of(read, readings_of(read))]
        named = {defect.place.project_no or 0 for defect in defects if defect.code != "watermark"}
        has_other_scale = any(defect.code == "rating-scale" for defect in defects)  # said once, of all ratings of the sheet
        has_apart = any(defect.code in ("text-unaccounted", "label-unknown") for defect in defects)
        found["accounted"] = Counter() if sheet.truth.get("apart") and has_apart else found["accounted"]
    except SourceError as error:
        broken = error.defect.code
    except Exception:
        broken = " | ".join(traceback.format_exc().strip().splitlines()[-3:])
    seconds = time.perf_counter() - start
    for rows in ("captions",):  # captions inside a table count too, but the truth lists only those with one
        found[rows] = Counter({k: v for k, v in found[rows].items() if any(k[:2] == g[:2] for g in gold[rows])})
    counts = {k: (sum(gold[k].values()), sum(found[k].values()), sum((gold[k] & found[k]).values())) for k in KINDS}
    missed = {k: list((gold[k] - found[k]).elements()) for k in KINDS}
    extra = {k: list((found[k] - gold[k]).elements()) for k in KINDS}
    wrong = [(kind, row) for kinds in (missed, extra) for kind, rows in kinds.items() for row in rows]
    told = {"ratings"} if has_other_scale else set()
    silent = tuple(one for one in wrong if not broken and one[0] not in told and _project_of(one[1]) not in named)
    return Outcome(name, look, counts, missed, extra, broken, seconds, silent, had)


def _project_of(row: Any) -> int:
    """The number of the project that a record is of; 0 for one of the sheet."""
    return row[0] if isinstance(row, tuple) and isinstance(row[0], int) else 0


def reduced(outcome: Outcome, content: dict[str, Any], seed: int, kind: str) -> Look:
    """The look with as few changed fields as still lose something of this record type."""
    look, plain = outcome.look, Look()
    for field in fields(Look):
        if getattr(look, field.name) != getattr(plain, field.name):
            milder = replace(look, **{field.name: getattr(plain, field.name)})
            again = measured(outcome.name, milder, typeset(content, milder, seed))
            if again.broken or f1(*again.counts[kind]) < 1:
                look = milder
    return look


def _had(had: Habits) -> str:
    return " ".join(f"{f.name}={getattr(had, f.name)!r}" for f in fields(Habits) if getattr(had, f.name))


def _each(outcomes: list[Outcome], misses: int, plain: Outcome | None) -> None:
    """A line for each sheet with the record types that are not exact, or, with ``plain``, that are worse than on that sheet."""
    worst = {k: f1(*plain.counts[k]) if plain else 1.0 for k in KINDS}
    for one in outcomes:
        kinds = [k for k, c in one.counts.items() if f1(*c) < worst[k] - 1e-9 or (one is plain and f1(*c) < 1)]
        if plain and not kinds and not one.broken:
            continue
        parts = ", ".join(f"{k} {100 * f1(*one.counts[k]):.1f}" for k in kinds)
        print(f"{one.name}: {100 * (1 - one.loss):.1f}  {one.broken or parts or 'all'}")
        if misses and (one.broken or kinds):
            print(f"    look: {changed(one.look)}\n    habits: {_had(one.had)}; silent {len(one.silent)} of {one.wrong}")
            for kind in kinds:
                known = set((plain.missed[kind] + plain.extra[kind]) if plain and one is not plain else [])
                for what, rows in (("-", one.missed[kind]), ("+", one.extra[kind])):
                    for row in [r for r in rows if r not in known and not _follows(kind, r, one)][:misses]:
                        print(f"    {what} {kind} {row}")


def _follows(kind: str, row: Any, one: Outcome) -> bool:
    """Whether a miss only repeats that of the statement, goal or cell that it belongs to."""
    if kind in ("marks", "levels", "headings", "goal_links"):
        return row[:3] in one.missed["statements"] or row[:3] in one.extra["statements"]
    if kind == "exact_text":
        return (*row[:2], norm(row[2])) in one.missed["statements"] or (*row[:2], norm(row[2])) in one.extra["statements"]
    if kind in ("order", "cell_texts", "prior_goals"):
        return bool(one.missed[{"order": "statements", "cell_texts": "cells", "prior_goals": "prior_issues"}[kind]])
    return False


def _report(outcomes: list[Outcome], misses: int, plain: Outcome | None) -> None:
    _each(outcomes, misses, plain)
    print("\nF1 by record type over all sheets (missed, extra; sheets that are exact)")
    for kind in KINDS:
        gold, found, hit = (sum(o.counts[kind][i] for o in outcomes) for i in range(3))
        right = sum(f1(*o.counts[kind]) == 1 for o in outcomes)
        print(f"  {kind:16} {100 * f1(gold, found, hit):6.2f}  -{gold - hit} +{found - hit}  {right}/{len(outcomes)}")
    mean = sum(o.loss for o in outcomes) / len(outcomes)
    each = sum(o.seconds for o in outcomes) / len(outcomes)
    wrong, silent = sum(o.wrong for o in outcomes), sum(len(o.silent) for o in outcomes)
    print(f"\n{wrong} wrong records, {silent} of them that no defect names")
    had: dict[str, list[float]] = defaultdict(list)
    for one in outcomes:
        for f in fields(Habits):
            if getattr(one.had, f.name):
                had[f"{f.name}={getattr(one.had, f.name)}"].append(one.loss)
    for name, losses in sorted(had.items(), key=lambda kv: -sum(kv[1]) / len(kv[1])):
        print(f"  {name:24} {100 * sum(losses) / len(losses):6.2f} %, {len(losses)} sheets")
    print(f"\nmean loss {100 * mean:.2f} %, {each:.2f} s a sheet; values of the look that lose most:")
    by_value: dict[tuple[str, Any], list[float]] = defaultdict(list)
    for one in outcomes:
        for name in DIMENSIONS:
            by_value[name, getattr(one.look, name)].append(one.loss)
    ranked = sorted(((sum(v) / len(v) - mean, len(v), key) for key, v in by_value.items()), key=lambda r: -r[0])
    for surplus, count, (name, value) in ranked[:15]:
        if surplus > 0:
            print(f"  {name}={value!r:24} +{100 * surplus:.2f} % over the mean, {count} sheets")


def _each_habit(content: dict[str, Any], options: argparse.Namespace) -> int:
    outcomes = [
        measured(name, Look(), typeset_with(content, Look(), had), options.engine, had)
        for name, had in every_habit().items()
        if options.field in (None, name.split("=")[0])
    ]
    _report(outcomes, options.show_misses, None)
    return 0


def _produced(options: argparse.Namespace) -> int:
    """Documents as a program on this machine prints them, each in the style and with the content of its seed."""
    documents = {}
    for seed in _numbers(options.seeds):
        style = styles(seed, options.change)
        style = replace(style, charts=False) if options.producer == "calc" else style
        documents[f"{options.producer} {seed}"] = laid_out(contents(seed), style)
    outcomes = []
    for name, pdf in printed(documents, options.producer).items():
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{name}.pdf").write_bytes(pdf)
        outcomes.append(measured(name, Look(), Typeset(pdf, documents[name].truth, 0), options.engine))
        if outcomes[-1].wrong:
            print(f"{name}: {changed(documents[name].style)}")
    _report(outcomes, options.show_misses, None)
    return 0


def _numbers(text: str) -> Iterable[int]:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="0-19", help="FIRST-LAST")
    parser.add_argument("--singles", action="store_true", help="the plain look with one field changed at a time")
    parser.add_argument("--field", help="with --singles: only this field of the look")
    parser.add_argument("--ward", choices=ward_names(), help="this ward's content instead of one by seed")
    parser.add_argument("--plain", action="store_true", help="the plain look instead of one by seed")
    parser.add_argument("--change", type=float, default=0.35, help="how much of the look is changed (0..1)")
    parser.add_argument("--habits", type=float, default=0.0, metavar="SHARE", help="also habits of offices, each with this probability")
    parser.add_argument("--each-habit", action="store_true", help="the plain look with one habit at a time")
    parser.add_argument("--reduce", nargs="?", const="", choices=("", *KINDS), help="the smallest look that still fails")
    parser.add_argument("--engine", choices=("pymupdf", "pdfplumber"), default="pymupdf")
    parser.add_argument("--producer", choices=PRODUCERS, help="a program that is on this machine prints the sheets")
    parser.add_argument("--show-misses", type=int, default=0, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write each PDF here")
    options = parser.parse_args(argv)
    outcomes = []
    if options.each_habit:
        return _each_habit(ward(options.ward or "minatomi-r2"), options)
    if options.producer:
        return _produced(options)
    if options.singles:
        content = ward(options.ward or "hoshikawa-r5")
        jobs = [("plain", Look(), content, 0)]
        jobs += [(f"{name}={value}", look, content, 0) for name, value, look in every_single() if options.field in (None, name)]
    else:
        jobs = [
            (f"seed {s}", Look() if options.plain else looks(s, options.change), ward(options.ward) if options.ward else contents(s), s)
            for s in _numbers(options.seeds)
        ]
    for name, look, content, seed in jobs:
        had = habits(seed, options.habits)
        sheet = typeset_with(content, look, had, seed)
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / (re.sub(r"[^\w=.-]+", "_", name) + ".pdf")).write_bytes(sheet.pdf)
        outcomes.append(measured(name, look, sheet, options.engine, had))
        print(".", end="", file=sys.stderr, flush=True)
        one = outcomes[-1]
        kind = options.reduce or next((k for k in KINDS if f1(*one.counts[k]) < 1), "")
        if options.reduce is not None and kind and f1(*one.counts[kind]) < 1:
            print(f"{name}: {kind} fails with {changed(reduced(one, content, seed, kind)) or 'the plain look'}", flush=True)
    print(file=sys.stderr)
    _report(outcomes, options.show_misses, outcomes[0] if options.singles else None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
