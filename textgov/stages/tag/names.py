"""Resolve coined names by apposition: after “晚晴帮”志愿服务队 a later 晚晴帮 stands for the volunteers.

A name in quotation marks takes the codes of the words beside it, unless the codebook already knows something in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from textgov.matching import Hit
from textgov.types import Span

_QUOTED = re.compile(r"[“「]([\u4e00-\u9fff·]{3,8})[”」]")
# Characters between the name and the word that explains it (的, ——, 是).
_GAP = 2
# A word that explains a name is evidence by itself; the name is a little less sure.
_MIN_SCORE, _NAME_SCORE = 0.7, 0.6


def coined_names(text: str, hits: Sequence[Hit], sentences: Sequence[Span]) -> Iterator[Hit]:
    """Yield a hit for every other occurrence of a name that ``hits`` explain; ``by`` gives name and explanation."""
    starts = [sentence.start for sentence in sentences]
    known: set[tuple[str, str]] = set()
    for match in _QUOTED.finditer(text):
        name = match.group(1)
        if any(hit.start < match.end() and match.start() < hit.end for hit in hits):
            continue
        for hit in hits:
            beside = 0 <= hit.start - match.end() <= _GAP or 0 <= match.start() - hit.end <= _GAP
            if hit.score < _MIN_SCORE or not beside or (name, hit.code.id) in known:
                continue
            known.add((name, hit.code.id))
            by = f"“{name}”即{text[hit.start : hit.end]}"
            for other in re.finditer(re.escape(name), text):
                if other.start() != match.start(1):
                    place = max(0, bisect_right(starts, other.start()) - 1)
                    yield Hit(hit.code, other.start(), other.end(), place, by, _NAME_SCORE)
