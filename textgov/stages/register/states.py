"""The states of an issue, which may follow which, and what a row of events amounts to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textgov.errors import UsageError
from textgov.types import IssueEvent, IssueRecord, IssueState

# What may come next. An issue outside the meeting's power is answered without one; a half-solved one is taken up again.
NEXT: dict[IssueState, tuple[IssueState, ...]] = {
    "收到": ("归并",),
    "归并": ("上会", "办理", "答复"),
    "上会": ("上会", "议定", "办理"),
    "议定": ("办理", "上会", "答复"),
    "办理": ("答复", "部分解决", "上会"),
    "答复": ("回访", "部分解决", "重新打开"),
    "回访": ("重新打开", "部分解决"),
    "部分解决": ("办理", "上会", "答复"),
    "重新打开": ("上会", "办理", "答复"),
    "已并入": (),
}
STATES = tuple(NEXT)
# States in which somebody still has to do something; only these can be overdue.
OPEN: frozenset[IssueState] = frozenset(("收到", "归并", "上会", "议定", "办理", "部分解决", "重新打开"))


def iso_date(text: str, what: str) -> str:
    """Return a date as YYYY-MM-DD (2026/3/5 and 2026年3月5日 are understood). Raises UsageError for anything else."""
    numbers = text.strip().rstrip("日").replace("年", "-").replace("月", "-").replace("/", "-").replace(".", "-")
    try:
        year, month, day = (int(part) for part in numbers.split("-"))
        return date(year, month, day).isoformat()
    except ValueError:
        raise UsageError(f"{what} {text} 不是日期;请写成 2026-03-05 这样") from None


def record_of(events: Sequence[IssueEvent]) -> IssueRecord:
    """Return where an issue stands after its events, at least one, in the order in which they were written."""
    label, state, since, letters = events[0].label or events[0].issue, events[0].state or "收到", events[0].date, 0
    body = due = None
    for event in events:
        if event.state is not None:
            state, since = event.state, event.date
        label = event.label or label
        letters = letters if event.letters is None else event.letters
        body = event.body or body
        due = event.due or due
    return IssueRecord(events[0].issue, label, state, since, letters, body, due, tuple(events))


def is_overdue(record: IssueRecord, day: str) -> bool:
    """Say whether the issue should have been settled before ``day`` (ISO) and is not."""
    return record.due is not None and record.due < day and record.state in OPEN


def check_event(record: IssueRecord, event: IssueEvent) -> None:
    """Raise UsageError where the event cannot follow what is recorded: state, order of dates, due date, merged issue."""
    if record.state == "已并入":
        target = next((one.into for one in reversed(record.events) if one.into), "另一个问题")
        raise UsageError(f"{record.id} 已并入 {target},不能再登记;请登记到 {target}")
    if event.state is not None and event.state not in NEXT[record.state]:
        allowed = "、".join(NEXT[record.state])
        raise UsageError(
            f"{record.id} 现在是“{record.state}”,不能直接变成“{event.state}”;接下来可以是:{allowed}。"
            "中间的步骤请先补登(--date 写当时的日期)"
        )
    # 收到 and 归并 bear the day of grouping, which may come long after a meeting that is entered later.
    if event.state is not None and record.state not in ("收到", "归并") and event.date < record.since:
        raise UsageError(
            f"日期 {event.date} 早于“{record.state}”的日期 {record.since};请核对 --date,历史只能接着往后写"
        )
    if event.due is not None and event.due < event.date:
        raise UsageError(f"期限 {event.due} 早于登记日期 {event.date};请核对 --due 和 --date")


def steps(record: IssueRecord) -> tuple[str, ...]:
    """Return what has happened from the first meeting on and may be told: date, state, result, a line each."""
    return tuple(
        f"{one.date} {one.state or one.event}" + (f":{one.result}" if one.result else "")
        for one in record.events
        if one.result or one.state not in (None, "收到", "归并", "已并入")
    )
