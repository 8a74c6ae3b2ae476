"""Keep a user's dictionary in jieba's format: add words, never twice, never half a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from textgov.errors import UsageError
from textgov.files import write_text
from textgov.fold import fold
from textgov.stages.segment.dictionary import Entry, can_stand_whole, read_dictionary

_POS = re.compile("[A-Za-z]{1,8}")


def make_entry(word: str, pos: str = "n") -> Entry:
    """Return a word that may stand in a dictionary; raise UsageError where it cannot."""
    folded = fold(word.strip())
    if not can_stand_whole(folded):
        raise UsageError(f"“{word}”不能成为一个词:里面有标点或空格,或者是空的;请只用汉字、字母和数字")
    if len(folded) < 2:
        raise UsageError(f"“{word}”只有一个字;词典里的词至少两个字")
    if not _POS.fullmatch(pos):
        raise UsageError(f"词性“{pos}”看不懂;请写 jieba 的词性,例如 n 名词、nt 机构、ns 地名、v 动词")
    return Entry(folded, 0, pos)


def add_entries(path: Path, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Add the entries that the dictionary at ``path`` lacks, and return them; the file is made where there is none.

    What stands in the file stays: its order, frequencies and parts of speech. The file is written as UTF-8.
    """
    old = {entry.word: entry for entry in reversed(read_dictionary(path))} if path.exists() else {}
    kept = dict(reversed(old.items()))
    added = {entry.word: entry for entry in entries if entry.word not in kept}
    lines = (_line(entry) for entry in (*kept.values(), *added.values()))
    write_text(path, "".join(f"{line}\n" for line in lines))
    return tuple(added.values())


def _line(entry: Entry) -> str:
    return " ".join(part for part in (entry.word, str(entry.frequency or ""), entry.pos) if part)
