"""Which tokens count as words: names of things and deeds, not particles, numbers or punctuation."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

# Two characters and more: of one character alone nobody can say what it is about.
_WORD = re.compile(r"[\u3400-\u9fff]{2,}|[A-Za-z][A-Za-z0-9]+")
# 一张, 三个小时, 第五轮: a number, perhaps with its measure. 多元 and 半 words are none, so no number begins so.
_NUMBER = re.compile(
    r"[零〇一二两三四五六七八九十百千万亿几数第][零〇一二两三四五六七八九十百千万亿多余几]*"
    r"(?:[个名位人次件条户年月日天场项家支栋岁元里张轮成点步批处所间座套辆份起封倍层级口号]|季度|小时|分钟|人次|平方米|公里|个月|年级)?"
)


@cache
def _words(name: str) -> tuple[str, ...]:
    data = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return tuple(data[name].split())


@cache
def _stop() -> frozenset[str]:
    return frozenset(_words("stop"))


def is_word(token: str) -> bool:
    """Say whether ``token`` counts as a word: at least two characters, no number, no stop word.

    >>> [is_word(token) for token in ("网格员", "我们", "的", "三十", "，")]
    [True, False, False, False, False]
    """
    return bool(_WORD.fullmatch(token)) and token not in _stop() and not _NUMBER.fullmatch(token)


def is_number(token: str) -> bool:
    """Say whether ``token`` is a number, perhaps with its measure (三个小时)."""
    return bool(_NUMBER.fullmatch(token))


def is_organisation(token: str) -> bool:
    """Say whether ``token`` ends like the name of an organisation (居委会, 派出所, 合作社)."""
    return token.endswith(_words("organisations"))
