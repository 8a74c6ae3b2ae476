"""The pattern language of the codebook, small enough for a social worker to write in Excel.

================  ===========================================================================================
``A|B``           A or B
``A…B``           A, then B after at most 12 characters of the same clause (no ，。；！？ between)
``A……B``          A, then B after at most 40 characters of the same sentence (no 。；！？ between)
``#``             a number, in digits or Chinese numerals (30, 三十, 百余, 数千)
================  ===========================================================================================

``召开|组织…议事|协商…会`` reads: (召开 or 组织), a gap, (议事 or 协商), a gap, 会. Every pattern compiles to a bounded
regular expression without nested repetition, so matching time is linear in the text for a given pattern.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from textgov.fold import fold

CLAUSE_GAP, SENTENCE_GAP = 12, 40
_NUMBER = "[0-9一二两三四五六七八九十百千万亿几数多余]{1,9}"
_GAPS = {
    "…": f"[^,。;!?\n]{{0,{CLAUSE_GAP}}}?",
    "……": f"[^。;!?\n]{{0,{SENTENCE_GAP}}}?",
}


@dataclass(frozen=True)
class Pattern:
    """A pattern read: ``regex`` runs on folded text, and only where one of ``keys`` occurs."""

    source: str
    expression: str
    keys: tuple[str, ...]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The regular expression, compiled on first use: of a thousand rules a text meets a few dozen."""
        return re.compile(self.expression)


def compile_pattern(source: str) -> Pattern:
    """Read a pattern of the codebook.

    Raises ValueError with a message in Chinese when the pattern is empty, has an empty alternative, begins or ends
    with a gap, or holds nothing but numbers.
    """
    folded = fold(source.strip())
    pieces = re.split("(…{1,2})", folded)
    parts, gaps = pieces[::2], pieces[1::2]
    if not all(parts):
        raise ValueError(f"匹配式“{source}”的开头、结尾或两个省略号之间是空的;请写成 A…B")
    regex, best = "", ((), 0)  # type: tuple[str, tuple[tuple[str, ...], int]]
    for i, part in enumerate(parts):
        words = part.split("|")
        if not all(words):
            raise ValueError(f"匹配式“{source}”有空的选项;请检查多余的“|”")
        literal = [max(word.split("#"), key=len) for word in words]
        shortest = min(map(len, literal))
        if shortest > best[1]:
            best = (tuple(literal), shortest)
        words.sort(key=len, reverse=True)
        alternatives = "|".join(re.escape(word).replace(r"\#", _NUMBER) for word in words)
        regex += f"(?:{alternatives})" + (_GAPS[gaps[i]] if i < len(gaps) else "")
    if not best[0]:
        raise ValueError(f"匹配式“{source}”只有数字;请至少写一个词")
    return Pattern(source, regex, best[0])
