from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textgov.settings import SEGMENT
from textgov.stages.segment import split_sentences

# A sentence ends where the bar stands.
CUT = [
    "路灯坏了。|请修!|谁来管？|我们等着；|别再推",
    "等了好久……|没人来。。。|真的吗?!|好",
    "等了好久......|没人来",
    "第一行|\r\n|第二行|\n\n\n|第三行|\r|末行",
    "　　前有空格。|　后有空格  |\n",
    "他说：“我们等了三年。”|大家都不说话。",
    "（路面已破损。）|后来没修",
    "“能修吗？”的疑问一直在。|“能修！”，他说。",
    '他说:"好。"|然后走了.|"再见."|没人理',
    "说完。 ”|他走了",
    "！ ！ ！|快来",
    "pm2.5超标.|请查.|2022年又超标",
    "面积3.5亩,投入1.2万元.|效果很好.",
    "网址http://a.cn/x?id=3;b=4;c=5 打不开?|请看www.abc.cn和百度.com",
    "多少钱?|3元;|贵",
    "1.路灯坏了。|2.井盖坏了",
    "一.加强领导|\n|二.抓好落实",
    "反映问题:|1、路灯不亮,|2、井盖坏了",
    "反映两件事，|1)路灯不亮|2)井盖坏了",
    "村里路灯不亮|1、三组没有灯|2、五组灯坏了",
    "住在1、2、3号楼，缴费2、3次",
    "主要做法：|一是建队伍,|二是定制度，|三是抓落实。|效果好",
    "问题有|一是路灯不亮|二是井盖坏了",
    "统一是好事，唯一是他，不一是同，统一要求二是错的",
    "第十二是错的，星期一是晴天，周二是雨天",
    "一要快；|二要稳",
    "首先感谢社区，|其次请修路，|最后祝好",
    "我们最后没办法，首先想到社区",
    "最近的事：|首先是修路",
    "第一，路窄，|第二，车多",
    "第一届，其一生都在村里",
    "一方面要快,|另一方面要稳",
    "（一）建强组织|（二）完善机制",
    "依据第三条（一）款办理，见（2）",
    "措施：|①建站|②建队",
    "各期一、二、三期都漏水，十一、十二栋也漏",
    "2025.3.5我来过，12.我没来",
]


@pytest.mark.parametrize("marked", CUT)
def test_cuts(marked: str) -> None:
    text = marked.replace("|", "")
    expected = [piece.strip() for piece in marked.split("|") if piece.strip()]
    assert [text[start:end] for start, end in split_sentences(text)] == expected


@pytest.mark.parametrize("text", ["", " ", "\r\n\u3000\u2003\n"])
def test_nothing_in_blank_texts(text: str) -> None:
    assert split_sentences(text) == ()


def test_long_runs_are_cut_at_commas_and_blanks_only() -> None:
    clause = "楼下的路灯坏了半年也没有人来修"
    for mark in "，, 、":
        text = mark.join([clause] * 40)
        pieces = [text[start:end] for start, end in split_sentences(text)]
        assert len(pieces) > 4
        assert all(SEGMENT.min_run < len(piece) <= SEGMENT.max_run for piece in pieces)
        assert all(piece.startswith("楼下") for piece in pieces)
    assert len(split_sentences(clause * 40)) == 1


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("。！？!?；;….．,，:：”“\"')）（(1二一是首先其次、①第 \t\u3000\r\n\u2028我们路灯aZ网&"),
        st.characters(),
    ),
    max_size=300,
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_character_is_in_exactly_one_trimmed_sentence(text: str) -> None:
    end = 0
    for span in split_sentences(text):
        assert end <= span.start < span.end
        assert not text[end : span.start].strip()
        piece = text[span.start : span.end]
        assert piece == piece.strip()
        end = span.end
    assert not text[end:].strip()


@pytest.mark.parametrize("unit", ["一是", "1、", '"', ". ", "（一）", "a;", "。” ", "是", "最后，"])
def test_time_grows_with_length_only(unit: str) -> None:
    started = time.perf_counter()
    split_sentences(unit * 30_000)
    assert time.perf_counter() - started < 2
