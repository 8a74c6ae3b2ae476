"""Where a name begins: the walk to the left over the segmenter's words until one that cannot belong to it.

A segmenter does not know the names, so its words are hints: a word that ends before the name (a verb, a preposition, the
sign of a place above it) is sure, the pieces of the name itself are not, and a particle may be glued to its front.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from textgov.stages.names.lexicon import HAN, words
from textgov.types import Token

# jieba's tags: prepositions, conjunctions, particles, adverbs, pronouns, times, measures, verbs, adjectives, places.
_STOP_POS = ("p", "c", "u", "d", "r", "t", "q", "y", "e", "o", "v", "b", "f", "i", "l", "z", "x", "m", "a")
# Behind these a name of the next level may follow.
_ABOVE = re.compile("(?:街道|社区|[省市县镇乡旗村]|苏木|(?<![社小园辖片])区)$")
_NUMERAL = re.compile("[零〇一二两三四五六七八九十百千万几多数]")
# Tags of words that the dictionary lacks are guesses.
_GUESSED = frozenset("vab")
_PROPER_POS = ("ns", "nr", "nz", "nt")
_MEASURE = re.compile("[个名家位座处批类大所条户件项次天年月日元人]$")
# What these tags mark may be a name after all: directions, places, kinds, idioms.
_ORDINARY = frozenset("bfsil")
# A word of the dictionary as long as this is a phrase.
_RECURS = 3
_NOUNS = frozenset("nsf")
_FUNCTION = frozenset("".join(words("function")))
_MIN_STEM, _PHRASE = 2, 4
_HAN = re.compile(f"{HAN}+")
_INTRODUCE = tuple(sorted(words("introduce")))
_PARTICLES = frozenset("".join(words("particles")))


@cache
def _dictionary() -> Any:
    import rjieba

    return rjieba


def is_word(text: str) -> bool:
    """Say whether ``text`` is in the segmenter's dictionary."""
    known: Callable[[str], bool] = _dictionary().has_word
    return known(text)


def _made_of(piece: str, parts: frozenset[str]) -> bool:
    """Say whether ``piece`` is one of ``parts`` or several in a row: 停车|管理."""
    if piece in parts:
        return True
    return any(piece[:cut] in parts and _made_of(piece[cut:], parts) for cut in range(2, len(piece) - 1))


