"""Number expressions of Chinese."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textgov.stages.tag.numbers import Amount, parse_number, read_amount, read_range


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("35", 35),
        ("1,200", 1200),
        ("86.6", 86.6),
        ("3.5万", 35000),
        ("1.1万", 11000),
        ("1.2亿", 120_000_000),
        ("5千", 5000),
        ("2万3千", 23000),
        ("1亿2000万", 120_000_000),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("廿三", 23),
        ("卅", 30),
        ("两百", 200),
        ("百", 100),
        ("千万", 10_000_000),
        ("一百零五", 105),
        ("一千五", 1500),
        ("三万六", 36000),
        ("一万三千五百", 13500),
        ("二〇二五", 2025),
        ("零", 0),
    ],
)
def test_exact_numbers(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "好", "12,34", "1.2.3", "一一", "三五", "百千", "十十", "百余", "几", "3个"])
def test_no_exact_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("300", Amount(300)),
        ("300余", Amount(300, "余")),
        ("30多万", Amount(300_000, "多")),
        ("百余", Amount(100, "余")),
        ("十来", Amount(10, "来")),
        ("十几", Amount(None, "数")),
        ("几", Amount(None, "数")),
        ("数千", Amount(None, "数")),
        ("三五", Amount(None, "", 3, 5)),
        ("七八十", Amount(None, "", 70, 80)),
        ("两三百", Amount(None, "", 200, 300)),
        ("十五六", Amount(None, "", 15, 16)),
        ("一一", None),
        ("九一", None),
        ("好", None),
        ("余", None),
    ],
)
def test_inexact_numbers(text: str, amount: Amount | None) -> None:
    assert read_amount(text) == amount


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [
        ("3", "5", (3, 5)),
        ("10", "20", (10, 20)),
        ("50", "80万", (500_000, 800_000)),
        ("3万", "5万", (30_000, 50_000)),
        ("500", "1万", (500, 10_000)),
        ("1.5", "2亿", (150_000_000, 200_000_000)),
        ("两", "三百", (200, 300)),
        ("五十", "六十", (50, 60)),
        ("5", "3", (None, None)),
        ("20余", "30", (20, 30)),
        ("几", "十", (None, None)),
    ],
)
def test_ranges(low: str, high: str, ends: tuple[float | None, float | None]) -> None:
    found = read_range(low, high)
    assert found is not None
    assert (found.value, found.low, found.high) == (None, *ends)


def test_a_range_needs_two_numbers() -> None:
    assert read_range("好", "5") is None
    assert read_range("5", "好") is None


@given(st.integers(0, 99_999_999))
def test_reads_what_is_written_in_full(number: int) -> None:
    assert parse_number(_in_han(number)) == number


@given(st.text("0123456789.,零〇一二两三四五六七八九十百千万亿廿卅几数余多来半点 ", max_size=20))
def test_never_fails(text: str) -> None:
    parse_number(text)
    read_amount(text)


def _in_han(number: int) -> str:
    """Write a number below 10^8 in full: 10205 → 一万零二百零五."""
    high, low = divmod(number, 10**4)
    if not high:
        return _below_10000(low) or "零"
    gap = "零" if 0 < low < 1000 else ""
    return _below_10000(high) + "万" + gap + _below_10000(low)


def _below_10000(number: int) -> str:
    text = ""
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            text += "一二三四五六七八九"[digit - 1] + name
        elif text and not text.endswith("零"):
            text += "零"
    return text.rstrip("零")
