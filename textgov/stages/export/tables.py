"""Flat tables for Excel, WPS and pandas: which columns a result has, and how its rows look in a cell.

Headings are Chinese in .xlsx and the interface's field names in .csv and .parquet, so that scripts keep working.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from textgov.stages.export.rows import cluster_row
from textgov.types import FACT_LABELS, FINDING_LABELS, Cluster, Document, Masked, Rejected, Route, Segmentation

CellKind = Literal["text", "number", "percent", "date"]
STATUS_NAMES = {"done": "已做", "planned": "计划", "problem": "问题"}
RISK_NAMES = {"low": "低", "medium": "中", "high": "高"}
KIND_NAMES = {"report": "报告", "letter": "来信"}
AGAINST_NAMES = {
    "government": "政府部门",
    "company": "企业",
    "developer": "开发商",
    "school": "学校",
    "shop": "商户",
    "property_company": "物业公司",
    "hospital": "医院",
    "neighbour": "邻居或家人",
    "village_cadre": "村(社区)干部",
    "other": "其他",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: field name, Chinese heading, width in characters, how to show a value.

    ``choices`` are what a person may fill in; in .xlsx its cells get them as a drop-down list.
    """

    key: str
    heading: str
    width: int = 12
    kind: CellKind = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A named flat table: ``rows`` hold one value a column (str, number, or None for an empty cell).

    ``glance`` names the columns that a terminal shows, where not all of them fit on a screen.
    """

    name: str
    columns: Sequence[Column]
    rows: list[dict[str, Any]]
    glance: Sequence[str] = ()


DOCUMENT_COLUMNS = (Column("id", "编号", 14), Column("title", "标题", 30), Column("date", "日期", 12, "date"))

ROUTE_COLUMNS = (
    *DOCUMENT_COLUMNS,
    Column("urgent", "紧急", 6),
    Column("urgent_words", "紧急的词", 16),
    Column("body_name", "建议部门", 26),
    Column("probability", "把握", 8, "percent"),
    Column("issue_name", "诉求", 24),
    Column("abstained", "待人工", 8),
    Column("second", "第二可能", 26),
    Column("second_probability", "第二把握", 8, "percent"),
    Column("supporting", "协办", 26),
    Column("against", "反映对象", 12),
    Column("reasons", "理由", 60),
    Column("body", "部门编码", 24),
    Column("issue", "诉求编码", 24),
)
# Only when a coverage was asked for.
SET_COLUMN = Column("set", "候选部门", 40)
# Only when a directory was given.
OFFICE_COLUMNS = (
    Column("office", "承办单位", 26),
    Column("contact", "联系方式", 20),
    Column("outside", "不归本街道", 8),
    Column("office_day", "通讯录日期", 12, "date"),
)
CLUSTER_COLUMNS = (
    Column("cluster", "问题编号", 14),
    Column("label", "问题", 30),
    Column("size", "来信数", 8, "number"),
    Column("heat", "热度", 8, "number"),
    Column("first", "最早", 12, "date"),
    Column("last", "最近", 12, "date"),
    Column("terms", "关键词", 30),
    Column("body_name", "建议牵头", 26),
    Column("duplicates", "重复来信数", 10, "number"),
    Column("representative", "代表来信", 14),
    Column("members", "来信编号", 40),
    Column("body", "部门编码", 24),
)
LETTER_CLUSTER_COLUMNS = (Column("id", "编号", 14), Column("cluster", "问题编号", 14))
REDACT_COLUMNS = (
    *DOCUMENT_COLUMNS,
    Column("text", "遮盖后正文", 80),
    Column("count", "遮盖处数", 8, "number"),
    Column("types", "类型", 24),
    Column("risk", "可识别风险", 10),
    Column("reasons", "原因", 40),
)
SEGMENT_COLUMNS = (Column("id", "编号", 14), Column("sentence", "句序", 8, "number"), Column("words", "分词结果", 100))
REJECTED_COLUMNS = (
    Column("path", "文件", 40),
    Column("row", "行", 8, "number"),
    Column("reason", "原因", 40),
    Column("advice", "怎么办", 50),
)


def route_table(documents: Iterable[Document], routes: Iterable[Route], *, names: Mapping[str, str]) -> Table:
    """Return the table 分派, urgent letters first; ``names`` gives the bodies' names by id."""
    rows = []
    for document, route in zip(documents, routes, strict=True):
        second = next((a for a in route.alternatives if a.body != route.body), None)
        rows.append(
            {
                "id": document.id,
                "title": document.title,
                "date": document.date,
                "urgent": yes(route.urgent),
                "urgent_words": "、".join(route.urgent_words),
                "body_name": route.body_name,
                "probability": route.probability,
                "issue_name": route.issue_name,
                "abstained": yes(route.abstained),
                "second": names.get(second.body, second.body) if second else None,
                "second_probability": second.probability if second else None,
                "supporting": "、".join(names.get(body, body) for body in route.supporting),
                "against": AGAINST_NAMES.get(route.against or "", route.against),
                "reasons": "\n".join(route.reasons),
                "body": route.body,
                "issue": route.issue,
                "set": "、".join(names.get(body, body) for body in route.set),
                "office": route.referral.office if route.referral else None,
                "contact": route.referral.contact if route.referral else None,
                "outside": yes(route.referral.outside) if route.referral else None,
                "office_day": route.referral.day if route.referral else None,
            }
        )
    rows.sort(key=lambda row: not row["urgent"])
    offices = OFFICE_COLUMNS if any(row["office_day"] for row in rows) else ()
    columns = (*ROUTE_COLUMNS, *offices, *((SET_COLUMN,) if any(row["set"] for row in rows) else ()))
    shown = ("id", "urgent", "body_name", *(("office",) if offices else ()), "probability", "issue_name", "reasons")
    return Table("分派", columns, rows, shown)


