"""Slips planted in sheets of invented wards, and how many of them proofreading marks: ``python -m benchmarks.proofreading``.

Each kind of slip of ``rules/proofreading.toml`` is planted by one of ``PLANTERS``, at a place and with a word or number that a seed
draws from all that would do. The sheet is set in type, read, and proofread with and without the slips: what is found only with
them is a hit where it is of the slip's kind and project, else a false alarm.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.typeset import Look, looks, typeset, ward, ward_names
from benchmarks.typeset.content import Content, copied, moved
from pipeline.proofreading import Slip, slips_of
from pipeline.sheet.model import Sheet
from pipeline.sheet.reader import read_sheet

TIMES = 5
"""slips of each kind"""
APART = 5
"""slips in one sheet, no two of one kind or project"""
KANJI = dict(zip("カロニエタトハオチーヘベペリ", "力口二工夕卜八才千一へべぺり", strict=True))
LETTERS = dict(zip("01０１", "OlＯｌ", strict=True))
_SMALL = dict(zip("ャュョッァィェォゃゅょっ", "ヤユヨツアイエオやゆよつ", strict=True))
_POLITE = (("である。", "です。"), ("した。", "しました。"), ("いる。", "います。"), ("きた。", "きました。"), ("った。", "りました。"))
_FULL = str.maketrans("0123456789,", "０１２３４５６７８９，")


@dataclass(frozen=True, slots=True)
class PlantedSlip:
    """One planted slip: the code of its rule, its project, and what was put in place of what."""

    rule: str
    project_no: int
    was: str
    became: str


@dataclass(slots=True)
class Text:
    """A running text of a content, where it can be changed."""

    project: Content
    holder: Any
    key: Any

    @property
    def text(self) -> str:
        return str(self.holder[self.key])

    def put(self, text: str) -> None:
        self.holder[self.key] = text


def texts_of(project: Content) -> Iterator[Text]:
    """Every statement of a project but its headings."""
    for block in project["operator_reason"]:
        if block["k"] == "li":
            yield Text(project, block, "text")
    for row in project["ward_reason"]:
        yield Text(project, row, "text")
    for key in ("outcomes", "challenges"):
        for at in range(len(project[key])):
            yield Text(project, project[key], at)


Planter = Callable[[Content, random.Random], tuple[str, str] | None]


def _replaced(text: Text, start: int, end: int, new: str) -> tuple[str, str]:
    was = text.text
    text.put(was[:start] + new + was[end:])
    return was[max(0, start - 6) : end + 6], text.text[max(0, start - 6) : start + len(new) + 6]


def _somewhere(project: Content, pattern: str, draw: random.Random) -> tuple[Text, re.Match[str]] | None:
    """A place of a project's texts that fits a pattern, any of them alike."""
    found = [(text, at) for text in texts_of(project) for at in re.finditer(pattern, text.text)]
    return draw.choice(found) if found else None


def lookalike(project: Content, draw: random.Random) -> tuple[str, str] | None:
    words = rf"(?<=[ァ-ヶー])[{''.join(KANJI)}]|[{''.join(KANJI)}](?=[ァ-ヶー])"
    pattern = r"(?<=[1-9１-９])[01０１]" if draw.random() < 0.25 else words
    here = _somewhere(project, pattern, draw)
    return _replaced(here[0], *here[1].span(), (KANJI | LETTERS)[here[1][0]]) if here else None


def spelling(project: Content, draw: random.Random) -> tuple[str, str] | None:
    texts = list(texts_of(project))
    places = [(name, text) for text in texts for name in re.findall(r"[「『]([^「」『』。、]{4,16})[」』]", text.text)]
    counted = Counter(name for name, _ in places)
    twice = [(name, text) for name, text in places if counted[name] > 1] or places
    if not twice:
        return None
    name, text = draw.choice(twice)
    if counted[name] == 1:  # say it once more elsewhere, as a sheet that speaks of a thing twice does
        other = draw.choice([t for t in texts if t is not text and t.text.endswith("。")] or [text])
        other.put(other.text + f"「{name}」にも参加を呼びかけた。")
    spelt = _misspelt(name, draw)
    at = text.text.index(name)
    return _replaced(text, at, at + len(name), spelt)


def _misspelt(name: str, draw: random.Random) -> str:
    ways: list[str] = []
    for at, char in enumerate(name):
        if char in "ー・":
            ways.append(name[:at] + name[at + 1 :])
        if char in _SMALL:
            ways.append(name[:at] + _SMALL[char] + name[at + 1 :])
        marked = unicodedata.normalize("NFD", char)
        if len(marked) == 2:
            ways.append(name[:at] + marked[0] + name[at + 1 :])
        if 0 < at < len(name) - 1:
            ways.append(name[:at] + name[at + 1 :])
    ways += [name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(1, len(name) - 1) if name[at] != name[at + 1]]
    return draw.choice(ways)


