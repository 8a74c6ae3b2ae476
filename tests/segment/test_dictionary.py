from __future__ import annotations

from pathlib import Path

import pytest

from textgov.errors import UsageError
from textgov.stages.segment import Segmenter
from textgov.stages.segment.dictionary import Entry, read_dictionary


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_reads_words_frequencies_and_tags(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "user.txt"
    path.write_bytes("议事长\r\n融心議事亭 20\n\n槐树巷\tns\nＡＢ角 5 nz\n".encode(encoding))
    assert read_dictionary(path) == (
        Entry("议事长"),
        Entry("融心议事亭", 20),
        Entry("槐树巷", 0, "ns"),
        Entry("ab角", 5, "nz"),
    )
    tokens = Segmenter.from_words(user_dictionary=path).segment("槐树巷議事長", pos=True).tokens
    assert [(token.text, token.pos) for token in tokens] == [("槐树巷", "ns"), ("議事長", "n")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("议事长\n 5 n\n", r"user\.txt:2: .*没有词"),
        ("议事长 0\n", r"user\.txt:1: 词频是 0"),
        ("议事长 -3\n", r"user\.txt:1: 看不懂“-3”"),
        ("议事长 5 n n\n", r"user\.txt:1: 看不懂“n”"),
        ("\n议事，长\n", r"user\.txt:2: “议事，长”里有标点"),
        ("融心 议事亭\n", r"user\.txt:1: 看不懂“议事亭”"),
    ],
)
def test_names_the_line_of_a_mistake(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "user.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_dictionary(path)


def test_refuses_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="读不到词典"):
        read_dictionary(tmp_path / "missing.txt")
    path = tmp_path / "broken.txt"
    path.write_bytes(b"\xff\xff\xfe\x00\x81")
    with pytest.raises(UsageError, match="编码认不出来"):
        read_dictionary(path)
