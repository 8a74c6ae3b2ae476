"""Title, date, source and place from page shapes not tried before; places, people and papers are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from textgov.stages.read import Columns, read_paths
from textgov.types import Document, Place

TALK = "每月十五,苇河镇的人把长凳搬到粮仓前,从修渠说到接娃,能办的当场定人定期,办不了的写上黑板说明缘由。"
NEXT = "两年下来,黑板上的事擦掉了一百三十多件,镇里的信访件少了一半,隔壁几个乡也派人来学这个笨办法。"
WHERE = "日前,笔者在青禾市桂岭县苇河镇看到,粮仓前的长凳又排成了圈。"

PAGES: dict[str, tuple[str, bytes, str, str | None, str | None, Place | None]] = {
    "table layout, date and source in cells of their own": (
        "t.html",
        f"""<html><head><title>桂岭县人民政府</title></head><body><table width="980"><tr><td>首页</td><td>政务公开</td>
<td>互动交流</td></tr></table><table><tr><td align="center"><b>长凳上议出的事</b></td></tr>
<tr><td><table><tr><td>发布时间：2021-11-03</td><td>来源：桂岭县民政局</td><td>点击数：312</td></tr></table></td></tr>
<tr><td><p>{WHERE}{TALK}</p><p>{NEXT}</p></td></tr></table>
<table><tr><td>主办：桂岭县人民政府办公室 桂ICP备00000000号</td></tr></table></body></html>""".encode(),
        "长凳上议出的事",
        "2021-11-03",
        "桂岭县民政局",
        Place(None, "青禾市", "桂岭县", "苇河镇"),
    ),
    "public account exported on one line": (
        "w.txt",
        f"""长凳上议出的事
原创 小苇 苇河发布 2022-06-25 20:37 发表于江苏
点击上方蓝字关注我们
{WHERE}{TALK}
{NEXT}
END
阅读原文""".encode(),
        "长凳上议出的事",
        "2022-06-25",
        "苇河发布",
        Place(None, "青禾市", "桂岭县", "苇河镇"),
    ),
    "date in the address only": (
        "u.html",
        f"""<html><head><title>长凳上议出的事_桂岭新闻网</title>
<link rel="canonical" href="http://news.guiling.example/content/2020-09/17/content_88012.htm"></head>
<body><div class="nav">首页 &gt; 乡镇</div><h1>长凳上议出的事</h1><p>{WHERE}{TALK}</p><p>{NEXT}</p></body></html>""".encode(),
        "长凳上议出的事",
        "2020-09-17",
        "桂岭新闻网",
        Place(None, "青禾市", "桂岭县", "苇河镇"),
    ),
    "byline without blanks": (
        "b.txt",
        f"""长凳上议出的事
2019年04月22日08:30来源:桂岭日报作者:林小苇责任编辑:何满
{WHERE}{TALK}
{NEXT}""".encode(),
        "长凳上议出的事",
        "2019-04-22",
        "桂岭日报",
        Place(None, "青禾市", "桂岭县", "苇河镇"),
    ),
    "digital edition of a county newspaper": (
        "n.txt",
        f"""桂岭日报数字报
2023年03月08日 星期三 版面导航 标题导航
第02版:乡村振兴
上一期 下一期
长凳上议出的事
——苇河镇“粮仓夜谈”见闻
□ 本报记者 林小苇
{WHERE}{TALK}
{NEXT}
放大+ 缩小- 默认
桂岭日报社版权所有""".encode(),
        "长凳上议出的事",
        "2023-03-08",
        "桂岭日报",
        Place(None, "青禾市", "桂岭县", "苇河镇"),
    ),
    "GBK page without a title tag": (
        "g.html",
        f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>
<div>当前位置：首页 > 基层动态</div><h2>长凳上议出的事</h2><div>信息来源：苇河镇人民政府　　发布日期：2018-12-06　　字体：大 中 小</div>
<p>{WHERE}{TALK}</p><p>{NEXT}</p><div>【打印】【关闭】</div></body></html>""".encode("gbk"),
        "长凳上议出的事",
        "2018-12-06",
        "苇河镇人民政府",
        Place(None, "青禾市", "桂岭县", "苇河镇"),
    ),
    "signature and date at the end": (
        "s.txt",
        f"""苇河镇2022年基层议事工作总结
{WHERE}{TALK}
{NEXT}
中共苇河镇委员会
苇河镇人民政府
二〇二三年一月九日""".encode(),
        "苇河镇2022年基层议事工作总结",
        "2023-01-09",
        None,
        Place(None, "青禾市", "桂岭县", "苇河镇"),
    ),
}  # fmt: skip


def read(path: Path) -> Document:
    (document,) = read_paths([path], kind="report", columns=Columns())
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize("shape", PAGES)
def test_page(shape: str, tmp_path: Path) -> None:
    name, data, title, date, source, place = PAGES[shape]
    path = tmp_path / name
    path.write_bytes(data)
    document = read(path)
    assert (document.title, document.date, document.source, document.place) == (title, date, source, place)
    assert TALK in document.text
    assert NEXT in document.text
    for furniture in ("打印", "ICP", "上一期", "发布", "蓝字", "点击数"):
        assert furniture not in document.text


def test_word_file_with_heading_and_signature(tmp_path: Path) -> None:
    import docx

    path = tmp_path / "d.docx"
    word = docx.Document()
    word.add_heading("长凳上议出的事", 0)
    word.add_paragraph("(桂岭县苇河镇人民政府 2024年2月5日)")
    word.add_paragraph(WHERE + TALK)
    word.add_paragraph(NEXT)
    word.save(str(path))
    document = read(path)
    assert (document.title, document.date, document.source) == (
        "长凳上议出的事",
        "2024-02-05",
        "桂岭县苇河镇人民政府",
    )
    assert TALK in document.text
