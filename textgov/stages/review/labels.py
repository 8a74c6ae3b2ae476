"""Find labels that look wrong: confident learning on probabilities that each letter had no part in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from textgov.review_types import Suspect
from textgov.settings import REVIEW


def suspects(given: Sequence[str], names: Sequence[str], probability: NDArray[np.float64]) -> list[Suspect]:
    """Return the letters whose label is probably wrong, the clearest first.

    ``probability`` [letters × ``names``] comes from models that did not learn from the letter. A label counts as
    confident for a letter when its probability reaches the mean that the letters with this label get; where the
    likeliest confident label is another than the given one, the letter is a suspect (confident joint and ranking by
    normalized margin; Northcutt, Jiang & Chuang 2021), if the two probabilities are as far apart as ``REVIEW`` asks.
    ``names`` holds every given label.
    """
    place = {name: number for number, name in enumerate(names)}
    gold = np.array([place[label] for label in given])
    usual = np.array([probability[gold == j, j].mean() if (gold == j).any() else np.inf for j in range(len(names))])
    confident = np.where(probability >= usual, probability, -1.0)
    likelier = confident.argmax(axis=1)
    rows = np.flatnonzero((confident.max(axis=1) >= 0) & (likelier != gold)).tolist()
    found = [
        Suspect(
            row,
            given[row],
            names[likelier[row]],
            float(probability[row, gold[row]]),
            float(probability[row, likelier[row]]),
        )
        for row in rows
    ]
    clear = [
        one for one in found if one.given_probability <= REVIEW.unlikely and one.likelier_probability >= REVIEW.likely
    ]
    return sorted(clear, key=lambda one: (one.given_probability - one.likelier_probability, one.row))
