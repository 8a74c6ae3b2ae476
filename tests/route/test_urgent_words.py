"""Danger told openly or indirectly is urgent; drills, films, old and settled matters and mere words are not.

``UNSEEN`` and ``CALM_UNSEEN`` were written and coded before the cues were made and not looked at while they were: the first
run found 12 of 14 and held back all 14; the misses stay listed as such.
"""

from __future__ import annotations

from functools import cache

import pytest

from textgov.codebook import default_codebook
from textgov.stages.route.signals import SignalFinder
from textgov.stages.segment import split_sentences

URGENT = [
    "活着没意思,天天一个人对着墙,药我都攒够了。",
    "我不想活了你们也别找我了",
    "这几天老想从桥上跳下去,睡不着,没人可说。",
    "天天闻到煤气味,打燃气公司电话没人接。",
    "家里煤气灶关了还有臭鸡蛋味,头昏昏的。",
    "对门张奶奶好几天没开门了,喊也不应。",
    "五楼独居的老人三天没下楼,快递堆在门口。",
    "孩子一个人在河边玩水,大人都出去打工了。",
    "有几个伢子天天在水库里洗冷水澡,没人管。",
    "电线垂下来就在人头上,下雨直冒火星。",
    "高压线断在田里,还没人来围。",
    "我的药快断了,透析也没钱做了。",
    "胰岛素只剩两支,街上封路出不去。",
    "他喝了酒就打我,昨天把我头按到墙上。",
    "隔壁又在打老婆,女的一直叫救命。",
    "前夫天天在我单位楼下守着,说要让我全家陪葬。",
    "同学把我儿子堵在厕所里打,还拍了视频,他回来身上全是青的。",
    "小女孩被锁在屋里两天,从窗口喊饿。",
    "我爸糊涂了,早上出门到现在没回来,电话没带。",
    "女儿昨晚没有回家,手机关机,同学都说没见过。",
    "楼道里有人在给电动车充电,插线板都烧黑了。",
    "隔壁废品站又冒烟了,里面堆满了泡沫。",
    "后山往下滚石头,墙裂得能伸进拳头,下雨我们不敢睡。",
    "外墙的瓷砖一块块往下掉,昨天差点砸到接孩子的人。",
    "电梯突然往下掉了两层,里头还关着人。",
    "喊天呐我屋里男人拿菜刀要砍我细崽子躲在床底下不敢出声",
    "吃了席回来十几个人上吐下泻,两个老人已经送县里了。",
]
UNSEEN = [
    "日子过不下去了,遗像我自己都照好了。",
    "我要是走了,麻烦你们把我妈送到养老院。",
    "楼上那个女孩子坐在天台边上好久了,脚悬在外面。",
    "我妹夫把我妹关在屋里不让出门,手机也收了。",
    "五岁的娃娃自己在家,爬到窗台上朝下面喊妈妈。",
    "井盖没了,晚上黑灯瞎火,昨天有个娃娃掉进去半截。",
    "液化气站的罐子就堆在幼儿园墙外,太阳晒得滋滋响。",
    "屋梁断了一根,用棍子撑着,娘还睡在下面。",
    "网上认识的人约我侄女见面,她才十三岁,人到现在没联系上。",
    "这个月的抗癫痫药没有了,他一断药就抽,咬舌头。",
    "有人往我家门上泼油,还发短信说下次点火。",
    "老两口烧炭取暖关着窗,叫门半天不吱声",
    "俺娘摔咧起不来咧俺在外地回不去邻居也敲不开门",
    "水都淹到二楼楼梯口了,楼上还有个坐轮椅的。",
]
CALM = [
    "十年前村里发过一场大火,后来修了消防池。",
    "电影里那种杀人的镜头,不该在广场上给小孩子放。",
    "社区昨天搞消防演练,喊着火了大家快跑,挺热闹。",
    "上次反映的煤气味已经解决了,师傅换了管子,谢谢。",
    "不怕他打人,就怕他不讲理,货架的钱到底赔不赔。",
    "请问楼道里能不能放灭火器?怎么申请?",
    "物业费高得要命,保洁一周来一次。",
    "这家奶茶店火爆得很,排队的人占了半条路。",
    "希望给老人办一个防诈骗讲座。",
    "小时候我家穷,差点饿死,现在日子好了。",
    "我们想要个安全教育基地,让孩子学学怎么防溺水。",
    "那部电视剧里女主角自杀了,我妈看了哭半天,能不能换个台放。",
    "家暴的事去年离婚就了结了,现在只想问抚养费怎么要。",
    "下雨天路滑,想请把台阶加个扶手。",
    "新开的烧烤店油烟大,呛得人受不了。",
    "工地夜里施工吵死人,孩子睡不好。",
    "宠物店门口的狗叫得烦死了。",
    "想了解一下低保的条件,我母亲七十岁。",
    "电梯广告太多,声音又大。",
    "停车难,车子堵得死死的,上班迟到。",
    "小区健身器材坏了两个,能不能换新的。",
    "谢谢派出所,走失的老爷子当晚就找到了。",
    "电线杆上小广告太多,影响市容。",
    "菜市场的鱼死了还在卖,缺斤少两。",
    "打老婆那种事早没有了,现在两口子好得很,来信是问二胎登记。",
    "培训班老板跑了,学费打了水漂,死活找不到人。",
    "村里唱戏唱到半夜,杀猪一样的嗓子。",
]
CALM_UNSEEN = [
    "我爷爷参加过抗洪,那年水淹到屋顶,他救过三个人,想问优抚金怎么领。",
    "学校组织看防火宣传片,收了每人五块钱,合理吗?",
    "隔壁装修的电钻声要了我的命,周末也不停。",
    "想咨询一下,煤气表换新的要不要自己出钱。",
    "如果哪天着火了消防车能进来吗?建议先把停车位划好。",
    "上个月电梯困人以后物业换了钢缆,现在没再坏过,只是灯还不亮。",
    "我外公以前被人打伤过腿,现在想评残疾等级。",
    "孩子在培训班里学游泳,办了卡不给退。",
    "广场舞音响震天响,跳到九点半。",
    "楼下药店卖的药比网上贵一倍。",
    "吓死我了,原来是楼上小朋友在放音乐,下次能不能小点声。",
    "老人想学用手机挂号,有没有志愿者教?",
    "死胡同里的路灯坏了一盏。",
    "听讲有人要跳楼价甩卖门面,问问手续真不真。",
]


