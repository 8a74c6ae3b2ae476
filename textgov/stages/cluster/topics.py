"""What issue of the codebook a letter is likely to be about, and whose: tells two problems of one place from one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from textgov.codebook import default_codebook
from textgov.models import Model, softmax
from textgov.resources import resource

_BATCH = 512
_HEADS = ("issue", "body")
# Below this share a group is about several issues as likely as about one.
_CLEAR = 0.35


@cache
def _model() -> Model:
    return Model.load(resource("models/router"))


def topics(heads: Sequence[str], wholes: Sequence[str]) -> tuple[Any, Any]:
    """Return the roots of P(issue) and P(body) [letters × labels] as float32, by the router that ships.

    The chances are means over the heads and the wholes; of two letters' roots the inner product says how alike they are.
    """
    import numpy as np

    of_heads, of_wholes = _probabilities(heads), _probabilities(wholes)
    issues, bodies = (np.sqrt((a + b) / 2).astype(np.float32) for a, b in zip(of_heads, of_wholes, strict=True))
    return issues, bodies


def issue_of(roots: Any) -> str:
    """Return the name of the issue that letters with these roots of P(issue) [letters × issues] are most likely about.

    Returns ``""`` where that is less likely than ``_CLEAR`` or no issue of its own.
    """
    chances = (roots**2).mean(axis=0)
    name = _model().heads["issue"].labels[int(chances.argmax())]
    if float(chances.max()) < _CLEAR or name == "other":
        return ""
    known = default_codebook().issues.get(name)
    return known.name if known else ""


def _probabilities(texts: Sequence[str]) -> list[Any]:
    import numpy as np

    model = _model()
    parts: dict[str, list[Any]] = {name: [] for name in _HEADS}
    for begin in range(0, len(texts), _BATCH):
        lines = [f"{text}\n" for text in texts[begin : begin + _BATCH]]
        ends = np.cumsum([len(line) for line in lines])
        found = model.vocabulary.find("".join(lines))
        owners = np.searchsorted(ends, found.starts, side="right")
        scores = model.scores(model.features(found.terms, owners, len(lines)))
        for name, found_so_far in parts.items():
            found_so_far.append(softmax(scores[name] * model.settings["temperatures"][name]))
    return [np.concatenate(found_so_far) for found_so_far in parts.values()]
