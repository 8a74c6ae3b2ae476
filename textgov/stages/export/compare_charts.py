"""The pictures of the comparison page: likeness of cases, key words, common figures, years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from math import isfinite

from textgov.research_types import Comparison, FigureRow, Key
from textgov.settings import RESEARCH
from textgov.types import Figure

_CELL, _LABEL, _TOP, _FULL_WIDTH = 34, 120, 30, 560
# In more cases than this there is no room for the values in the cells.
_VALUES = 16
# What a panel shows; keyness.csv and figures.csv hold everything.
_KEYS, _FIGURES, _BARS, _NAME = 10, 36, 12, 9
# Words of inexactness that stand behind a number (1,200余); the others stand before it (不足10).
_BEHIND = ("余", "多", "来", "几", "以上", "以下", "左右", "上下", "以内")


def likeness(comparison: Comparison) -> Iterator[str]:
    """Yield two heat maps of all pairs of cases, similar cases beside each other."""
    order = comparison.order
    if len(order) > RESEARCH.heat_cases:
        order = order[: RESEARCH.heat_cases]
        yield f'<p class="note">图中是 {len(order)} 个案例；每个案例最相近的见 similarity.csv。</p>'
    yield '<p class="note">相近的案例排在一起；颜色深浅以图中最相近的一对为准，格中是百分数，0 毫无共同，100 完全一样。</p><div class="pair">'
    for title, matrix in (("做法相近", comparison.by_practices), ("用词相近", comparison.by_words)):
        yield f"<figure><figcaption>{title}</figcaption>{_square(comparison, matrix, order)}</figure>"
    yield "</div>"


def _square(comparison: Comparison, matrix: Sequence[Sequence[float]], order: Sequence[int]) -> str:
    size = len(order)
    cell = min(_CELL, (_FULL_WIDTH - _LABEL) / size)
    top = max((matrix[a][b] for a in order for b in order if a != b), default=0.0) or 1.0
    out = [f'<svg viewBox="0 0 {_LABEL + size * cell + 2:.0f} {_TOP + size * cell + 2:.0f}" role="img" width="100%">']
    for row, a in enumerate(order):
        y = _TOP + row * cell
        label = escape(f"{_short(comparison.cases[a].label)} {row + 1}")
        out.append(f'<text x="{_LABEL - 6}" y="{y + cell / 2 + 4:.1f}" text-anchor="end">{label}</text>')
        out.append(f'<text x="{_LABEL + (row + 0.5) * cell:.1f}" y="{_TOP - 8}" text-anchor="middle">{row + 1}</text>')
        for column, b in enumerate(order):
            value = matrix[a][b]
            x = _LABEL + column * cell
            fill = "#eef1f4" if a == b else _shade(value / top)
            names = escape(f"{comparison.cases[a].label} 与 {comparison.cases[b].label}：{value:.2f}")
            square = f'x="{x:.1f}" y="{y:.1f}" width="{cell - 1.5:.1f}" height="{cell - 1.5:.1f}"'
            out.append(f'<rect {square} rx="2" fill="{fill}"><title>{names}</title></rect>')
            if size <= _VALUES and a != b:
                ink = "#fff" if value / top > 0.45 else "#1f2933"
                middle = f'x="{x + cell / 2:.1f}" y="{y + cell / 2 + 4:.1f}" text-anchor="middle"'
                out.append(f'<text {middle} style="font-size:10.5px;fill:{ink}">{round(value * 100)}</text>')
    return "".join(out) + "</svg>"


def _short(label: str) -> str:
    return label if len(label) <= _NAME else label[: _NAME - 1] + "…"


def _shade(share: float) -> str:
    """Return white for 0 and dark blue for 1."""
    light, dark = (244, 247, 250), (31, 78, 121)
    return "#" + "".join(f"{round(a + (b - a) * min(1.0, share)):02x}" for a, b in zip(light, dark, strict=True))


def _bar(label: str, share: float, shown: str, *, title: str, link: str, look: str = "") -> str:
    return (
        f'<a class="rowbar" href="{link}" title="{escape(title)}"><span>{escape(label)}</span>'
        f'<span class="v"><i class="{look}" style="width:{share * 62:.0f}%"></i>{escape(shown)}</span></a>'
    )


def key_words(comparison: Comparison) -> Iterator[str]:
    """Yield a panel a case with the words that it uses more than the others, as bars of G²."""
    shown = [(number, case) for number, case in enumerate(comparison.cases) if case.keys][: RESEARCH.heat_cases]
    if not shown:
        return
    yield (
        '<p class="note">与其余案例相比用得多的词；条长是 G²（把握），数是次数，深色为显著。报告短，关键词只能作线索；'
        "地名自身不列。全部见 keyness.csv。</p>"
    )
    top = max(case.keys[0].g2 for _, case in shown)
    yield '<div class="grid">'
    for number, case in shown:
        bars = "".join(
            _bar(
                key.word,
                key.g2 / top,
                str(key.target),
                title=_about(key),
                link=f"#r{number}",
                look="strong" if key.significant else "",
            )
            for key in case.keys[:_KEYS]
        )
        yield f'<div class="panel"><h3><a href="#r{number}">{escape(case.label)}</a></h3>{bars}</div>'
    yield "</div>"


def _about(key: Key) -> str:
    spread = "" if key.dispersion is None else f"，DP {key.dispersion:.2f}"
    return (
        f"{key.word}：本案例 {key.target} 次（每千词 {key.target_rate:.1f}），其余 {key.reference} 次"
        f"（每千词 {key.reference_rate:.1f}）；G² {key.g2:.1f}，对数比 {key.log_ratio:.1f}{spread}"
    )


def common_figures(comparison: Comparison) -> Iterator[str]:
    """Yield a panel for each subject that several cases give a number of."""
    if not comparison.figures:
        return
    yield '<p class="note">单位相同、对象以同一个词结尾的数字放在一起；口径是否一致请点开原文核对。浅色为计划数。</p><div class="grid">'
    for row in comparison.figures[:_FIGURES]:
        yield f'<div class="panel"><h3>{escape(row.subject)}（{escape(row.unit)}）</h3>{"".join(_figures(row, comparison))}</div>'
    yield "</div>"
    if len(comparison.figures) > _FIGURES:
        yield f'<p class="note">这里列出 {_FIGURES} 组，全部见 figures.csv。</p>'


def _figures(row: FigureRow, comparison: Comparison) -> Iterator[str]:
    # A report that says a number twice gives it once.
    found = {(number, _value(figure)): figure for number, figures in row.values.items() for figure in reversed(figures)}
    pairs = [(number, figure) for (number, _), figure in found.items()]
    top = max((_size(figure) for _, figure in pairs), default=0.0) or 1.0
    pairs.sort(key=lambda pair: (-_size(pair[1]), pair[0], pair[1].start))
    for number, figure in pairs[:_BARS]:
        case = comparison.cases[number]
        look = "planned" if figure.planned else "strong"
        title = f"{case.label}：{figure.quote}"
        yield _bar(case.label, _size(figure) / top, _value(figure), title=title, link=f"#r{number}", look=look)
    if len(pairs) > _BARS:
        yield f'<p class="note">另有 {len(pairs) - _BARS} 个</p>'


def _size(figure: Figure) -> float:
    return figure.value if figure.value is not None and isfinite(figure.value) and figure.value > 0 else 0.0


def _value(figure: Figure) -> str:
    if figure.value is None or not isfinite(figure.value):
        return figure.quote
    shown = f"{figure.value:,.0f}" if figure.value.is_integer() else f"{figure.value:,.10g}"
    return f"{shown}{figure.approx}" if figure.approx in _BEHIND else f"{figure.approx}{shown}"


def years(comparison: Comparison) -> Iterator[str]:
    """Yield a table of practices by years: which share of a year's cases mentions the practice."""
    if not comparison.trend:
        return
    mentions = {code: sum(year.mentions.get(code, 0) for year in comparison.trend) for code in comparison.practices}
    codes = sorted((code for code in mentions if mentions[code]), key=lambda code: -mentions[code])
    head = "".join(f"<th>{year.year}<br>（{year.cases} 篇）</th>" for year in comparison.trend)
    yield (
        '<p class="note">当年的案例中提到这种做法的篇数；颜色深浅是所占的比例。一年只有一两篇时看不出变化。</p>'
        f'<div class="scroll"><table class="years"><thead><tr><th>做法</th>{head}</tr></thead><tbody>'
    )
    for code in codes:
        cells = ""
        for year in comparison.trend:
            count = year.mentions.get(code, 0)
            share = count / year.cases
            ink = ";color:#fff" if share > 0.6 else ""
            cells += f'<td style="background:{_shade(share * 0.8)}{ink}" title="{share:.0%}">{count or ""}</td>'
        yield f"<tr><td>{escape(comparison.practices[code])}</td>{cells}</tr>"
    yield "</tbody></table></div>"
