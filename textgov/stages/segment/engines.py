"""The segmentation engines behind one protocol: rjieba (Rust, the default) and jieba (Python).

Both read the same dictionary and search the same word graph, so they agree, except in what is *not* a dictionary word.
One such difference is adapted away, two are left:

1. Adapted: runs of ASCII letters and digits joined by ``.``, ``-`` or ``_``. jieba cuts ``pm2.5`` as one but
   ``2025-03-14`` and ``www.abc.cn`` into pieces, rjieba keeps each whole. ``_JiebaEngine`` joins them
   (test_joined_ascii_runs_agree).
2. Left: hanzi beyond U+9FD5 and of the extension blocks (㐀㐁). rjieba takes several in a row for a possible new word,
   jieba cuts each alone (test_rare_hanzi_differ).
3. Left: the part of speech of new words (about 4 tokens in 100). rjieba guesses it with the model of jieba.posseg;
   that one would cut differently with than without tags, so ``_JiebaEngine`` gives ``x`` (test_tags_of_new_words_differ).

White space, which both return as tokens, is dropped by the Segmenter. The share of texts that both cut alike is printed
by ``python -m benchmarks.segmentation``.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import cache
from typing import Any, Protocol

from textgov.errors import UsageError

Tagged = list[tuple[str, str]]


class Engine(Protocol):
    """A segmenter with words of its own; no call changes anything that another Engine sees."""

    def add(self, word: str, frequency: int, pos: str) -> bool:
        """Make ``word`` stand whole (``frequency`` is a lower bound, 0 for none); False if it did so before."""

    def cut(self, text: str) -> list[str]:
        """Return the words; joined they are ``text``."""

    def tag(self, text: str) -> Tagged:
        """Return the same words, each with its part of speech."""

    def plain(self, text: str) -> Tagged:
        """Return the words by the engine's own dictionary alone: no added words, no guessing of new ones."""

    def known(self, word: str) -> bool:
        """Say whether the engine's own dictionary has the word."""


class _RjiebaEngine:
    def __init__(self) -> None:
        import rjieba

        self._jieba: Any = rjieba.Jieba()
        # The module's own instance is loaded by the import anyway; it is only read here.
        self._plain: Any = rjieba
        self.cut: Callable[[str], list[str]] = self._jieba.cut
        self.tag: Callable[[str], Tagged] = self._jieba.tag
        self.known: Callable[[str], bool] = rjieba.has_word

    def add(self, word: str, frequency: int, pos: str) -> bool:
        if not frequency and self._jieba.cut(word, hmm=False) == [word]:
            return False
        self._jieba.add_word(word, max(frequency, self._jieba.suggest_freq(word)), pos)
        return True

    def plain(self, text: str) -> Tagged:
        tagged: Tagged = self._plain.tag(text, hmm=False)
        return tagged


@cache
def _jieba_dictionary() -> tuple[Any, dict[str, int], int, dict[str, str]]:
    """Return jieba's Tokenizer class, frequencies, their total and tags, read without its cache file and its log."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escapes and pkg_resources in jieba's own source
        import jieba
    tokenizer = jieba.Tokenizer()
    frequencies, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    with tokenizer.get_dict_file() as file:
        rows = (line.decode("utf-8").split(" ") for line in file)
        tags = {row[0]: row[2].strip() for row in rows}
    return jieba.Tokenizer, frequencies, total, tags


class _JiebaEngine:
    # A run that rjieba keeps whole and jieba cuts at its joints.
    _RUN = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)+%?")

    def __init__(self) -> None:
        tokenizer, frequencies, total, self._tags = _jieba_dictionary()
        self._frequencies = frequencies
        self._plain, self._jieba = tokenizer(), tokenizer()
        for one, words in ((self._plain, frequencies), (self._jieba, dict(frequencies))):
            one.FREQ, one.total, one.initialized = words, total, True
        self._own_tags: dict[str, str] = {}

    def add(self, word: str, frequency: int, pos: str) -> bool:
        if not frequency and self._jieba.lcut(word, HMM=False) == [word]:
            return False
        self._jieba.add_word(word, max(frequency, self._jieba.suggest_freq(word)))
        self._own_tags[word] = pos
        return True

    def cut(self, text: str) -> list[str]:
        words: list[str] = self._jieba.lcut(text)
        runs = [match.span() for match in self._RUN.finditer(text)]
        return _joined(words, runs) if runs else words

    def tag(self, text: str) -> Tagged:
        return [(word, self._pos(word)) for word in self.cut(text)]

    def plain(self, text: str) -> Tagged:
        return [(word, self._pos(word)) for word in self._plain.lcut(text, HMM=False)]

    def known(self, word: str) -> bool:
        return self._frequencies.get(word, 0) > 0

    def _pos(self, word: str) -> str:
        known = self._own_tags.get(word) or self._tags.get(word)
        if known:
            return known
        letters = [char for char in word if char.isascii() and char.isalnum()]
        return "x" if not letters else "m" if all(char.isdigit() for char in letters) else "eng"


def _joined(words: list[str], runs: list[tuple[int, int]]) -> list[str]:
    """Join the words inside each run; a run that starts or ends within a word is left as it is."""
    joined: list[str] = []
    position = number = 0
    inside: list[str] = []
    for word in words:
        start, position = position, position + len(word)
        while number < len(runs) and runs[number][1] <= start:
            number += 1
        begin, end = runs[number] if number < len(runs) else (position, position)
        if begin <= start and position <= end and (inside or begin == start):
            inside.append(word)
            if position == end:
                joined.append("".join(inside))
                inside = []
        else:
            joined += [*inside, word]
            inside = []
    return joined


ENGINES: dict[str, Callable[[], Engine]] = {"rjieba": _RjiebaEngine, "jieba": _JiebaEngine}


def make_engine(name: str) -> Engine:
    """Return a new engine; raise UsageError for a name that is not in ``ENGINES``."""
    if name not in ENGINES:
        raise UsageError(f"没有名为“{name}”的分词引擎;可以用:{'、'.join(ENGINES)}")
    return ENGINES[name]()
