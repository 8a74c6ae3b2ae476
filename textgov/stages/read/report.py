"""From the lines of a page to a report: title, date, source, place, and the article without the page's furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textgov.fold import fold
from textgov.stages.read import boilerplate, edges, metadata
from textgov.stages.read.place import find_place
from textgov.stages.read.web import Page
from textgov.types import Document, RemovedLine

_SPACE = " \t\r\f\v\u3000\u2003\u2002\u00a0\ufeff\u200b"
_TITLE_LENGTH = range(4, 71)
_MENU_LENGTH = 6  # a title may be as short as a menu entry, but a longer line beside it is the likelier one
_NAV_LENGTH = 8  # a line this short above the title, on a page with furniture, is a menu entry
# A list of other articles near the end takes the rest of the page with it; earlier it may be a heading of the text.
_RELATED_AFTER = 0.6
_CREDIT = re.compile(
    r"\s*[(\[【]\s*(?:(?:责任编辑|责编|编辑|来源|稿件来源|作者|本报记者|记者|通讯员|供稿|摄影|文|图|文/图)[\s:/|]?[^()\[\]【】。]{2,60}"
    r"|(?:[\u4e00-\u9fff]{2,4}[\s、,]+)+[\u4e00-\u9fff]{2,4}|完)\s*[)\]】]\s*$"
)
# Dates on such lines are not the report's; a signature's comes last.
_OTHER_DATES = frozenset({"页面当天日期", "论文信息", edges.SIGN_OFF})
# Lines that say who wrote the report also say where.
_IMPRINT = frozenset({"发布信息", "申报信息", edges.CREDIT, edges.SUBTITLE, edges.SIGN_OFF})
_SIGNERS = 3
_ACCOUNT_LINES = 4
_TITLE_FIELDS = ("名称", "标题")


@dataclass(slots=True)
class _Line:
    """A line of the page: number from 1, as written, folded, and why it is left out (None: kept)."""

    number: int
    raw: str
    folded: str
    reason: str | None = None


def read_report(page: Page, *, name: str, path: str = "") -> Document:
    """Return the report on a page; ``name`` becomes its id.

    ``Document.text`` holds the title once and the paragraphs, one a line, without indents; ``removed`` every other line
    with its reason. A text without any furniture keeps its lines as they are, blank ones included.
    """
    lines = [_Line(n, raw.strip(_SPACE), fold(raw.strip(_SPACE))) for n, raw in enumerate(page.text.split("\n"), 1)]
    filled = [line for line in lines if line.raw]
    for line in filled:
        line.reason = boilerplate.furniture(line.folded)
    if any(boilerplate.is_prose(line.folded) for line in filled):
        _peel_head(filled)
        _peel_foot(filled)
    fields = _publication(filled)
    title = _title(filled, page, fields)
    _drop_around(filled, title)
    _drop_repeated(filled, title)
    if page.body:
        _drop_outside(filled, page.body, title)
    removed = [RemovedLine(line.number, line.raw, line.reason) for line in filled if line.reason]
    kept = [line for line in filled if not line.reason]
    removed += _cut_credits(kept)
    body = [line.folded for line in filled if line.reason in (None, edges.SIGN_OFF)]
    text = "\n".join(line.raw for line in (kept if removed else lines)).strip("\n")
    source = metadata.source(fields, [line.folded for line in filled]) if kept else None
    return Document(
        id=name,
        text=text,
        kind="report",
        title=title,
        date=metadata.publication_date(fields, body, [fold(title)]) or page.date,
        source=_original(source, filled) or page.source,
        place=find_place(text, title, [line.raw for line in filled if line.reason in _IMPRINT]),
        path=path,
        removed=tuple(sorted(removed, key=lambda line: line.number)),
    )


def _bounds(lines: Sequence[_Line]) -> tuple[int, int]:
    """Return the positions of the first and the last paragraph of prose; (len, -1) when there is none."""
    prose = [i for i, line in enumerate(lines) if not line.reason and boilerplate.is_prose(line.folded)]
    return (prose[0], prose[-1]) if prose else (len(lines), -1)


def _peel_head(lines: Sequence[_Line]) -> None:
    """Mark what stands above the first paragraph and is told by its form: mastheads, speakers, the fields of a form."""
    above: list[_Line] = []
    for line in lines:
        line.reason = line.reason or edges.head(line.folded)
        if not line.reason:
            if boilerplate.is_prose(line.folded):
                break
            above.append(line)
    numbered = any(edges.issue(line.folded) for line in lines[: len(above) + _NAV_LENGTH])
    titled = any(edges.form_title(line.folded) for line in above)
    for line in above:
        if (numbered and edges.masthead(line.folded)) or (titled and edges.form_head(line.folded)):
            line.reason = edges.MASTHEAD


def _peel_foot(lines: Sequence[_Line]) -> None:
    """Mark what stands below the last paragraph and is told by its form: prompts, recipients, the signature."""
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line.reason:
            continue
        line.reason = edges.foot(line.folded)
        if edges.signature_date(line.folded):
            line.reason = edges.SIGN_OFF
            for signer in reversed(lines[max(0, index - _SIGNERS) : index]):
                if signer.reason or not edges.signer(signer.folded):
                    break
                signer.reason = edges.SIGN_OFF
        elif not line.reason and boilerplate.is_prose(line.folded):
            break


def _publication(lines: Sequence[_Line]) -> list[tuple[str, str]]:
    """Mark the lines of publication data above and below the article and return their fields."""
    first, last = _bounds(lines)
    fields = _account(lines[:first])
    for index, line in enumerate(lines):
        outside = last >= 0 and (index < first or index > last)
        if line.reason in _OTHER_DATES or not (outside or line.reason):
            continue
        found = boilerplate.meta_fields(line.folded)
        if index < first and edges.signature_date(line.folded):
            found = [("日期", line.folded)]
        # Below the text a bare date follows the title of another article.
        if index > last and all(label in ("日期", "") for label, _ in found) and not line.reason:
            continue
        if found:
            line.reason = line.reason or "发布信息"
            fields += found
    return fields


def _account(head: Sequence[_Line]) -> list[tuple[str, str]]:
    """Mark the head of a public account's article where every word stands on its own line, and return its names.

    原创, an author, the account, the date with the time, the province of the writer.
    """
    start = next((i for i, line in enumerate(head) if line.folded == "原创"), None)
    if start is None:
        return []
    dated = next((i for i, line in enumerate(head) if start < i <= start + _ACCOUNT_LINES and _dated(line)), None)
    if dated is None:
        return []
    names = head[start + 1 : dated]
    province = [line for line in head[dated + 1 : dated + 2] if 1 < len(line.folded) < _TITLE_LENGTH.start]
    for line in (head[start], *names, *province):
        line.reason = "发布信息"
    return [("", " ".join(line.folded for line in (head[start], *names)))]


def _dated(line: _Line) -> bool:
    return any(label == "日期" for label, _ in boilerplate.meta_fields(line.folded))


def _title(lines: Sequence[_Line], page: Page, fields: Sequence[tuple[str, str]]) -> str:
    """Choose the title among the lines above the first paragraph.

    A line that the page repeats or that its format names wins, then the line nearest above the publication data, then
    the first line.
    """
    first, last = _bounds(lines)
    head = lines[:first] if last >= 0 else lines[:1]
    data = next((i for i, line in enumerate(head) if line.reason == "发布信息"), None)
    candidates = [i for i, line in enumerate(head) if _may_be_title(line)]
    if not candidates:  # who wrote it is all the page says
        named_only = next((line for line in head if line.reason in (edges.MASTHEAD, edges.CREDIT)), None)
        if named_only:
            named_only.reason = None
        candidates = [i for i, line in enumerate(head) if _may_be_title(line)]
    named = [fold(name) for name in (page.title, *(value for label, value in fields if label in _TITLE_FIELDS)) if name]
    form = next(filter(None, (edges.form_title(line.folded) for line in head if not line.reason)), None)
    if form and not any(_same(head[i].folded, form) for i in candidates):
        return _original(form, head) or form
    if not candidates:
        return (page.title or "").strip()

    def rank(index: int) -> tuple[bool, bool, bool, int]:
        folded = head[index].folded
        hinted = any(_same(folded, name) for name in named)
        repeated = sum(_same(folded, line.folded) for line in lines) > 1
        long = len(folded) > _MENU_LENGTH
        nearness = -abs(data - index) if data is not None and index < data else -len(head) - index
        return hinted, repeated, long, nearness

    return head[max(candidates, key=rank)].raw


def _may_be_title(line: _Line) -> bool:
    return (
        not line.reason
        and len(line.folded) in _TITLE_LENGTH
        and not line.folded.endswith(("。", ";", ":", ",", "》》"))
        and not boilerplate.is_enumerated(line.folded)
        and not edges.subtitle(line.folded)
    )


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W", "", one) == re.sub(r"\W", "", other) != ""


def _drop_around(lines: Sequence[_Line], title: str) -> None:
    """Mark menu entries above the title, lists of other articles, and what follows the furniture below the article."""
    at = next((i for i, line in enumerate(lines) if title and line.raw == title), 0)
    above = [i for i in range(at) if lines[i].reason]
    for index in range(at):
        line = lines[index]
        if not line.reason and above and (len(line.folded) <= _NAV_LENGTH or index < above[-1]):
            line.reason = "标题以上的网页内容"
    if at + 1 < len(lines) and edges.subtitle(lines[at + 1].folded) and not boilerplate.is_prose(lines[at + 1].folded):
        lines[at + 1].reason = lines[at + 1].reason or edges.SUBTITLE
    written = [len(line.folded) if not line.reason and boilerplate.is_prose(line.folded) else 0 for line in lines]
    enough = _RELATED_AFTER * sum(written)
    passed = 0
    for index, line in enumerate(lines):
        passed += written[index]
        if passed >= enough > 0 and boilerplate.is_related_heading(line.folded):
            for later in lines[index + 1 :]:
                later.reason = later.reason or "相关链接"
            break
    _, last = _bounds(lines)
    below = False
    for line in lines[last + 1 :] if last >= 0 else ():
        below = below or bool(line.reason)
        if below and not line.reason:
            line.reason = "正文以下的网页内容"


def _drop_repeated(lines: Sequence[_Line], title: str) -> None:
    first, _ = _bounds(lines)
    seen = False
    for line in lines[:first]:
        if title and not line.reason and _same(line.folded, fold(title)):
            if seen:
                line.reason = "重复的标题"
            seen = True


def _drop_outside(lines: Sequence[_Line], article: str, title: str) -> None:
    """Mark the lines of a web page that trafilatura does not count to the article."""
    inside = re.sub(r"[\s|]", "", article)
    outside = [line for line in lines if not line.reason and re.sub(r"[\s|]", "", line.raw) not in inside]
    kept = sum(len(line.raw) for line in lines if not line.reason)
    # Where it lost most of the prose it took something else for the article; the rules above have to do.
    if sum(len(line.raw) for line in outside if boilerplate.is_prose(line.folded)) * 2 > kept:
        return
    for line in outside:
        if line.raw != title:
            line.reason = "网页正文以外的内容"


def _cut_credits(lines: Sequence[_Line]) -> list[RemovedLine]:
    """Cut the names of reporters and editors in brackets at the end of the last paragraphs."""
    cut: list[RemovedLine] = []
    for line in lines[-3:]:
        match = _CREDIT.search(line.folded)
        if match and match.start() and line.folded[match.start() - 1] in "。!?…”’\"')":
            cut.append(RemovedLine(line.number, line.raw[match.start() :].strip(), "署名"))
            line.raw, line.folded = line.raw[: match.start()], line.folded[: match.start()]
    return cut


def _original(folded: str | None, lines: Sequence[_Line]) -> str | None:
    """Return a folded piece of a line as the page wrote it; folding keeps offsets."""
    for line in lines:
        at = line.folded.find(folded) if folded else -1
        if folded and at >= 0:
            return line.raw[at : at + len(folded)]
    return folded
