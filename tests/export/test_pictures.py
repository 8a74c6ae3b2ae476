"""Pictures of the comparison and of networks: well-formed SVG, and PNG only where a font has every character."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

import textgov
from tests.cli.conftest import Run, cli
from textgov.errors import MissingExtraError, TextgovError
from textgov.research_types import Comparison, Edge, Network, Node
from textgov.stages.export.charts import sheet, text
from textgov.stages.export.compare_pictures import matrix, mentioned, pictures, statuses, trend
from textgov.stages.export.network import picture, write_network
from textgov.stages.export.png import write_pngs
from textgov.types import Document

__all__ = ["cli"]
LATIN = sheet(100, 40, text(5, 25, "Grid 42"))
NETWORK = Network((Node("网格", 3), Node("<议事>", 2)), (Edge("网格", "<议事>", 2, 0.5),), 5)
REPORTS = [
    Document(
        "a",
        "网格员每天巡查，每月召开协商议事会。\n网格员请居民开协商议事会，商量停车难题。",
        "report",
        "<甲>",
        "2021-03-02",
    ),
    Document("b", "实行积分制。下一步计划建成网格9个。积分不够公开，居民有意见。", "report", "乙", "2023-05-06"),
    Document("c", "没有什么可写。", "report", "丙\x01", "2023-06-06"),
]


def can_draw_chinese() -> bool:
    try:
        with tempfile.TemporaryDirectory() as folder:
            write_pngs({Path(folder, "a.png"): sheet(50, 40, text(5, 25, "网"))})
    except TextgovError:
        return False
    return True


needs_a_font = pytest.mark.skipif(not can_draw_chinese(), reason="no Chinese font on this computer")


@pytest.fixture(scope="module")
def found() -> Comparison:
    return textgov.compare(REPORTS)


def test_every_picture_is_xml_and_always_the_same(found: Comparison) -> None:
    drawn = pictures(found)
    assert list(drawn) == ["matrix", "practices", "similar-practices", "similar-words", "network", "years"]
    assert drawn == pictures(found)
    for svg in drawn.values():
        root = ET.fromstring(svg)
        assert root.get("font-family", "").startswith("PingFang")
        width, height = map(float, root.get("viewBox", "").split()[2:])
        for place in root.iter("{http://www.w3.org/2000/svg}text"):
            assert 0 <= float(place.get("x", "nan")) <= width
            assert 0 <= float(place.get("y", "nan")) <= height


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_what_they_say(found: Comparison) -> None:
    cells = mentioned(found)
    shown = texts(matrix(found))
    assert {"<甲>", "乙", *(found.practices[code] for code in cells)} <= set(shown)
    assert [number for number in shown if number.isdigit()].count("0") == 0
    assert sum(int(number) for number in shown if number.isdigit()) == sum(
        cell.count for case in found.cases for cell in case.cells.values()
    )
    assert f"{len(cells['grid'])}/3" in texts(statuses(found))
    assert {"2021", "2023"} <= set(texts(trend(found)))


def test_nothing_to_show(found: Comparison) -> None:
    empty = replace(found, cases=tuple(replace(case, cells={}) for case in found.cases), trend=())
    assert (matrix(empty), statuses(empty), trend(empty)) == ("", "", "")
    assert trend(replace(found, trend=())) == ""


def size(path: Path) -> tuple[int, int]:
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


@needs_a_font
def test_png(tmp_path: Path) -> None:
    write_network(tmp_path / "net.png", NETWORK)
    assert size(tmp_path / "net.png") == (2000, 1520)


def test_without_any_font_nothing_is_drawn(tmp_path: Path) -> None:
    with pytest.raises(TextgovError, match=r"没有画 net\.png.*思源黑体"):
        write_pngs({tmp_path / "net.png": picture(NETWORK)}, fonts=[])
    assert list(tmp_path.iterdir()) == []


@needs_a_font
def test_one_character_that_no_font_has(tmp_path: Path) -> None:
    wanted = {tmp_path / "bad.png": sheet(50, 40, text(5, 25, "网\u0379")), tmp_path / "good.png": LATIN}
    with pytest.raises(TextgovError, match=r"bad\.png.*等 1 个字"):
        write_pngs(wanted)
    assert [path.name for path in tmp_path.iterdir()] == ["good.png"]


@pytest.mark.skipif(sys.platform != "linux", reason="fontconfig says which fonts there are on Linux only")
def test_a_computer_with_latin_fonts_only(tmp_path: Path) -> None:
    fonts = [path for folder in ("dejavu", "liberation") for path in Path("/usr/share/fonts").rglob(f"{folder}/*.ttf")]
    if not fonts:
        pytest.skip("no Latin font to keep")
    config = tmp_path / "fonts.conf"
    folder = fonts[0].parent
    config.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{folder}</dir></fontconfig>'
    )
    code = (
        "import sys; from pathlib import Path\n"
        "from textgov.stages.export.png import write_pngs\n"
        "from textgov.stages.export.charts import sheet, text\n"
        "latin, chinese = (sheet(90, 40, text(5, 25, shown)) for shown in ('Grid 42', '网格42个'))\n"
        "write_pngs({Path(sys.argv[1], 'latin.png'): latin, Path(sys.argv[1], 'chinese.png'): chinese})\n"
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(config)}
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path], env=environment, capture_output=True, text=True, check=False
    )
    assert "没有画 chinese.png" in done.stderr
    assert "“网格个”等 3 个字" in done.stderr
    assert {path.name for path in tmp_path.glob("*.png")} == {"latin.png"}


def test_without_resvg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingExtraError, match=r"textgov\[png\]"):
        write_pngs({tmp_path / "a.png": LATIN})


@needs_a_font
def test_the_commands(cli: Run, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for report in REPORTS[:2]:
        (folder / f"{report.id}.txt").write_text(f"{report.title}\n\n{report.text}\n", "utf-8")
    done = cli("compare", folder, "-o", tmp_path / "out", "--png")
    assert done.status == 0, done.err
    names = {path.name for path in (tmp_path / "out/pictures").iterdir()}
    assert {"matrix.png", "matrix.svg", "practices.png"} <= names
    done = cli("cooccur", folder, "--by", "document", "--minimum", "1", "-o", tmp_path / "net.png")
    assert done.status == 0, done.err
    assert size(tmp_path / "net.png")[0] == 2000
