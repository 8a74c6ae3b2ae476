"""Files that are broken, protected, wrongly named or of other formats: all made here, none stored."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfReader, PdfWriter

from textgov.stages.read import guard, read_paths
from textgov.stages.read.pdf import join_lines
from textgov.types import Document, Kind, Rejected

BODY = "柳溪街道辖区有十二个社区,常住人口约六万人。今年以来,街道把小区里的麻烦事交给居民自己商量,办成了二十多件。"
MORE = "街道请来社工机构,为每个社区建起一间议事厅,居民每月坐在一起说事、议事、定事,停车难、晾晒难都有了办法。"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


def pdf(*pages: list[str]) -> bytes:
    """Write a PDF by hand: a font without outlines whose ToUnicode map is the identity."""
    cmap = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    objects += [
        b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>/DW 1000>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
    ]
    kids = []
    for lines in pages:
        shown = b"".join(
            b"1 0 0 1 50 %d Tm <%s> Tj\n" % (800 - 20 * n, s.encode("utf-16-be").hex().encode())
            for n, s in enumerate(lines)
        )
        stream = b"BT /F 12 Tf\n" + shown + b"ET"
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (len(objects) + 2)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    xref = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\n" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
    )
    return out + xref + b"startxref\n%d\n%%%%EOF" % len(out)


def locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([BODY]))))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def word(*lines: str) -> bytes:
    document = docx.Document()
    document.core_properties.author = "李四"
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def excel() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["编号", "内容"])
    book.worksheets[0].append([1, "灯坏了"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, data in members.items():
            target.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def read(path: Path, kind: Kind | None = None) -> Document | Rejected:
    (result,) = read_paths([path], kind=kind)
    return result


REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("a.txt", lambda: b"", "空的"),
    ("a.txt", lambda: b" \n\n", "空的"),
    ("a.csv", lambda: b"", "空的"),
    ("a.csv", lambda: "编号,内容\n".encode(), "只有表头"),
    ("a.txt", lambda: "首页 > 要闻 > 正文".encode(), "去掉网页内容后内容为空"),
    ("a.txt", lambda: b"\x00\x01\x02\x03" * 400, "二进制"),
    ("a.txt", lambda: pdf([BODY]), "扩展名是 .txt,内容却是PDF"),
    ("a.txt", lambda: excel(), "内容却是Excel"),
    ("a.docx", lambda: excel(), "扩展名是 .docx,内容却是Excel"),
    ("a.docx", lambda: archive(note=b"x"), "内容却是ZIP"),
    ("a.docx", lambda: word(BODY)[:-200], "已损坏"),
    ("a.docx", lambda: archive(word__document=b"x", **{"word__document.xml": b"<broken"}), "已损坏"),
    ("a.docx", lambda: word(""), "没有文字"),
    ("a.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    ("a.docx", lambda: OLE + "WordDocument".encode("utf-16-le"), "旧版 Word"),
    ("a.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    ("a.xlsx", lambda: OLE + "Workbook".encode("utf-16-le"), "旧版 Office"),
    ("a.xlsx", lambda: "<html><table><tr><td>内容</td></tr></table></html>".encode(), "内容却是网页"),
    ("a.xlsx", lambda: "编号,内容\n1,灯坏了".encode(), "内容却是纯文本"),
    ("a.xlsx", lambda: word(BODY), "内容却是Word"),
    ("a.csv", lambda: excel(), "内容却是Excel"),
    ("a.pdf", lambda: b"%PDF-1.4\nrubbish", "PDF 文件已损坏"),
    ("a.pdf", lambda: "不是 PDF".encode(), "内容却是纯文本"),
    ("a.pdf", lambda: pdf([]), "没有认出文字"),
    ("a.pdf", locked_pdf, "密码"),
    ("a.jpg", lambda: b"\xff\xd8\xff", "照片已损坏"),
    ("a.xls", lambda: OLE, "不支持旧格式 .xls"),
    ("a.mp4", lambda: b"x", "不支持的格式 .mp4"),
    ("README", lambda: b"x", "没有扩展名"),
]


@pytest.mark.parametrize(("name", "make", "reason"), REFUSED, ids=[f"{name} {reason}" for name, _, reason in REFUSED])
def test_refused(tmp_path: Path, name: str, make: Callable[[], bytes], reason: str) -> None:
    (tmp_path / name).write_bytes(make())
    result = read(tmp_path / name)
    assert isinstance(result, Rejected)
    assert reason in result.reason
    assert (result.row, result.path) == (None, str(tmp_path / name))


def test_oversized(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "a.docx").write_bytes(word(BODY))
    monkeypatch.setattr(guard, "READ", dataclasses.replace(guard.READ, max_file_bytes=20, max_unpacked_bytes=20))
    assert [r.reason[:4] for r in read_paths([tmp_path]) if isinstance(r, Rejected)] == ["文件太大", "文件太大"]
    monkeypatch.setattr(guard, "READ", dataclasses.replace(guard.READ, max_file_bytes=10**6))
    bomb = read(tmp_path / "a.docx")
    assert isinstance(bomb, Rejected) and "解压后过大" in bomb.reason


def test_word_keeps_the_order_of_paragraphs_and_tables(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(word("柳溪街道工作报告", BODY)))
    table = document.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("项目", "数量", "网格", "110个"), strict=True):
        cell.text = text
    document.add_paragraph(MORE)
    inserted = '<w:ins {} w:id="1" w:author="x"><w:r><w:t>(修订插入)</w:t></w:r></w:ins>'.format(nsdecls("w"))
    document.paragraphs[-1]._p.append(parse_xml(inserted))
    deleted = '<w:del {} w:id="2" w:author="x"><w:r><w:delText>删去的话</w:delText></w:r></w:del>'.format(nsdecls("w"))
    document.paragraphs[-1]._p.append(parse_xml(deleted))
    document.save(str(tmp_path / "报告.docx"))
    result = read(tmp_path / "报告.docx")
    assert isinstance(result, Document)
    assert result.text == f"柳溪街道工作报告\n{BODY}\n项目\t数量\n网格\t110个\n{MORE}(修订插入)"
    assert (result.id, result.kind, result.title) == ("报告", "report", "柳溪街道工作报告")
    assert dict(result.metadata) == {}


def test_pdf(tmp_path: Path) -> None:
    text = BODY + MORE
    lines = ["\u3000\u3000" + text[:38], *(text[i : i + 40] for i in range(38, len(text), 40))]
    pages = [["柳溪街道工作报告", *lines, "— 1 —"], ["一、背景", MORE[:40], MORE[40:], "— 2 —"]]
    (tmp_path / "报告.pdf").write_bytes(pdf(*pages))
    result = read(tmp_path / "报告.pdf")
    assert isinstance(result, Document)
    assert result.text.split("\n") == ["柳溪街道工作报告", text, "一、背景", MORE]


JOINED = [
    (["街道请来社工机构,为每个社", "区建起一间议事厅。"], "街道请来社工机构,为每个社区建起一间议事厅。"),
    (
        ["街道请来社工机构,为每个社区", "一、背景", "居民每月坐在一起说事、议事"],
        "街道请来社工机构,为每个社区\n一、背景\n居民每月坐在一起说事、议事",
    ),
    (["短标题", "街道请来社工机构,为每个社区建起"], "短标题\n街道请来社工机构,为每个社区建起"),
    (["街 道 请 来 社 工 机 构 为 每", "个 社 区"], "街道请来社工机构为每个社区"),
    (["小事不出门 大事不过夜是街道的老规矩"], "小事不出门 大事不过夜是街道的老规矩"),
]


@pytest.mark.parametrize(("lines", "expected"), JOINED)
def test_join_lines(lines: list[str], expected: str) -> None:
    assert join_lines(lines) == expected


HTML = f"""<!DOCTYPE html><html><head><meta charset="gb2312"><title>邻里一张桌_基层动态_青禾日报</title>
<meta name="PubDate" content="2022-06-25 20:37"><meta name="ContentSource" content="青禾日报"></head>
<body><nav><ul><li><a href="/">首页</a></li><li><a href="/x">要闻</a></li></ul></nav>
<script>var today = "2025年1月1日";</script>
<article><h1>邻里一张桌</h1><p>  {BODY}</p><p>{MORE}</p><table><tr><td>网格</td><td>110个</td></tr></table></article>
<div class="sidebar"><h3>热门排行</h3><ul><li><a href="/1">今天的天气</a></li><li><a href="/2">明天的天气</a></li></ul></div>
<footer>版权所有 青禾日报社</footer></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_html(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "页面.html").write_bytes(HTML.encode(encoding))
    result = read(tmp_path / "页面.html")
    assert isinstance(result, Document)
    assert (result.title, result.date, result.source) == ("邻里一张桌", "2022-06-25", "青禾日报")
    assert result.text == f"邻里一张桌\n{BODY}\n{MORE}\n网格\t110个"
    assert "要闻" in {line.text for line in result.removed}


