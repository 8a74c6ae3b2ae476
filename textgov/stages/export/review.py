"""The tables of a review: letters to look at with a column for the answer, and labels that look wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from textgov.review_types import RIGHT, Asked, Choices, LabelCheck
from textgov.settings import REVIEW
from textgov.stages.export.tables import Column, Table

QUEUE_COLUMNS = (
    Column("id", "编号", 14),
    Column("title", "标题", 20),
    Column("text", "正文", 70),
    Column("body_name", "建议部门", 24),
    Column("probability", "把握", 8, "percent"),
    Column("second", "第二可能", 24),
    Column("second_probability", "第二把握", 10, "percent"),
    Column("issue_name", "建议诉求", 20),
    Column("right_body", "正确部门", 24),
    Column("right_issue", "正确诉求", 20),
    Column("why", "为什么请您看", 28),
    Column("reasons", "理由", 50),
    Column("date", "日期", 12, "date"),
    Column("body", "部门编码", 20),
    Column("issue", "诉求编码", 20),
    Column("check", "校验", 14),
)
SUSPECT_COLUMNS = (
    Column("id", "编号", 14),
    Column("title", "标题", 20),
    Column("text", "正文", 70),
    Column("given", "现有标签", 22),
    Column("likelier", "更像", 22),
    Column("given_probability", "现有标签的把握", 10, "percent"),
    Column("likelier_probability", "更像的把握", 10, "percent"),
    Column("reason", "理由", 60),
)


def queue_row(asked: Asked, choices: Choices) -> dict[str, Any]:
    """Return one letter of the queue; ``right_body`` and ``right_issue`` are empty, for the reviewer."""
    letter, route = asked.letter, asked.route
    first, second = (*route.alternatives, None, None)[:2]
    return {
        "id": letter.id,
        "title": letter.title,
        "text": letter.text,
        "body_name": choices.bodies.get(first.body, first.body) if first else "",
        "probability": round(first.probability, 4) if first else None,
        "second": choices.bodies.get(second.body, second.body) if second else "",
        "second_probability": round(second.probability, 4) if second else None,
        "issue_name": route.issue_name or "",
        "right_body": "",
        "right_issue": "",
        "why": _why(asked),
        "reasons": "\n".join(route.reasons),
        "date": letter.date,
        "body": first.body if first else "",
        "issue": route.issue or "",
        "check": asked.check,
    }


def _why(asked: Asked) -> str:
    found = [one.probability for one in asked.route.alternatives]
    if len(found) > 1 and found[0] - found[1] < REVIEW.close:
        return f"前两个部门的把握只差 {max(found[0] - found[1], 0.01):.0%}"
    return f"最有把握的部门也只有 {found[0]:.0%}" if found and asked.route.abstained else "核对用"


def queue_table(queue: Sequence[Asked], choices: Choices) -> Table:
    """Return the table 待看; the columns of the answer offer the allowed names, those of issues only where there are any."""
    offered = {"right_body": (RIGHT, *choices.bodies.values()), "right_issue": (RIGHT, *choices.issues.values())}
    columns = [replace(column, choices=offered.get(column.key, ())) for column in QUEUE_COLUMNS]
    if not choices.issues:
        columns = [column for column in columns if column.key not in ("issue_name", "right_issue", "issue")]
    rows = [queue_row(asked, choices) for asked in queue]
    return Table("待看", columns, rows, ("id", "text", "body_name", "probability", "second", "why"))


def suspect_rows(check: LabelCheck) -> list[dict[str, Any]]:
    """Return one row a suspect: its masked letter, the two labels, and the words that speak for the likelier one."""
    rows = []
    for letter, one, words in check.found:
        because = ",因为写到" + "、".join(f"“{word}”" for word in words) if words else ""
        rows.append(
            {
                "id": letter.id,
                "title": letter.title,
                "text": letter.text,
                "given": one.given,
                "likelier": one.likelier,
                "given_probability": round(one.given_probability, 4),
                "likelier_probability": round(one.likelier_probability, 4),
                "reason": f"没学过这封信的模型认为它更像“{one.likelier}”{because}",
            }
        )
    return rows


def suspect_table(rows: list[dict[str, Any]]) -> Table:
    """Return the table 疑似标错, the clearest first."""
    glance = ("id", "text", "given", "likelier", "given_probability", "likelier_probability")
    return Table("疑似标错", SUSPECT_COLUMNS, rows, glance)
