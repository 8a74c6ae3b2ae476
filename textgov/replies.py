"""How well official answers answer letters: masked, taken into their issues, scored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from textgov import api
from textgov.errors import UsageError
from textgov.types import Document, ReplyCheck

# Usual names of the columns, the more telling first.
REPLY_COLUMNS = (
    "答复意见",
    "答复内容",
    "回复内容",
    "回复意见",
    "办理结果",
    "处理结果",
    "答复",
    "回复",
    "reply",
    "answer",
)
DATE_COLUMNS = (
    "答复时间",
    "答复日期",
    "回复时间",
    "回复日期",
    "办结时间",
    "办结日期",
    "reply_date",
    "replydate",
    "answer_date",
)


def check_replies(
    source: Iterable[Document],
    *,
    reply_column: str | None = None,
    date_column: str | None = None,
    codebook: api.Book = None,
) -> list[ReplyCheck]:
    """Score the answers of all letters that have one, in the order of the letters.

    The columns are found by their usual names unless they are named. Letters and answers are masked first. Raises
    UsageError where no letter has the column.
    """
    from textgov.stages.read.dates import cell_date
    from textgov.stages.replies import check_reply

    letters = list(source)
    column = reply_column or _found(letters, REPLY_COLUMNS)
    if column is None or not any(column in letter.metadata for letter in letters):
        known = "、".join(dict.fromkeys(name for letter in letters[:50] for name in letter.metadata)) or "没有其他列"
        raise UsageError(
            f"没有找到答复所在的列{f' {reply_column}' if reply_column else ''};现有的列:{known}。"
            "请用 --reply-column 写明列名"
        )
    when = date_column or _found(letters, DATE_COLUMNS)
    answered = [letter for letter in letters if letter.metadata.get(column, "").strip()]
    masked = [letter for letter, _ in api.masked_documents(answered)]
    replies = api.masked_documents([Document(one.id, one.metadata[column], "letter") for one in answered])
    # The rest of the row is not looked at any more.
    masked = [replace(letter, metadata={}) for letter in masked]
    routes = api.route(masked, codebook=codebook) if masked else []
    return [
        check_reply(
            letter.id,
            title=letter.title,
            text=letter.text,
            reply=reply.text,
            parts=[letter.text[part.start : part.end] for part in route.issues],
            sent=(letter.date or "")[:10] or None,
            answered=cell_date(raw.metadata.get(when, "")) if when else None,
        )
        for letter, (reply, _), route, raw in zip(masked, replies, routes, answered, strict=True)
    ]


def _found(letters: Iterable[Document], names: Iterable[str]) -> str | None:
    """Return the first of the usual names that is a column of the letters."""
    columns: Mapping[str, str] = {name.replace(" ", "").lower(): name for letter in letters for name in letter.metadata}
    return next((columns[name] for name in names if name in columns), None)
