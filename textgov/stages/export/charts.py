"""Charts as inline SVG: they need no script, no network and no font beyond the reader's own."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from textgov.stages.export.plain import printable

# What systems call their Chinese fonts: macOS, Windows, Linux; then fonts without Chinese, which any text falls back from.
_FONTS = (
    "PingFang SC,Hiragino Sans GB,Microsoft YaHei,SimHei,Noto Sans CJK SC,Source Han Sans SC,Source Han Sans CN,"
    "WenQuanYi Micro Hei,WenQuanYi Zen Hei,Arial,Liberation Sans,DejaVu Sans,sans-serif"
)
INK = "#1f2933"
_ROW, _LABEL, _WIDTH = 26, 230, 900
_COLUMN_HEIGHT, _COLUMN_WIDTH = 140, 90
# Characters of a label that fit beside the bars; the rest stands in the tooltip.
_LABEL_CHARACTERS = 16
# More columns than this do not fit side by side; the labels are then thinned out.
_LABELS = 16


def sheet(width: float, height: float, *parts: str) -> str:
    """Return an SVG of this size in units, as wide as what it stands in; it looks the same outside of the page."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="100%" role="img"'
        f' font-family="{_FONTS}" font-size="13" fill="{INK}">{"".join(parts)}</svg>'
    )


def text(x: float, y: float, shown: str, *, anchor: str = "start", size: float = 13, ink: str = INK) -> str:
    """Return a line of text; ``shown`` is plain text."""
    look = "" if (size, ink) == (13, INK) else f' style="font-size:{size:g}px;fill:{ink}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{look}>{escape(printable(shown))}</text>'


def bars(items: Sequence[tuple[str, int, int]], *, names: tuple[str, str]) -> str:
    """Return horizontal stacked bars; an item is (label, first part, second part), ``names`` name the two parts."""
    if not items:
        return ""
    top = max(first + second for _, first, second in items) or 1
    scale = (_WIDTH - _LABEL - 80) / top
    out = []
    for number, (label, first, second) in enumerate(items):
        y = number * _ROW
        one, two = first * scale, second * scale
        out.append(
            f'<text x="{_LABEL - 8}" y="{y + 18}" text-anchor="end">{escape(_short(label))}<title>{escape(label)}</title></text>'
            f'<rect x="{_LABEL}" y="{y + 5}" width="{one:.1f}" height="17" fill="#3d78b0"><title>{escape(names[0])} {first}</title></rect>'
            f'<rect x="{_LABEL + one:.1f}" y="{y + 5}" width="{two:.1f}" height="17" fill="#c3d5e8"><title>{escape(names[1])} {second}</title></rect>'
            f'<text x="{_LABEL + one + two + 6:.1f}" y="{y + 18}">{first + second}</text>'
        )
    return sheet(_WIDTH, len(items) * _ROW + 8, *out)


def _short(label: str) -> str:
    return label if len(label) <= _LABEL_CHARACTERS else label[: _LABEL_CHARACTERS - 1] + "…"


def columns(items: Sequence[tuple[str, int]]) -> str:
    """Return a column chart, one column an item, in the given order (a time line)."""
    if not items:
        return ""
    top = max(value for _, value in items) or 1
    width = _WIDTH / len(items)
    width = min(width, _COLUMN_WIDTH)
    every = -(-len(items) // _LABELS)
    out = []
    for number, (label, value) in enumerate(items):
        height = value / top * _COLUMN_HEIGHT
        x = number * width
        out.append(
            f'<rect x="{x + width * 0.12:.1f}" y="{_COLUMN_HEIGHT + 18 - height:.1f}" width="{width * 0.76:.1f}"'
            f' height="{height:.1f}" fill="#3d78b0"><title>{escape(label)} {value}</title></rect>'
        )
        if number % every == 0:
            middle = x + width / 2
            out.append(f'<text x="{middle:.1f}" y="{_COLUMN_HEIGHT + 36}" text-anchor="middle">{escape(label)}</text>')
            above = _COLUMN_HEIGHT + 14 - height
            out.append(f'<text x="{middle:.1f}" y="{above:.1f}" text-anchor="middle">{value}</text>')
    return sheet(_WIDTH, _COLUMN_HEIGHT + 44, *out)
