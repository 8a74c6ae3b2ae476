"""Releases of the same place compared: what the difference of two published counts would say about single letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textgov.stages.release.suppression import Key


def give_away(counts: Mapping[Key, int], earlier: Iterable[Mapping[Key, int]], *, k: int) -> frozenset[Key]:
    """Return the cells whose count moved by 1 to ``k - 1`` letters since a release in ``earlier``.

    ``earlier`` holds what was published (hidden cells left out). Published again, such a cell would show the few
    letters that came in between, or that a small group wrote.
    """
    return frozenset(
        key
        for release in earlier
        for key, before in release.items()
        if key in counts and 0 < abs(counts[key] - before) < k
    )
