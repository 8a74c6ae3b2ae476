"""Cut a text into words that keep domain terms whole and break no word of the general dictionary."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import partial
from itertools import accumulate, repeat
from pathlib import Path

from textgov.errors import UsageError
from textgov.fold import fold
from textgov.stages.segment.dictionary import Entry, can_stand_whole, domain_dictionary, read_dictionary
from textgov.stages.segment.engines import Engine, make_engine
from textgov.stages.segment.sentences import split_sentences
from textgov.types import Segmentation, Token

# Characters whose folded form can be part of a word. All others that fold changes in a text of simplified characters
# are full-width punctuation, at which the engines cut whether folded or not.
_FOLDED_IN_WORDS = re.compile(r"[A-ZＡ-Ｚａ-ｚ０-９＋＃＆．＿％－]")
_FOLDED = {char: fold(char) for char in map(chr, (*range(0x41, 0x5B), *range(0xFF01, 0xFF5F)))}
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s")
_HANZI = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[a-z0-9]")
# How many characters of an added word may form a word of the general dictionary with the character beside it.
_OVERLAP = 3

_token = partial(tuple.__new__, Token)


class Segmenter:
    """Cut texts into sentences and words. Safe to share between threads: nothing changes after it is built."""

    def __init__(self, engine: Engine, added: frozenset[str]) -> None:
        self._engine = engine
        self._added = added

    @classmethod
    def from_words(
        cls, words: Iterable[str] = (), *, engine: str = "rjieba", user_dictionary: Path | None = None
    ) -> Segmenter:
        """Build a segmenter that keeps ``words``, textgov's domain dictionary and the user's dictionary whole.

        A word gets the lowest frequency with which it beats its own parts, so that a reading that crosses its edges
        with known words still wins; shorter words come first, because they may be parts of longer ones. Words with
        blanks or punctuation are passed over: both engines always cut there. Raises UsageError for an unknown engine,
        an empty word or an unreadable dictionary.
        """
        made = make_engine(engine)
        entries = {entry.word: entry for entry in domain_dictionary()}
        for word in words:
            if not word.strip():
                raise UsageError("词表里有空词;请删去")
            entries.setdefault(fold(word), Entry(fold(word)))
        if user_dictionary is not None:
            entries |= {entry.word: entry for entry in read_dictionary(user_dictionary)}
        added = frozenset(
            word
            for word, entry in sorted(entries.items(), key=lambda item: (len(item[0]), item[0]))
            if can_stand_whole(word) and made.add(word, entry.frequency, entry.pos)
        )
        return cls(made, added)

    def segment(self, text: str, *, pos: bool = False) -> Segmentation:
        """Return sentences and tokens; white space is in no token, every other character is in exactly one.

        Words are found on ``fold(text)``; a token's text is the original's. ``pos`` asks for parts of speech.
        """
        words, starts, tags = self._read(text, pos)
        ends = starts[1:]
        tokens = tuple(map(_token, zip(words, starts, ends, tags or repeat(""), strict=False)))
        if _SPACE.search(text):
            tokens = tuple([token for token in tokens if not token[0].isspace()])
        return Segmentation(split_sentences(text), tokens)

    def words(self, text: str) -> list[str]:
        """Return the texts of the tokens."""
        return [word for word in self._read(text, False)[0] if not word.isspace()]

    def keeps_whole(self, word: str) -> bool:
        """Say whether ``word`` was added to the general dictionary."""
        return fold(word) in self._added

    def _read(self, text: str, pos: bool) -> tuple[list[str], list[int], list[str] | None]:
        """Return the words, which joined are ``text``, where each starts (and the last ends), and tags if asked for."""
        folded, changed = _for_engine(text)
        if pos:
            tagged = self._engine.tag(folded)
            words, tags = [word for word, _ in tagged], [tag for _, tag in tagged]
        else:
            words, tags = self._engine.cut(folded), None
        if not self._added.isdisjoint(words):
            self._mend(words, tags)
        starts = list(accumulate(map(len, words), initial=0))
        for place in changed:
            index = bisect_right(starts, place) - 1
            words[index] = text[starts[index] : starts[index + 1]]
        return words, starts, tags

    def _mend(self, words: list[str], tags: list[str] | None) -> None:
        """Take back, in place, each added word that broke words of the general dictionary.

        It did if it left a single character or an unknown rest beside it that belongs to a known word across its edge
        (长春 in 市|长春|节: 市长, 春节), or cut through a number or Latin word, and if the general dictionary reads the
        same stretch across that edge in no more words.
        """
        # From the end, so that the places still to come stay where they are.
        for index in [index for index, word in enumerate(words) if word in self._added][::-1]:
            left, right = self._clings(words, index, -1), self._clings(words, index, 1)
            if not left and not right:
                continue
            # The torn word may reach into a neighbour that is a known word itself: 凤凰|台中|秋.
            left, right = left or self._is_plain(words, index - 1), right or self._is_plain(words, index + 1)
            window = slice(index - left, index + 1 + right)
            before = words[window]
            after = self._engine.plain("".join(before))
            if len(after) <= len(before) and _crosses([word for word, _ in after], before, left):
                words[window] = [word for word, _ in after]
                if tags is not None:
                    tags[window] = [tag for _, tag in after]

    def _clings(self, words: list[str], index: int, step: int) -> int:
        """Return how many words on one side (step -1: left, 1: right) look torn off by the added word at ``index``."""
        count = 0
        edge = words[index][-1 if step > 0 else 0]
        while 0 <= (near := index + step * (count + 1)) < len(words) and count < _OVERLAP:
            word = words[near]
            touching = word[0 if step > 0 else -1]
            if _LATIN.match(edge) and _LATIN.match(touching):
                count += 1
            elif count and not (len(word) == 1 and _HANZI.match(word)):
                break
            elif count or self._overlaps(words[index], word, step):
                count += 1
            else:
                break
            edge = word[-1 if step > 0 else 0]
        return count

    def _is_plain(self, words: list[str], index: int) -> int:
        """Return 1 if there is a word at ``index`` that the general dictionary has and nobody added, else 0."""
        inside = 0 <= index < len(words)
        return int(inside and words[index] not in self._added and self._engine.known(words[index]))

    def _overlaps(self, added: str, near: str, step: int) -> bool:
        """Say whether the end of ``added`` and the beginning of the rest ``near`` make a known word (or the mirror)."""
        if not _HANZI.match(near) or (len(near) > 1 and (near in self._added or self._engine.known(near))):
            return False
        known = self._engine.known
        if step > 0:
            return any(known(added[-size:] + near[0]) for size in range(1, _OVERLAP + 1))
        return any(known(near[-1] + added[:size]) for size in range(1, _OVERLAP + 1))


def _crosses(after: list[str], before: list[str], index: int) -> bool:
    """Say whether the reading ``after`` lacks a cut on one side of the word at ``index`` of the reading ``before``."""
    edges = list(accumulate(map(len, before), initial=0))
    return not {edges[index], edges[index + 1]} <= set(accumulate(map(len, after), initial=0))


def _for_engine(text: str) -> tuple[str, list[int]]:
    """Return what the engine is to read, and where it differs from ``text``.

    The words are those of ``fold(text)``, but punctuation is left alone, which takes a tenth of the time.
    """
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        # A lone surrogate, as damaged JSON has it, is no text that an engine could read.
        folded = _SURROGATE.sub("\ufffd", fold(text))
        return folded, [place for place, (old, new) in enumerate(zip(text, folded, strict=True)) if old != new]
    places = [match.start() for match in _FOLDED_IN_WORDS.finditer(text)]
    return (_FOLDED_IN_WORDS.sub(_folded, text) if places else text), places


def _folded(match: re.Match[str]) -> str:
    return _FOLDED[match[0]]
