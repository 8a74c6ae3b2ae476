"""Scores of official answers: invented letters and answers of all sorts, and agreement with judgements."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from textgov.errors import UsageError
from textgov.replies import check_replies
from textgov.stages.export.replies import level, reply_row, reply_tables, summary, weak_points
from textgov.stages.replies import check_reply
from textgov.stages.replies.score import asked
from textgov.stages.replies.wording import taken_apart
from textgov.types import Document, ReplyCheck

TITLE = "松鹤园小区门前路灯不亮"
TEXT = "松鹤园小区门前的路灯坏了二十多天，老人晚上出门看不清，请尽快修好。"
GOOD = (
    "网友您好，来信收悉。经现场查看，松鹤园小区门前路灯不亮是因为电缆被施工挖断。根据《城镇照明养护办法》第九条，"
    "路灯应在五日内修复，我局已责令施工单位3月12日前接好电缆，届时共恢复照明14盏。感谢您的监督。"
)
CURT = "您好，路灯已经安排修复了，请放心。"
PASSED = "您好，来信收到。所提的事已转区城管局办理。谢谢支持。"
ASKED = "网友您好！因您未留下联系方式，无法核实，请您与我局联系。"
BESIDE = "网友您好！今年我县粮食播种面积稳中有升，合作社大米远销外省，农民增收明显，明年将继续扩大双季稻种植。"


def check(reply: str, *, title: str = TITLE, text: str = TEXT, **more: str | None) -> ReplyCheck:
    return check_reply("x", title=title, text=text, reply=reply, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reply", "relevance", "completeness", "explanation"),
    [
        (GOOD, "good", "good", "good"),
        (PASSED, "bad", "bad", "bad"),
        (ASKED, "middling", "bad", "bad"),
        ("已收悉", "bad", "bad", "bad"),
        ("", "bad", "bad", "bad"),
    ],
)
def test_levels(reply: str, relevance: str, completeness: str, explanation: str) -> None:
    found = check(reply)
    scores = (found.relevance.score, found.completeness.score, found.explanation.score)
    assert [level(score or 0.0) for score in scores] == [relevance, completeness, explanation]


@pytest.mark.parametrize(
    ("better", "worse"), [(GOOD, CURT), (GOOD, BESIDE), (CURT, PASSED), (CURT, ASKED), (BESIDE, PASSED)]
)
def test_order(better: str, worse: str) -> None:
    assert check(better).total > check(worse).total


def test_evidence_is_from_the_answer_and_reasons_are_given() -> None:
    found = check(GOOD)
    for one in (found.relevance, found.completeness, found.explanation):
        assert one.reasons
        assert one.quotes
        assert all(quote.rstrip("…") in GOOD for quote in one.quotes)
    assert "引用了规定或文件" in found.explanation.reasons


@pytest.mark.parametrize(
    ("sent", "answered", "days", "score"),
    [
        ("2026-03-01", "2026-03-01", 0, 1.0),
        ("2026-03-01", "2026-03-16", 15, 1.0),
        ("2026-03-01", "2026-03-17", 16, 0.75),
        ("2026-03-01", "2026-04-30", 60, 0.5),
        ("2026-03-01", "2026-06-30", 121, 0.0),
        ("2026-03-02", "2026-03-01", -1, None),
        (None, "2026-03-01", None, None),
        ("2026-03-01", None, None, None),
    ],
)
def test_time(sent: str | None, answered: str | None, days: int | None, score: float | None) -> None:
    found = check(GOOD, sent=sent, answered=answered)
    assert (found.days, found.timeliness.score) == (days, score)
    assert 0 <= found.total <= 1


@pytest.mark.parametrize(
    ("text", "parts", "points"),
    [
        ("1、电梯几时换？2、物业账目几时公布？", (), 2),
        ("请问低保怎么申请？材料交到哪个窗口？", (), 2),
        ("路灯坏了，垃圾也没人清。", ("路灯坏了", "垃圾也没人清"), 2),
        ("路灯坏了。", (), 1),
        ("请问路灯什么时候修？", (), 1),
    ],
)
def test_points_that_a_letter_asks(text: str, parts: tuple[str, ...], points: int) -> None:
    assert len(asked("标题", text, parts)) == points


def test_a_point_left_out_costs() -> None:
    text = "1、柳塘里电梯几时更换？2、公共停车费的账目几时公布？"
    both = "经核实，柳塘里电梯已列入更换计划，六月底前更换完毕。公共停车费的账目将于五月在公告栏公布，接受业主查询。"
    one = "经核实，柳塘里电梯已列入更换计划，六月底前更换完毕。更换期间将安排志愿者帮助老人上下楼，请各位多加小心。"
    full, half = (check(reply, title="柳塘里电梯和停车费", text=text).completeness for reply in (both, one))
    assert (full.score or 0) > (half.score or 0)


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("感谢您的支持", "formula"),
        ("现就此事回复如下", "formula"),
        ("已转交县水利局调查处理", "transfer"),
        ("不属于我单位职责范围", "transfer"),
        ("因您未提供详细地址", "ask"),
        ("请您与街道城管办联系", "ask"),
        ("已于本周清理河道淤泥", "substance"),
        ("电梯由于配件缺货停用", "substance"),
    ],
)
def test_kinds_of_clauses(clause: str, kind: str) -> None:
    assert getattr(taken_apart(clause), kind) == (clause,)


def letters(**columns: str) -> list[Document]:
    return [Document("1", TEXT, "letter", TITLE, "2026-03-01", metadata=columns), Document("2", TEXT, "letter", TITLE)]


def test_columns_are_found_and_what_has_no_answer_is_left_out() -> None:
    (found,) = check_replies(letters(答复意见=GOOD, 答复时间="2026/3/9 8:30"))
    assert (found.id, found.days) == ("1", 8)
    (named,) = check_replies(letters(局里怎么说=PASSED), reply_column="局里怎么说")
    assert weak_points(named) == ["切题", "完整", "说理"]
    with pytest.raises(UsageError, match=r"现有的列:局里怎么说.*--reply-column"):
        check_replies(letters(局里怎么说=GOOD))


def test_nothing_personal_is_quoted() -> None:
    (found,) = check_replies(
        letters(答复=f"{GOOD}如有疑问请找施工负责人,电话13912345678。路灯由住户王建国反映,已于当日修复。")
    )
    assert "139" not in json.dumps(reply_row(found), ensure_ascii=False)


def test_tables_list_the_weak_first() -> None:
    whole, weak = reply_tables([check(GOOD), check(CURT), check(PASSED)])
    assert len(whole.rows) == 3
    assert weak.rows[0]["weak"] == "切题、完整、说理"
    assert "3 封有答复" in summary([check(GOOD), check(CURT), check(PASSED)])


@pytest.mark.shared
def test_agreement_with_a_reader(shared: Path) -> None:
    from benchmarks.replies import agreement

    floors = {"relevance": 0.75, "completeness": 0.55, "explanation": 0.45}
    for half, criterion, kappa, _ in agreement(shared / "data" / "letters_replies.jsonl"):
        assert kappa >= floors[criterion], (half, criterion, kappa)
