"""report.html: self-contained, safe, complete, and true to the texts."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textgov.codebook import Codebook
from textgov.stages.export.cases import highlight
from textgov.stages.export.charts import bars, columns
from textgov.stages.export.report import write_report
from textgov.types import Document, Evidence, Figure, RunResult, Span, Tag, Tagging


@pytest.fixture
def page(tmp_path: Path, result: RunResult, codebook: Codebook) -> str:
    write_report(tmp_path / "report.html", result, codebook)
    return (tmp_path / "report.html").read_text(encoding="utf-8")


def letters_data(page: str) -> list[dict[str, object]]:
    found = re.search(r'<script type="application/json" id="letters-data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: list[dict[str, object]] = json.loads(found[1])
    return data


def test_needs_no_network(page: str) -> None:
    assert not re.search(r"""(?:src|href)\s*=\s*["']?+(?!#)|@import|url\(|fetch\(|XMLHttpRequest""", page)


def test_shows_every_report_with_its_evidence(page: str, result: RunResult) -> None:
    report = result.documents[0]
    assert html.escape(report.title) in page
    for tag in result.taggings["r1"].tags:
        for evidence in tag.evidence:
            assert f'id="e0-{evidence.start}"' in page
            assert html.escape(evidence.quote) in page
    assert 'href="#e0-' in page
    assert "10,000,000,000" in page


def test_urgent_letters_stand_first(page: str) -> None:
    assert page.index("紧急来信</h2>") < page.index("共同问题</h2>") < page.index("分派</h2>")
    first, *others = letters_data(page)
    assert first["urgent"]
    assert not any(one["urgent"] for one in others)


def test_no_text_leaves_its_place(tmp_path: Path, result: RunResult, codebook: Codebook) -> None:
    attack = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    documents = tuple(replace(one, title=attack, source=attack) for one in result.documents)
    routes = {
        name: replace(one, reasons=(attack,), body_name=attack, urgent_words=(attack,), issue_name=attack)
        for name, one in result.routes.items()
    }
    clusters = tuple(replace(one, label=attack, terms=(attack,), first=attack) for one in result.clustering.clusters)  # type: ignore[union-attr]
    clustering = replace(result.clustering, clusters=clusters)  # type: ignore[type-var]
    rejected = (replace(result.rejected[0], path=attack, reason=attack, advice=attack),)
    info = {"versions": {attack: attack}, "heat_formula": attack}
    attacked = replace(result, documents=documents, routes=routes, clustering=clustering, rejected=rejected, info=info)
    write_report(tmp_path / "report.html", attacked, codebook)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<img" not in page
    assert page.count("<script") == page.count("</script>") == 2
    assert attack in letters_data(page)[0]["cells"]  # type: ignore[operator]


def test_texts_of_letters_are_not_in_the_page(page: str, result: RunResult) -> None:
    for letter in result.documents[1:]:
        assert html.escape(letter.text) not in page


def test_nothing_to_show_is_still_a_page(tmp_path: Path, empty: RunResult, codebook: Codebook) -> None:
    write_report(tmp_path / "report.html", empty, codebook)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "怎样得出的" in page
    assert "紧急来信" not in page


def test_a_report_without_practices_says_so(tmp_path: Path, empty: RunResult, codebook: Codebook) -> None:
    report = Document("r", "春天来了。", "report", "春天")
    write_report(tmp_path / "a.html", replace(empty, documents=(report,), taggings={"r": Tagging("r", ())}), codebook)
    assert "没有找到编码本中的做法" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_thousands_of_letters_stay_quick_and_small(tmp_path: Path, result: RunResult, codebook: Codebook) -> None:
    names = [f"L{number}" for number in range(5000)]
    many = replace(
        result,
        documents=tuple(replace(result.documents[1], id=name) for name in names),
        routes={name: replace(result.routes["001"], id=name) for name in names},
        taggings={name: Tagging(name, ()) for name in names},
    )
    start = perf_counter()
    write_report(tmp_path / "a.html", many, codebook)
    assert perf_counter() - start < 3
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert len(page) < 3_000_000
    assert page.count("<tr") < 100


def evidence(text: str, start: int, end: int) -> Evidence:
    return Evidence(start, end, text[start:end], "form", 0.9, "done", Span(0, len(text)))


@st.composite
def tagged(draw: st.DrawFn) -> tuple[str, Tagging]:
    text = draw(st.text(alphabet="网格员<&>\"'议 \n", max_size=30))
    edges = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(edges, edges).map(sorted), max_size=8))
    tags = [Tag(f"c{n}", f'<{n}&">', 0.9, "done", (evidence(text, *span),)) for n, span in enumerate(spans)]
    return text, Tagging("d", tuple(tags))


@settings(deadline=None)
@given(tagged())
def test_marking_changes_no_character(sample: tuple[str, Tagging]) -> None:
    text, tagging = sample
    marked = highlight(text, tagging)
    assert html.unescape(re.sub(r"<[^>]*>", "", marked)) == text
    assert marked.count("<mark") == marked.count("</mark>")
    ids = re.findall(r' id="([^"]*)"', marked)
    spans = {(e.start, e.end) for tag in tagging.tags for e in tag.evidence if e.start < e.end}
    assert sorted(ids) == sorted({f"e-{start}" for start, _ in spans})
    covered = sum(any(start <= at < end for start, end in spans) for at in range(len(text)))
    assert sum(len(html.unescape(piece)) for piece in re.findall(r"<mark[^>]*>([^<]*)</mark>", marked)) == covered


def test_overlapping_evidence_names_both(codebook: Codebook) -> None:
    text = "网格议事会"
    tags = (Tag("a", "甲", 1, "done", (evidence(text, 0, 4),)), Tag("b", "乙", 1, "done", (evidence(text, 2, 5),)))
    marked = highlight(text, Tagging("d", tags), prefix="p")
    pieces = re.findall(r'title="([^"]*)">([^<]*)<', marked)
    assert pieces == [("甲（已做）", "网格"), ("甲（已做）、乙（已做）", "议事"), ("乙（已做）", "会")]


def test_marking_takes_linear_time() -> None:
    text = "网格员走访" * 20_000
    spans = tuple(evidence(text, start, start + 7) for start in range(0, len(text) - 7, 5))
    start = perf_counter()
    highlight(text, Tagging("d", (Tag("a", "甲", 1, "done", spans),)))
    assert perf_counter() - start < 2


def test_charts_escape_and_hold_nothing_for_nothing() -> None:
    assert (bars([], names=("一", "二")), columns([])) == ("", "")
    drawn = bars([("<b>" + "长" * 30, 3, 0), ("零", 0, 0)], names=("<i>", "二")) + columns([("<u>", 0), ("二月", 5)])
    assert not re.search(r"<[bui]>", drawn)


@pytest.mark.parametrize(
    ("value", "shown"), [(1e10, "10,000,000,000"), (0.5, "0.5"), (1234.5, "1,234.5"), (None, ""), (float("inf"), "")]
)
def test_figures_are_written_as_people_write_them(
    tmp_path: Path, result: RunResult, codebook: Codebook, value: float | None, shown: str
) -> None:
    figures = (Figure(value, "元", "投入", "原文", 0, 2),)
    write_report(
        tmp_path / "a.html", replace(result, taggings=result.taggings | {"r1": Tagging("r1", (), figures)}), codebook
    )
    assert f"<td>投入</td><td class=n>{shown}</td>" in (tmp_path / "a.html").read_text(encoding="utf-8")
