from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from textgov.settings import CLUSTER
from textgov.stages.cluster import FORMULA, cluster, growth, heat
from textgov.stages.cluster.vectors import share_of
from textgov.stages.cluster.wording import clean
from textgov.types import Clustering, Document

# Invented letters: group → rows of title, text, date.
GROUPS = {
    "mixer": [
        (
            "云栖花园旁搅拌站粉尘",
            "云栖花园西侧的搅拌站日夜开工，水泥灰落满阳台，窗户不敢开，请环保部门来测。",
            "2026-03-02",
        ),
        ("云西花园搅拌站", "我家住云西花园六栋，隔壁搅拌站的水泥灰天天飘进来，孩子咳了半个月。", "2026-03-05"),
        (
            "反映云栖花园边搅拌站扬尘的问题",
            "搅拌站的罐车进出不冲洗，云栖花园门口一层水泥灰，晾的衣服都是白点。",
            "2026-04-11",
        ),
    ],
    "dance": [
        ("柳荫小区广场舞噪音", "柳荫小区南门每晚跳广场舞，音箱开到最大，跳到十点多，老人心脏受不了。", "2026-03-03"),
        (
            "关于柳荫小区广场舞音箱太响的投诉",
            "南门空地的广场舞又来了，柳荫小区靠街三栋楼都听得见音箱，说了不听。",
            "2026-03-09",
        ),
    ],
    "drill": [
        ("梧桐公馆装修电钻噪音", "梧桐公馆楼上装修，中午也打电钻，婴儿吓得直哭，物业说管不了。", "2026-03-04"),
        (
            "梧桐公馆楼上中午打电钻",
            "梧桐公馆十一楼装修两个月了，午休时间电钻响个不停，规定写着中午禁止施工。",
            "2026-03-20",
        ),
    ],
    "alone": [
        ("咨询医保异地报销", "父亲在外省住院，想问医保报销要带哪些材料，窗口几点开门。", "2026-03-07"),
        ("村口石桥栏杆断了", "石垭村口的桥栏杆断了半截，放学的孩子从那里过，怕掉下去。", None),
        ("路灯不亮", "枫树坪三组的路灯坏了，晚上走路看不清。", "2026-03-08"),
    ],
}


def letters() -> list[Document]:
    return [
        Document(f"{group}-{number}", text, "letter", title=title, date=day)
        for group, rows in GROUPS.items()
        for number, (title, text, day) in enumerate(rows)
    ]


def sets(result: Clustering) -> set[frozenset[str]]:
    return {frozenset(found.members) for found in result.clusters}


def ids(group: str) -> frozenset[str]:
    return frozenset(letter.id for letter in letters() if letter.id.startswith(group))


def test_one_problem_is_one_group_and_two_noise_problems_stay_two() -> None:
    result = cluster(letters())
    assert sets(result) == {ids("mixer"), ids("dance"), ids("drill")}
    assert {key for key, found in result.assignments.items() if found is None} == ids("alone")


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    rows = letters()
    expected = cluster(rows)
    random.Random(seed).shuffle(rows)
    assert cluster(rows) == expected


def test_a_cluster_says_who_when_and_what() -> None:
    result = cluster(
        letters(), bodies={"mixer-0": "ecology", "mixer-1": "ecology", "mixer-2": None}, urgent={"mixer-2", "dance-0"}
    )
    found = next(found for found in result.clusters if set(found.members) == ids("mixer"))
    assert found.members == ("mixer-0", "mixer-1", "mixer-2")
    assert (found.first, found.last, found.body, found.size) == ("2026-03-02", "2026-04-11", "ecology", 3)
    assert found.representative in found.members
    assert "搅拌站" in found.label
    assert len(found.label) <= CLUSTER.label_chars
    assert "搅拌站" in "".join(found.terms)
    assert all(len(term) >= 2 for term in found.terms)
    assert (found.heat.letters, found.heat.distinct_days, found.heat.urgent) == (3, 3, 1)
    assert result.clusters[0] == found


def test_ids_stay_when_letters_are_added() -> None:
    before = {found.members[0]: found.id for found in cluster(letters()).clusters}
    more = [
        *letters(),
        Document(
            "new",
            "云栖花园旁的搅拌站凌晨还在卸料，水泥灰更大。",
            "letter",
            title="云栖花园旁搅拌站水泥灰",
            date="2026-05-01",
        ),
    ]
    after = cluster(more)
    assert before == {found.members[0]: found.id for found in after.clusters}
    assert after.assignments["new"] == after.assignments["mixer-0"]


