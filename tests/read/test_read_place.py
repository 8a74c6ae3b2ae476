"""Places of reports. Administrative names are facts; the sentences are written for this test."""

from __future__ import annotations

import pytest

from textgov.stages.read.place import find_place

PLACES = [
    ("在江苏省苏州市吴中区木渎镇,居民议事。木渎镇的干部说,镇里有办法。", "", "江苏省苏州市吴中区木渎镇"),
    ("近日来到杭州市余杭区良渚街道,良渚街道与上海市曲阳路街道结对。", "", "杭州市余杭区良渚街道"),
    ("呼和浩特市新城区东街街道开展活动。东街街道的网格员说。", "", "呼和浩特市新城区东街街道"),
    ("天津市和平区小白楼街道积极探索。小白楼街道有办法。", "", "天津市和平区小白楼街道"),
    ("内蒙古自治区赤峰市松山区振兴街道,振兴街道辖区大。", "", "内蒙古自治区赤峰市松山区振兴街道"),
    ("成都市都江堰市银杏街道很大。银杏街道人多。", "", "成都市都江堰市银杏街道"),
    ("陕西西安市雁塔区小寨路街道。小寨路街道。", "", "陕西省西安市雁塔区小寨路街道"),
    ("恩施土家族苗族自治州恩施市舞阳坝街道。", "", "恩施土家族苗族自治州恩施市舞阳坝街道"),
    ("吉林市昌邑区新城街道。新城街道", "", "吉林市昌邑区新城街道"),
    ("蘇州市姑蘇區平江街道開展活動,平江街道居民。", "", "苏州市姑苏区平江街道"),
    ("北京市朝阳区探索社区治理。北京市朝阳区的做法。", "", "北京市朝阳区"),
    ("去年到过竹园街道学习。该街道办事处的做法。", "桂花街道:小网格", "桂花街道"),
    ("三年前竹园街道和北山镇来学习。在桂花街道,桂花街道说", "", "桂花街道"),
    ("今年以来,各街道、乡镇推进新型城镇化,返乡青年回到家乡。", "", None),
    ("推动街道改革,引导街道社区参与。全市各区县街道。", "", None),
    ("学习广东佛山等地经验,赴杭州市考察。", "", None),
    ("长三角生态绿色一体化发展示范区里的大学。", "", None),
]


@pytest.mark.parametrize(("text", "title", "expected"), PLACES)
def test_find_place(text: str, title: str, expected: str | None) -> None:
    place = find_place(text, title)
    assert (str(place) if place else None) == expected


def test_levels() -> None:
    place = find_place("上海市徐汇区凌云路街道。凌云路街道")
    assert place is not None
    assert (place.province, place.city, place.district, place.street) == ("上海市", None, "徐汇区", "凌云路街道")
