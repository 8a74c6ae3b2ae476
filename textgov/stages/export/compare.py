"""What ``compare`` leaves behind: tables for scripts, a workbook for people, and a page to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from textgov.files import write_text
from textgov.research_types import Case, Cell, Comparison
from textgov.stages.export import research_tables as tables
from textgov.stages.export.cases import checked, report_texts
from textgov.stages.export.compare_charts import common_figures, key_words, likeness, practices, years
from textgov.stages.export.compare_pictures import level, write_pictures
from textgov.stages.export.html import page, table
from textgov.stages.export.names import Names, name_section, name_table
from textgov.stages.export.network import picture
from textgov.stages.export.plain import printable
from textgov.stages.export.tables import STATUS_NAMES
from textgov.stages.export.tag_tables import check_table
from textgov.stages.export.writers import write_csv, write_xlsx
from textgov.types import Document, RunResult, Tagging

# A practice that at least this share of the cases mentions is common.
_COMMON = 0.75
# Practices named in a line of the summary.
_LISTED = 6


def write_comparison(
    folder: Path,
    comparison: Comparison,
    documents: Sequence[Document],
    taggings: Sequence[Tagging],
    *,
    names: Names,
    png: bool = False,
) -> list[Path]:
    """Write the comparison into ``folder``; return the files, the most useful first.

    ``names`` holds the names of each report by its id.

    With ``png`` the pictures come as files too, in ``folder/pictures``; see ``write_pngs`` for the errors.
    """
    report = folder / "report.html"
    write_text(report, printable("".join(_page(comparison, documents, taggings, names))))
    keys, similar = tables.case_key_table(comparison), tables.similar_table(comparison)
    checks = check_table(documents, taggings)
    named = name_table(documents, names)
    sheets = [
        tables.matrix_table(comparison, for_people=True),
        tables.evidence_table(comparison, for_people=True),
        tables.common_figure_table(comparison),
        checks,
        keys,
        similar,
        named,
        tables.case_table(comparison),
    ]
    write_xlsx(folder / "compare.xlsx", sheets)
    files = {
        "matrix.csv": tables.matrix_table(comparison, for_people=False),
        "evidence.csv": tables.evidence_table(comparison, for_people=False),
        "figures.csv": tables.case_figure_table(comparison),
        "checks.csv": checks,
        "keyness.csv": keys,
        "similarity.csv": similar,
        "names.csv": named,
    }
    for name, content in files.items():
        write_csv(folder / name, content)
    drawn = write_pictures(folder / "pictures", comparison) if png else []
    return [report, folder / "compare.xlsx", *(folder / name for name in files), *drawn]


def _page(
    comparison: Comparison, documents: Sequence[Document], taggings: Sequence[Tagging], names: Names
) -> Iterator[str]:
    result = RunResult(
        documents=tuple(documents),
        taggings={tagging.id: tagging for tagging in taggings},
        routes={},
        risks={},
        clustering=None,
        agenda=(),
        rejected=(),
        info={},
    )
    sections = [
        ("matrix", "案例 × 做法", _heat_map(comparison)),
        ("practices", "做法一览", practices(comparison)),
        ("cases", "案例", _case_list(comparison)),
        ("names", "名称", name_section(documents, [case.label for case in comparison.cases], names)),
        ("similar", "相近程度", likeness(comparison)),
        ("network", "常在一起的做法", _network(comparison)),
        ("keys", "各案例的关键词", key_words(comparison)),
        ("figures", "可比的数字", common_figures(comparison)),
        ("checks", "数据核对", checked(documents, result)),
        ("years", "各年变化", years(comparison)),
        ("texts", "原文与证据", report_texts(documents, result)),
        ("about", "怎样得出的", _about()),
    ]
    head = _cards(comparison) + _at_a_glance(comparison)
    subtitle = "每一格都能点到原文；“没有提到”不等于“没有做”。"
    return page("textgov 案例比较", subtitle, head, sections, styles=("report.css", "compare.css"))


def _cards(comparison: Comparison) -> str:
    cases = comparison.cases
    mentioned = {code for case in cases for code in case.cells}
    dates = sorted(case.date[:4] for case in cases if case.date)
    span = "–".join(dict.fromkeys((dates[0], dates[-1]))) if dates else "不明"
    numbers = (
        (len(cases), "案例"),
        (f"{len(mentioned)}/{len(comparison.practices)}", "提到的做法"),
        (sum(cell.count for case in cases for cell in case.cells.values()), "处证据"),
        (sum(len(case.figures) for case in cases), "个数字"),
    )
    return (
        '<div class="cards">'
        + "".join(f'<div class="card"><b>{value}</b>{name}</div>' for value, name in numbers)
        + f'<div class="card wide"><b>{span}</b>年份</div></div>'
    )


def _mentions(comparison: Comparison) -> dict[str, list[Case]]:
    """Return for each practice the cases that mention it, the most common practices first."""
    found = {code: [case for case in comparison.cases if code in case.cells] for code in comparison.practices}
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def _at_a_glance(comparison: Comparison) -> str:
    names, size = comparison.practices, len(comparison.cases)
    found = _mentions(comparison)
    common = [f"{names[code]}（{len(cases)}）" for code, cases in found.items() if len(cases) >= _COMMON * size]
    single = [f"{names[code]}（{cases[0].label}）" for code, cases in found.items() if len(cases) == 1]
    absent = [names[code] for code, cases in found.items() if not cases]
    told_of = {status: _most_with(status, found, names) for status in ("planned", "problem")}
    lines = (
        ("多数案例都提到", common),
        ("只有一个案例提到", single),
        ("不少案例还在计划", told_of["planned"]),
        ("不少案例说的是问题", told_of["problem"]),
        ("没有案例提到（不等于没有做）", absent),
        ("最相近的两个案例", _closest(comparison)),
    )
    told = "".join(f"<p><b>{title}：</b>{escape('、'.join(items))}</p>" for title, items in lines if items)
    return f'<div class="glance">{told}</div>'


def _most_with(status: str, found: Mapping[str, Sequence[Case]], names: Mapping[str, str]) -> list[str]:
    """Return the practices that at least two cases have mainly in this status, with the number of those cases."""
    counts = {code: sum(case.cells[code].status == status for case in cases) for code, cases in found.items()}
    ordered = sorted((code for code in counts if counts[code] > 1), key=lambda code: -counts[code])
    return [f"{names[code]}（{counts[code]}）" for code in ordered[:_LISTED]]


def _closest(comparison: Comparison) -> list[str]:
    size = len(comparison.cases)
    if size < 3:
        return []
    pairs = ((a, b) for a in range(size) for b in range(a + 1, size))
    a, b = max(
        pairs, key=lambda pair: comparison.by_practices[pair[0]][pair[1]] + comparison.by_words[pair[0]][pair[1]]
    )
    return [comparison.cases[a].label, comparison.cases[b].label]


def _heat_map(comparison: Comparison) -> Iterator[str]:
    found = {code: cases for code, cases in _mentions(comparison).items() if cases}
    if not found:
        yield "<p>这些报告里没有找到编码本中的做法。</p>"
        return
    legend = "".join(f'<span class="box {status}">{name}</span>' for status, name in STATUS_NAMES.items())
    yield (
        f'<p class="legend">{legend}<span class="box mixed">另有问题</span></p><p class="note">格中的数是证据条数，'
        "颜色越深证据越多；相近的案例排在一起；指着看句子，点一下到原文；点表头排序。空格表示没有提到，不等于没有做。</p>"
    )
    head = "".join(f"<th>{escape(comparison.practices[code])}</th>" for code in found)
    yield f'<div class="scroll"><table class="matrix sortable heat"><thead><tr><th>案例</th>{head}</tr></thead><tbody>'
    for number in comparison.order:
        case = comparison.cases[number]
        cells = "".join(_cell(case.cells.get(code), comparison.practices[code], number) for code in found)
        name = f'<a href="#r{number}">{escape(case.label)}</a>'
        yield f'<tr><td title="{escape(case.title)}">{name}</td>{cells}</tr>'
    totals = "".join(f"<td>{len(cases)}</td>" for cases in found.values())
    yield f"</tbody><tfoot><tr><td>提到的案例数</td>{totals}</tr></tfoot></table></div>"


def _cell(cell: Cell | None, name: str, number: int) -> str:
    if cell is None:
        return f'<td class="none" data-v="0" title="{escape(name)}：没有提到"></td>'
    parts = ((cell.done, "已做"), (cell.planned, "计划"), (cell.problem, "问题"))
    counted = "，".join(f"{label} {count}" for count, label in parts if count)
    mixed = " mixed" if cell.problem and cell.status != "problem" else ""
    title = escape(f"{name}（{counted}）：{cell.sentence.strip()}")
    return (
        f'<td class="{cell.status} l{level(cell) + 1}{mixed}" data-v="{cell.count}" title="{title}">'
        f'<a href="#e{number}-{cell.anchor}">{cell.count}</a></td>'
    )


def _case_list(comparison: Comparison) -> Iterator[str]:
    rows = []
    for number, case in enumerate(comparison.cases):
        facts = (case.title, case.place or "不明", case.date or "不明", case.source or "不明")
        counts = (case.characters, len(case.cells), len(case.figures))
        rows.append(
            f'<tr><td><a href="#r{number}">{escape(case.label)}</a></td>'
            + "".join(f"<td{' class=d' if place == 2 else ''}>{escape(fact)}</td>" for place, fact in enumerate(facts))
            + "".join(f'<td class="n">{count:,}</td>' for count in counts)
            + "</tr>"
        )
    headings = ("案例", "标题", "地点", "日期", "来源", "字数", "做法", "数字")
    yield table(headings, rows, numbers=("字数", "做法", "数字"))


def _network(comparison: Comparison) -> Iterator[str]:
    if comparison.network.edges:
        yield (
            '<p class="note">写在同一段里的做法连在一起：圆越大写到的段落越多，线越粗同段次数越多，颜色越深越不是碰巧'
            "（NPMI，Bouma 2009）。要在 Gephi 里细看：textgov cooccur。</p>"
        )
        yield f'<div class="network">{picture(comparison.network)}</div>'


def _about() -> Iterator[str]:
    yield (
        "<p>做法按编码本的词形和规则标注，一格的状态（已做、计划或问题）是分量最重的那一类证据的状态，并非全部；指着看各类条数。"
        "“没有提到”只说明这篇文字没有写，<b>不等于没有做</b>；报告多由做事的单位自己写，没有写的问题也不等于没有问题。</p>"
        "<p>关键词：一个案例与其余案例合在一起相比，用对数似然比 G²（Dunning 1993）排序，深色条在 Bonferroni 校正后"
        "仍显著（p&lt;0.05）；对数比（Hardie 2014）说多用了几倍（每 1 为两倍）；DP（Gries 2008）说集中在一段（接近 1）还是"
        "各段都有（接近 0）。每篇通常只有几百个词，关键词只能作线索。</p>"
        "<p>相近程度：做法按证据条数、用词按 tf-idf 的余弦，0 到 1。可比的数字：单位相同、对象以同一个词结尾的放在一起，"
        "口径是否真的一致要看原文。各年变化只用写明日期的报告。</p>"
    )
