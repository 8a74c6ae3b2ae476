"""``textgov issues`` as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from textgov.cli.main import main

ROWS = (
    ("a1", "云栖花园旁搅拌站粉尘", "云栖花园西侧的搅拌站日夜开工，水泥灰落满阳台，窗户不敢开。", "2026-03-02"),
    ("a2", "云栖花园搅拌站扬尘", "搅拌站的罐车进出不冲洗，云栖花园门口一层水泥灰，衣服都是白点。", "2026-03-05"),
    ("b1", "柳荫小区广场舞噪音", "柳荫小区南门每晚跳广场舞，音箱开到最大，跳到十点多。", "2026-03-03"),
    ("b2", "柳荫小区广场舞音箱太响", "南门空地的广场舞又来了，柳荫小区靠街三栋楼都听得见音箱。", "2026-03-09"),
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["textgov", *words])
        with pytest.raises(SystemExit) as stopped:
            main()
        said = capsys.readouterr()
        return int(stopped.value.code or 0), said.out, said.err

    keys = ("id", "title", "text", "date")
    lines = (json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False) + "\n" for row in ROWS)
    Path("in.jsonl").write_text("".join(lines), encoding="utf-8")
    assert call("cluster", "in.jsonl", "-o", "d")[0] == 0
    return call


def test_from_list_to_reply(run) -> None:  # type: ignore[no-untyped-def]
    status, out, _ = run("issues", "list", "d", "--date", "2026-04-01")
    first = json.loads(out.splitlines()[0])["issue"]
    assert (status, len(out.splitlines())) == (0, 2)
    for words in (
        ("set", "d", first[:5], "--state", "上会", "--date", "2026-04-02"),
        ("set", "d", first, "--state", "办理", "--date", "2026-04-03", "--due", "2026-04-10"),
        ("rename", "d", first, "新名称"),
        ("lock", "d", "新名称"),
        ("unlock", "d", "新名称"),
        ("history", "d", first, "-o", "h.xlsx"),
        ("reply", "d", first, "-o", "r.docx"),
        ("agenda", "d", "-o", "a.docx"),
    ):
        assert run("issues", *words)[0] == 0, words
    assert json.loads(run("issues", "list", "d", "--overdue", "--date", "2026-05-01")[1])["issue"] == first
    assert run("issues", "list", "d", "--state", "议定")[1] == ""
    assert "已超期" in run("issues", "show", "d", "新名称", "--date", "2026-05-01")[1]
    assert [cell.value for cell in load_workbook("h.xlsx").active["E"]][1:5] == ["收到", "归并", "上会", "办理"]


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("list", "nowhere"), 2, "请先运行 textgov cluster"),
        (("list", "d", "--state", "完成"), 2, "没有“完成”这个状态"),
        (("set", "d", "C-", "--state", "上会"), 2, "对得上 2 个问题"),
        (("reply", "d", "C-zz", "-o", "r.pdf"), 2, ".docx .html .md"),
        (("show", "d", "C-zz"), 2, "没有编号或名称"),
    ],
)
def test_wrong_use_is_explained(run, words: tuple[str, ...], status: int, says: str) -> None:  # type: ignore[no-untyped-def]
    found, _, said = run("issues", *words)
    assert (found, says in said) == (status, True), said


def test_a_folder_with_a_journal_is_not_begun_anew(run) -> None:  # type: ignore[no-untyped-def]
    run("issues", "list", "d")
    status, _, said = run("cluster", "in.jsonl", "-o", "d")
    assert status == 2
    assert "--into" in said
    assert run("cluster", "in.jsonl", "--into", "d")[0] == 0
