"""Typefaces that set text off without being bold: an office's headings stand in Gothic type amid Mincho, which is its bold.

In go the names of the fonts of a page's glyphs, out come those that emphasise. Sources of the names: the fonts of Japanese offices,
printers and systems (ＭＳ 明朝, 游ゴシック, HeiseiMin-W3, KozGoPr6N, Hiragino Kaku Gothic, Noto Serif CJK).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

GOTHIC = ("gothic", "ゴシック", "ｺﾞｼｯｸ", "kakugo", "kaku go", "kozgo", "meiryo", "メイリオ", "sans")
"""parts of a font's name, in lower case, that say it is Gothic; asked before MINCHO"""
MINCHO = ("mincho", "明朝", "heiseimin", "kozmin", "ryumin", "hiramin", "serif", "song", "ming")
LEAST_BODY = 0.6
"""of a page's glyphs; where fewer are Mincho, that is not what its text is set in"""
MOST_SET_OFF = 0.25
"""of a page's glyphs; where more are Gothic, they are text as well"""


def emphasising(names: Iterable[str]) -> frozenset[str]:
    """The fonts that emphasise on a page, by the name of each glyph's font; none where most is not Mincho or much is Gothic."""
    many = Counter(names)
    gothic = frozenset(name for name in many if _is(name, GOTHIC))
    mincho = sum(many[name] for name in many if name not in gothic and _is(name, MINCHO))
    total = many.total()
    is_rare = sum(many[name] for name in gothic) <= MOST_SET_OFF * total
    return gothic if is_rare and mincho >= LEAST_BODY * total else frozenset()


def _is(name: str, parts: tuple[str, ...]) -> bool:
    return any(part in name.lower() for part in parts)
