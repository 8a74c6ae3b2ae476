"""The chain province, city, district, street wherever it stands; but for the provinces all names are invented."""

from __future__ import annotations

import pytest

from textgov.stages.read.place import find_place

CHAINS = [
    # Words glued to the front of a chain.
    ("受陕西省渭川市雁北区芝兰街道委托,中心派人走访。", "", ("陕西省", "渭川市", "雁北区", "芝兰街道")),
    ("为补短板,结合贵州省黔泽市罗岭县松岗镇实际,制定方案。", "", ("贵州省", "黔泽市", "罗岭县", "松岗镇")),
    ("槐树村归江西省赣川市枫林镇管。", "", ("江西省", "赣川市", None, "枫林镇")),
    ("记者从广西壮族自治区桂宁市青秀湖区榕荫街道获悉。", "", ("广西壮族自治区", "桂宁市", "青秀湖区", "榕荫街道")),
    ("内蒙古青原市白塔区草海街道办得早。", "", ("内蒙古自治区", "青原市", "白塔区", "草海街道")),
    ("黑龙江松原岭市北林川区雪松街道的冬天很长。", "", ("黑龙江省", "松原岭市", "北林川区", "雪松街道")),
    ("这是发生在上海浦南区桐花街道的事。桐花街道", "", ("上海市", None, "浦南区", "桐花街道")),
    ("重庆市渝岭区黄桷街道,重庆山城。", "", ("重庆市", None, "渝岭区", "黄桷街道")),
    ("宁夏回族自治区沙泉市金滩县红寺乡", "", ("宁夏回族自治区", "沙泉市", "金滩县", "红寺乡")),
    ("甘肃省河川回族自治州和泉县柳林镇很远。", "", ("甘肃省", "河川回族自治州", "和泉县", "柳林镇")),
    # The chain stands beside the street, not before it.
    ("桐花街道是栖霞川市东浦区最年轻的街道。桐花街道人多。", "", (None, "栖霞川市", "东浦区", "桐花街道")),
    ("铁岗街道因厂而生,曾是辽宁省辽川市铁西岭区的工业中心。", "", ("辽宁省", "辽川市", "铁西岭区", "铁岗街道")),
    ("桐花街道地处四川省岷川市锦江湖区城北。桐花街道很新。", "岷川市锦江湖区桐花街道:院坝", ("四川省", "岷川市", "锦江湖区", "桐花街道")),
    ("东浦区桐花街道办了夜校。栖川市东浦区的夜校有九所。", "", (None, "栖川市", "东浦区", "桐花街道")),
    # Titles with a verb or a short place in front.
    ("湖北省汉川泽市临湖区望海街道的食堂排队。望海街道", "对话望海街道书记", ("湖北省", "汉川泽市", "临湖区", "望海街道")),
    ("临湖区望海街道的食堂排队。", "专访望海街道书记:账怎么算", (None, None, "临湖区", "望海街道")),
    ("青禾市白石区望海街道很热闹。", "走进望海街道", (None, "青禾市", "白石区", "望海街道")),
    ("一只信箱的三年。", "老信箱——访青禾市白石区望海街道社工站", (None, "青禾市", "白石区", "望海街道")),
    # Places that are only visited, or are no places.
    ("望海街道干部赴杭州市余杭区学习。望海街道的做法。", "", (None, None, None, "望海街道")),
    ("望海街道与江苏省澄川市清水街道结对。望海街道", "", (None, None, None, "望海街道")),
    ("青禾市老旧小区改造,望海街道先行,望海街道的各社区跟上。", "", (None, None, None, "望海街道")),
    ("望海街道辖区有园区三个、景区一个,山区也有。望海街道", "", (None, None, None, "望海街道")),
    ("建设现代城市街道,打造宜居城市社区。", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "expected"), CHAINS)
def test_chain(text: str, title: str, expected: tuple[str | None, ...] | None) -> None:
    place = find_place(text, title)
    assert ((place.province, place.city, place.district, place.street) if place else None) == expected