def doubled(project: Content, draw: random.Random) -> tuple[str, str] | None:
    if draw.random() < 0.5:
        here = _somewhere(project, r"(?<=[一-龥ァ-ヶ])[をにがはでのと](?=[一-龥ァ-ヶ])", draw)
    else:
        here = _somewhere(project, r"(?<![一-龥々])[一-龥]{2,4}[をにがはで]?(?=[ぁ-ん一-龥])", draw)
    return _replaced(here[0], *here[1].span(), here[1][0] * 2) if here else None


def brackets(project: Content, draw: random.Random) -> tuple[str, str] | None:
    here = _somewhere(project, r"[「」（）『』()]", draw)
    return _replaced(here[0], *here[1].span(), "") if here else None


def broken_off(project: Content, draw: random.Random) -> tuple[str, str] | None:
    text = draw.choice([text for text in texts_of(project) if len(text.text) > 20 and text.text.endswith("。")])
    last = text.text[:-1].rfind("。") + 1
    cut = draw.randint(last + (len(text.text) - last) // 3, len(text.text) - 2)
    return _replaced(text, cut, len(text.text), "")


def style(project: Content, draw: random.Random) -> tuple[str, str] | None:
    plain = "|".join(re.escape(old) for old, _ in _POLITE)
    here = _somewhere(project, f"(?:{plain})", draw)
    return _replaced(here[0], *here[1].span(), dict(_POLITE)[here[1][0]]) if here else None


def number(project: Content, draw: random.Random) -> tuple[str, str] | None:
    """A number with its unit that a sentence and a table of the project have for the same words, with another digit."""
    told: dict[str, set[str]] = defaultdict(set)
    for fact in project["facts"]:
        told[re.sub(r"[,，]", "", str(fact["raw"]))] |= {pair for label in fact["labels"] for pair in _pairs(label)}
    found = [
        (text, at)
        for text in texts_of(project)
        for at in re.finditer(r"(?P<digits>\d[\d,]+)(?P<unit>[^\d\s、。]?)", text.text)
        if told[at[0].replace(",", "")] & _pairs(text.text[max(0, at.start() - _BEFORE) : at.start()])
        and not _OVER_YEARS.search(text.text[: at.start()])
    ]
    if not found:
        return None
    text, at = draw.choice(found)
    digits = at["digits"].replace(",", "")
    k = draw.randrange(len(digits))
    turned = digits[:k] + str((int(digits[k]) + draw.randint(1, 8)) % 10 or 9) + digits[k + 1 :]
    shown = f"{int(turned):,}" if "," in at["digits"] else turned
    return _replaced(text, *at.span("digits"), shown) if turned != digits else None


_OVER_YEARS = re.compile(r"(?:年間|か年)[でに](?:延べ|約)?\Z")
"""Before a number of several years, which a table by years does not have: one like it there is another thing's."""
_BEFORE = 24
"""characters before a number that say what it counts"""


def _pairs(text: str) -> set[str]:
    pairs = (text[k : k + 2] for k in range(len(text) - 1))
    return {pair for pair in pairs if re.match(r"[一-龥ァ-ヴー]{2}", pair)} - {"年度", "令和", "平成", "年間"}


def no_reason(project: Content, draw: random.Random) -> tuple[str, str] | None:
    """A goal of several of which one who rates says nothing: neither heading nor what stands under it, or only the heading."""
    blocks = project["operator_reason"]
    heads = [at for at, block in enumerate(blocks) if block["k"] == "head"]
    for counted, head in enumerate(heads, 1):  # the typesetter would count on over the gap
        blocks[head]["counted"] = counted
    rated = [k for k, goal in enumerate(project["goals"]) if goal["operator"] and k < len(heads)]
    if draw.random() < 0.5 and len(heads) == len(project["goals"]) > 1 and rated:
        k = draw.choice(rated)
        end = heads[k + 1] if k + 1 < len(heads) else len(blocks)
        gone = blocks[heads[k]]
        del blocks[heads[k] + draw.randint(0, 1) : end]
        return gone["mark"] + gone["text"], ""
    alone = [row for row in project["ward_reason"] if len(row.get("goals", ())) == 1 and row["mark"]]
    goals = Counter(goal for row in project["ward_reason"] for goal in row.get("goals", ()))
    alone = [row for row in alone if goals[row["goals"][0]] == 1]
    if len(alone) < 2:
        return None
    row = draw.choice(alone)
    project["ward_reason"].remove(row)
    return row["mark"] + row["text"][:12], ""


def era(project: Content, draw: random.Random) -> tuple[str, str] | None:
    """A year in another era, the Gregorian one beside it another, or a span that ends before it begins."""
    ways: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
        (r"令和(?=[3-9]年度)", lambda m: "平成"),
        (r"(?:令和|R)(?P<n>[2-9])年度(?!末)", lambda m: f"{m[0]}（{2018 + int(m['n']) + draw.choice((-1, 1))}年度）"),
        (r"(?P<a>令和|R)(?P<n>[2-9])年度(?!末)", lambda m: f"{m['a']}{m['n']}年度～{m['a']}{int(m['n']) - 1}年度"),
    )
    pattern, change = draw.choice(ways)
    here = _somewhere(project, pattern, draw)
    return _replaced(here[0], *here[1].span(), change(here[1])) if here else None


