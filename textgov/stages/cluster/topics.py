"""What issue of the codebook a letter is likely to be about: tells two problems of one place from one problem."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from textgov.models import Model, softmax
from textgov.resources import resource

_BATCH = 512


@cache
def _model() -> Model:
    return Model.load(resource("models/router"))


def topics(heads: Sequence[str], wholes: Sequence[str]) -> Any:
    """Return P(issue) [letters × issues] as float32, by the router that ships: mean over the heads and the wholes."""
    import numpy as np

    return np.asarray((_probabilities(heads) + _probabilities(wholes)) / 2, dtype=np.float32)


def _probabilities(texts: Sequence[str]) -> Any:
    import numpy as np

    model = _model()
    scale = model.settings["temperatures"]["issue"]
    parts = [np.zeros((0, len(model.heads["issue"].labels)))]
    for begin in range(0, len(texts), _BATCH):
        lines = [f"{text}\n" for text in texts[begin : begin + _BATCH]]
        ends = np.cumsum([len(line) for line in lines])
        found = model.vocabulary.find("".join(lines))
        owners = np.searchsorted(ends, found.starts, side="right")
        scores = model.scores(model.features(found.terms, owners, len(lines)))
        parts.append(softmax(scores["issue"] * scale))
    return np.concatenate(parts)
