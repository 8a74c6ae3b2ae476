"""Concordance: every match of a query with its context (key word in context, Luhn 1960)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from textgov.codebook.patterns import compile_pattern
from textgov.errors import UsageError
from textgov.fold import fold
from textgov.research_types import Concordance
from textgov.types import Document

Sort = Literal["right", "left", "none"]
_KEYS: dict[str, Callable[[Concordance], str]] = {
    "right": lambda line: line.right,
    "left": lambda line: line.left[::-1],
    "none": lambda _line: "",
}


def kwic(
    documents: Iterable[Document], query: str, *, window: int = 20, sort: Sort = "right"
) -> tuple[Concordance, ...]:
    """Return every match of ``query`` with ``window`` characters of context on each side.

    ``query`` is a plain text or a pattern of the codebook (``A|B``, ``A…B``, ``A……B``, ``#`` for a number). Matching is
    on folded characters (full width, case, traditional), so 網格 finds 网格; offsets and context are the original's.
    Lines are sorted by what follows (``right``), by what stands before, read backwards (``left``), or stay in the order
    of the texts; equal lines too. Raises UsageError for a malformed query, a negative window or an unknown sort.
    """
    if window < 0:
        raise UsageError(f"上下文长度不能是 {window};请写 0 或更大的整数")
    if sort not in _KEYS:
        raise UsageError(f"没有排序方式 {sort};可以写 right(按右侧)、left(按左侧)、none(按原文顺序)")
    if not query.strip():
        raise UsageError("查找的词是空的;请写一个词,或写成 A|B、A…B")
    try:
        regex = compile_pattern(query).regex
    except ValueError as error:
        raise UsageError(str(error)) from None
    lines = []
    for document in documents:
        text = document.text
        for found in regex.finditer(fold(text)):
            start, end = found.span()
            left, right = text[max(0, start - window) : start], text[end : end + window]
            lines.append(Concordance(document.id, left, text[start:end], right, start, end))
    return tuple(sorted(lines, key=_KEYS[sort]))
