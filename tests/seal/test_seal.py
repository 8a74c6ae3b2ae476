"""Sealed letters open with their passphrase only, say nothing openly, and are destroyed when their time is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from textgov.errors import ReadError, UsageError
from textgov.stages.seal import open_sealed, purge, seal, sealed_info
from textgov.types import Document

WORDS = "correct horse battery"
DAY = date(2027, 1, 1)
LETTERS = [
    Document("L1", "我叫石德旺,电话 13800001111", "letter", title="路灯", date="2026-03-01", metadata={"村": "沙洲村"}),
    Document("L2", "半个字\ud83d", "letter"),
]


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    seal(LETTERS, tmp_path / "a.sealed", passphrase=WORDS, keep_until=DAY)
    return tmp_path / "a.sealed"


def test_letters_come_back_as_they_were(sealed: Path) -> None:
    assert open_sealed(sealed, passphrase=WORDS) == LETTERS


def test_nothing_can_be_read_without_the_passphrase(sealed: Path) -> None:
    data = sealed.read_bytes()
    for secret in ("石德旺", "13800001111", "路灯", "沙洲村", "L1"):
        assert secret.encode() not in data
    info = sealed_info(sealed)
    assert (info.letters, info.keep_until) == (2, DAY)
    with pytest.raises(ReadError, match="口令不对"):
        open_sealed(sealed, passphrase=WORDS + "!")


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:-1],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: data.replace(b"2027-01-01", b"2099-01-01"),
        lambda data: data.replace(b'"n": 131072', b'"n": 1073741824'),
        lambda data: data.replace(b"textgov sealed 1", b"textgov sealed 9"),
        lambda data: b"",
        lambda data: b"{}\n" + data,
    ],
)
def test_a_changed_file_is_refused(sealed: Path, change: Callable[[bytes], bytes]) -> None:
    sealed.write_bytes(change(sealed.read_bytes()))
    with pytest.raises(ReadError):
        open_sealed(sealed, passphrase=WORDS)


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="至少要 12 个"):
        seal(LETTERS, tmp_path / "a.sealed", passphrase="12345", keep_until=DAY)


@pytest.mark.parametrize(("today", "destroyed"), [(date(2027, 1, 1), False), (date(2027, 1, 2), True)])
def test_what_is_over_is_destroyed(sealed: Path, today: date, destroyed: bool) -> None:
    other = sealed.with_name("notes.sealed")
    other.write_text("not ours", "utf-8")
    deleted, kept = purge(sealed.parent, today=today)
    assert (sealed in deleted, sealed in kept) == (destroyed, not destroyed)
    assert sealed.exists() is not destroyed
    assert other.exists()
