"""Find the stretches of a letter that raise different issues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from textgov.settings import ROUTE
from textgov.types import IssuePart, Span


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
