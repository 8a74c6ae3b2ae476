"""Texts that every format can hold."""

from __future__ import annotations

import re

# XML 1.0, and so .xlsx and .docx, cannot hold these; many readers of CSV stop at NUL.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return ``text`` with control characters as spaces and broken characters as U+FFFD; the length stays."""
    return _FORBIDDEN.sub(lambda match: " " if match[0] < " " else "\ufffd", text)
