"""Look-alikes of one name within a sheet: おやこ力フェ with the kanji 力 beside おやこカフェ, YMCE beside YMCA.

In come a sheet and its entities, out come the pairs. Only what cannot be two names is one: a kanji within a word of katakana, kana
that differ in a stroke (カフエ, ひろは) where an ending or their number tells which is right, capitals that are a known organisation's
but for a letter. A sheet that was recognised from a picture is not asked: there it is the recognition that errs.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from pipeline import rules
from pipeline.facts import lexicon
from pipeline.prose.entities import name_key
from pipeline.prose.model import Entity
from pipeline.prose.rules import content
from pipeline.rules import load
from pipeline.sheet.model import Sheet
from pipeline.text.folds import SMALL_KANA, differences, skeleton
from pipeline.values import Defect, Place, Printed

_L = content()["lookalikes"]
_KATAKANA = {kanji: kana for kana, kanji in load("lookalikes")["kanji"]}
_KANJI = f"(?!{rules.any_of(_L['words_with_kanji'])})[{''.join(_KATAKANA)}]"
_AMID = re.compile(f"(?<=[ァ-ヶー]){_KANJI}|{_KANJI}(?=[ァ-ヶー])")
_WORD = re.compile(r"[ァ-ヶー]+")
_HIRAGANA = re.compile(r"[ぁ-ゖ]+\Z")
_ENDINGS = frozenset(end for entry in content()["types"] for end in entry["ends"])
_CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z]{4,10}(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class _Spelt:
    """A name where it stands: its spelling in NFKC, as printed, the text and the place in the form."""

    name: str
    printed: str
    text: Printed
    place: Place


def lookalikes_of(sheet: Sheet, entities: Sequence[Entity]) -> tuple[Defect, ...]:
    """A defect for each spelling that looks like the right one of the same sheet."""
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
            if len(key) > 2 and at >= 0 and _is_mistyped(found := said[at : at + len(key)], key):
                yield _defect(_Spelt(found, found, text, place), name)


def _is_mistyped(name: str, right: str) -> bool:
    """Whether each kanji of a name stands within a word of katakana, or what it looks like makes one that names end in: 力フェ, but
    neither 体力テスト nor 入口カフェ."""
    words = [(word.start(), word.end(), word[0]) for word in _WORD.finditer(right)]
    around = [next(word for word in words if word[0] <= k < word[1]) for k in _differences(name, right)]
    within = (start < k < end - 1 for k, (start, end, _) in zip(_differences(name, right), around, strict=True))
    return bool(around) and all(inside or word in _ENDINGS for inside, (_, _, word) in zip(within, around, strict=True))


def _strokes(texts: Sequence[tuple[Printed, Place]], entities: Sequence[Entity]) -> Iterator[Defect]:
    """Names that differ from a right one in no more than the strokes of one kana."""
    spelt: dict[str, list[Entity]] = {}
    for entity in entities:
        spelt.setdefault(skeleton(name_key(entity.name)), []).append(entity)
    for key, alike in spelt.items():
        asked = len(key) >= _L["shortest_kana"] and len(alike) <= _L["most_alike"]
        for right, other in permutations(alike if asked else (), 2):
            if _is_slip(other, right):
                yield from (_defect(_Spelt(other.name, other.name, *found), right.name) for found in _places(texts, other.name))


def _is_slip(entity: Entity, right: Entity) -> bool:
    """Whether a name is a slip for another: an ending tells it, or it stands once beside one that stands often.

    The first kana of a word tells two words apart: ほっと and ぽっと.
    """
    name, key = name_key(entity.name), name_key(right.name)
    differences = _differences(name, key)
    if len(differences) != 1 or len(right.statements) < len(entity.statements):
        return False
    if _breaks_an_ending(name, key, differences[0]):
        return True
    return len(entity.statements) == 1 and len(right.statements) >= _L["often"] and not _is_head(key, differences[0])


def _breaks_an_ending(name: str, right: str, at: int) -> bool:
    """Whether the right name ends in a word that the other has not, but for a kana behind its first: カフエ, ひろは. A mark at a kana
    of katakana makes another word: カート beside カード."""
    broken = any(right.endswith(end) and at > len(right) - len(end) for end in _ENDINGS)
    sure = name[at].translate(SMALL_KANA) == right[at].translate(SMALL_KANA) or _HIRAGANA.match(right, at) is not None
    return broken and sure and not any(name.endswith(end) and at >= len(name) - len(end) for end in _ENDINGS)


def _is_head(name: str, at: int) -> bool:
    """Whether a kana begins a word, as far as the script tells."""
    return at == 0 or unicodedata.name(name[at], "").split()[0] != unicodedata.name(name[at - 1], "").split()[0]


def _differences(name: str, other: str) -> list[int]:
    """Where two names differ; nowhere that one can say where their lengths differ."""
    return differences(name, other) if len(name) == len(other) else []


def _places(texts: Sequence[tuple[Printed, Place]], name: str) -> Iterator[tuple[Printed, Place]]:
    yield from [found for found in texts if name in found[0].text][:1]


def _capitals(texts: Sequence[tuple[Printed, Place]]) -> Iterator[Defect]:
    """Abbreviations in capitals that differ in one letter from an organisation's that the sheet names too."""
    where = [(word, text, place) for text, place in texts for word in _CAPITALS.findall(unicodedata.normalize("NFKC", text.text))]
    counted = Counter(word for word, *_ in where)
    right = [word for word in _L["capitals"] if word in counted]
    for word, text, place in where:
        unknown = counted[word] == 1 and word not in (*_L["capitals"], *_L["no_slips"])
        for other in right if unknown else ():
            if len(_differences(word, other)) == 1:
                yield _defect(_Spelt(word, word, text, place), other)


def _defect(spelt: _Spelt, other: str) -> Defect:
    box = spelt.text.boxes[0] if spelt.text.boxes else None
    values = (("name", spelt.printed), ("other", other))
    return Defect("name-varies", box.page if box else None, box, spelt.printed, spelt.place, values)
