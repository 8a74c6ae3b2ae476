"""Find the stretches of a letter that raise different issues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from textgov.settings import ROUTE
from textgov.types import IssuePart, Span

# How people begin another matter, in letters without stops too; a turn is one only some way behind the last cut.
_TURN = re.compile(
    "另外|此外|还有就是|还有个事|还有一个|还有一件|还有一事|还有呢|再就是|再一个|再一件|再说一件|再有就是|还想问|还想反映|还要反映"
    "|再反映|再问一下|顺便问|顺便说|最后问|最后说|最后还有|同时反映|同时还|第二件|第三件|二来|三来|除此之外|除了这个|对了"
    "|[一二三四2-9]是(?=[^的一])|还有(?=[^没人很多点些几可什法])"
)


def split_at_turns(text: str, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """Return the sentences, cut where a writer turns to another matter (另外, 还有个事, 再就是 …) without a stop."""
    return tuple(piece for sentence in sentences for piece in _cut(text, sentence))


def _cut(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    if sentence.end - start >= 2 * ROUTE.min_part_chars:
        for match in _TURN.finditer(text, start + ROUTE.min_part_chars, sentence.end):
            if min(match.start() - start, sentence.end - match.start()) >= ROUTE.min_part_chars:
                yield Span(start, match.start())
                start = match.start()
    yield Span(start, sentence.end)


def issue_parts(
    sentences: Sequence[Span],
    probabilities: NDArray[np.float64],
    *,
    issues: Sequence[str],
    owner: Mapping[str, str],
    main: str,
) -> tuple[IssuePart, ...]:
    """Return one part a run of sentences about the same issue.

    ``probabilities`` [sentences × issues] are of each sentence alone, ``owner`` is the body of each issue. A sentence
    that is unsure or short goes with the sentence before it (at the beginning: with the letter's ``main`` issue).
    """
    parts: list[IssuePart] = []
    current = main
    likeliest, surest = probabilities.argmax(axis=1).tolist(), probabilities.max(axis=1).tolist()
    for sentence, best, probability in zip(sentences, likeliest, surest, strict=True):
        if probability >= ROUTE.part_probability and sentence.end - sentence.start >= ROUTE.min_part_chars:
            current = issues[best]
        if parts and parts[-1].issue == current:
            parts[-1] = IssuePart(current, owner[current], parts[-1].start, sentence.end)
        else:
            parts.append(IssuePart(current, owner[current], sentence.start, sentence.end))
    return tuple(parts)
