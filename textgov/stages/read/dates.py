"""Dates as people and office programs write them, normalised to ISO."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DIGITS = "〇零一二三四五六七八九"
_NUMERAL = re.compile(r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")
_ADDRESS = re.compile(r"(?<!\d)(20\d\d)[/-]?(\d\d)[/-]?(\d\d)(?=[/_])")
_SEPARATED = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*日?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[T ]?\d{4,6})?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
# A line that is nothing but a date.
SIGNATURE = re.compile(
    r"[(]?(?:日期:|时间:)?\s*(?:(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)(?:\s*印发)?[)]?"
)
_EXCEL_EPOCH = date(1899, 12, 30)  # Excel counts 1900 as a leap year; from March 1900 on this epoch is right.


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _number(text: str) -> int:
    """Return the value of 一 … 三十一."""
    if "十" not in text:
        return _DIGITS.index(text[-1]) - 1
    tens, ones = text.split("十", 1)
    return (_DIGITS.index(tens) - 1 if tens else 1) * 10 + (_DIGITS.index(ones) - 1 if ones else 0)


def find_date(text: str) -> str | None:
    """Return the first full date (year, month, day) within ``text`` as YYYY-MM-DD, or None."""
    for match in _SEPARATED.finditer(text):
        iso = _iso(*map(int, match.groups()))
        if iso:
            return iso
    numeral = _NUMERAL.search(text)
    if numeral:
        digits = "".join(str(max(_DIGITS.index(c.replace("○", "〇")) - 1, 0)) for c in numeral[1])
        return _iso(int(digits), _number(numeral[2]), _number(numeral[3]))
    return None


def address_date(address: str) -> str | None:
    """Return the date that a page's address holds as YYYY-MM-DD, or None.

    Portals write …/2020-09/17/content_1.htm, …/202009/t20200917_1.html or …/2020/09/17/1.html.
    """
    for match in _ADDRESS.finditer(address):
        iso = _iso(*map(int, match.groups()))
        if iso:
            return iso
    return None


def cell_date(value: str) -> str | None:
    """Return the date of a table cell as YYYY-MM-DD, or None when the cell does not hold one.

    Accepts 2019/2/28 11:25:05, 2019-2-28, 2019.2.28, 2019年2月28日, 20190228, 20190228112505 and Excel serial numbers
    (days since 1899-12-30, between 1982 and 2064). Day and month without a year, or with a two-digit year, are unknown.
    """
    value = value.strip()
    if match := _COMPACT.fullmatch(value):
        return _iso(*map(int, match.groups()))
    if _SERIAL.fullmatch(value) and 30_000 <= float(value) < 60_000:
        return (_EXCEL_EPOCH + timedelta(days=int(float(value)))).isoformat()
    return find_date(value)
