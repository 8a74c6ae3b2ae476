"""Done, planned or a problem: by clause, sentence and section."""

from __future__ import annotations

import pytest

from textgov.fold import fold
from textgov.stages.segment import split_sentences
from textgov.stages.tag.status import StatusReader
from textgov.types import Span

# Text, the words that are judged, their status.
CLAUSES = [
    ("街道成立了议事会。", "议事会", "done"),
    ("下一步,街道将成立议事会。", "议事会", "planned"),
    ("街道将小区划为三个网格。", "网格", "done"),
    ("社区将进一步健全网格体系。", "网格", "planned"),
    ("到2030年,每村建成食堂1个。", "食堂", "planned"),
    ("停车难问题突出。", "停车", "problem"),
    ("有效解决了停车难问题。", "停车", "done"),
    ("社工数量不足,队伍不稳。", "社工", "problem"),
    ("他们主要依靠志愿者。", "志愿者", "done"),
    ("各村要发动志愿者。", "志愿者", "planned"),
    ("居民的重要事项交给议事会。", "议事会", "done"),
    ("计划生育协会办了讲座。", "讲座", "done"),
    ("去年办了计划外的讲座。", "讲座", "done"),
    ("建议上级增加编制。", "编制", "planned"),
    ("居民的建议被议事会采纳了。", "议事会", "done"),
    ("议事会已成立,下一步将扩大范围。", "议事会", "done"),
    ("亟需建立评估机制。", "评估", "planned"),
    ("尚未建立评估机制。", "评估", "problem"),
    ("下一步我们想办两件事:一是在每个院子成立自管会;二是把社工请进来。", "社工", "planned"),
    ("计划招20名干部;建成食堂3个;对报表做一次清理。", "报表", "planned"),
    ("收缴率由三成升到九成,纠纷从2020年的40件降到2022年的6件。", "纠纷", "done"),
    ("2020年12月至2021年2月,社工完成探访300户。", "探访", "done"),
    ("后备干部只有6人。", "后备干部", "problem"),
    ("重复投诉只有6件,议事会功不可没。", "议事会", "done"),
    ("食堂改造推进缓慢。", "食堂", "problem"),
    ("食堂的钱一年要三万多。", "食堂", "done"),
    ("业主们已经选出筹备组。", "选出", "done"),
    ("到2030年,食堂全部建成;书屋覆盖各村。", "书屋", "planned"),
    ("办实事、解难题,食堂天天开门。", "食堂", "done"),
    ("为困境儿童办起食堂。", "食堂", "done"),
    ("“小河计划”请来社工四名。", "社工", "done"),
    ("情景模拟课上来了社工。", "社工", "done"),
    ("未来社区有食堂一座。", "食堂", "done"),
    ("社工入户走访,得知楼道堆物严重。", "走访", "done"),
    ("建议区里补贴食堂。", "食堂", "planned"),
    ("食堂改造尽早开工。", "食堂", "planned"),
    ("产业园建设加快推进,食堂也开了。", "食堂", "done"),
    ("网格员队伍不稳定。", "网格员", "problem"),
    ("网格员从被动接单变为主动上门。", "网格员", "done"),
    ("亟须解决社工流失的问题。", "社工", "problem"),
    ("两家的争执一触即发。", "争执", "problem"),
    # Lists of complaints in short clauses; evasions; formalities.
    ("议事会人员散、办事慢。", "议事会", "problem"),
    ("书屋地方窄、书架旧,没人爱去。", "书屋", "problem"),
    ("议事会讲得多、做得少。", "议事会", "problem"),
    ("镇里只要报表不给经费。", "报表", "problem"),
    ("夜里的志愿者排不出。", "志愿者", "problem"),
    ("书屋的大门常年锁着。", "书屋", "problem"),
    ("同一张表要分别填三遍。", "表", "problem"),
    ("志愿服务搞成了月月排名。", "志愿服务", "problem"),
    ("个别社区的议事会没有公示。", "议事会", "problem"),
    ("谁家为田埂扯皮,调解员就上谁家。", "调解员", "done"),
    ("把没人接的孩子领到书屋。", "书屋", "done"),
    ("修渠用了多少、食堂花了多少,都有账。", "食堂", "done"),
    ("过硬的支部到2030年建成九个。", "支部", "planned"),
    # A plan behind a semicolon is its own; a sentence that opens with one plans all of it.
    ("食堂天天开门;拟办书屋;议事会每月一次。", "议事会", "done"),
    ("镇长说,年底前将砍掉三个系统;食堂办到村。", "食堂", "planned"),
    ("下周六在书屋开议事会。", "议事会", "planned"),
]


