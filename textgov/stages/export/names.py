"""Names as rows, as a table, and as a section of a report page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from textgov.stages.export.html import table
from textgov.stages.export.tables import Column, Table
from textgov.types import Document, NameSummary, NameType

Names = Mapping[str, Sequence[NameSummary]]

TYPE_NAMES: dict[NameType, str] = {
    "street": "街道",
    "town": "乡镇",
    "community": "社区",
    "village": "村",
    "compound": "小区",
    "organisation": "组织机构",
    "programme": "项目品牌",
    "person": "人名",
    "place": "地名",
}
NAME_COLUMNS = (
    Column("id", "编号", 24),
    Column("name", "名称", 24),
    Column("type", "类型", 12),
    Column("count", "次数", 8, "number"),
    Column("aliases", "其他写法", 20),
    Column("sentence", "第一处所在的句子", 70),
    Column("start", "起", 8, "number"),
    Column("end", "止", 8, "number"),
)
# What a page shows of one case: columns, and names in one of them.
_SHOWN: tuple[tuple[str, tuple[NameType, ...]], ...] = (
    ("街道乡镇", ("street", "town")),
    ("社区、村和小区", ("community", "village", "compound")),
    ("组织机构", ("organisation",)),
    ("项目品牌", ("programme",)),
)
_LISTED = 12
_SENTENCE_END = re.compile("[。！？!?；;\n]")


def name_rows(documents: Sequence[Document], names: Names) -> list[dict[str, Any]]:
    """Return one row a name: ``id``, ``name``, ``type``, ``count``, ``aliases``, ``mentions``, ``sentence``."""
    return [
        {
            "id": document.id,
            "name": name.name,
            "type": name.type,
            "count": name.count,
            "aliases": list(name.aliases),
            "mentions": [[span.start, span.end] for span in name.mentions],
            "sentence": _sentence(document.text, name.mentions[0].start),
        }
        for document in documents
        for name in names.get(document.id, ())
    ]


def name_table(documents: Sequence[Document], names: Names) -> Table:
    """Return the table 名称; ``start`` and ``end`` are those of the first mention."""
    rows = [
        {key: row[key] for key in ("id", "name", "count", "sentence")}
        | {"type": TYPE_NAMES[row["type"]], "aliases": "、".join(row["aliases"])}
        | {"start": row["mentions"][0][0], "end": row["mentions"][0][1]}
        for row in name_rows(documents, names)
    ]
    return Table("名称", NAME_COLUMNS, rows, glance=("id", "name", "type", "count", "sentence"))


def name_section(documents: Sequence[Document], labels: Sequence[str], names: Names) -> Iterator[str]:
    """Yield the table of the names of each report, the most frequent first; nothing where there are none."""
    if not any(names.get(document.id) for document in documents):
        return
    rows = []
    for number, (document, label) in enumerate(zip(documents, labels, strict=True)):
        cells = "".join(f"<td>{_listed(names.get(document.id, ()), kinds)}</td>" for _, kinds in _SHOWN)
        rows.append(f'<tr><td><a href="#r{number}">{escape(label)}</a></td>{cells}</tr>')
    yield '<p class="note">括号里是提到的次数，指着看其他写法；按规则找出，会有遗漏。</p>'
    yield table(("报告", *(heading for heading, _ in _SHOWN)), rows)


def _listed(names: Sequence[NameSummary], kinds: Sequence[NameType]) -> str:
    wanted = [name for name in names if name.type in kinds]
    shown = [_with_count(name) for name in wanted[:_LISTED]]
    more = f" 等 {len(wanted)} 个" if len(wanted) > _LISTED else ""
    return "、".join(shown) + more


def _with_count(name: NameSummary) -> str:
    text = escape(name.name) + (f"（{name.count}）" if name.count > 1 else "")
    return f'<span title="{escape("、".join(name.aliases))}">{text}</span>' if name.aliases else text


def _sentence(text: str, place: int) -> str:
    """Return the sentence around ``place``."""
    begins = max((match.end() for match in _SENTENCE_END.finditer(text, 0, place)), default=0)
    end = _SENTENCE_END.search(text, place)
    return text[begins : end.end() if end else len(text)].strip()