def test_same_wording_is_disclosed_and_weighs_less() -> None:
    rows = letters()
    first = next(letter for letter in rows if letter.id == "mixer-0")
    copied = [replace(first, id=f"copy-{n}", title="云栖花园旁搅拌站粉尘" + "!" * n) for n in range(4)]
    found = next(found for found in cluster([*rows, *copied]).clusters if "mixer-0" in found.members)
    assert set(found.duplicates[0]) == {"mixer-0", "copy-0", "copy-1", "copy-2", "copy-3"}
    assert found.heat.letters == 7
    assert found.heat == heat(7, distinct_days=3, duplicates=4, growth=found.heat.growth)


@pytest.mark.parametrize(
    ("texts", "together"),
    [
        ([], False),
        (["水管爆了三天没人修"], False),
        (["水管爆了三天没人修"] * 300, True),
        (["漏", "吵"], False),
        (["漏", "漏"], True),
        (["", "  ", "。。。"], False),
        (["\ud83d", "𠮷𠮷路口积水"], False),
    ],
)
def test_unusual_batches(texts: list[str], together: bool) -> None:
    result = cluster([Document(str(n), text, "letter") for n, text in enumerate(texts)])
    assert list(result.assignments) == [str(n) for n in range(len(texts))]
    assert [found.size for found in result.clusters] == ([len(texts)] if together else [])
    assert all(found.label and found.first is None for found in result.clusters)


@pytest.mark.parametrize(
    ("metadata", "likes"),
    [({"点赞数": "3"}, 6), ({"likes": "2.0"}, 4), ({"点赞": "很多"}, 0), ({"点赞数": "-1"}, 0), ({}, 0)],
)
def test_likes_come_from_the_row(metadata: dict[str, str], likes: int) -> None:
    rows = [Document(n, "水管爆了三天没人修", "letter", metadata=metadata) for n in "ab"]
    assert cluster(rows).clusters[0].heat.likes == likes


@pytest.mark.parametrize(
    ("title", "cleaned"),
    [
        ("关于反映丰乐家园旁搅拌站夜间噪音扰民的问题！", "丰乐家园旁搅拌站夜间噪音扰民"),
        ("投诉：青竹路夜市油烟", "青竹路夜市油烟"),
        ("再次恳请解决柳荫小区停水问题", "柳荫小区停水"),
        ("尊敬的镇领导，石桥栏杆断了", "石桥栏杆断了"),
        ("建议在北门设公交站的建议", "在北门设公交站"),
        ("对北门停车收费的意见", "北门停车收费"),
        ("请问青竹路大桥什么时候能通车？", "青竹路大桥通车"),
        ("为什么要拆北门菜市场？", "拆北门菜市场"),
        ("对青竹路公交的一点建议", "青竹路公交"),
        ("北门公园建变电站真的合理吗？", "北门公园建变电站"),
        ("外地媳妇分田第三次反映", "外地媳妇分田"),
        ("青竹路违建的事一直得不到解决", "青竹路违建"),
        ("石桥镇河水发黑（再次）", "石桥镇河水发黑"),
        ("加大对柳荫街夜市的整治力度", "柳荫街夜市的整治"),
        # A doubt must not become a statement.
        ("北门停车场收费是否合理", "北门停车场收费是否合理"),
        ("澄江市柳荫小区电梯停运怎么办", "柳荫小区电梯停运"),
        ("反映梧桐公馆质量问题", "梧桐公馆质量问题"),
        # A city stays where no nearer place follows, and 城市, 夜市 are none.
        ("澄江市出租车拒载", "澄江市出租车拒载"),
        ("青竹路夜市油烟扰民", "青竹路夜市油烟扰民"),
        # Nothing to strip, and nothing else to keep.
        ("青竹路夜市油烟", "青竹路夜市油烟"),
        ("投诉", "投诉"),
        ("", ""),
    ],
)
def test_titles_are_cleaned_for_labels(title: str, cleaned: str) -> None:
    assert clean(title) == cleaned


@pytest.mark.parametrize(
    ("dates", "last", "share"),
    [
        (["2026-01-01", "2026-03-01", None], "2026-03-10", 0.5),
        (["2026-02-09", "2026-02-08"], "2026-03-10", 0.5),
        ([None, None], "2026-03-10", 0.0),
        ([None], None, 0.0),
        ([], None, 0.0),
    ],
)
def test_growth_is_the_share_of_the_last_days(dates: list[str | None], last: str | None, share: float) -> None:
    assert growth(dates, last) == share


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ({"letters": 2}, 2.0),
        ({"letters": 10, "duplicates": 9}, 2.8),
        ({"letters": 2, "distinct_days": 2, "likes": 9, "urgent": 1, "growth": 0.5}, 12.0),
    ],
)
def test_heat_follows_the_printed_formula(parts: dict[str, float], value: float) -> None:
    assert heat(**parts).value == value  # type: ignore[arg-type]
    assert "不重复来信数" in FORMULA