def judge(text: str, words: str) -> str:
    start = text.index(words)
    span = Span(start, start + len(words))
    sentence = next(s for s in split_sentences(text) if s.start <= start < s.end)
    return StatusReader.from_text(fold(text)).of(span, sentence)


@pytest.mark.parametrize(("text", "words", "status"), CLAUSES)
def test_clause(text: str, words: str, status: str) -> None:
    assert judge(text, words) == status


REPORT = """一、主要做法
开设夜间食堂,收到好评。
(一)巡逻队伍
夜里走两圈。
二、存在的问题
宣传栏的内容陈旧。
三、下一步打算
(一)阵地
书屋延长开放。
四、组织领导
街道专班统筹。"""


@pytest.mark.parametrize(
    ("words", "status"),
    [("食堂", "done"), ("两圈", "done"), ("宣传栏", "problem"), ("书屋", "planned"), ("专班", "done")],
)
def test_headings_govern_the_lines_below(words: str, status: str) -> None:
    assert judge(REPORT, words) == status


def test_problems_and_suggestions_say_nothing() -> None:
    assert judge("二、问题与建议\n食堂每天开门。", "食堂") == "done"


def test_a_paragraph_of_measures_is_planned() -> None:
    assert judge("健全培训制度,完善评价办法,拓宽晋升通道。", "评价办法") == "planned"


def test_measures_that_were_taken_are_done() -> None:
    assert judge("健全培训制度,完善评价办法,去年晋升12人。", "评价办法") == "done"


def test_a_paragraph_may_open_with_its_heading() -> None:
    assert judge("(三)对策建议。由村里办食堂,每天供餐。", "食堂") == "planned"


PARAGRAPHS = [
    ("培训网格员,每季度一次;配备网格员80名。牵头单位:平安办。", "配备", "planned"),
    ("(三)修订公约,评选文明户。拟授信500万元。", "公约", "planned"),
    ("(四)把退单权交给社区。(五)每村设说事点1处。", "说事点", "planned"),
    ("培训网格员,每季度一次;配备网格员80名。", "配备", "done"),
    ("也有愁的事。公约认得的人越来越少,食堂的灶冷着。", "公约", "problem"),
    ("一是人手不足,网格员每人管六百户。二是书屋每天开门。", "网格员", "problem"),
    ("一是人手不足,网格员每人管六百户。二是书屋每天开门。", "书屋", "done"),
    ("难处也不是没有。书屋冬天开门晚。", "书屋", "problem"),
    ("第二,短板要认账。书屋冬天开门晚。", "书屋", "problem"),
    ("难处也不是没有。书屋冬天开门晚。为此,街道给食堂通了暖气。", "食堂", "done"),
    ("从前院里没有物业。如今请来物业,路灯全亮。", "没有物业", "done"),
    ("从前院里没有物业。", "没有物业", "problem"),
    ("(二)实施“近邻”行动。新建食堂4个;设书屋2处。", "食堂", "planned"),
    ("(二)实施“近邻”行动。新建了食堂4个;设书屋2处。", "食堂", "done"),
]


@pytest.mark.parametrize(("text", "words", "status"), PARAGRAPHS)
def test_a_paragraph_is_judged_by_itself(text: str, words: str, status: str) -> None:
    assert judge(text, words) == status
