"""``textgov directory``, ``route --directory`` and ``route --explain`` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

LETTERS = [
    {"id": "L1", "text": "槐荫路南段的路灯坏了快一个月,晚上黑漆漆的,请派人来修。", "date": "2026-03-01"},
    {"id": "L2", "text": "我叫覃小满,电话15400001234。民政办把低保给了主任的小舅子。"},
]


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    path = tmp_path / "letters.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in LETTERS), encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", ["xlsx", "toml"])
def test_a_template_passes_the_check_and_serves_route(cli: Run, tmp_path: Path, letters: Path, ending: str) -> None:
    path = tmp_path / f"directory.{ending}"
    assert cli("directory", "template", "-o", path).status == 0
    checked = cli("directory", "check", path, "--today", "2026-06-01")
    assert checked.status == 0
    assert "按 2026-06-01 核对:0 处须改" in checked.out
    done = cli("route", letters, "--directory", path, "--today", "2026-06-01", "-o", "-")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert rows[0]["referral"]["office"] == rows[0]["body_name"]
    assert [row["referral"]["day"] for row in rows] == ["2026-03-01", "2026-06-01"]


def test_a_directory_with_gaps_fails_the_check(cli: Run, tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    path.write_text('[[body]]\nid = "construction"\nname = "城建办"\n', encoding="utf-8")
    done = cli("directory", "check", path, "--today", "2026-06-01")
    assert done.status == 1
    assert "须改 空白:noise" in done.out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--directory", "没有.xlsx"), "找不到"),
        (("--today", "2026-06-01"), "只和 --directory 一起用"),
        (("--explain", "L9"), "是不是 L"),
    ],
)
def test_wrong_use_says_what_to_do(cli: Run, letters: Path, options: tuple[str, ...], message: str) -> None:
    done = cli("route", letters, *options)
    assert done.status in (1, 2)
    assert message in done.err


def test_explain_shows_what_decided_of_the_masked_letter(cli: Run, letters: Path) -> None:
    done = cli("route", letters, "--explain", "L2")
    assert done.status == 0
    for word in ("规则和投诉对象之前", "居(村)务监督委员会", "做了不该做的事", "回避", "紧急:不是"):
        assert word in done.out
    assert "15400001234" not in done.out
    assert "覃小满" not in done.out
