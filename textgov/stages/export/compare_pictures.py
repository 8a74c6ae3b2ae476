"""The comparison as pictures that stand alone, on the page and in a paper: SVG, and PNG where it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from textgov.files import write_text
from textgov.research_types import Cell, Comparison, Year
from textgov.settings import RESEARCH
from textgov.stages.export.charts import sheet, text
from textgov.stages.export.network import picture
from textgov.stages.export.plain import printable
from textgov.stages.export.png import write_pngs
from textgov.stages.export.tables import STATUS_NAMES

# From one piece of evidence to many: the colours of compare.css.
COLOURS: dict[str, tuple[str, str, str]] = {
    "done": ("#cfe8d0", "#9fd0a2", "#6db573"),
    "planned": ("#cfe0f5", "#9dc3ec", "#6ba3de"),
    "problem": ("#fbe0c0", "#f6c283", "#ec9f47"),
}
# Pieces of evidence from which a cell is darker.
MIDDLE, DARK = 2, 4
_WIDTH = 1000
_SOFT, _LINE, _BLUE = "#617080", "#d9e0e7", "#3d78b0"
# The heat map: a case's name, a row, the slanted names of the practices above.
_NAME, _ROW, _HEAD, _NAME_CHARACTERS = 130, 26, 150, 9
# The bars: the name of a practice, a bar's row.
_PRACTICE, _BAR = 210, 25
# Likeness: a cell, the numbers above, the whole; cases up to which there is room for the values in the cells.
_CELL, _NUMBERS, _SQUARE, _VALUES = 34, 30, 560, 16
# The years: panels side by side, their size, and the year labels that fit under one.
_PANELS, _PANEL, _PANEL_HEIGHT, _COLUMNS, _YEARS = 4, 250, 118, 62, 6


def mentioned(comparison: Comparison) -> dict[str, list[Cell]]:
    """Return for each practice that is mentioned its cells, the most common practices first."""
    found = {
        code: [case.cells[code] for case in comparison.cases if code in case.cells] for code in comparison.practices
    }
    return {code: cells for code, cells in sorted(found.items(), key=lambda item: -len(item[1])) if cells}


def level(cell: Cell) -> int:
    """Return how dark a cell is: 0, 1 or 2."""
    return 2 if cell.count >= DARK else 1 if cell.count >= MIDDLE else 0


def matrix(comparison: Comparison) -> str:
    """Return the heat map of cases by practices, similar cases beside each other; "" where nothing is mentioned."""
    codes = list(mentioned(comparison))
    order = comparison.order[: RESEARCH.heat_cases]
    if not codes:
        return ""
    wide = min(34.0, (_WIDTH - _NAME - 90) / len(codes))
    out = list(_legend(_NAME, 18))
    for column, code in enumerate(codes):
        x = _NAME + (column + 0.5) * wide
        name = text(x, _HEAD, comparison.practices[code], size=12)
        out.append(f'<g transform="rotate(-50 {x:.1f} {_HEAD})">{name}</g>')
    for row, number in enumerate(order):
        case, y = comparison.cases[number], _HEAD + 8 + row * _ROW
        out.append(text(_NAME - 8, y + 17, _short(case.label), anchor="end"))
        for column, code in enumerate(codes):
            out.append(_cell(case.cells.get(code), _NAME + column * wide, y, wide))
    end = _HEAD + 8 + len(order) * _ROW
    note = "格中是证据条数，颜色越深证据越多；底边橙色是另有问题；空格是没有提到，不等于没有做。"
    out.append(text(_NAME, end + 22, note, size=12, ink=_SOFT))
    return sheet(_WIDTH, end + 34, *out)


def _legend(x: float, y: float) -> Iterator[str]:
    for status, name in STATUS_NAMES.items():
        yield f'<rect x="{x}" y="{y - 12}" width="16" height="16" rx="2" fill="{COLOURS[status][1]}"/>'
        yield text(x + 22, y + 1, name)
        x += 72


def _cell(cell: Cell | None, x: float, y: float, wide: float) -> str:
    fill = COLOURS[cell.status][level(cell)] if cell else "#f6f8fa"
    box = f'x="{x:.1f}" y="{y:.1f}" width="{wide - 2:.1f}"'
    out = f'<rect {box} height="{_ROW - 2}" rx="2" fill="{fill}"/>'
    if cell and cell.problem and cell.status != "problem":
        edge = f'x="{x:.1f}" y="{y + _ROW - 5:.1f}" width="{wide - 2:.1f}" height="3"'
        out += f'<rect {edge} fill="{COLOURS["problem"][2]}"/>'
    return out + (text(x + wide / 2 - 1, y + 16, str(cell.count), anchor="middle", size=12) if cell else "")


def _short(label: str) -> str:
    return label if len(label) <= _NAME_CHARACTERS else label[: _NAME_CHARACTERS - 1] + "…"


def statuses(comparison: Comparison) -> str:
    """Return a bar a practice: how many cases tell of it as done, planned or a problem; the frame is all cases."""
    found, size = mentioned(comparison), len(comparison.cases)
    if not found:
        return ""
    scale = (_WIDTH - _PRACTICE - 80) / size
    out = list(_legend(_PRACTICE, 18))
    for row, (code, cells) in enumerate(found.items()):
        y = 34 + row * _BAR
        out.append(text(_PRACTICE - 8, y + 14, comparison.practices[code], anchor="end"))
        out.append(
            f'<rect x="{_PRACTICE}" y="{y}" width="{size * scale:.1f}" height="{_BAR - 6}" rx="2" fill="#fff" stroke="{_LINE}"/>'
        )
        x = float(_PRACTICE)
        for status, name in STATUS_NAMES.items():
            count = sum(cell.status == status for cell in cells)
            title = f"<title>{escape(comparison.practices[code])}：{name} {count} 个案例</title>"
            box = f'x="{x:.1f}" y="{y}" width="{count * scale:.1f}" height="{_BAR - 6}"'
            out.append(f'<rect {box} fill="{COLOURS[status][1]}">{title}</rect>' if count else "")
            if count * scale > 18:
                out.append(text(x + count * scale / 2, y + 14, str(count), anchor="middle", size=12))
            x += count * scale
        out.append(text(_PRACTICE + size * scale + 8, y + 14, f"{len(cells)}/{size}", size=12, ink=_SOFT))
    return sheet(_WIDTH, 40 + len(found) * _BAR, *out)


def trend(comparison: Comparison) -> str:
    """Return a panel a practice with a column a year: how many of the year's cases mention it; "" for one year.

    The pale column is all cases of the year, so that one of one is not taken for a trend.
    """
    found = mentioned(comparison) if comparison.trend else {}
    if not found:
        return ""
    top = max(year.cases for year in comparison.trend)
    rows = -(-len(found) // _PANELS)
    out = []
    for number, code in enumerate(found):
        x, y = number % _PANELS * _PANEL, number // _PANELS * _PANEL_HEIGHT
        out.append(text(x + 4, y + 18, comparison.practices[code]))
        out += _columns(comparison.trend, code, top, x, y)
    end = rows * _PANEL_HEIGHT
    out.append(text(4, end + 18, "浅色是当年的案例数，深色是其中提到这种做法的。", size=12, ink=_SOFT))
    return sheet(_WIDTH, end + 30, *out)


def _columns(years: Sequence[Year], code: str, top: int, x: float, y: float) -> Iterator[str]:
    wide = min(40.0, (_PANEL - 24) / len(years))
    every = -(-len(years) // _YEARS)
    foot = y + 30 + _COLUMNS
    for place, year in enumerate(years):
        left, count = x + 4 + place * wide, year.mentions.get(code, 0)
        title = f"<title>{year.year} 年 {year.cases} 个案例，{count} 个提到</title>"
        for value, fill in ((year.cases, "#e3eaf2"), (count, _BLUE)):
            height = value / top * _COLUMNS
            box = f'x="{left + 2:.1f}" y="{foot - height:.1f}" width="{wide - 4:.1f}" height="{height:.1f}"'
            yield f'<rect {box} rx="1" fill="{fill}">{title}</rect>' if value else ""
        if place % every == 0:
            yield text(left + wide / 2, foot + 14, str(year.year), anchor="middle", size=10.5, ink=_SOFT)


def square(comparison: Comparison, matrix: Sequence[Sequence[float]], order: Sequence[int]) -> str:
    """Return the heat map of all pairs of the cases in ``order``; ``matrix`` holds cosines in [0, 1]."""
    size = len(order)
    cell = min(_CELL, (_SQUARE - _NAME) / size)
    top = max((matrix[a][b] for a in order for b in order if a != b), default=0.0) or 1.0
    out = []
    for row, a in enumerate(order):
        y = _NUMBERS + row * cell
        label = f"{_short(comparison.cases[a].label)} {row + 1}"
        out.append(text(_NAME - 6, y + cell / 2 + 4, label, anchor="end"))
        out.append(text(_NAME + (row + 0.5) * cell, _NUMBERS - 8, str(row + 1), anchor="middle"))
        for column, b in enumerate(order):
            value = matrix[a][b]
            x = _NAME + column * cell
            fill = "#eef1f4" if a == b else _shade(value / top)
            names = escape(f"{comparison.cases[a].label} 与 {comparison.cases[b].label}：{value:.2f}")
            square = f'x="{x:.1f}" y="{y:.1f}" width="{cell - 1.5:.1f}" height="{cell - 1.5:.1f}"'
            out.append(f'<rect {square} rx="2" fill="{fill}"><title>{names}</title></rect>')
            if size <= _VALUES and a != b:
                ink = "#fff" if value / top > 0.45 else "#1f2933"
                shown = str(round(value * 100))
                out.append(text(x + cell / 2, y + cell / 2 + 4, shown, anchor="middle", size=10.5, ink=ink))
    return sheet(round(_NAME + size * cell + 2), round(_NUMBERS + size * cell + 2), *out)


def _shade(share: float) -> str:
    """Return white for 0 and dark blue for 1."""
    light, dark = (244, 247, 250), (31, 78, 121)
    return "#" + "".join(f"{round(a + (b - a) * min(1.0, share)):02x}" for a, b in zip(light, dark, strict=True))


def pictures(comparison: Comparison) -> dict[str, str]:
    """Return the pictures of a comparison by name, without those that have nothing to show."""
    order = comparison.order[: RESEARCH.heat_cases]
    drawn = {
        "matrix": matrix(comparison),
        "practices": statuses(comparison),
        "similar-practices": square(comparison, comparison.by_practices, order),
        "similar-words": square(comparison, comparison.by_words, order),
        "network": picture(comparison.network) if comparison.network.edges else "",
        "years": trend(comparison),
    }
    return {name: printable(svg) for name, svg in drawn.items() if svg}


def write_pictures(folder: Path, comparison: Comparison) -> list[Path]:
    """Write every picture as .svg and as .png into ``folder``; return the files. See ``write_pngs`` for the errors."""
    drawn = pictures(comparison)
    for name, svg in drawn.items():
        write_text(folder / f"{name}.svg", svg)
    return write_pngs({folder / f"{name}.png": svg for name, svg in drawn.items()})
