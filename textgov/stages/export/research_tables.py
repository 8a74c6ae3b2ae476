"""The tables of the research tools: headings and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from textgov.research_types import Comparison, Concordance, Key, Network
from textgov.settings import RESEARCH
from textgov.stages.export.tables import STATUS_NAMES, Column, Table
from textgov.stages.export.tag_tables import FIGURE_COLUMNS, figure_cells

NOT_MENTIONED = "not_mentioned"
NOT_MENTIONED_NAME = "未提到"

KWIC_COLUMNS = (
    Column("id", "编号", 20),
    Column("left", "左侧", 44),
    Column("match", "匹配", 16),
    Column("right", "右侧", 44),
    Column("start", "起", 8, "number"),
    Column("end", "止", 8, "number"),
)
KEY_COLUMNS = (
    Column("word", "词", 16),
    Column("target", "目标次数", 10, "number"),
    Column("reference", "参照次数", 10, "number"),
    Column("target_rate", "目标每千词", 12, "number"),
    Column("reference_rate", "参照每千词", 12, "number"),
    Column("g2", "G²(把握)", 10, "number"),
    Column("log_ratio", "对数比(倍数)", 14, "number"),
    Column("p", "p 值", 12, "number"),
    Column("significant", "显著", 8),
    Column("dispersion", "离散度 DP", 12, "number"),
)
_CASE = (Column("id", "编号", 24), Column("label", "案例", 16))
CASE_COLUMNS = (
    *_CASE,
    Column("title", "标题", 40),
    Column("place", "地点", 26),
    Column("date", "日期", 12, "date"),
    Column("source", "来源", 20),
    Column("characters", "字数", 10, "number"),
    Column("words", "词数", 10, "number"),
    Column("practices", "提到的做法", 12, "number"),
    Column("figures", "数字", 10, "number"),
)
EVIDENCE_COLUMNS = (
    *_CASE,
    Column("code", "编码", 18),
    Column("name", "做法", 20),
    Column("status", "状态", 10),
    Column("count", "证据数", 8, "number"),
    Column("done", "已做", 8, "number"),
    Column("planned", "计划", 8, "number"),
    Column("problem", "问题", 8, "number"),
    Column("sentence", "第一处证据所在的句子", 80),
    Column("start", "起", 8, "number"),
    Column("end", "止", 8, "number"),
)
_GROUP = Column("group", "可比的对象", 20)
SIMILAR_COLUMNS = (
    *_CASE,
    Column("other", "相近案例编号", 24),
    Column("other_label", "相近案例", 16),
    Column("practices", "做法相近", 10, "number"),
    Column("words", "用词相近", 10, "number"),
)
NODE_COLUMNS = (Column("name", "名称", 20), Column("count", "次数", 8, "number"))
EDGE_COLUMNS = (
    Column("source", "甲", 20),
    Column("target", "乙", 20),
    Column("count", "同现次数", 10, "number"),
    Column("npmi", "关联度 NPMI", 12, "number"),
)


_CELL_FIELDS = ("count", "done", "planned", "problem", "sentence", "start", "end")


def kwic_row(line: Concordance) -> dict[str, Any]:
    """Return ``{"id", "left", "match", "right", "start", "end"}``."""
    row = asdict(line)
    return {"id": row.pop("document")} | row


def kwic_table(lines: Iterable[Concordance]) -> Table:
    """Return the table 上下文; line ends in the context become blanks, so that a line stays a line."""
    rows = [kwic_row(line) for line in lines]
    for row in rows:
        row |= {side: row[side].replace("\n", " ") for side in ("left", "match", "right")}
    return Table("上下文", KWIC_COLUMNS, rows)


def key_row(key: Key) -> dict[str, Any]:
    """Return the fields of a key word, rounded as far as they mean something."""
    row = asdict(key)
    digits = {"target_rate": 3, "reference_rate": 3, "g2": 2, "log_ratio": 2, "dispersion": 3}
    rounded = {name: round(row[name], places) for name, places in digits.items() if row[name] is not None}
    return row | rounded | {"p": float(f"{key.p:.3g}")}


def key_table(keys: Iterable[Key]) -> Table:
    """Return the table 关键词."""
    return Table("关键词", KEY_COLUMNS, [_told(key_row(key)) for key in keys])


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"significant": "是" if row["significant"] else ""}


def edge_row(edge: Any) -> dict[str, Any]:
    """Return ``{"source", "target", "count", "npmi"}``."""
    return asdict(edge) | {"npmi": round(edge.npmi, 4)}


def network_tables(network: Network) -> list[Table]:
    """Return the tables 同现 (one row a pair) and 节点."""
    return [
        Table("同现", EDGE_COLUMNS, [edge_row(edge) for edge in network.edges]),
        Table("节点", NODE_COLUMNS, [asdict(node) for node in network.nodes]),
    ]


def case_table(comparison: Comparison) -> Table:
    """Return the table 案例: one row a report."""
    plain = ("id", "label", "title", "place", "date", "source", "characters", "words")
    rows = [
        {name: getattr(case, name) for name in plain} | {"practices": len(case.cells), "figures": len(case.figures)}
        for case in comparison.cases
    ]
    return Table("案例", CASE_COLUMNS, rows)


def matrix_table(comparison: Comparison, *, for_people: bool) -> Table:
    """Return the table 矩阵: a row a case, a column a practice of the codebook, the status in each cell.

    What a report does not mention says so (``not_mentioned``), because it does not mean that it is not done.
    """
    columns = tuple(Column(code, name, 9) for code, name in comparison.practices.items())
    rows = []
    for case in comparison.cases:
        row: dict[str, Any] = {name: getattr(case, name) for name in ("id", "label", "title", "place", "date")}
        for code in comparison.practices:
            cell = case.cells.get(code)
            if for_people:
                row[code] = f"{STATUS_NAMES[cell.status]} {cell.count}" if cell else NOT_MENTIONED_NAME
            else:
                row[code] = cell.status if cell else NOT_MENTIONED
        rows.append(row)
    return Table("矩阵", (*CASE_COLUMNS[:5], *columns), rows)


def evidence_table(comparison: Comparison, *, for_people: bool) -> Table:
    """Return the table 证据: a row for each practice that a case mentions, with the first sentence that shows it."""
    rows = []
    for case in comparison.cases:
        for code, name in comparison.practices.items():
            if cell := case.cells.get(code):
                row = {"id": case.id, "label": case.label, "code": code, "name": name}
                row["status"] = STATUS_NAMES[cell.status] if for_people else cell.status
                rows.append(row | {field: getattr(cell, field) for field in _CELL_FIELDS})
    return Table("证据", EVIDENCE_COLUMNS, rows)


def case_figure_table(comparison: Comparison) -> Table:
    """Return the table 数字: a row a figure; ``group`` names the subject under which cases can be compared."""
    groups = {
        (number, figure.start): row.subject
        for row in comparison.figures
        for number, figures in row.values.items()
        for figure in figures
    }
    rows = []
    for number, case in enumerate(comparison.cases):
        head = {"id": case.id, "label": case.label, "title": case.title, "date": case.date}
        rows += [head | figure_cells(figure) | {"group": groups.get((number, figure.start))} for figure in case.figures]
    return Table("数字", (*_CASE, *FIGURE_COLUMNS[1:], _GROUP, *EVIDENCE_COLUMNS[-2:]), rows)


def common_figure_table(comparison: Comparison) -> Table:
    """Return the table 可比的数字: only the figures that several cases give, those of one subject together."""
    rows = [
        {"group": row.subject, "label": comparison.cases[number].label} | figure_cells(figure)
        for row in comparison.figures
        for number, figures in row.values.items()
        for figure in figures
    ]
    return Table("可比的数字", (_GROUP, _CASE[1], *FIGURE_COLUMNS[3:]), rows)


def case_key_table(comparison: Comparison) -> Table:
    """Return the table 关键词 of all cases, each against the others."""
    rows = [
        {"id": case.id, "label": case.label} | _told(key_row(key)) for case in comparison.cases for key in case.keys
    ]
    return Table("关键词", (*_CASE, *KEY_COLUMNS), rows)


def similar_table(comparison: Comparison) -> Table:
    """Return the table 相近案例: for each case the most similar ones, by the mean of practices and words."""
    rows = []
    for number, case in enumerate(comparison.cases):
        for other in nearest(comparison, number)[: RESEARCH.nearest]:
            found = comparison.cases[other]
            rows.append(
                {
                    "id": case.id,
                    "label": case.label,
                    "other": found.id,
                    "other_label": found.label,
                    "practices": comparison.by_practices[number][other],
                    "words": comparison.by_words[number][other],
                }
            )
    return Table("相近案例", SIMILAR_COLUMNS, rows)


def nearest(comparison: Comparison, number: int) -> Sequence[int]:
    """Return the other cases' numbers, the most similar first."""
    practices, words = comparison.by_practices[number], comparison.by_words[number]
    others = (other for other in range(len(comparison.cases)) if other != number)
    return sorted(others, key=lambda other: (-practices[other] - words[other], other))
