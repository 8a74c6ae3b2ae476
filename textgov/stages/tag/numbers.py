"""Read Chinese and Arabic number expressions: 3.5万, 1,200, 两百, 十五, 廿, 一千五, 百余, 数千, 三五.

The text is expected folded (half-width digits, simplified characters).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

HAN_DIGITS = "零〇一二两三四五六七八九"
_DIGIT = {char: Decimal(value) for char, value in zip(HAN_DIGITS, (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)}
_SMALL = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000)}
_LARGE = {"万": Decimal(10**4), "亿": Decimal(10**8)}
_TENS = str.maketrans({"廿": "二十", "卅": "三十"})

_ARABIC = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?|[0-9]{1,13}(?:\.[0-9]{1,6})?"
_TOKENS = re.compile(rf"{_ARABIC}|[{HAN_DIGITS}十百千万亿]")
_WHOLE = re.compile(rf"(?:{_ARABIC}|[{HAN_DIGITS}十百千万亿]){{1,16}}")
_PLACES = re.compile(r"[〇零一二三四五六七八九]{3,8}")
_NEIGHBOURS = re.compile(r"[一二两三四五六七八九]{2}")
_VAGUE = re.compile(r"[余多来]")
_SCALE_END = re.compile(r"[百千万亿]{1,2}$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written: ``value`` is None for ranges (三五) and unknown amounts (数千).

    ``low`` and ``high`` are the ends of a range. ``approx`` is 余, 多 or 来 where one stands inside or behind the number,
    数 for unknown amounts, else ``""``.
    """

    value: float | None
    approx: str = ""
    low: float | None = None
    high: float | None = None


def parse_number(text: str) -> float | None:
    """Return the value of an exact number, or None when ``text`` is not one.

    >>> parse_number("3.5万"), parse_number("一千五"), parse_number("1,200"), parse_number("廿三"), parse_number("好")
    (35000.0, 1500.0, 1200.0, 23.0, None)
    """
    text = text.translate(_TENS)
    if _PLACES.fullmatch(text):  # digit by digit: 二〇二五
        return float("".join(str(_DIGIT[char]) for char in text))
    if not text.isascii() and not any(scale in text for scale in "十百千万亿") and len(text) > 1:
        return None
    if not _WHOLE.fullmatch(text):
        return None
    return _evaluate(_TOKENS.findall(text))


def _evaluate(tokens: list[str]) -> float | None:
    """Add up numbers and scales from left to right; None where two numbers meet or scales below 万 do not fall."""
    total = section = Decimal(0)
    digit: Decimal | None = None
    scale, ceiling = Decimal(1), Decimal(10**4)  # the last scale, and what the next small scale must stay below
    for token in tokens:
        if token in _SMALL:
            if _SMALL[token] >= ceiling:
                return None
            ceiling = scale = _SMALL[token]
            section += (Decimal(1) if digit is None else digit) * scale
            digit = None
        elif token in _LARGE:
            scale, ceiling = _LARGE[token], Decimal(10**4)
            part = section + (digit or 0)
            if token == "亿":
                total = (total + part or Decimal(1)) * scale
            else:
                total += (part or Decimal(1)) * scale
            section, digit = Decimal(0), None
        elif token in "零〇":
            scale = Decimal(1)
            digit = None if len(tokens) > 1 else Decimal(0)
        elif digit is None:
            digit = _DIGIT[token] if token in _DIGIT else Decimal(token.replace(",", ""))
        else:
            return None
    if digit is not None and scale > 10 and digit < 10:
        digit *= scale / 10  # spoken form: 一千五 is 1500
    return float(total + section + (digit or 0))


@lru_cache(maxsize=4096)
def read_amount(text: str) -> Amount | None:
    """Read a number that may be inexact (百余, 30多万, 十几, 数千, 三五), or return None when it is not a number.

    >>> pair = read_amount("三五")
    >>> read_amount("100余万").value, (pair.low, pair.high), read_amount("十几").approx
    (1000000.0, (3.0, 5.0), '数')
    """
    if "几" in text or text.startswith("数"):
        return Amount(None, "数")
    vague = _VAGUE.search(text)
    exact = text.replace(vague[0], "", 1) if vague else text
    value = parse_number(exact)
    if value is not None:
        return Amount(value, vague[0] if vague else "")
    pair = _NEIGHBOURS.search(exact)
    if pair and _is_range(pair[0]):
        low, high = (parse_number(exact.replace(pair[0], end, 1)) for end in pair[0])
        if low is not None and high is not None:
            return Amount(None, "", low, high)
    return None


def read_range(low: str, high: str) -> Amount | None:
    """Read the two ends of a range (3到5, 50-80万, 八十至一百); None where one is not a number.

    A scale that only the high end has holds for both (50-80万), unless the low end would then be the greater. An end that
    is inexact, or ends in the wrong order, leave ``low`` and ``high`` None.
    """
    ends = read_amount(low), read_amount(high)
    if ends[0] is None or ends[1] is None:
        return None
    first, last = ends[0].value, ends[1].value
    if first is None or last is None:
        return Amount(None)
    scale = _SCALE_END.search(high)
    if scale and not _SCALE_END.search(low):
        factor = parse_number(scale[0])
        if factor and first < last / factor:
            first *= factor
    return Amount(None, "", first, last) if first < last else Amount(None)


def _is_range(pair: str) -> bool:
    """Two neighbouring numerals mean "from … to …": 两三, 七八, 三五; not 一一 or 九一."""
    low, high = _DIGIT[pair[0]], _DIGIT[pair[1]]
    return high - low == 1 or pair == "三五"