def cluster_table(clusters: Iterable[Cluster], *, names: Mapping[str, str]) -> Table:
    """Return the table 问题, hottest first; ``names`` gives the bodies' names by id."""
    rows = []
    for cluster in clusters:
        row = cluster_row(cluster)
        row["terms"] = "、".join(row["terms"])
        row["members"] = "、".join(row["members"])
        row["body_name"] = names.get(cluster.body or "", cluster.body)
        row["duplicates"] = sum(len(group) - 1 for group in cluster.duplicates)
        rows.append(row)
    return Table("问题", CLUSTER_COLUMNS, rows)


def redact_table(documents: Iterable[Document], masked: Iterable[Masked]) -> Table:
    """Return the table 遮盖: masked titles and texts of masked documents, how many places, which types, the remaining risk."""
    names = FINDING_LABELS | FACT_LABELS
    rows = [
        {
            "id": document.id,
            "title": document.title,
            "date": document.date,
            "text": mask.text,
            "count": len(mask.spans),
            "types": "、".join(dict.fromkeys(names[span.type] for span in mask.spans)),
            "risk": RISK_NAMES[mask.risk.level],
            "reasons": "\n".join(mask.risk.reasons),
        }
        for document, mask in zip(documents, masked, strict=True)
    ]
    return Table("遮盖", REDACT_COLUMNS, rows, ("id", "count", "types", "risk", "text"))


def segment_table(documents: Iterable[Document], segmentations: Iterable[Segmentation]) -> Table:
    """Return the table 分词: one row a sentence, its words separated by spaces."""
    rows = []
    for document, segmentation in zip(documents, segmentations, strict=True):
        starts = [token.start for token in segmentation.tokens]
        for number, sentence in enumerate(segmentation.sentences, 1):
            inside = slice(bisect_left(starts, sentence.start), bisect_left(starts, sentence.end))
            words = [token.text for token in segmentation.tokens[inside]]
            rows.append({"id": document.id, "sentence": number, "words": " ".join(words)})
    return Table("分词", SEGMENT_COLUMNS, rows)


def rejected_table(rejected: Iterable[Rejected]) -> Table:
    """Return the table 未读入."""
    rows = [{"path": r.path, "row": r.row, "reason": r.reason, "advice": r.advice} for r in rejected]
    return Table("未读入", REJECTED_COLUMNS, rows)


def yes(value: bool) -> str:
    """Return 是 or an empty cell."""
    return "是" if value else ""
