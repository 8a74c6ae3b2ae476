"""The journal of issues as rows, tables and lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from textgov.stages.export.tables import Column, Table
from textgov.types import Cluster, IssueRecord

_RECORD = (
    Column("issue", "问题编号", 14),
    Column("label", "问题", 34),
    Column("state", "状态", 10),
    Column("since", "从哪天起", 12, "date"),
    Column("letters", "来信", 8, "number"),
    Column("body", "负责部门", 26),
    Column("due", "期限", 12, "date"),
    Column("overdue", "超期", 8),
    Column("last", "最近一步", 40),
)
_EVENT = (
    Column("number", "序号", 8, "number"),
    Column("issue", "问题编号", 14),
    Column("date", "日期", 12, "date"),
    Column("event", "事项", 12),
    Column("state", "状态", 10),
    Column("label", "名称", 30),
    Column("letters", "来信", 8, "number"),
    Column("body", "负责部门", 26),
    Column("due", "期限", 12, "date"),
    Column("result", "结果(公开)", 40),
    Column("note", "备注(内部)", 40),
    Column("into", "并入", 14),
)


def record_row(record: IssueRecord, *, overdue: bool) -> dict[str, Any]:
    """Return ``{"issue", "label", "state", "since", "letters", "body", "due", "overdue", "last"}``."""
    last = record.events[-1]
    return {
        "issue": record.id,
        "label": record.label,
        "state": record.state,
        "since": record.since,
        "letters": record.letters,
        "body": record.body,
        "due": record.due,
        "overdue": overdue,
        "last": f"{last.date} {last.event if last.state is None else last.state}"
        + (f":{last.result}" if last.result else ""),
    }


def record_table(rows: Sequence[dict[str, Any]]) -> Table:
    """Return the list of issues as a table."""
    shown = [row | {"overdue": "是" if row["overdue"] else ""} for row in rows]
    return Table("问题台账", _RECORD, shown, glance=("issue", "label", "state", "since", "body", "due", "overdue"))


def event_rows(record: IssueRecord) -> list[dict[str, Any]]:
    """Return one row an event, with the fields of ``IssueEvent``."""
    return [asdict(event) for event in record.events]


def event_table(rows: Sequence[dict[str, Any]]) -> Table:
    """Return the events as a table."""
    return Table("经过", _EVENT, list(rows), glance=("date", "event", "state", "body", "due", "result", "note"))


def describe(record: IssueRecord, cluster: Cluster | None, today: str) -> Iterator[str]:
    """Yield the lines of ``textgov issues show``; ``today`` (ISO) tells what is overdue."""
    late = ",已超期" if record.due and record.due < today and record.state not in ("答复", "回访", "已并入") else ""
    yield f"{record.id} {record.label}" + ("(已锁定)" if cluster and cluster.locked else "")
    yield f"状态:{record.state}(从 {record.since} 起)"
    yield f"负责:{record.body or '未定'};期限:{record.due or '未定'}{late}"
    if cluster:
        yield f"来信 {cluster.size} 封({cluster.first or '?'} 至 {cluster.last or '?'}),热度 {cluster.heat.value:g}"
        yield f"来信编号:{'、'.join(cluster.members)}"
        yield f"关键词:{'、'.join(cluster.terms)}"
    yield "经过:"
    for event in record.events:
        said = (
            event.state and event.state != event.event and f"→ {event.state}",
            event.label and f"名称 {event.label}",
            None if event.letters is None else f"来信 {event.letters} 封",
            event.body and f"负责 {event.body}",
            event.due and f"期限 {event.due}",
            event.result and f"结果 {event.result}",
            event.note and f"备注 {event.note}",
            event.into and f"并入 {event.into}",
        )
        yield "  " + " ".join((event.date, event.event, *(text for text in said if text)))