def test_a_date_that_is_none_counts_as_undated() -> None:
    rows = [
        Document(n, "水管爆了三天没人修", "letter", date=day)
        for n, day in (("a", "2026/3/1 8:00"), ("b", "2026-03-02"))
    ]
    found = cluster(rows).clusters[0]
    assert (found.members, found.first, found.last) == (("b", "a"), "2026-03-02", "2026-03-02")


@pytest.mark.parametrize("seed", range(3))
def test_labels_are_no_stories_of_the_writer(seed: int) -> None:
    rows = [
        ("", "我女儿被石垭村的黄狗咬了，缝了九针，石垭村的黄狗没人拴。"),
        ("石垭村黄狗咬人", "石垭村的黄狗又咬了送信的，请管一管。"),
        ("石垭村的黄狗咬了我儿子", "我儿子放学路上被石垭村那条黄狗咬了。"),
    ]
    batch = [Document(f"{seed}-{n}", text, "letter", title=title) for n, (title, text) in enumerate(rows)]
    found = cluster(batch).clusters
    assert [one.label for one in found] == ["石垭村黄狗咬人"]
    assert all("我" not in term for term in found[0].terms)


def test_where_no_writer_names_the_problem_the_label_is_the_shared_name_and_the_issue() -> None:
    texts = [
        "柳荫苑涨物业费以后，门岗还是只有一个人，物业费交给谁了。",
        "柳荫苑物业费涨了三毛，我家楼道灯半年没亮，物业也不来。",
        "他们说柳荫苑物业费还要再涨，保安天天睡觉，这样的物业谁愿意。",
    ]
    found = cluster([Document(str(n), text, "letter") for n, text in enumerate(texts)]).clusters
    assert [one.label for one in found] == ["柳荫苑：物业服务与收费"]


def test_terms_are_whole_and_hold_no_stand_in_for_a_city() -> None:
    rows = [
        "A3区炫彩云杉城楼下开饭店油烟扰民",
        "投诉A3区炫彩云杉城商铺油烟",
        "A市炫彩云杉城饭店油烟直排",
    ]
    found = cluster([Document(str(n), title, "letter", title=title) for n, title in enumerate(rows)]).clusters
    assert len(found) == 1
    terms = "|".join(found[0].terms)
    assert "炫彩云杉城" in terms
    assert "a3" not in terms
    assert "a市" not in terms


def test_two_problems_of_one_compound_stay_two_where_each_holds_together() -> None:
    texts = {
        "lift": "栖霞苑二栋电梯又停运了，老人下不了楼，维保公司没来，电梯停运第{}天",
        "dogs": "栖霞苑草坪上天天有人遛狗不拴绳，狗粪没人捡，孩子不敢去草坪，说了{}回",
    }
    batch = [
        Document(f"{kind}-{n}", text.format(n), "letter", title=text[:10])
        for kind, text in texts.items()
        for n in "234"
    ]
    assert sets(cluster(batch)) == {frozenset(f"{kind}-{n}" for n in "234") for kind in texts}


def test_a_campaign_of_many_wordings_stays_one_group() -> None:
    rng = random.Random(4)
    parts = [
        "水泥灰落满阳台",
        "罐车夜里轰鸣",
        "孩子咳嗽不止",
        "窗户不敢打开",
        "路面全是泥浆",
        "老人睡不着觉",
        "晾衣发白",
    ]
    batch = [
        Document(
            str(n),
            "，".join(["云栖花园西侧搅拌站", *rng.sample(parts, 4), f"住户{n}"]),
            "letter",
            title="云栖花园搅拌站",
        )
        for n in range(150)
    ]
    assert [found.size for found in cluster(batch).clusters] == [150]


def test_bigrams_of_any_letter_are_known_and_names_are_not() -> None:
    codes = sorted(ord(a) << 21 | ord(b) for a, b in ("问题", "噪音", "枕溪", "栖霞"))
    shares = dict(zip(codes, share_of(np.array(codes)), strict=True))
    assert {chr(code >> 21): share > 0 for code, share in shares.items()} == {
        "问": True,
        "噪": True,
        "枕": False,
        "栖": False,
    }
