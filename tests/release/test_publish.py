"""The public version: small numbers hidden, also against earlier releases; nobody quoted without asking twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from textgov.cli.main import app
from textgov.errors import ReleaseGateError, UsageError
from textgov.gate import check_release
from textgov.publication import publish
from textgov.types import Document

NOISE = "河湾小区北门的夜市音响开到半夜,吵得睡不着,希望管一管"
HEAT = "河湾小区暖气不热,室内只有十二度,希望供热公司来修"


def letters(noise: int, heat: int) -> list[Document]:
    texts = [f"第{n}次反映:{NOISE}" for n in range(noise)] + [f"第{n}次反映:{HEAT}" for n in range(heat)]
    return [Document(f"L{n}", text, "letter", date=f"2025-0{1 + n % 3}-10") for n, text in enumerate(texts)]


def test_small_cells_are_hidden_in_every_file(tmp_path: Path) -> None:
    found = publish(letters(30, 2), output=tmp_path)
    assert all(count is None or count == 0 or count >= 5 for count in found.cells.values())
    assert any(count is None for count in found.cells.values())
    assert {path.name for path in tmp_path.iterdir()} == {
        "public.html", "public.xlsx", "agenda.docx", "agenda.html", "releases.jsonl"
    }  # fmt: skip
    page = (tmp_path / "public.html").read_text("utf-8")
    assert NOISE not in page
    assert "＊" in page


def test_an_issue_of_few_letters_is_not_on_the_agenda() -> None:
    assert [item.band for item in publish(letters(12, 3)).agenda] == ["10–19 封"]


def test_two_releases_cannot_be_subtracted(tmp_path: Path) -> None:
    first = publish(letters(30, 12), output=tmp_path)
    second = publish(letters(32, 12), output=tmp_path)
    again = publish(letters(32, 12), output=tmp_path)
    assert first.cells["total",] == 42
    assert second.cells["total",] is None
    assert again.cells == second.cells
    assert len((tmp_path / "releases.jsonl").read_text("utf-8").splitlines()) == 2


def test_a_damaged_ledger_stops_the_release(tmp_path: Path) -> None:
    (tmp_path / "releases.jsonl").write_text("{", "utf-8")
    with pytest.raises(UsageError, match="已损坏"):
        publish(letters(10, 10), output=tmp_path)


def test_one_letter_is_never_a_publication() -> None:
    with pytest.raises(UsageError, match="--k 是 1"):
        publish(letters(5, 5), k=1)


def test_the_gate_names_ids_and_types_and_takes_responsibility_by_id() -> None:
    leaving = [("A", ["打 13800001111 找我"]), ("B", ["没有什么"])]
    with pytest.raises(ReleaseGateError) as stopped:
        check_release(leaving)
    assert "A" in str(stopped.value)
    assert "13800001111" not in str(stopped.value)
    assert check_release(leaving, accept=["A", "B"]) == ("A",)


@pytest.mark.parametrize(("answers", "quoted"), [("y\ny\n", True), ("y\nn\n", False), ("n\n", False), ("", False)])
def test_quotes_are_asked_for_twice(tmp_path: Path, answers: str, quoted: bool) -> None:
    rows = [{"text": letter.text, "date": letter.date, "kind": "letter"} for letter in letters(8, 0)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    done = CliRunner().invoke(
        app, ["agenda", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.md"), "--quotes", "-q"], input=answers
    )
    assert (done.exit_code == 0) is quoted
    assert (tmp_path / "out.md").exists() is quoted
    if quoted:
        assert "音响开到半夜" in (tmp_path / "out.md").read_text("utf-8")
