"""Carry places between a raw text and its masked form, so that evidence survives masking."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from textgov.types import Masked


class OffsetMap:
    """Maps character offsets of a raw text to its masked text and back; offsets inside a label go to its start."""

    def __init__(self, pieces: Sequence[tuple[int, int, int, int]]) -> None:
        """Store the replaced pieces as (raw start, raw end, masked start, masked end), sorted."""
        self._pieces = pieces
        self._raw = [piece[0] for piece in pieces]
        self._masked = [piece[2] for piece in pieces]

    @classmethod
    def from_masked(cls, raw: str, masked: Masked) -> OffsetMap:
        """Build the map of ``masked``, made from ``raw``; ValueError where they do not belong together."""
        pieces = []
        shift = 0
        for span in masked.spans:
            start = span.start + shift
            end = masked.text.find("〕", start) + 1
            if not end or masked.text[start : start + 1] != "〔":
                raise ValueError(f"遮盖后的文本在第 {start} 个字处没有标记;请使用同一次遮盖的原文和结果")
            pieces.append((span.start, span.end, start, end))
            shift = end - span.end
        if len(raw) + shift != len(masked.text):
            raise ValueError("原文和遮盖后的文本长度对不上;请使用同一次遮盖的原文和结果")
        return cls(pieces)

    def to_masked(self, offset: int) -> int:
        """Return the place in the masked text of ``offset`` in the raw text."""
        return _carry(offset, self._raw, self._pieces, 0, 2)

    def to_raw(self, offset: int) -> int:
        """Return the place in the raw text of ``offset`` in the masked text."""
        return _carry(offset, self._masked, self._pieces, 2, 0)


def _carry(
    offset: int, starts: list[int], pieces: Sequence[tuple[int, int, int, int]], source: int, target: int
) -> int:
    number = bisect_right(starts, offset) - 1
    if number < 0:
        return offset
    piece = pieces[number]
    if offset < piece[source + 1]:
        return piece[target]
    return offset - piece[source + 1] + piece[target + 1]
