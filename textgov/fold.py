"""Fold characters one to one, so that offsets stay: full-width to half-width, upper to lower, traditional to simplified."""

from __future__ import annotations

from functools import cache


@cache
def _width_and_case() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {0x3000: " ", 0x00A0: " ", 0x2003: " ", 0x2002: " ", 0xFE30: ":"}
    table |= {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    table |= {code: chr(code - 0xFEE0).lower() for code in range(0xFF21, 0xFF3B)}
    return table


@cache
def _traditional() -> dict[int, str]:
    """Return the one-character mappings of OpenCC's t2s dictionary over the unified CJK block."""
    import opencc

    characters = [chr(code) for code in range(0x3400, 0xA000)]
    converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(a): b for a, b in zip(characters, converted, strict=True) if a != b and len(b) == 1}


def fold(text: str) -> str:
    """Return ``text`` with every character folded; the result has the same length.

    >>> fold("ＡＢ，網格員")
    'ab,网格员'
    """
    text = text.translate(_width_and_case())
    try:
        # GB2312 holds simplified characters only, and encoding is far faster than a second translation.
        text.encode("gb2312")
    except UnicodeEncodeError:
        text = text.translate(_traditional())
    return text
