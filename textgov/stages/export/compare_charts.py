"""The pictures of the comparison page: likeness of cases, key words, common figures, years."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import isfinite

from textgov.research_types import Cell, Comparison, FigureRow, Key
from textgov.settings import RESEARCH
from textgov.stages.export.compare_pictures import mentioned, square, trend
from textgov.stages.export.html import table
from textgov.stages.export.tables import STATUS_NAMES
from textgov.types import Figure

# What a panel shows; keyness.csv and figures.csv hold everything.
_KEYS, _FIGURES, _BARS = 10, 36, 12
# Words of inexactness that stand behind a number (1,200余); the others stand before it (不足10).
_BEHIND = ("余", "多", "来", "几", "以上", "以下", "左右", "上下", "以内")


def practices(comparison: Comparison) -> Iterator[str]:
    """Yield a bar a practice: how many cases tell of it, and as what; it unfolds into a sentence of each of them."""
    found = mentioned(comparison)
    if found:
        yield (
            '<p class="note">每种做法有几个案例提到、以哪种状态为主；框是全部案例，空白处是没有提到，不等于没有做。'
            "点一行，看各个案例怎么写。</p>"
        )
    for code, cells in found.items():
        told = [(status, name, sum(cell.status == status for cell in cells)) for status, name in STATUS_NAMES.items()]
        bar = "".join(
            f'<i class="{status} l2" style="width:{count / len(comparison.cases):.2%}" title="{name} {count} 个案例">{count}</i>'
            for status, name, count in told
            if count
        )
        yield (
            f'<details class="practice" id="p-{escape(code)}"><summary><span>{escape(comparison.practices[code])}</span>'
            f'<span class="stack">{bar}</span><span class="note">{len(cells)}/{len(comparison.cases)}</span></summary>'
            f"{_sentences(comparison, code)}</details>"
        )


def _sentences(comparison: Comparison, code: str) -> str:
    found = [(number, case) for number, case in enumerate(comparison.cases) if code in case.cells]
    rows = (_sentence(number, case.label, case.cells[code]) for number, case in found[: RESEARCH.heat_cases])
    rest = "" if len(found) <= RESEARCH.heat_cases else '<p class="note">其余见 evidence.csv。</p>'
    return table(("案例", "状态", "证据", "第一处证据所在的句子"), rows, numbers=("证据",)) + rest


def _sentence(number: int, label: str, cell: Cell) -> str:
    link = f"#e{number}-{cell.anchor}"
    return (
        f'<tr><td><a href="#r{number}">{escape(label)}</a></td>'
        f'<td><span class="box {cell.status}">{STATUS_NAMES[cell.status]}</span></td><td class="n">{cell.count}</td>'
        f'<td><a class="quote" href="{link}">{escape(cell.sentence.strip())}</a></td></tr>'
    )


def likeness(comparison: Comparison) -> Iterator[str]:
    """Yield two heat maps of all pairs of cases, similar cases beside each other."""
    order = comparison.order
    if len(order) > RESEARCH.heat_cases:
        order = order[: RESEARCH.heat_cases]
        yield f'<p class="note">图中是 {len(order)} 个案例；每个案例最相近的见 similarity.csv。</p>'
    yield '<p class="note">相近的案例排在一起；颜色深浅以图中最相近的一对为准，格中是百分数，0 毫无共同，100 完全一样。</p><div class="pair">'
    for title, matrix in (("做法相近", comparison.by_practices), ("用词相近", comparison.by_words)):
        yield f"<figure><figcaption>{title}</figcaption>{square(comparison, matrix, order)}</figure>"
    yield "</div>"


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
    """Yield a panel a practice: how many of each year's cases mention it."""
    if drawn := trend(comparison):
        yield (f'<p class="note">指着看数目。一年只有一两篇时看不出变化。</p><div class="picture">{drawn}</div>')
