"""The words of names.toml, as sets and patterns."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HAN = "[\u4e00-\u9fff]"


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
    return data


@cache
def words(section: str, key: str = "") -> frozenset[str]:
    """Return the words of ``[section] key``, or of the key ``section`` at the top of the file."""
    entry = _data()[section]
    text: str = entry[key] if key else entry
    return frozenset(text.split())


@cache
def any_of(section: str, key: str = "") -> str:
    """Return the same words as a pattern, the longest first."""
    return "|".join(sorted(map(re.escape, words(section, key)), key=lambda word: (-len(word), word)))


@cache
def endings(section: str, key: str) -> tuple[str, ...]:
    """Return the same words for ``str.endswith``."""
    return tuple(sorted(words(section, key)))
