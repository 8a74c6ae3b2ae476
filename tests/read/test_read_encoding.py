from __future__ import annotations

import pytest

from textgov.errors import ReadError
from textgov.settings import READ
from textgov.stages.read.encoding import decode, plausibility

SIMPLIFIED = ("小区门口的路灯坏了三个月,晚上老人出门很危险。", "青石巷积水何时能排?", "您好", "张家巷12号漏水")
TRADITIONAL = ("小區門口的路燈壞了三個月,晚上老人出門很危險。", "青石巷積水何時能排?", "請幫忙處理垃圾")
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030")
CASES = [
    *((text, encoding) for text in SIMPLIFIED for encoding in (*UNICODE, "gbk")),
    *((text, encoding) for text in TRADITIONAL for encoding in (*UNICODE, "big5", "gbk")),
    *(("id,text\n1,plain ASCII", encoding) for encoding in ("ascii", "utf-8-sig", "utf-16", "utf-16-le")),
    ("\ufeff" + SIMPLIFIED[0], "utf-16-be"),
    ("编号\t内容\r\n1\t𠮷野路的井盖响", "gb18030"),
]


@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_decode(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text.removeprefix("\ufeff")


@pytest.mark.parametrize("text", [*SIMPLIFIED, *TRADITIONAL])
def test_right_encodings_lie_above_the_limit(text: str) -> None:
    assert plausibility(text) >= READ.min_encoding_score + READ.min_encoding_margin


REFUSED = [
    (bytes(range(256)) * 20, "二进制"),
    (b"\x7fELF\x02\x01\x01" + b"\0" * 300, "二进制"),
    ("Ünïcödé çà et là, déjà vu".encode("latin-1"), "无法判断"),
    ("これはテストです。電灯が壊れています。".encode("shift-jis"), "无法判断"),
    (b"\xff\xfe" + SIMPLIFIED[0].encode("utf-16-le")[:-1] + b"\xd8", "不完整"),
    ((SIMPLIFIED[0] + "\n" + SIMPLIFIED[0]).encode()[:-2], "第 2 行有损坏"),
]


@pytest.mark.parametrize(("data", "reason"), REFUSED)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        decode(data)


def test_damaged_bytes_are_marked_when_asked() -> None:
    data = SIMPLIFIED[0].encode() + b"\xff\n" + SIMPLIFIED[0].encode()
    assert decode(data, damaged_ok=True).count("\udcff") == 1
