"""Fold characters one to one, so that offsets stay: full to half width, upper to lower case, traditional to simplified."""

from __future__ import annotations

import re
from functools import cache


@cache
def _table(*, traditional: bool) -> dict[str, str]:
    """Return what each character becomes.

    The traditional characters are OpenCC's t2s dictionary, one character at a time. Characters of GB 2312 stay as they
    are even where OpenCC would change them (乾, 著), because simplified texts are written with them.
    """
    table = {chr(code): chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
    table |= {"\u3000": " ", "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\ufe30": ":"}
    table |= {chr(code): chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    if traditional:
        import opencc

        characters = [chr(code) for code in range(0x3400, 0xA000)]
        converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
        pairs = zip(characters, converted, strict=True)
        table |= {a: b for a, b in pairs if a != b and len(b) == 1 and not _is_gb2312(a)}
    return table


# Half of a character, as damaged JSON has it: no text that a matcher written in Rust could read.
_SURROGATE = re.compile("[\ud800-\udfff]")


def _is_gb2312(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _changing(*, traditional: bool) -> re.Pattern[str]:
    return re.compile("[" + re.escape("".join(_table(traditional=traditional))) + "]")


def fold(text: str) -> str:
    """Return ``text`` with every character folded; the result has the same length. A lone surrogate becomes U+FFFD.

    >>> fold("ＡＢ，網格員")
    'ab,网格员'
    """
    # GB 2312 holds no traditional characters that we fold, and asking it is far faster than looking for each.
    traditional = not _is_gb2312(text)
    if traditional:
        text = _SURROGATE.sub("\ufffd", text)
    table = _table(traditional=traditional)
    return _changing(traditional=traditional).sub(lambda match: table[match[0]], text)
