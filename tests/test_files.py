"""Nobody sees half a file."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from textgov.files import atomic, write_text


def test_a_failing_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "结果.csv"
    write_text(path, "旧")
    with pytest.raises(RuntimeError), atomic(path) as temporary:
        temporary.write_text("一半")
        raise RuntimeError
    assert path.read_text(encoding="utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [path]


def test_folders_are_made_and_the_ending_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "甲" / "乙" / "结果.XLSX"
    with atomic(path) as temporary:
        assert temporary.suffix == ".XLSX"
        assert temporary.parent == path.parent
        assert not path.exists()
        temporary.write_text("好")
    assert path.read_text() == "好"
    assert stat.S_IMODE(path.stat().st_mode) & 0o600 == 0o600


def test_a_name_as_long_as_the_file_system_allows(tmp_path: Path) -> None:
    path = tmp_path / ("长" * 83 + ".jsonl")
    write_text(path, "好")
    assert path.read_text(encoding="utf-8") == "好"


@pytest.mark.parametrize(
    ("text", "bom", "content"),
    [
        ("一\n二\r\n", False, "一\n二\r\n".encode()),
        ("一", True, b"\xef\xbb\xbf" + "一".encode()),
        ("半\ud83d个", False, "半\ufffd个".encode()),
        ("整😀个", False, "整😀个".encode()),
    ],
)
def test_text_is_written_as_it_is(tmp_path: Path, text: str, bom: bool, content: bytes) -> None:
    write_text(tmp_path / "a", text, bom=bom)
    assert (tmp_path / "a").read_bytes() == content
