"""Seal, unseal and purge from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_the_commands(cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTGOV_PASSPHRASE", "correct horse battery")
    (tmp_path / "in.csv").write_text("编号,内容\nX1,我是沙洲村的,路灯坏了\n".replace("的,", "的，"), "utf-8")
    locked = tmp_path / "out.sealed"
    assert cli("seal", tmp_path / "in.csv", "-o", locked).status == 0
    assert cli("unseal", locked, "-o", tmp_path / "back.jsonl").status == 0
    assert "路灯坏了" in (tmp_path / "back.jsonl").read_text("utf-8")
    done = cli("purge", tmp_path)
    assert "未到期 1 个" in done.err
    assert cli("seal", tmp_path / "in.csv", "-o", tmp_path / "x.zip").status == 2
    assert cli("seal", tmp_path / "in.csv", "-o", locked, "--keep-until", "2001-01-01").status == 2
