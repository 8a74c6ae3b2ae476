"""Choose the letters that a person's look teaches most: those the model is least sure of, no two about the same matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from textgov.types import Alternative

Numbers = NDArray[np.float64]


def doubt_of(alternatives: Sequence[Alternative]) -> float:
    """Return 1 - (P of the likeliest - P of the second), in [0, 1] (margin sampling; Scheffer, Decomain & Wrobel 2001)."""
    first, second = ([one.probability for one in alternatives] + [0.0, 0.0])[:2]
    return 1 - (first - second)


def pick(doubt: Numbers, likeness: Callable[[int], Numbers], seen: Numbers, *, count: int) -> list[int]:
    """Return up to ``count`` rows, the most wanted first.

    ``doubt`` [letters] is in [0, 1]. ``likeness(i)`` returns the similarity [letters] in [0, 1] of all letters to letter
    ``i``; ``seen`` [letters] is that to the likest letter that people have judged before. Greedily, each step takes the
    letter with the largest doubt · (1 - s²), s the similarity to the likest that is taken or seen; rows of equal value by
    number. Squared, so that letters of one topic (0.3) hardly count and those about one matter do: with s itself, letters
    that are like nothing were asked about (``python -m benchmarks.review``).
    """
    nearest = np.clip(seen, 0.0, 1.0)
    left = np.ones(len(doubt), bool)
    taken: list[int] = []
    while len(taken) < min(count, len(doubt)):
        best = int(np.where(left, doubt * (1 - nearest**2), -1.0).argmax())
        left[best] = False
        taken.append(best)
        nearest = np.maximum(nearest, np.clip(likeness(best), 0.0, 1.0))
    return taken
