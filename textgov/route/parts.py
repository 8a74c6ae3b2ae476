"""Find the stretches of a letter that raise different issues."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from textgov.settings import ROUTE
from textgov.types import IssuePart, Span


def issue_parts(
    sentences: Sequence[Span],
    probabilities: NDArray[np.float64],
    *,
    issues: Sequence[str],
    owner: Sequence[str],
    main: str,
) -> tuple[IssuePart, ...]:
    """Return one part a run of sentences about the same issue.

    ``probabilities`` [sentences × issues] are of each sentence alone, ``owner`` is the body of each issue. A sentence
    that is unsure or short goes with the sentence before it (at the beginning: with the letter's ``main`` issue).
    """
    parts: list[IssuePart] = []
    current = main
    bodies = dict(zip(issues, owner, strict=True))
    for sentence, row in zip(sentences, probabilities, strict=True):
        best = int(row.argmax())
        if row[best] >= ROUTE.part_probability and sentence.end - sentence.start >= ROUTE.min_part_chars:
            current = issues[best]
        if parts and parts[-1].issue == current:
            parts[-1] = IssuePart(current, bodies[current], parts[-1].start, sentence.end)
        else:
            parts.append(IssuePart(current, bodies[current], sentence.start, sentence.end))
    return tuple(parts)
