"""Check a report's numbers: sums and shares that hold or not, and defects of its text, by place."""

from __future__ import annotations

from collections.abc import Sequence

from textgov.fold import fold
from textgov.stages.tag.defects import find_defects
from textgov.stages.tag.sums import check_sums
from textgov.types import Check, Figure


def check_figures(text: str, figures: Sequence[Figure], *, published: str | None = None) -> tuple[Check, ...]:
    """Return what could be checked about the figures of a report, sorted by place.

    ``figures`` are those of ``find_figures``; ``published`` is the report's ISO date or None.
    """
    folded = fold(text)
    found = [*check_sums(text, folded, figures), *find_defects(text, folded, figures, published)]
    return tuple(sorted(found, key=lambda check: (check.start, check.end, check.kind)))