class Edges:
    """The words of one folded text, asked for where names begin."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self._starts = [token.start for token in tokens]

    def token_at(self, place: int) -> int:
        """Return the number of the token that holds the character at ``place`` (or the last one before it)."""
        return bisect_right(self._starts, place) - 1

    def before(self, end: int, *, longest: int, sign: int = 0, inner: frozenset[str] = frozenset()) -> tuple[int, bool]:
        """Return where the name that reaches up to ``end`` begins, and whether something sure stands before it.

        ``longest`` is in characters; ``sign`` characters behind ``end`` (街道) belong to the name as well; ``inner`` are words that belong to the name whatever their part of speech. The
        place is ``end`` itself where nothing before it can belong to a name.
        """
        start, sure = end, True
        number = self.token_at(end - 1)
        while number >= 0:
            token = self.tokens[number]
            if token.end < start or not _HAN.fullmatch(token.text):
                break
            if token.end > end + sign and end - token.start < _MIN_STEM:
                break
            piece = self.text[token.start : start]
            # The part of speech of 坡嘎查 says nothing of 坡.
            glued = (
                len(piece) <= _MIN_STEM
                and token.end == end + sign > end
                and not is_word(token.text)
                and piece not in words("stop")
            )
            if not glued and self._stops(token, piece, begun=end - start, inner=inner):
                if start == end and self._may_open(number, piece):
                    start = token.start
                break
            if end - token.start > longest:
                sure = False
                break
            start = token.start
            number -= 1
        if end - start == 1 and number >= 0:
            start = self._with_single(number, start)
        return self.trimmed(start, end), sure

    def _with_single(self, number: int, start: int) -> int:
        """Take in one more character where only one is left, as no name is that short: 站/v 前/f."""
        token = self.tokens[number]
        short = len(token.text) == 1 or (token.pos == "m" and len(token.text) == _MIN_STEM)
        joined = token.end == start and short and bool(_HAN.fullmatch(token.text))
        return token.start if joined and token.text not in _PARTICLES else start

    def ordinary(self, start: int, end: int) -> bool:
        """Say whether only words of the dictionary stand there, none of them a proper name."""
        number = self.token_at(start)
        while number < len(self.tokens) and self.tokens[number].start < end:
            token = self.tokens[number]
            piece = self.text[max(start, token.start) : min(end, token.end)]
            if len(piece) < _MIN_STEM or token.pos.startswith(_PROPER_POS) or not is_word(piece):
                return False
            number += 1
        return True

    def recurrent(self, end: int, sign: str) -> int:
        """Return where the word before ``end`` begins if with ``sign`` it recurs throughout the text, else ``end``."""
        token = self.tokens[self.token_at(end - 1)]
        piece = self.text[token.start : end]
        usable = token.end == end and 2 <= len(piece) <= 3 and bool(_HAN.fullmatch(piece))
        if not usable or piece in words("stop") or piece in words("deeds"):
            return end
        return token.start if self.text.count(piece + sign) >= _RECURS else end

    def nominal(self, start: int, end: int) -> bool:
        """Say whether the dictionary has what stands there as a noun, or it is one of the usual names (幸福, 团结)."""
        if self.text[start:end] in words("usual"):
            return True
        tokens = self.tokens[self.token_at(start) : self.token_at(end - 1) + 1]
        return all(token.pos[:1] in _NOUNS and token.text not in words("deeds") for token in tokens)

    def introduced(self, start: int) -> bool:
        """Say whether something stands before ``start`` that only a name or a noun follows: 在, 走进, 、."""
        return self.text[start - 1 : start] == "、" or self.text.endswith(_INTRODUCE, max(0, start - 4), start)

    def begins_clause(self, start: int) -> bool:
        """Say whether no Chinese character stands before ``start``."""
        return not _HAN.fullmatch(self.text[start - 1 : start]) if start else True

    def proper(self, word: str) -> bool:
        """Say whether the segmenter takes ``word`` for a proper name wherever it stands whole."""
        tags = {token.pos for token in self.tokens if token.text == word}
        return bool(tags) and all(tag.startswith(_PROPER_POS) for tag in tags)

    def _may_open(self, number: int, piece: str) -> bool:
        """Say whether an ordinary word (站前, 承启) is a name by where it stands: first, or behind the place above it."""
        token = self.tokens[number]
        if piece in words("stop") or len(piece) < _MIN_STEM or token.pos[:1] not in _ORDINARY:
            return False
        left = self.tokens[number - 1] if number else None
        if left is None or left.end < token.start or not _HAN.fullmatch(left.text):
            return True
        return bool(_ABOVE.search(left.text))

    def _stops(self, token: Token, piece: str, *, begun: int, inner: frozenset[str]) -> bool:
        if inner and (_made_of(piece, inner) or (1 < len(piece) < _PHRASE and not is_word(piece))):
            return False
        if piece in words("stop"):
            return True
        if begun and _ABOVE.search(piece) and (len(piece) > 1 or begun > 1):
            return True
        if begun <= 1 and piece in words("usual"):
            return False
        if len(piece) >= _PHRASE and not token.pos.startswith(_PROPER_POS):
            return True
        if token.pos == "m" and not (_MEASURE.search(piece) and _NUMERAL.search(piece)):
            return False
        if len(piece) > 1 and not is_word(piece) and token.pos[0] in _GUESSED and piece not in words("deeds"):
            return False
        if not token.pos.startswith(_STOP_POS):
            return False
        # One character may be part of a name (青/ns 羊坝, 巷/ng); two that the dictionary has as a verb are a verb.
        if len(piece) == 1 and token.pos[0] == "v" and piece not in _FUNCTION and self.begins_clause(token.start):
            return False
        return len(piece) > 1 or token.pos[0] in "pcudrvt"

    def trimmed(self, start: int, end: int) -> int:
        """Leave out a particle that the segmenter glued to the front: 在汤|浦."""
        text = self.text
        while end - start > 2 and text[start] in _PARTICLES and not is_word(text[start : start + 2]):
            start += 1
        return start
