"""The research commands: what they write, their status, what they say when something is wrong."""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.cli.conftest import Run, cli
from tests.research.test_compare import REPORTS

__all__ = ["cli"]
COMMANDS = ("compare", "kwic", "keyness", "cooccur")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for report in REPORTS:
        text = f"{report.title}\n\n{f'发布时间：{report.date}' if report.date else ''}\n\n{report.text}\n"
        (folder / f"{report.id}.txt").write_text(text, "utf-8")
    return folder


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_chinese_with_an_example(cli: Run, command: str) -> None:
    done = cli(command, "--help")
    assert done.status == 0
    assert f"例:textgov {command}" in done.out
    assert "Options" not in done.out


def test_compare(cli: Run, reports: Path, tmp_path: Path) -> None:
    done = cli("compare", reports, "-o", tmp_path / "out")
    assert done.status == 0, done.err
    assert "没有提到不等于没有做" in done.err
    out = tmp_path / "out"
    names = {
        "report.html",
        "compare.xlsx",
        "matrix.csv",
        "evidence.csv",
        "figures.csv",
        "keyness.csv",
        "similarity.csv",
        "names.csv",
    }
    assert {path.name for path in out.iterdir()} >= names
    matrix = {row["id"]: row for row in read(out / "matrix.csv")}
    assert (matrix["石桥"]["grid"], matrix["石桥"]["deliberation"]) == ("done", "planned")
    assert matrix["石桥"]["points"] == "not_mentioned"
    assert {row["group"] for row in read(out / "figures.csv")} >= {"网格", "网格员", ""}
    assert all(float(row["g2"]) >= 0 for row in read(out / "keyness.csv"))
    for row in read(out / "evidence.csv"):
        assert int(row["end"]) - int(row["start"]) == len(row["sentence"])


def test_the_same_bytes_twice(cli: Run, reports: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        assert cli("compare", reports, "-o", folder).status == 0
    for path in folders[0].iterdir():
        assert path.read_bytes() == (folders[1] / path.name).read_bytes(), path.name


class _Page(HTMLParser):
    """Collects ids, links and anything that would load from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if tag == "a" else []
        self.loaded += [found[name] or "" for name in ("src", "data") if name in found]
        self.loaded += ["link"] if tag == "link" else []


def test_the_page_is_whole_and_loads_nothing(cli: Run, reports: Path, tmp_path: Path) -> None:
    assert cli("compare", reports, "-o", tmp_path / "out").status == 0
    text = (tmp_path / "out/report.html").read_text("utf-8")
    page = _Page()
    page.feed(text)
    assert page.loaded == []
    assert not re.search(r"https?://", text.replace("http://www.w3.org/2000/svg", ""))
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert "不等于没有做" in text
    for drawing in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        ET.fromstring(drawing)


def test_markup_in_a_report_stays_text(cli: Run, tmp_path: Path) -> None:
    rows = [
        {
            "id": "</script>a",
            "title": "<script>alert(1)</script>",
            "text": '网格员登记<b>台账</b>&"巡查"，建成网格8个。',
        },
        {"id": "b", "title": "乙", "text": "建成网格9个。"},
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    assert cli("compare", path, "--kind", "report", "-o", tmp_path / "out").status == 0
    text = (tmp_path / "out/report.html").read_text("utf-8")
    assert "<script>alert" not in text
    assert "<b>台账" not in text
    assert text.count("</script>") == 1


def test_a_number_without_end(cli: Run, reports: Path, tmp_path: Path) -> None:
    for name in ("长甲", "长乙"):
        (reports / f"{name}.txt").write_text(f"{name}街道\n\n全街道建成网格{'9' * 400}个，网格员每天巡查。\n", "utf-8")
    done = cli("compare", reports, "-o", tmp_path / "out")
    assert done.status == 0, done.err


def test_letters_are_refused(cli: Run, tmp_path: Path) -> None:
    path = tmp_path / "letters.jsonl"
    path.write_text('{"id": "a", "text": "路灯坏了"}\n{"id": "b", "text": "井盖丢了"}\n', "utf-8")
    done = cli("compare", path, "-o", tmp_path / "out")
    assert done.status == 2
    assert "来信" in done.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("ending", [".jsonl", ".csv", ".xlsx"])
def test_kwic(cli: Run, reports: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"lines{ending}"
    done = cli("kwic", reports, "--query", "网格员|积分超市", "--sort", "none", "-o", out)
    assert done.status == 0, done.err
    assert "3 篇" in done.err
    if ending == ".jsonl":
        rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        assert list(rows[0]) == ["id", "left", "match", "right", "start", "end"]
        assert {row["match"] for row in rows} == {"网格员", "积分超市"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--query", "…会"], "开头"), ([], "--query"), (["--query", "会", "--sort", "up"], "right")],
)
def test_kwic_used_wrongly(cli: Run, reports: Path, arguments: list[str], said: str) -> None:
    done = cli("kwic", reports, *arguments)
    assert done.status == 2
    assert said in done.err


def test_keyness(cli: Run, reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "keys.csv"
    others = ["--reference", reports / "青溪.txt", "--reference", reports / "石桥.txt"]
    done = cli("keyness", reports / "白杨.txt", *others, "-o", out)
    assert done.status == 0, done.err
    assert "语料偏小" in done.err
    ratios = {row["word"]: float(row["log_ratio"]) for row in read(out)}
    assert ratios["积分"] > 0 > ratios["网格员"]
    assert cli("keyness", reports / "白杨.txt").status == 2


@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".svg", ".csv", ".xlsx", ".jsonl"])
def test_cooccur(cli: Run, reports: Path, tmp_path: Path, ending: str) -> None:
    outs = [tmp_path / f"{name}{ending}" for name in ("one", "two")]
    for out in outs:
        done = cli("cooccur", reports, "--by", "document", "--minimum", "1", "-o", out)
        assert done.status == 0, done.err
    assert outs[0].read_bytes() == outs[1].read_bytes()
    if ending in (".graphml", ".gexf", ".svg"):
        ET.fromstring(outs[0].read_text("utf-8"))
    else:
        assert outs[0].stat().st_size > 0


def test_cooccur_with_an_unknown_ending(cli: Run, reports: Path, tmp_path: Path) -> None:
    done = cli("cooccur", reports, "-o", tmp_path / "net.dot")
    assert done.status == 2
    assert ".dot" in done.err
