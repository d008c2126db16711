"""Look-alikes of one name within a sheet: 復職力フェ with the kanji 力 beside 復職カフェ, YODE beside YOKE.

In come a sheet and its entities, out come the pairs. Only what cannot be two names is one: a kanji amid katakana that looks like a
kana, kana that differ in a stroke (カフエ, つとい), capitals that differ in one letter. A sheet that was recognised from a picture
is not asked: there it is the recognition that errs.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.facts import lexicon
from pipeline.prose.entities import name_key
from pipeline.prose.model import Entity
from pipeline.prose.rules import content
from pipeline.sheet.model import Sheet
from pipeline.values import Defect, Place, Printed

_L = content()["lookalikes"]
_KATAKANA: dict[str, str] = dict(_L["katakana"])
_AMID = re.compile(rf"(?<=[ァ-ヶー])[{''.join(_KATAKANA)}]|[{''.join(_KATAKANA)}](?=[ァ-ヶー])")
_SMALL = str.maketrans("ァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ", "アイウエオツヤユヨワあいうえおつやゆよわ")
_CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z]{4,10}(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class _Spelt:
    """A name where it stands: its spelling in NFKC, as printed, the text and the place in the form."""

    name: str
    printed: str
    text: Printed
    place: Place


def lookalikes_of(sheet: Sheet, entities: Sequence[Entity]) -> tuple[Defect, ...]:
    """A defect for each spelling that looks like a commoner one of the same sheet."""
    if sheet.text_source != "digital":
        return ()
    texts = list(_texts(sheet))
    found = [*_amid_katakana(texts, entities), *_strokes(texts, entities), *_capitals(texts)]
    return tuple(dict.fromkeys(found))


def _texts(sheet: Sheet) -> Iterator[tuple[Printed, Place]]:
    """Every running text of the sheet and its place in the form."""
    for project in sheet.projects:
        for statement in project.statements:
            yield statement.text, Place(project.project_no, project.title.text, statement.section, statement.mark)


def _amid_katakana(texts: Sequence[tuple[Printed, Place]], entities: Sequence[Entity]) -> Iterator[Defect]:
    """Names in brackets, and words of the text, that are a known name but for a kanji that looks like a kana."""
    names = {name_key(name): name for entity in entities for name in (entity.name, *entity.variants)}
    right = {key: name for key, name in names.items() if not _AMID.search(key)}
    for text, place in texts:
        said = lexicon.squeeze(text.text)
        if not _AMID.search(said):
            continue
        plain = _AMID.sub(lambda m: _KATAKANA[m[0]], said)
        for key, name in right.items():
            at = plain.find(key)
            if len(key) > 2 and at >= 0 and said[at : at + len(key)] != key:
                yield _defect(_Spelt(said[at : at + len(key)], said[at : at + len(key)], text, place), name)


def _strokes(texts: Sequence[tuple[Printed, Place]], entities: Sequence[Entity]) -> Iterator[Defect]:
    """Names that differ in no more than the strokes of one kana."""
    spelt: dict[str, list[Entity]] = {}
    for entity in entities:
        spelt.setdefault(_skeleton(name_key(entity.name)), []).append(entity)
    for key, alike in spelt.items():
        if len(alike) < 2 or len(key) < _L["shortest_kana"]:
            continue
        common, *others = sorted(alike, key=lambda entity: (-len(entity.statements), entity.name))
        for other in others:
            if _differ_in_one(name_key(common.name), name_key(other.name)):
                yield from (_defect(_Spelt(other.name, other.name, *found), common.name) for found in _places(texts, other.name))


def _skeleton(name: str) -> str:
    """A name without the marks of its kana and with large kana for small ones."""
    apart = unicodedata.normalize("NFD", name)
    return "".join(char for char in apart if char not in "\u3099\u309a").translate(_SMALL)


def _differ_in_one(name: str, other: str) -> bool:
    return len(name) == len(other) and sum(a != b for a, b in zip(name, other, strict=True)) == 1


def _places(texts: Sequence[tuple[Printed, Place]], name: str) -> Iterator[tuple[Printed, Place]]:
    yield from [found for found in texts if name in found[0].text][:1]


def _capitals(texts: Sequence[tuple[Printed, Place]]) -> Iterator[Defect]:
    """Abbreviations in capitals that differ in one letter from a commoner one."""
    counted: Counter[str] = Counter()
    where: dict[str, tuple[Printed, Place]] = {}
    for text, place in texts:
        for word in _CAPITALS.findall(unicodedata.normalize("NFKC", text.text)):
            counted[word] += 1
            where.setdefault(word, (text, place))
    words = [word for word in counted if word not in _L["no_capitals"] and len(word) >= _L["shortest_capitals"]]
    for word in words:
        for other in words:
            if (counted[word], word) < (counted[other], other) and counted[word] == 1 and _differ_in_one(word, other):
                yield _defect(_Spelt(word, word, *where[word]), other)


def _defect(spelt: _Spelt, other: str) -> Defect:
    box = spelt.text.boxes[0] if spelt.text.boxes else None
    values = (("name", spelt.printed), ("other", other))
    return Defect("name-varies", box.page if box else None, box, spelt.printed, spelt.place, values)