_LEAST_MARKS = 2
_MARKS = "①②③④⑤⑥⑦⑧⑨⑩"
_KANA = "アイウエオカキクケコサシスセソ"


def marks(project: Content, draw: random.Random) -> tuple[str, str] | None:
    """A mark of a row of them that is one too high, or said twice."""
    heads = [block for block in project["operator_reason"] if block["k"] == "head" and block.get("mark")]
    of = draw.choice(
        [rows for rows in (heads, project["viewpoints"], project["ward_reason"]) if sum(bool(r["mark"]) for r in rows) > 2] or [[]]
    )
    rows = [row for row in of if row["mark"]]
    if len(rows) < 3:
        return None
    at = draw.randrange(1, len(rows))
    was = rows[at]["mark"]
    for row_ in (_MARKS, _KANA, "123456789", "１２３４５６７８９"):
        found = [k for k, char in enumerate(row_) if char in was]
        if len(found) == 1:
            step = draw.choice((-1, 1))
            rows[at]["mark"] = was.replace(row_[found[0]], row_[found[0] + step])
            if of is not project["ward_reason"]:  # the typesetter counts them itself
                rows[at]["counted"] = at + 1 + step
            return was, rows[at]["mark"]
    return None


def blank(project: Content, draw: random.Random) -> tuple[str, str] | None:
    viewpoint = draw.choice(project["viewpoints"])
    was, viewpoint["text"] = viewpoint["text"], ""
    return viewpoint["mark"] + was, viewpoint["mark"]


def width(project: Content, draw: random.Random) -> tuple[str, str] | None:
    """A number of a table in full width where the others are in half."""
    found = []
    for block in project["operator_reason"]:
        if block["k"] == "table":
            cells = [
                (row, at) for row in block["rows"][block.get("header_rows", 0) :] for at, cell in enumerate(row) if isinstance(cell, str)
            ]
            numeric = [(row, at) for row, at in cells if re.match(r"[0-9]", row[at])]
            if len(numeric) > 2 and not any(re.search(r"[０-９，．]", row[at]) for row, at in cells):
                found += numeric
    if not found:
        return None
    row, at = draw.choice(found)
    was, row[at] = row[at], row[at].translate(_FULL)
    return was, row[at]


PLANTERS: dict[str, Planter] = {
    "lookalike": lookalike,
    "name-spelling": spelling,
    "doubled-word": doubled,
    "bracket-unclosed": brackets,
    "sentence-broken": broken_off,
    "style-mixed": style,
    "number-against-table": number,
    "goal-without-reason": no_reason,
    "era-contradicts": era,
    "mark-out-of-sequence": marks,
    "part-blank": blank,
    "width-mixed": width,
}
CHANGED = "rating-changed"


@dataclass(frozen=True, slots=True)
class Planted:
    """A sheet's content with its slips, the same without, and its ward's content of the term before."""

    clean: Content
    content: Content
    former: Content
    slips: tuple[PlantedSlip, ...]


def planted(seed: int) -> Planted:
    """The sheet of a seed: an invented ward's, moved in time, with ``APART`` slips of as many kinds in as many projects."""
    draw = random.Random(f"slips {seed}")
    clean = moved(ward(draw.choice(ward_names())), draw.randint(-1, 3))
    content, former = copied(clean), _before(clean)
    kinds = [*PLANTERS, CHANGED]
    first = seed * APART % len(kinds)
    projects = draw.sample(content["projects"], len(content["projects"]))
    slips: list[PlantedSlip] = []
    for rule in (kinds + kinds)[first : first + APART]:
        for project in projects:
            if made := _plant(rule, project, former, draw):
                projects.remove(project)
                slips.append(PlantedSlip(rule, project["no"], *made))
                break
    return Planted(clean, content, former, tuple(slips))


