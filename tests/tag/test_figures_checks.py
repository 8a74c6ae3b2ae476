"""Sums, shares and defects of invented reports: what must be reported beside what must not."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textgov.stages.tag.checks import check_figures
from textgov.stages.tag.figures import find_figures
from textgov.types import Check, Span


def checks(text: str, published: str | None = "2023-10-20") -> tuple[Check, ...]:
    sentences = [Span(found.start(), found.end()) for found in re.finditer(r"[^。\n]+[。\n]?", text)]
    return check_figures(text, find_figures(text, sentences, published=published), published=published)


def short(text: str) -> list[str]:
    return [f"{check.kind} {'ok' if check.ok else 'wrong'}: {check.quote}" for check in checks(text)]


HOLD = [
    "全片365户，其中东片109户、西片256户。",
    "共调解86起，其中婚姻家庭31起、其他55起。",
    "巡查员共110人，其中专职103人、兼职7人。",
    "全镇86个网格，设专职网格员64人、兼职网格员22人。",
    "下辖12个社区（8个城市社区、4个村改社区）。",
    "东村12户、西村13户，共25户。",
    "民警11人、辅警26人，合计37人。",
    "全县有河长328名，其中县级16名、镇级85名、村级227名。",
    "走访困难家庭48户120人，其中城区20户50人、乡镇28户70人。",
    "信访件共358件（来信96件、来访142件、网上120件）。",
    "经营主体4.6万户，其中个体工商户3.9万户、企业0.7万户。",
    "党员200名，其中女性50名，占25%。",
    "受理诉求156件，办结152件，办结率97.4%。",
    "抽检样品860批次，合格849批次，合格率98.7%。",
    "志愿者从100人增加到150人，增长50%。",
    "用水量从1200万吨下降到900万吨，下降25%。",
    "三户中，一期安置120户、二期安置230户，共350户。",
]
BROKEN = [
    ("全片365户，其中东片109户、西片246户。", "109+246=355，与365户不符，相差10"),
    ("共调解86起，其中婚姻家庭31起、其他45起。", "31+45=76，与86起不符，相差10"),
    ("巡查员共110人，其中专职103人、兼职17人。", "103+17=120，与110人不符，相差10"),
    ("下辖12个社区（8个城市社区、5个村改社区）。", "8+5=13，与12个不符，相差1"),
    ("民警11人、辅警26人，合计39人。", "11+26=37，与39人不符，相差2"),
    ("东村12户、西村13户，共26户。", "12+13=25，与26户不符，相差1"),
    ("改造总面积1.6万亩，其中上游0.9万亩，其余0.8万亩在建。", "9000+8000=17000，与16000亩不符，相差1000"),
    ("党员200名，其中女性50名，占35%。", "50÷200=25.0%，与35%不符"),
    ("受理诉求156件，办结142件，办结率97.4%。", "142÷156=91.03%，与97.4%不符"),
    ("抽检样品860批次，合格829批次，合格率98.7%。", "829÷860=96.40%，与98.7%不符"),
    ("志愿者从100人增加到150人，增长60%。", "(150-100)÷100=50.0%，与60%不符"),
]
NO_SUM = [
    # a list of parts that does not claim to be complete, or overlaps
    "排查隐患120处，其中消防75处、燃气40处。",
    "党员30名，其中女性12名、35岁以下20名、大专以上15名。",
    "困难户45户，其中低保户30户、残疾户20户。",
    "下辖12个社区，其中8个有食堂、3个有书屋。",
    "走访企业30家、商户50家，整改问题20家。",
    # inexact numbers
    "共365余户，其中东片109户、西片246户。",
    "民警11人、辅警20多人，合计39人。",
    # a part stands further off, another unit, another sentence
    "北村10户（含2户空置），东村12户、西村13户，共35户。",
    "建驿站3个、食堂5个，共服务居民200人。",
    "东片109户、西片246户。全片365户。",
    "签约的31户（东组41户，西组28户，共69户）。",
    "住宅60处，商铺20处，其他10处。",
    "建筑面积100㎡（住宅60㎡，商铺30㎡，其他10㎡），车棚20㎡。",
    # a share of something else, a rate that rounds, a goal
    "党员200名，其中女性50名，占全镇女党员的12%。",
    "东村120户，西村80户，占40%。",
    "收到诉求156件，办结152件，按期办结率100%。",
    "收到诉求156件，办结152件，满意率99%。",
    "物业费收缴率由38%升到91%。",
]


@pytest.mark.parametrize("text", HOLD)
def test_sums_and_shares_that_hold(text: str) -> None:
    found = checks(text)
    assert found and all(check.ok for check in found)
    assert "相符" in found[0].explanation


@pytest.mark.parametrize(("text", "told"), BROKEN)
def test_sums_and_shares_that_do_not_hold(text: str, told: str) -> None:
    found = checks(text)
    assert [(check.ok, check.explanation) for check in found] == [(False, told)]
    assert len(found[0].spans) > 1


@pytest.mark.parametrize("text", NO_SUM)
def test_no_contradiction_where_the_text_claims_none(text: str) -> None:
    assert [check for check in checks(text) if not check.ok] == []


def test_a_check_points_at_the_total_and_its_parts() -> None:
    text = "前言。全片365户，其中东片109户、西片246户。后文。"
    (found,) = checks(text)
    assert [text[span.start : span.end] for span in found.spans] == ["全片365户", "东片109户", "西片246户"]
    assert text[found.start : found.end] == found.quote == "全片365户，其中东片109户、西片246户"
    assert text[found.sentence.start : found.sentence.end].strip("。") == found.quote


DEFECTS = [
    # a number is missing
    ("按片划分个网格，每格一人。", "missing", "划分个"),
    ("累计召开场座谈会。", "missing", "召开场"),
    ("今年共有名新党员。", "missing", "共有名"),
    ("全镇下辖个行政村。", "missing", "下辖个"),
    ("惠及居民余人次。", "missing", "余人次"),
    ("悬挂光荣牌余块。", "missing", "余块"),
    ("投入资金余万元。", "missing", "余万元"),
    ("化解矛盾XX件，办实事××个。", "missing", "XX件"),
    ("新增车位（  ）个。", "missing", "（  ）个"),
    ("群众满意度达到%。", "missing", "满意度达到%"),
    # counted twice
    ("对6名特困老人6人逐一走访。", "doubled", "6名特困老人6人"),
    ("慰问9位老兵9人。", "doubled", "9位老兵9人"),
    ("帮扶8名困境儿童8人，送书包。", "doubled", "8名困境儿童8人"),
    # typed twice
    ("做实居民的的小事。", "repeated", "的的"),
    ("他们在在楼下开会。", "repeated", "在在"),
    ("对楼道进行进行整治。", "repeated", "进行进行"),
    ("修了路，，装了灯。", "repeated", "，，"),
    ("修了路、装了灯、。", "repeated", "、。"),
    # impossible
    ("群众满意率达120%。", "percent", "群众满意率达120%"),
    ("事项按期办结率为103%。", "percent", "事项按期办结率为103%"),
    ("入户率百分之一百一十。", "percent", "入户率百分之一百一十"),
    ("2月30日开了会。", "date", "2月30日"),
    ("2023年2月29日开了会。", "date", "2023年2月29日"),
    ("13月5日开了会。", "date", "13月5日"),
    ("6月31日晚清查。", "date", "6月31日"),
    ("2021年至2019年做了改造。", "date", "2021年至2019年"),
    ("晚上25时整开会。", "date", "25时"),
    ("截至2024年6月底，建成食堂。", "date", "截至2024年6月"),
]
SOUND = [
    "划分12个网格。成立支部3个。设立个人工作室。建立个性化台账。召开支委会。共有家庭300户。",
    "完成立项。解决户籍问题。发放名册。打造名师队伍。排查处置隐患。慰问家属。开展场景教学。设置条件。",
    "一个个难题，建起一座座桥。建立起一套制度。登记起来。转型发展期。计划分栋施工。共处一楼。培训名额有限。",
    "其余人员、剩余户数、业余人士、三年余、空余名额、百余人次、30余户、两百余件、一百二十余场。",
    "某XX社区的居民。投入近万元。过万元的项目。人均万元以上。",
    "带领3名党员、6名骨干。6名老人6次住院。6名老人，6人独居。3名党员5人次。",
    "以便民为目的的服务。有的的确难。进一步了了解情况。不了了之。存在在册不在岗的现象。",
    "平平和和、和和美美、是是非非。参与与否。面对对方。讨论讨论再定。目的的实现。",
    "他说：“好。”……等等。时间：，",
    "完成率120%。收入增长120%。比上年提高150%。满意率100%。占比99.5%。目标完成120%。",
    "2月29日、12月31日、2024年2月29日。满13个月。24时前。8:30开门。12345热线。",
    "2019年至2021年。2023—2025年规划。截至2023年9月底。截至去年底。8月15日至9月3日。",
]


@pytest.mark.parametrize(("text", "kind", "quote"), DEFECTS)
def test_defects_are_reported(text: str, kind: str, quote: str) -> None:
    assert (kind, quote) in [(check.kind, check.quote) for check in checks(text)]
    assert all(not check.ok and check.explanation for check in checks(text))


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_has_no_defect(text: str) -> None:
    assert short(text) == []


def test_the_doubled_people_are_counted_once() -> None:
    text = "对6名特困老人6人逐一走访。"
    assert [figure.quote for figure in find_figures(text, [Span(0, len(text))])] == ["6名特困老人"]


def test_nothing_is_after_a_publication_that_is_unknown() -> None:
    assert checks("截至2099年6月底，建成食堂3个。", None) == ()


@settings(max_examples=300, deadline=None)
@given(st.text("共其中他余计有占率办结0123456789.%％个户名人件的和进行，、。（）()东西片年月日截至\n", max_size=60))
def test_quotes_are_exact_and_in_order(text: str) -> None:
    begin = 0
    for check in checks(text):
        assert begin <= check.start < check.end <= len(text)
        assert text[check.start : check.end] == check.quote
        assert check.sentence.start <= check.start and check.end <= check.sentence.end
        begin = check.start


@pytest.mark.parametrize(
    "piece", ["其中3户、", "共3户，", "6名老人6人", "的", "划分", "，", "（ ）", "12月31日", "占3%，", "余"]
)
def test_hostile_texts_take_linear_time(piece: str) -> None:
    text = piece * 5_000
    begin = time.process_time()
    checks(text)
    assert time.process_time() - begin < 3


@pytest.mark.shared
def test_no_false_contradiction_on_the_seeds(shared: Path) -> None:
    found = []
    for line in (shared / "gold" / "practices_seeds.jsonl").read_text(encoding="utf-8").splitlines():
        found += checks(json.loads(line)["text"], None)
    assert [check.explanation for check in found if check.kind in ("sum", "share") and not check.ok] == []
    assert [check.kind for check in found if not check.ok] == ["missing", "doubled"]
    assert sum(check.ok for check in found) >= 3
