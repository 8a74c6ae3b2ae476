"""What ``topics`` leaves behind: a page to look at, tables for people and for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from textgov.files import write_text
from textgov.research_types import Topic, TopicModel
from textgov.stages.export.charts import sheet, text
from textgov.stages.export.html import page
from textgov.stages.export.plain import printable
from textgov.stages.export.topics_tables import (
    METHOD_NAMES,
    UNIT_NAMES,
    label,
    place_of,
    quoted,
    topic_rows,
    topic_tables,
)
from textgov.stages.export.writers import json_lines, write_csv, write_xlsx

_FILES = {
    "主题": "topics.csv",
    "主题词": "words.csv",
    "文章": "documents.csv",
    "段落": "paragraphs.csv",
    "主题数": "curve.csv",
}
# Words and documents that the page shows; the tables hold all.
_WORDS, _DOCUMENTS = 12, 80
_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 900, 260, 70, 40
# From this share on white figures are easier to read on the blue.
_DARK = 0.45


def write_topics(folder: Path, model: TopicModel) -> list[Path]:
    """Write the model into ``folder``; return the files, the most useful first."""
    report = folder / "report.html"
    write_page(report, model)
    tables = topic_tables(model)
    write_xlsx(folder / "topics.xlsx", tables)
    for table in tables:
        write_csv(folder / _FILES[table.name], table)
    write_text(folder / "topics.jsonl", json_lines(topic_rows(model)))
    names = ("topics.xlsx", *(_FILES[table.name] for table in tables), "topics.jsonl")
    return [report, *(folder / name for name in names)]


def write_page(path: Path, model: TopicModel) -> None:
    """Write the page alone."""
    sections = [
        ("topics", "主题", _panels(model)),
        ("curve", "分成几个主题", _curve(model)),
        ("documents", "文章 × 主题", _documents(model)),
        ("about", "怎样得出的", _about(model)),
    ]
    subtitle = "主题是常在一起出现的一组词，名称由词自动拼成；含义请读代表段落后自己判断。"
    write_text(
        path,
        printable(
            "".join(page("textgov 主题", subtitle, _head(model), sections, styles=("report.css", "compare.css")))
        ),
    )


def _head(model: TopicModel) -> str:
    unit = UNIT_NAMES[model.by]
    stable = sum(topic.stability for topic in model.topics) / len(model.topics)
    numbers = (
        (len(model.topics), "主题"),
        (len(model.documents()), "文章"),
        (f"{len(model.units):,}", f"参与的{unit}"),
        (f"{model.vocabulary:,}", "参与的词"),
        (f"{stable:.0%}", "平均稳定度"),
    )
    cards = "".join(f'<div class="card"><b>{value}</b>{name}</div>' for value, name in numbers)
    notes = "".join(f"<p><b>提醒：</b>{escape(note)}</p>" for note in model.warnings)
    return f'<div class="cards">{cards}</div>' + (f'<div class="glance">{notes}</div>' if notes else "")


def _panels(model: TopicModel) -> Iterator[str]:
    yield (
        '<p class="note">条长是词在主题里的分量。一致性（NPMI，-1 到 1）说这些词是否真的常在一起；'
        "稳定度说抽一部分文字、换一个种子重做后，前十个词还剩多少。</p>"
    )
    yield '<div class="grid">'
    for place, topic in enumerate(model.topics):
        yield f'<div class="panel" id="t{topic.number}"><h3>{topic.number} {escape(label(model, place))}</h3>'
        yield (
            f'<p class="note">占 {topic.share:.0%}，{topic.size} 个{UNIT_NAMES[model.by]}以它为主；'
            f"一致性 {topic.coherence:.2f}，稳定度 {topic.stability:.0%}</p>"
        )
        yield "".join(_bars(topic))
        examples = (model.units[number] for number in topic.examples)
        told = "".join(
            f'<p><span class="note">{escape(place_of(unit))}</span><br>{escape(quoted(unit))}</p>' for unit in examples
        )
        yield f"<details><summary>代表{UNIT_NAMES[model.by]}</summary>{told}</details></div>"
    yield "</div>"


def _bars(topic: Topic) -> Iterator[str]:
    top = topic.words[0][1] or 1.0
    for word, weight in topic.words[:_WORDS]:
        yield (
            f'<div class="rowbar"><span>{escape(word)}</span><span class="v">'
            f'<i class="strong" style="width:{weight / top * 62:.0f}%"></i>{weight:.3f}</span></div>'
        )


def _curve(model: TopicModel) -> Iterator[str]:
    picture = curve(model)
    if not picture:
        yield f"<p>主题数 {len(model.topics)} 由使用者指定，平均一致性 {model.curve[0][1]:.3f}。</p>"
        return
    yield '<p class="note">横轴是主题数，纵轴是各主题一致性的平均；红点最高，被采用。差别不大时，请按研究需要选（--topics）。</p>'
    yield picture


def curve(model: TopicModel) -> str:
    """Return the mean coherence of every number of topics that was tried as an SVG; "" where the number was given."""
    if len(model.curve) < 2:
        return ""
    values = [value for _, value in model.curve]
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    step = (_WIDTH - _LEFT - 40) / (len(values) - 1)
    points = [
        (_LEFT + number * step, 30 + (high - value) / span * (_HEIGHT - _BOTTOM - 50))
        for number, value in enumerate(values)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    out = [f'<polyline points="{line}" fill="none" stroke="#3d78b0" stroke-width="2.5"/>']
    for (x, y), (size, value) in zip(points, model.curve, strict=True):
        chosen = size == len(model.topics)
        fill, radius = ("#b3261e", 7) if chosen else ("#3d78b0", 4.5)
        out += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{fill}"><title>{size} 个主题：{value:.3f}</title></circle>',
            text(x, y - 12, f"{value:.3f}", anchor="middle"),
            text(x, _HEIGHT - 12, f"{size}{' 采用' if chosen else ''}", anchor="middle"),
        ]
    return sheet(_WIDTH, _HEIGHT, *out)


def _documents(model: TopicModel) -> Iterator[str]:
    shares = model.documents()
    head = "".join(f"<th>{topic.number} {escape(label(model, place))}</th>" for place, topic in enumerate(model.topics))
    yield (
        f'<p class="note">格中是这篇文章里各主题占的百分数，点表头排序。{_more(len(shares))}</p>'
        f'<div class="scroll"><table class="matrix sortable"><thead><tr><th>文章</th>{head}</tr></thead><tbody>'
    )
    for name, weights in list(shares.items())[:_DOCUMENTS]:
        cells = "".join(
            f'<td data-v="{weight:.4f}" style="background:{_shade(weight)};color:{"#fff" if weight > _DARK else "inherit"}">'
            f"{f'{weight * 100:.0f}' if weight >= 0.005 else ''}</td>"
            for weight in weights
        )
        yield f"<tr><td>{escape(name)}</td>{cells}</tr>"
    yield "</tbody></table></div>"


def _more(size: int) -> str:
    return f"这里是前 {_DOCUMENTS} 篇，全部 {size} 篇见 documents.csv。" if size > _DOCUMENTS else ""


def _shade(share: float) -> str:
    """Return white for 0 and dark blue for 1."""
    light, dark = (250, 252, 254), (31, 78, 121)
    return "#" + "".join(f"{round(a + (b - a) * min(1.0, share)):02x}" for a, b in zip(light, dark, strict=True))


def _about(model: TopicModel) -> Iterator[str]:
    unit = UNIT_NAMES[model.by]
    yield (
        f"<p>方法：{METHOD_NAMES[model.method]}，以{unit}为单位，只用有实义的词（两个字以上，去掉数字和虚词，"
        f"去掉太少见和太常见的词），共 {model.vocabulary:,} 个；太短的 {model.left_out} 个{unit}没有参与。种子 {model.seed}，"
        "同样的文字和版本得到同样的结果。</p>"
        "<p>一致性：每个主题前十个词两两的 NPMI（Bouma 2009；Aletras 与 Stevenson 2013）的平均，按是否在同一"
        f"{unit}出现计算，一对词从不同现记 -1。稳定度：另抽五次八成的{unit}、各换一个种子重做，主题配对后前十个词重合的比例"
        "（做法同 Greene 等 2014）。</p>"
        "<p>主题模型只看词在哪里一起出现，不懂意思；主题的名称、数目和界线都要靠人读原文来定，"
        "占比也不是“重视程度”。</p>"
    )
