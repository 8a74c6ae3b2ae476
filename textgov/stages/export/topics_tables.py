"""The tables of a topic model: topics, their words, documents × topics, paragraphs × topics."""

from __future__ import annotations

from typing import Any

from textgov.research_types import TopicModel, TopicUnit
from textgov.stages.export.tables import Column, Table

METHOD_NAMES = {"nmf": "NMF(非负矩阵分解)", "lda": "LDA(潜在狄利克雷分配)"}
UNIT_NAMES = {"paragraph": "段落", "document": "文章"}
# What a table or the page quotes of a unit.
_QUOTED = 200
_SHOWN_WORDS = 10
_SEPARATOR = "·"


def label(model: TopicModel, place: int) -> str:
    """Return what a topic is called: the words that set it apart."""
    return _SEPARATOR.join(model.topics[place].label)


def quoted(unit: TopicUnit) -> str:
    """Return the beginning of a unit's text on one line."""
    text = " ".join(unit.text.split())
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "……"


def place_of(unit: TopicUnit) -> str:
    """Return where a unit stands: the document, and which paragraph of it."""
    return f"{unit.document} 第 {unit.number} 段" if unit.number else unit.document


def topic_rows(model: TopicModel) -> list[dict[str, Any]]:
    """Return one row a topic, as JSON holds it."""
    return [
        {
            "topic": topic.number,
            "label": list(topic.label),
            "share": topic.share,
            "size": topic.size,
            "coherence": topic.coherence,
            "stability": topic.stability,
            "words": [{"word": word, "weight": weight} for word, weight in topic.words],
            "examples": [
                {"document": unit.document, "paragraph": unit.number, "weight": unit.weights[place], "text": unit.text}
                for unit in (model.units[number] for number in topic.examples)
            ],
        }
        for place, topic in enumerate(model.topics)
    ]


def topic_tables(model: TopicModel) -> list[Table]:
    """Return the tables 主题, 主题词, 文章, 段落 (where the model is one of paragraphs), 主题数."""
    tables = [_topics(model), _words(model), _documents(model)]
    if model.by == "paragraph":
        tables.append(_units(model))
    return [*tables, _curve(model)]


def _topics(model: TopicModel) -> Table:
    columns = (
        Column("topic", "主题", 6, "number"),
        Column("label", "名称", 24),
        Column("share", "占比", 8, "percent"),
        Column("size", f"{UNIT_NAMES[model.by]}数", 8, "number"),
        Column("coherence", "一致性 NPMI", 12, "number"),
        Column("stability", "稳定度", 8, "percent"),
        Column("words", "主要词", 50),
        *(Column(f"example{number}", f"代表{number}", 50) for number in (1, 2, 3)),
    )
    rows = []
    for place, topic in enumerate(model.topics):
        row: dict[str, Any] = {name: getattr(topic, name) for name in ("share", "size", "coherence", "stability")}
        row |= {"topic": topic.number, "label": label(model, place)}
        row["words"] = " ".join(word for word, _ in topic.words[:_SHOWN_WORDS])
        for number, example in enumerate(topic.examples, 1):
            row[f"example{number}"] = f"【{place_of(model.units[example])}】{quoted(model.units[example])}"
        rows.append(row)
    return Table("主题", columns, rows, ("topic", "label", "share", "size", "coherence", "stability", "words"))


def _words(model: TopicModel) -> Table:
    columns = (
        Column("topic", "主题", 6, "number"),
        Column("label", "名称", 24),
        Column("rank", "次序", 6, "number"),
        Column("word", "词", 14),
        Column("weight", "权重", 10, "number"),
    )
    rows = [
        {"topic": topic.number, "label": label(model, place), "rank": rank, "word": word, "weight": weight}
        for place, topic in enumerate(model.topics)
        for rank, (word, weight) in enumerate(topic.words, 1)
    ]
    return Table("主题词", columns, rows)


def _shares(model: TopicModel) -> tuple[Column, ...]:
    return tuple(
        Column(f"topic{one.number}", f"{one.number} {label(model, place)}", 12, "percent")
        for place, one in enumerate(model.topics)
    )


def _filled(model: TopicModel, weights: tuple[float, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {f"topic{place + 1}": round(weight, 4) for place, weight in enumerate(weights)}
    most = max(range(len(weights)), key=lambda place: weights[place])
    return found | {"main": most + 1 if weights[most] else None}


def _documents(model: TopicModel) -> Table:
    columns = (Column("id", "编号", 24), Column("main", "主要主题", 8, "number"), *_shares(model))
    rows = [{"id": name} | _filled(model, weights) for name, weights in model.documents().items()]
    return Table("文章", columns, rows)


def _units(model: TopicModel) -> Table:
    columns = (
        Column("id", "编号", 24),
        Column("paragraph", "段", 6, "number"),
        Column("main", "主要主题", 8, "number"),
        *_shares(model),
        Column("text", "文字", 60),
    )
    rows = [
        {"id": unit.document, "paragraph": unit.number, "text": quoted(unit)} | _filled(model, unit.weights)
        for unit in model.units
    ]
    return Table("段落", columns, rows)


def _curve(model: TopicModel) -> Table:
    columns = (
        Column("topics", "主题数", 8, "number"),
        Column("coherence", "平均一致性 NPMI", 14, "number"),
        Column("chosen", "采用", 6),
    )
    rows = [
        {"topics": size, "coherence": value, "chosen": "是" if size == len(model.topics) else ""}
        for size, value in model.curve
    ]
    return Table("主题数", columns, rows)