def test_html_without_an_article(tmp_path: Path) -> None:
    (tmp_path / "页面.htm").write_text(f"<p>{BODY[:24]}</p>", encoding="utf-8")
    result = read(tmp_path / "页面.htm")
    assert isinstance(result, Document) and result.text == BODY[:24]


def test_markdown(tmp_path: Path) -> None:
    (tmp_path / "报告.md").write_text(f"# 邻里一张桌\r\n\r\n## 背景 ##\r\n{BODY}\r\n#话题 不是标题", encoding="utf-8")
    result = read(tmp_path / "报告.md")
    assert isinstance(result, Document)
    assert (result.title, result.text) == ("邻里一张桌", f"邻里一张桌\n\n背景\n{BODY}\n#话题 不是标题")


def test_letter_files(tmp_path: Path) -> None:
    (tmp_path / "信1.txt").write_bytes("首页 > 正文\r\n灯坏了。\r\n".encode("gbk"))
    (tmp_path / "信2.docx").write_bytes(word("灯坏了。", "请修。"))
    first, second = read_paths([tmp_path], kind="letter")
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.id, first.kind, first.text, first.removed) == ("信1", "letter", "首页 > 正文\n灯坏了。", ())
    assert (second.id, second.text) == ("信2", "灯坏了。\n请修。")


def test_folders(tmp_path: Path) -> None:
    for name in (
        "b/二.txt",
        "b/.hidden.txt",
        "b/~$三.docx",
        "a.txt",
        "c/Thumbs.db",
        ".git/x.txt",
        "__MACOSX/a.txt",
        "z.zip",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BODY, encoding="utf-8")
    (tmp_path / "b/a.txt").write_text(MORE, encoding="utf-8")
    missing = tmp_path / "没有.txt"
    results = list(read_paths([tmp_path / "a.txt", tmp_path, missing, tmp_path / "b/../a.txt"]))
    documents = [r for r in results if isinstance(r, Document)]
    assert [d.id for d in documents] == ["a", "a-2", "二"]
    assert documents[0].path == str(tmp_path / "a.txt")
    assert [(Path(r.path).name, r.reason) for r in results if isinstance(r, Rejected)] == [
        ("z.zip", "不支持的格式 .zip"),
        ("没有.txt", "文件或文件夹不存在"),
    ]


def test_reading_is_lazy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    results = read_paths([tmp_path / "a.txt", tmp_path / "later.txt"])
    assert isinstance(next(results), Document)
    (tmp_path / "later.txt").write_text(MORE, encoding="utf-8")
    assert isinstance(next(results), Document)
