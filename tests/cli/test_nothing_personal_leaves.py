"""Identifiers planted in letters, file names of columns included, are in no byte that a command writes or prints."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PLANTED = ("石德旺", "王秀兰", "13800001111", "3301061975", "浙A9K27Q", "德旺木匠铺77号", "shidw@example.com")
STORIES = (
    "我叫石德旺,电话13800001111,沙洲村口的路灯坏了三个月,晚上走路看不见,希望来修",
    "沙洲村口路灯一直不亮,王秀兰摔了一跤,身份证330106197503024512,她说要赔偿",
    "村口的路灯又坏了,找电工也不来,车牌浙A9K27Q的车撞过灯杆,邮箱shidw@example.com",
    "沙洲村口路灯不亮,我住德旺木匠铺77号,请尽快安排人来修一修",
)


@pytest.fixture
def letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    source = tmp_path / "in.jsonl"
    rows = [
        {"id": f"L{n}", "text": text, "date": f"2026-03-0{n + 1}", "联系人": "石德旺", "kind": "letter"}
        for n, text in enumerate(STORIES)
    ]
    broken = '{"id": "L9", "text": "我是王秀兰,电话13800001111"'
    source.write_text("\n".join([*(json.dumps(row, ensure_ascii=False) for row in rows), broken]), "utf-8")
    return source


def written(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every file below ``folder`` and every member of an archive as text."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield f"{path.name}/{name}", archive.read(name).decode("utf-8", "replace")
        elif path.is_file():
            yield path.name, path.read_bytes().decode("utf-8", "replace")


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "-o", "{out}"],
        ["cluster", "-o", "{out}"],
        ["agenda", "-o", "{out}/a.docx"],
        ["agenda", "-o", "{out}/a.html"],
        ["publish", "-o", "{out}"],
        ["redact", "-o", "{out}/a.xlsx"],
        ["redact", "-o", "{out}/a.jsonl"],
        ["route", "-o", "{out}/a.xlsx"],
        ["kwic", "--query", "路灯", "-o", "{out}/a.csv"],
        ["cooccur", "--of", "terms", "-o", "{out}/a.graphml"],
        ["seal", "-o", "{out}/a.sealed"],
    ],
    ids=lambda arguments: "-".join(word for word in arguments if word.isalpha()),
)
def test_no_planted_identifier_leaves(
    arguments: list[str], letters: Path, tmp_path: Path, cli: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTGOV_PASSPHRASE", "correct horse battery")
    out = tmp_path / "out"
    name, *options = (argument.format(out=out) for argument in arguments)
    done = cli(name, letters, *options, "-v")
    assert done.status == 3, done.err
    assert any(out.iterdir())
    texts = [("printed", done.out + done.err), *written(out), *written(tmp_path / "temporary")]
    assert not [(where, secret) for where, text in texts for secret in PLANTED if secret in text]


def test_the_planted_identifiers_would_be_found(letters: Path) -> None:
    texts = "".join(text for _, text in written(letters.parent))
    assert all(secret in texts for secret in PLANTED)
