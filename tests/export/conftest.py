"""A run built by hand from invented reports and letters, so that these tests need no other stage."""

from __future__ import annotations

import pytest

from textgov.codebook import Codebook, load_codebook
from textgov.types import (
    AgendaItem,
    Alternative,
    Cluster,
    Clustering,
    Document,
    Evidence,
    Figure,
    Heat,
    Place,
    Rejected,
    Risk,
    Route,
    RunResult,
    Span,
    Status,
    Tag,
    Tagging,
)

REPORT = "青禾街道建起 42 个网格。居民在“槐树下”议事角商量停车。明年将再添 3 处议事角 <b>&。"
LETTERS = {
    "001": "银杏苑门口夜里有人烧烤,油烟进屋。〔姓名〕,〔电话〕",
    "1-2": "银杏苑的烧烤摊又来了,闻着呛人 </script><b>",
    "=1+1": "孩子在河边玩水没人管,怕出事",
}


def tag(code: str, name: str, text: str, *quotes: tuple[str, Status]) -> Tag:
    evidence = tuple(
        Evidence(text.index(q), text.index(q) + len(q), q, f"form:{q}", 0.9, status, Span(0, len(text)))
        for q, status in quotes
    )
    return Tag(code, name, 0.9, quotes[0][1], evidence)


def route(letter: str, **changes: object) -> Route:
    values: dict[str, object] = {
        "id": letter,
        "issue": "air_pollution",
        "issue_name": "油烟异味与扬尘",
        "body": "urban_management",
        "body_name": "城市管理(综合执法)办公室",
        "probability": 0.8765432,
        "alternatives": (Alternative("urban_management", 0.8765432), Alternative("market", 0.1)),
        "against": "shop",
        "reasons": ("信里的关键词:烧烤", "规则:“油烟”,归城市管理"),
    }
    return Route(**(values | changes))  # type: ignore[arg-type]


def item(**changes: object) -> AgendaItem:
    values: dict[str, object] = {
        "number": 1,
        "cluster": "C-1",
        "title": "银杏苑:油烟异味与扬尘(烧烤)",
        "letters": 2,
        "band": "少于 5 封",
        "reports": ("少于 5 封来信反映“油烟异味与扬尘”",),
        "place": "银杏苑",
        "lead": "urban_management",
        "lead_name": "城市管理(综合执法)办公室",
        "remit": "管市容环境与执法:违法建设、占道经营、油烟。",
        "supporting": ("应急管理办公室",),
        "urgent": True,
        "first": "2025-05",
        "last": "2025-06",
        "questions": ("什么时段最严重,影响到哪几栋?", "商户愿意怎样改?"),
        "unknown": ("影响到多少户、多少人:来信没有说",),
    }
    return AgendaItem(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook(None)


@pytest.fixture
def result() -> RunResult:
    report = Document(
        "r1", REPORT, "report", "青禾街道:网格连民心", "2025-03-04", "青禾日报", Place("江苏省", None, "青禾区", None)
    )
    letters = [
        Document(name, text, "letter", f"标题 {name}", f"2025-0{5 + number}-02")
        for number, (name, text) in enumerate(LETTERS.items())
    ]
    taggings = {
        "r1": Tagging(
            "r1",
            (
                tag("grid", "网格化治理", REPORT, ("42 个网格", "done")),
                tag("deliberation", "协商议事", REPORT, ("议事角商量停车", "done"), ("再添 3 处议事角", "planned")),
            ),
            (Figure(42.0, "个", "网格", "42 个网格", 6, 12), Figure(1e10, "元", "投入", "100亿元", 0, 1, "近", True)),
        )
    }
    taggings |= {
        one.id: Tagging(one.id, (tag("air_pollution", "油烟异味与扬尘", one.text, (one.text[:3], "problem")),))
        for one in letters
    }
    heat = Heat(5.25, 2, 2, 0.5, 0, 0)
    clusters = (
        Cluster("C-1", "银杏苑烧烤油烟", ("烧烤", "油烟"), ("001", "1-2"), "001", "2025-05-02", "2025-06-02", heat,
                "urban_management"),
    )  # fmt: skip
    danger = route("=1+1", urgent=True, urgent_words=("玩水",), abstained=True, body="triage", body_name="社工站分诊")
    return RunResult(
        documents=(report, *letters),
        taggings=taggings,
        routes={"001": route("001"), "1-2": route("1-2"), "=1+1": danger},
        risks={name: Risk("low") for name in LETTERS},
        clustering=Clustering(clusters, {"001": "C-1", "1-2": "C-1", "=1+1": None}),
        agenda=(item(),),
        rejected=(Rejected("来信/\udcb5扫描.pdf", None, "只有图片", "请先识别文字"),),
        info={"versions": {"textgov": "0.1"}, "inputs": []},
    )


@pytest.fixture
def empty() -> RunResult:
    return RunResult((), {}, {}, {}, None, (), (), {})
