"""Read a user's dictionary in jieba's format: one word a line, then optionally its frequency and part of speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from textgov.errors import UsageError
from textgov.fold import fold
from textgov.resources import package_file

# The engines always cut at any other character, so a word that has one can never stand whole.
_WHOLE = re.compile(r"[\u4e00-\u9fd5a-z0-9+#&._%\-]+")
_FORMAT = "每行写一个词,后面可以加词频和词性,用空格隔开,例如:议事长 10 n"


@dataclass(frozen=True, slots=True)
class Entry:
    """A word, folded; ``frequency`` 0 means: as high as needed to stand whole."""

    word: str
    frequency: int = 0
    pos: str = "n"


def can_stand_whole(word: str) -> bool:
    """Say whether a folded word has only characters that the engines do not cut at (no blank, no punctuation)."""
    return bool(_WHOLE.fullmatch(word))


@cache
def domain_dictionary() -> tuple[Entry, ...]:
    """Return the words of governance and residents' life that ship with textgov."""
    return read_dictionary(package_file("codebook/dictionary.txt"))


def read_dictionary(path: Path) -> tuple[Entry, ...]:
    """Return the entries of a UTF-8 or GB18030 file in the file's order; blank lines do not count.

    Raises UsageError with file and line for a line without a word, with a frequency that is no whole number from 1,
    with a word that has blanks or punctuation, or with anything behind the part of speech.
    """
    return tuple(_entry(line, f"{path}:{number}") for number, line in _lines(path))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        data = path.read_bytes()
    except OSError:
        raise UsageError(f"读不到词典 {path};请检查路径") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            raise UsageError(f"词典 {path} 的编码认不出来;请另存为 UTF-8 文本") from None
    yield from ((number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip())


def _entry(line: str, where: str) -> Entry:
    if line[0].isspace():
        raise UsageError(f"{where}: 这一行开头没有词;{_FORMAT}")
    word, *rest = line.split()
    frequency = int(rest.pop(0)) if rest and re.fullmatch("[0-9]{1,9}", rest[0]) else None
    pos = rest.pop(0) if rest and re.fullmatch("[A-Za-z]{1,8}", rest[0]) else "n"
    if rest:
        raise UsageError(f"{where}: 看不懂“{rest[0]}”;{_FORMAT}")
    if frequency == 0:
        raise UsageError(f"{where}: 词频是 0;词频应为不小于 1 的整数,也可以不写")
    if not can_stand_whole(fold(word)):
        raise UsageError(f"{where}: “{word}”里有标点或空格,不能成为一个词;请只用汉字、字母和数字")
    return Entry(fold(word), frequency or 0, pos)
