"""Coders made in memory: from a mapping, or from what the tool found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textgov.codings import Coder, Coding
from textgov.types import Tagging


def coder_of_codes(name: str, codes: Mapping[str, Iterable[str]]) -> Coder:
    """Return the coder who gave each unit these codes; a unit with none was looked at all the same."""
    return Coder(name, tuple(codes), tuple(Coding(unit, code) for unit, given in codes.items() for code in given))


def coder_of_taggings(name: str, taggings: Iterable[Tagging]) -> Coder:
    """Return the tool as a coder: one coding an evidence, a document a unit.

    The status is the tag's, which weighs its evidence by score.
    """
    units: list[str] = []
    codings: list[Coding] = []
    for tagging in taggings:
        units.append(tagging.id)
        for tag in tagging.tags:
            codings += [Coding(tagging.id, tag.code, tag.status, e.quote, e.start, e.end) for e in tag.evidence]
    return Coder(name, tuple(units), tuple(codings))
