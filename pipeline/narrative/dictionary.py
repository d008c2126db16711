"""The words that texts are cut by: Sudachi's core dictionary and the field's own terms.

The terms are kept readable in ``rules/user_dictionary.csv``. Sudachi wants them compiled against the very system dictionary
that is installed, which takes some seconds, so the compiled file is kept in a cache under the user's cache folder
(``KYOTEN_CACHE`` overrides it), named by the digests of all that it was made from and of its bytes: one that was spoiled is made anew.
``python -m pipeline.narrative.dictionary`` builds it ahead of time; otherwise the first use does. No network is needed.
"""

from __future__ import annotations

import atexit
import contextlib
import csv
import hashlib
import io
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from unicodedata import normalize

from sudachipy import Config, Dictionary, SplitMode, Tokenizer, sudachipy

from pipeline.files import cache_folder, digest_of, sound_file
from pipeline.narrative.model import DictionaryVersion

SYSTEM = "core"
_DISTRIBUTION = "sudachidict_core"
_CONNECTION = {"名詞-普通名詞-一般": 5146, "名詞-固有名詞-一般": 4786}
# Low enough that a listed term is preferred to any chain of shorter words.
_COST = -3000


def dictionary_version() -> DictionaryVersion:
    """The versions that decide how a text is cut; ``user`` is the digest of ``rules/user_dictionary.csv``."""
    return DictionaryVersion(
        tokenizer=version("sudachipy"),
        system=f"{_DISTRIBUTION} {version(_DISTRIBUTION)}",
        user=hashlib.sha256(_readable_bytes()).hexdigest()[:16],
    )


@cache
def tokenizer() -> Tokenizer:
    """The process's one tokenizer, mode C. Not for use by several threads."""
    user = str(compiled_dictionary())
    return Dictionary(config=Config(system=SYSTEM, user=[user])).tokenizer(mode=SplitMode.C)


def compiled_dictionary() -> Path:
    """The compiled user dictionary, built if the cache has none as it was written; safe against other processes that build it too."""
    kept = cache_folder("sudachi")
    if kept is not None and (found := _sound(kept)):
        return found
    folder = kept if kept is not None and _is_writable(kept) else _own_folder()
    with _alone(folder), tempfile.TemporaryDirectory(dir=folder) as scratch:
        if found := _sound(folder):
            return found
        made = _compile(_readable_bytes().decode("utf-8"), Path(scratch))
        path = folder / f"{_key()}-{digest_of(made)}.dic"
        made.replace(path)
        for spoiled in set(folder.glob(f"{_key()}-*.dic")) - {path}:
            with contextlib.suppress(OSError):  # one that another process still reads, where the system minds
                spoiled.unlink()
    return path


def spoiled_dictionary() -> Path | None:
    """The kept dictionary, where there is one and it is not as it was written."""
    kept = cache_folder("sudachi")
    if kept is None or _sound(kept):
        return None
    return next(iter(sorted(kept.glob(f"{_key()}-*.dic"))), None)


def _sound(folder: Path) -> Path | None:
    return sound_file(folder, _key(), ".dic")


def _key() -> str:
    tag = "|".join((*dictionary_version().metadata().values(), str(_COST)))
    return f"user-{hashlib.sha256(tag.encode()).hexdigest()[:16]}"


def sudachi_lexicon(readable: str) -> str:
    """The readable CSV (見出し, 読み, 品詞, A単位) as Sudachi's lexicon source; ValueError names a row that it cannot take."""
    words = Dictionary(dict=SYSTEM)
    units = words.tokenizer(mode=SplitMode.A)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in csv.DictReader(io.StringIO(readable)):
        term, reading, pos = row["見出し"], row["読み"], row["品詞"]
        if pos not in _CONNECTION:
            raise ValueError(f"user_dictionary.csv: {term}: unknown part of speech {pos}")
        connection = _CONNECTION[pos]
        parts = row["A単位"].split("/") if row["A単位"] else []
        if parts and "".join(parts) != term:
            raise ValueError(f"user_dictionary.csv: {term}: the A units do not add up to the term")
        references = []
        for part in parts:
            found = list(units.tokenize(part))
            if len(found) != 1:
                found = [word for word in words.lookup(part) if word.surface() == part][:1]
            if not found or found[0].is_oov():
                raise ValueError(f"user_dictionary.csv: {term}: {part} is no word of the system dictionary")
            references.append(",".join((part, *found[0].part_of_speech(), found[0].reading_form())))
        split = "/".join(references) or "*"
        key = normalize("NFKC", term).lower()
        kind = "C" if parts else "A"
        head = (key, connection, connection, _COST, term, *pos.split("-"), "*", "*", "*")
        writer.writerow((*head, reading, term, "*", kind, split, "*", "*"))
    return out.getvalue()


def _compile(readable: str, scratch: Path) -> Path:
    source = scratch / "user.csv"
    built = scratch / "user.dic"
    source.write_text(sudachi_lexicon(readable), encoding="utf-8")
    system = Path(str(files(_DISTRIBUTION))) / "resources" / "system.dic"
    sudachipy.build_user_dic(system=system, lex=[source], output=built, description="kyoten: terms of the field")
    return built


def _readable_bytes() -> bytes:
    return (files("pipeline.rules") / "user_dictionary.csv").read_bytes()


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Within the block no other process of this machine builds in the folder, where the system knows such locks."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


@cache
def _own_folder() -> Path:
    """Where nothing can be kept: a folder of this process alone, that nobody else can write to and that goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="kyoten-sudachi-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


if __name__ == "__main__":
    compiled_dictionary()