@cache
def finder() -> SignalFinder:
    return SignalFinder.from_codebook(default_codebook())


def words(text: str) -> tuple[str, ...]:
    return finder().find(text, split_sentences(text)).urgent_words


@pytest.mark.parametrize("text", URGENT)
def test_danger_is_found_with_its_words(text: str) -> None:
    found = words(text)
    assert found
    assert all(word in text for word in found)


@pytest.mark.parametrize("text", [*CALM, *CALM_UNSEEN])
def test_what_is_past_played_or_settled_is_not_urgent(text: str) -> None:
    assert words(text) == ()


def test_most_danger_in_letters_that_no_rule_was_made_for_is_found() -> None:
    assert sum(bool(words(text)) for text in UNSEEN) >= 12


@pytest.mark.parametrize(
    ("past", "now"),
    [
        ("十年前这里失过火。", "十年前这里失过火,昨晚又着火了。"),
        ("上次反映的煤气味已经解决了。", "上次反映的煤气味没有解决,屋里还是很冲。"),
        ("社区昨天搞消防演练,喊着火了大家快跑。", "社区昨天搞消防演练。今天三楼真的着火了。"),
    ],
)
def test_an_old_danger_that_goes_on_is_urgent(past: str, now: str) -> None:
    assert words(past) == ()
    assert words(now)
