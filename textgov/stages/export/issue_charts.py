"""Pictures and table of the issues, as HTML: a map by body, the course of each over the months, a list with filters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import sqrt

from textgov.stages.export.charts import sheet, text
from textgov.stages.export.html import table
from textgov.types import Cluster

# Beyond these the rest is in clusters.xlsx: boxes too small to read, courses too many to compare, rows too slow to draw.
_BOXES, _COURSES, _ROWS = 80, 24, 300
_WIDTH, _HEIGHT, _GAP, _HEAD = 1080.0, 520.0, 3.0, 19.0
# Muted colours on which dark text can be read; neighbours in the list differ.
_COLOURS = (
    "#cfe0f1", "#f6d9b8", "#d3e8d0", "#ecd0dc", "#ded9f0", "#f3e7ad", "#c9e4e4",
    "#e8d3c4", "#d9dee5", "#e3eec0", "#f0cfc9", "#cdd6ee", "#e6dcc8", "#d8e9e0", "#e4e4e4",
)  # fmt: skip
_URGENT, _INK = "#b3261e", "#1f2933"
_UNKNOWN = "未定"
Box = tuple[float, float, float, float]


def body_name(cluster: Cluster, names: Mapping[str, str]) -> str:
    """Return the name of the body that leads, or that none is known."""
    return names.get(cluster.body or "", cluster.body or _UNKNOWN)


def issue_map(clusters: Sequence[Cluster], names: Mapping[str, str]) -> Iterator[str]:
    """Yield a map of the hottest issues: a field a body, a box an issue, its area the number of letters."""
    if not clusters:
        return
    shown = clusters[:_BOXES]
    fields: defaultdict[str, list[Cluster]] = defaultdict(list)
    for cluster in shown:
        fields[body_name(cluster, names)].append(cluster)
    ordered = sorted(fields.items(), key=lambda item: (-sum(one.size for one in item[1]), item[0]))
    weights = [float(sum(one.size for one in inside)) for _, inside in ordered]
    out: list[str] = []
    for (name, inside), box, colour in zip(
        ordered, squares(weights, (0, 0, _WIDTH, _HEIGHT)), _colours(), strict=False
    ):
        out += _field(name, inside, box, colour)
    rest = f"图中是最热的 {_BOXES} 个，其余见表。" if len(clusters) > _BOXES else ""
    yield (
        f'<p class="note">一块颜色是一个建议牵头的部门，一个格子是一个共同问题，格子越大来信越多，红边的有紧急来信。{rest}'
        "把鼠标停在格子上看全名，点一下到表里。</p>"
    )
    yield sheet(_WIDTH, _HEIGHT, *out)


def _colours() -> Iterator[str]:
    while True:
        yield from _COLOURS


def _field(name: str, inside: Sequence[Cluster], box: Box, colour: str) -> Iterator[str]:
    x, y, width, height = box
    yield _rect(box, colour, "#ffffff", 3)
    named = height > 2 * _HEAD and width > 60
    if named:
        yield text(x + 7, y + 15, _cut(name, width - 10, 12), size=12, ink="#52606d")
    top = _HEAD if named else 0.0
    inner = (x + _GAP, y + top + _GAP / 2, max(1.0, width - 2 * _GAP), max(1.0, height - top - 1.5 * _GAP))
    ordered = sorted(inside, key=lambda one: (-one.size, one.id))
    for cluster, place in zip(ordered, squares([float(one.size) for one in ordered], inner), strict=True):
        yield _box(cluster, place)


def _box(cluster: Cluster, box: Box) -> str:
    x, y, width, height = box
    urgent = cluster.heat.urgent > 0
    lines = []
    size = 12.0
    per_line = int((width - 10) / size)
    if per_line >= 2 and height > 20:
        room = max(1, int((height - 6) / 16))
        rows = [cluster.label[at : at + per_line] for at in range(0, len(cluster.label), per_line)]
        if len(rows) > room:
            rows = [*rows[: room - 1], rows[room - 1][: per_line - 1] + "…"]
        lines = [text(x + 6, y + 17 + 16 * at, row, size=size, ink=_INK) for at, row in enumerate(rows)]
        if len(rows) < room:
            lines.append(text(x + 6, y + 17 + 16 * len(rows), f"{cluster.size} 封", size=11, ink="#52606d"))
    tip = f"<title>{escape(cluster.label)}：{cluster.size} 封，热度 {cluster.heat.value:.1f}</title>"
    inner = (x + 1, y + 1, max(1.0, width - 2), max(1.0, height - 2))
    rect = _rect(inner, "rgba(255,255,255,.45)", _URGENT if urgent else "#ffffff", 2 if urgent else 1)
    return f'<a href="#i-{escape(cluster.id)}"><g>{tip}{rect}{"".join(lines)}</g></a>'


def _rect(box: Box, fill: str, stroke: str, line: float) -> str:
    x, y, width, height = box
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}" stroke="{stroke}"'
        f' stroke-width="{line:g}"/>'
    )


def _cut(shown: str, width: float, size: float) -> str:
    most = max(1, int(width / size))
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def squares(weights: Sequence[float], box: Box) -> list[Box]:
    """Divide a box (x, y, width, height) into boxes with areas in proportion to ``weights``, as square as can be.

    ``weights`` are positive and in falling order; the boxes come in the same order. The squarified treemap of Bruls,
    Huizing and van Wijk (2000).
    """
    x, y, width, height = box
    scale = width * height / sum(weights) if weights else 0.0
    areas = [weight * scale for weight in weights]
    found: list[Box] = []
    begin = 0
    while begin < len(areas):
        side = min(width, height)
        end = begin + 1
        while end < len(areas) and _worst(areas[begin : end + 1], side) <= _worst(areas[begin:end], side):
            end += 1
        total = sum(areas[begin:end])
        thick = total / side if side else 0.0
        at = y if width >= height else x
        for area in areas[begin:end]:
            long = area / thick if thick else 0.0
            found.append((x, at, thick, long) if width >= height else (at, y, long, thick))
            at += long
        if width >= height:
            x, width = x + thick, width - thick
        else:
            y, height = y + thick, height - thick
        begin = end
    return found


def _worst(areas: Sequence[float], side: float) -> float:
    """Return the worst ratio of sides in a row of these areas along ``side``."""
    total = sum(areas)
    return max(side**2 * max(areas) / total**2, total**2 / (side**2 * min(areas))) if side and total else 0.0


def courses(clusters: Sequence[Cluster]) -> Iterator[str]:
    """Yield a small column chart an issue, all over the same months, to the same scale of square roots, the hottest first."""
    shown = [one for one in clusters if one.trend][:_COURSES]
    months = sorted({month for one in shown for month, _ in one.trend})
    if len(months) < 2:
        return
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (months[0], months[-1]))
    count = last - first + 1
    top = max(value for one in shown for _, value in one.trend)
    yield (
        f'<p class="note">最热的 {len(shown)} 个问题每月的来信，时间和高低都用同一把尺，高低按平方根画（{months[0]} 至 {months[-1]}，'
        f"最高 {top} 封）；红色是来信突然增多的月份。</p>"
        '<div class="grid">'
    )
    for one in shown:
        hot = {day[:7] for begin, end, _ in one.bursts for day in (begin, end)}
        wide, high = 240.0, 46.0
        step = wide / count
        bars = "".join(
            f'<rect x="{(int(month[:4]) * 12 + int(month[5:]) - 1 - first) * step:.2f}" y="{high - sqrt(value / top) * high:.1f}"'
            f' width="{max(step * 0.8, 0.8):.2f}" height="{sqrt(value / top) * high:.1f}" fill="{_URGENT if month in hot else "#3d78b0"}">'
            f"<title>{month} {value} 封</title></rect>"
            for month, value in one.trend
            if value
        )
        line = f'<line x1="0" y1="{high}" x2="{wide}" y2="{high}" stroke="#9aa5b1"/>'
        ends = text(0, high + 14, months[0], size=10, ink="#7b8794") + text(
            wide, high + 14, months[-1], anchor="end", size=10, ink="#7b8794"
        )
        yield (
            f'<div class="panel"><h3><a href="#i-{escape(one.id)}">{escape(one.label)}</a> {one.size} 封</h3>'
            f"{sheet(wide, high + 18, bars, line, ends)}</div>"
        )
    yield "</div>"


def issue_table(clusters: Sequence[Cluster], names: Mapping[str, str]) -> Iterator[str]:
    """Yield the list of issues, which can be narrowed by body, month, urgency and a word."""
    if not clusters:
        yield "<p>没有发现多封来信说同一件事。</p>"
        return
    shown = clusters[:_ROWS]
    bodies = sorted({body_name(one, names) for one in shown})
    months = sorted({month for one in shown for month, value in one.trend if value}, reverse=True)
    yield (
        '<div class="find" data-table="issues"><input placeholder="查找问题、关键词、编号" aria-label="查找">'
        f"{_choice('body', '全部部门', bodies)}{_choice('months', '全部月份', months)}"
        '<label><input type="checkbox" data-key="urgent"> 只看紧急</label><span class="count"></span></div>'
    )
    hottest = max(one.heat.value for one in shown) or 1.0
    headings = ("问题", "热度", "来信", "最早", "最近", "建议牵头", "关键词", "编号")
    rows = (_row(one, hottest, names) for one in shown)
    yield f'<div id="issues">{table(headings, rows, numbers=("来信",))}</div>'
    if len(clusters) > _ROWS:
        yield f'<p class="note">这里列出最热的 {_ROWS} 个，全部见 clusters.xlsx。</p>'


def _choice(key: str, everything: str, options: Sequence[str]) -> str:
    listed = "".join(f"<option>{escape(option)}</option>" for option in options)
    return f'<select data-key="{key}" aria-label="{everything}"><option value="">{everything}</option>{listed}</select>'


def _row(cluster: Cluster, hottest: float, names: Mapping[str, str]) -> str:
    heat, body = cluster.heat, escape(body_name(cluster, names))
    parts = (
        f"来信 {heat.letters} 封，其中重复 {heat.duplicates} 封，分布在 {heat.distinct_days} 天，近期占 {heat.growth:.0%}，"
        f"点赞 {heat.likes}，紧急 {heat.urgent} 封"
    )
    months = " ".join(month for month, value in cluster.trend if value)
    terms = "".join(f"<span>{escape(term)}</span>" for term in cluster.terms)
    return (
        f'<tr id="i-{escape(cluster.id)}" data-body="{body}" data-months="{months}" data-urgent="{"1" if heat.urgent else ""}"'
        f"{' class=urgent' if heat.urgent else ''}><td>{escape(cluster.label)}</td>"
        f'<td class="d" data-v="{heat.value:.4f}" title="{parts}"><span class="bar" style="width:{heat.value / hottest * 70:.0f}px">'
        f'</span>{heat.value:.1f}</td><td class="n">{cluster.size}</td><td class="d">{escape(cluster.first or "")}</td>'
        f'<td class="d">{escape(cluster.last or "")}</td><td>{body}</td><td class="chips">{terms}</td>'
        f'<td class="d">{escape(cluster.id)}</td></tr>'
    )
