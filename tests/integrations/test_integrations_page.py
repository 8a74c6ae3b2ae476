"""The blocks of docs/integrations.md run, one after the other, and print what they are about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).resolve().parents[2] / "docs/integrations.md").read_text("utf-8")


def test_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    for number, block in enumerate(blocks):
        exec(compile(block, f"block {number}", "exec"), names)
    printed = capsys.readouterr().out
    assert len(blocks) == 9
    assert {"reports.spacy", "reports.html", "matrix.svg"} == {path.name for path in tmp_path.iterdir()}
    for said in ("deliberation 协商议事 planned", "42", "专职网格员", "street", "协商议事会", "not_mentioned"):
        assert said in printed