def _before(content: Content) -> Content:
    """The same said a term ago."""
    former: Content = moved(copied(content), -_TERM)
    former["period"] = [year - _TERM for year in content["period"]]
    return former


_TERM = 5
"""fiscal years"""


def _plant(rule: str, project: Content, former: Content, draw: random.Random) -> tuple[str, str] | None:
    if rule != CHANGED:
        return PLANTERS[rule](project, draw)
    before = next(p for p in former["projects"] if p["no"] == project["no"])
    at, who = draw.randrange(len(project["goals"])), draw.choice(("operator", "ward"))
    now = project["goals"][at][who]
    if not now:
        return None
    now = unicodedata.normalize("NFKC", now)
    before["goals"][at][who] = draw.choice([letter for letter in "ABC" if letter != now])
    return before["goals"][at][who], now


def sheet_of(content: Content, look: Look, seed: int) -> Sheet:
    """What is read of a content that was set in type."""
    return read_sheet(typeset(content, look, seed).pdf, document_id=f"planted-{seed}")


_ALSO = {"mark-out-of-sequence": ("goal-without-reason",), "sentence-broken": ("bracket-unclosed",)}
"""what marks the same place in other words: a goal whose number another bears, a bracket that the end was to close"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the slips of one sheet, and what was found there besides."""

    found: tuple[tuple[PlantedSlip, Slip], ...]
    missed: tuple[PlantedSlip, ...]
    besides: tuple[Slip, ...]
    of_clean: tuple[Slip, ...]


def outcome_of(one: Planted, seed: int, look: Look | None = None) -> Outcome:
    look = look or Look()
    former = clean_former = None
    if any(slip.rule == CHANGED for slip in one.slips):
        former = sheet_of(one.former, look, seed)
        clean_former = sheet_of(_before(one.clean), look, seed)
    before = slips_of(sheet_of(one.clean, look, seed), clean_former)
    known = Counter(map(_key, before))
    new = [finding for finding in slips_of(sheet_of(one.content, look, seed), former) if not _is_known(finding, known)]
    hits: list[tuple[PlantedSlip, Slip]] = []
    for slip in one.slips:
        rules = (slip.rule, *_ALSO.get(slip.rule, ()))
        hits_of = [finding for rule in rules for finding in new if (finding.rule, finding.place.project_no) == (rule, slip.project_no)]
        hit = next(iter(hits_of), None)
        if hit is not None:
            hits.append((slip, hit))
    marked = {slip for slip, _ in hits}
    besides = tuple(finding for finding in new if not any(finding is hit for _, hit in hits))
    return Outcome(tuple(hits), tuple(slip for slip in one.slips if slip not in marked), besides, before)


def _key(finding: Slip) -> tuple[object, ...]:
    return finding.rule, finding.place.project_no, finding.place.section, finding.quote


def _is_known(finding: Slip, known: Counter[tuple[object, ...]]) -> bool:
    return known[_key(finding)] > 0


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Plant slips and see which of them proofreading marks.")
    parser.add_argument("--seeds", type=int, default=13 * TIMES // APART, metavar="N", help="sheets (13)")
    parser.add_argument("--first", type=int, default=0, metavar="SEED", help="first seed (0)")
    parser.add_argument("--looks", action="store_true", help="each sheet in a look of its own, not the plain one")
    options = parser.parse_args(argv)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    besides = 0
    for seed in range(options.first, options.first + options.seeds):
        outcome = outcome_of(planted(seed), seed, looks(seed) if options.looks else None)
        for slip, _ in outcome.found:
            counts[slip.rule][0] += 1
            counts[slip.rule][1] += 1
        for slip in outcome.missed:
            counts[slip.rule][1] += 1
            print(f"  missed  {seed} {slip.rule} {slip.project_no}: {slip.was} → {slip.became}")
        for finding in outcome.besides:
            besides += 1
            print(f"  besides {seed} {finding.rule} {finding.place.project_no} {finding.place.section}: {finding.quote}")
    for rule, (hits, all_) in sorted(counts.items()):
        print(f"{rule:24} {hits} of {all_}")
    hits, all_ = (sum(count[k] for count in counts.values()) for k in (0, 1))
    print(f"{hits} of {all_} slips marked; besides {besides}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
