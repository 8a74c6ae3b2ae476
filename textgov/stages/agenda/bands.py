"""Counts of letters as bands, so that a meeting learns how much an issue weighs and nobody learns who else wrote."""

from __future__ import annotations

from textgov.settings import RELEASE

# Lower edges in multiples of k: 5, 10, 20, 50, 100, 200 with the usual k of 5.
_EDGES = (1, 2, 4, 10, 20, 40)


def band(count: int, *, k: int = RELEASE.k) -> str:
    """Return the band of ``count`` letters (0 or more), such as ``5–9 封``; below ``k`` only that it is fewer."""
    if count < k:
        return f"少于 {k} 封"
    reached = [edge * k for edge in _EDGES if edge * k <= count]
    if len(reached) == len(_EDGES):
        return f"{reached[-1]} 封以上"
    last = _EDGES[len(reached)] * k - 1
    return f"{reached[-1]}–{last} 封" if last > reached[-1] else f"{last} 封"
