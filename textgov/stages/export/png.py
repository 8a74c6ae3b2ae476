"""Charts as PNG, drawn by resvg: with the fonts of this computer, or not at all.

An SVG leaves the fonts to the reader's program. A PNG holds what was drawn, and a computer without a Chinese font draws
boxes or nothing; so each character is tried before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from html import unescape
from pathlib import Path

from textgov.errors import MissingExtraError, TextgovError
from textgov.files import atomic
from textgov.stages.export.charts import sheet

# Pixels a unit of the SVG: 1,000 units make a picture that fills a printed page at 300 dots an inch.
_ZOOM = 2
# No character has this place in Unicode: what is drawn alike is drawn as missing.
_UNASSIGNED = "\u0378"
_TEXT = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)
_NOT_DRAWN = re.compile(r"<title>.*?</title>|<[^>]*>", re.DOTALL)
# Missing characters that a message names.
_NAMED = 8

Draw = Callable[[str], bytes]


def write_pngs(pictures: Mapping[Path, str], *, fonts: Sequence[Path] | None = None) -> list[Path]:
    """Draw each SVG into its file and return the files.

    ``fonts`` are font files to use in place of the installed ones. Raises MissingExtraError where resvg is missing, and
    TextgovError where a picture has characters that no font has: that picture is not written, the others are.
    """
    draw = _drawer(fonts)
    known = _known(draw)
    refused: dict[Path, list[str]] = {}
    for path, svg in pictures.items():
        if missing := [character for character in _characters(svg) if not known(character)]:
            refused[path] = missing
            continue
        with atomic(path) as temporary:
            temporary.write_bytes(draw(svg))
    if refused:
        raise TextgovError(_told(refused))
    return list(pictures)


def _drawer(fonts: Sequence[Path] | None) -> Draw:
    try:
        import resvg_py
    except ImportError:
        raise MissingExtraError("画 .png 需要 resvg-py;请运行 pip install 'textgov[png]',或改用 .svg") from None

    files = None if fonts is None else [str(path) for path in fonts]

    def draw(svg: str) -> bytes:
        return bytes(
            resvg_py.svg_to_bytes(
                svg, zoom=_ZOOM, background="#ffffff", font_files=files, skip_system_fonts=files is not None
            )
        )

    return draw


def _known(draw: Draw) -> Callable[[str], bool]:
    """Return what says whether a font has a character."""
    unknown = draw(_sample(_UNASSIGNED))
    return cache(lambda character: draw(_sample(character)) != unknown)


def _sample(character: str) -> str:
    return sheet(24, 24, f'<text x="2" y="18">&#{ord(character)};</text>')


def _characters(svg: str) -> list[str]:
    """Return the characters that ``svg`` shows, in the order of their first use."""
    texts = (unescape(_NOT_DRAWN.sub("", text)) for text in _TEXT.findall(svg))
    return [character for character in dict.fromkeys("".join(texts)) if not character.isspace()]


def _told(refused: Mapping[Path, Iterable[str]]) -> str:
    names = "、".join(path.name for path in refused)
    missing = list(dict.fromkeys(character for characters in refused.values() for character in characters))
    shown = "".join(missing[:_NAMED]) + ("…" if len(missing) > _NAMED else "")
    return (
        f"没有画 {names}:这台电脑的字体里没有“{shown}”等 {len(missing)} 个字,画出来会是方框。请装一种中文字体后再运行:"
        "Windows 在“设置-应用-可选功能”里添加“简体中文补充字体”(微软雅黑、宋体);"
        "Debian、Ubuntu 运行 sudo apt install fonts-noto-cjk;其他系统可装思源黑体(Noto Sans CJK SC)。"
        "表格、网页和 .svg 不受影响"
    )
