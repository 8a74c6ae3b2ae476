"""Topics: found where they were planted, the same twice, coherence against a slow count, what is said when text is short."""

from __future__ import annotations

import csv
import json
import random
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from tests.cli.conftest import Run, cli
from textgov import Document, research, vocabulary
from textgov.errors import TextgovError, UsageError
from textgov.research_types import TopicModel
from textgov.settings import TOPICS, VECTORS
from textgov.stages.research.cooccur import npmi
from textgov.stages.research.topic_fit import coherence, top_words
from textgov.stages.research.topics import pieces, topics

__all__ = ["cli"]
THEMES = (
    "漏水 屋顶 维修 雨天 墙皮 水管 楼板 渗水 师傅 防水",
    "公交 车站 路口 红灯 堵车 司机 车道 斑马 行人 停车",
    "养鸭 臭味 粪池 河水 苍蝇 鸭棚 污水 下游 饲料 池塘",
)
FEW = replace(TOPICS, repeats=2, tried=(2, 3, 4, 5))


def sentence(theme: int, chance: random.Random) -> str:
    words = [chance.choice(THEMES[theme].split()) for _ in range(8)]
    return "、".join([*words, chance.choice(["邻居", "上午", "办法"])]) + "。"


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    chance = random.Random(7)
    texts = ["\n".join(sentence(theme, chance) for theme in order) for order in [(0, 0, 1), (1, 1, 2), (2, 2, 0)] * 10]
    return [Document(f"R{number:02}", text, "report") for number, text in enumerate(texts)]


@pytest.fixture(scope="module")
def model(documents: list[Document]) -> TopicModel:
    return research.topics(documents, settings=FEW)


@pytest.mark.parametrize("method", ["nmf", "lda"])
def test_planted_topics_are_found(documents: list[Document], method: str) -> None:
    if method == "lda":
        pytest.importorskip("gensim")
    found = research.topics(documents, method=method, number=3, settings=replace(FEW, repeats=1, seen=1500))  # type: ignore[arg-type]
    themes = [set(theme.split()) for theme in THEMES]
    best = [
        max(range(3), key=lambda theme: len(themes[theme] & dict(topic.words[:8]).keys())) for topic in found.topics
    ]
    assert sorted(best) == [0, 1, 2]
    for topic, theme in zip(found.topics, best, strict=True):
        assert len(themes[theme] & dict(topic.words[:8]).keys()) >= 7
        assert set(topic.label) <= themes[theme]
        assert all(set(found.units[number].text.split("、")) & themes[theme] for number in topic.examples)


def test_the_number_is_the_most_coherent(model: TopicModel) -> None:
    assert [size for size, _ in model.curve] == [2, 3, 4, 5]
    assert research.pictures(model)["curve"].count("<circle") == 4
    assert len(model.topics) == 3 == max(model.curve, key=lambda point: point[1])[0]
    assert all(topic.stability > 0.8 for topic in model.topics)
    assert sum(topic.size for topic in model.topics) == len(model.units) == 90


def test_shares_sum_to_one(model: TopicModel) -> None:
    for unit in model.units:
        assert sum(unit.weights) == pytest.approx(1, abs=0.001)
    assert sum(topic.share for topic in model.topics) == pytest.approx(1, abs=0.001)
    assert [topic.share for topic in model.topics] == sorted((topic.share for topic in model.topics), reverse=True)
    shares = model.documents()
    assert list(shares) == [f"R{number:02}" for number in range(30)]
    assert all(sum(weights) == pytest.approx(1) for weights in shares.values())


def test_the_same_seed_gives_the_same_model(documents: list[Document], model: TopicModel) -> None:
    assert research.topics(documents, settings=FEW) == model


def test_coherence_is_the_mean_npmi_of_all_pairs() -> None:
    rows = np.array([[1, 1, 0], [1, 1, 0], [1, 0, 1], [0, 0, 1]])
    (value,) = coherence([[0, 1, 2]], csr_matrix(rows))
    assert value == pytest.approx((npmi(2, 3, 2, 4) + npmi(1, 3, 2, 4) + npmi(0, 2, 2, 4)) / 3)


def test_equal_weights_keep_their_order() -> None:
    assert top_words(np.array([[0.1, 0.5, 0.5, 0.2]]), 3) == [[1, 2, 3]]


def test_pieces_are_the_lines_with_something_in_them() -> None:
    document = Document("R", "甲\n\n 乙丙\n", "report")
    assert list(pieces([document], "paragraph")) == [("R", 1, "甲"), ("R", 2, "乙丙")]
    assert list(pieces([document], "document")) == [("R", 0, document.text)]


def test_words_of_fewer_letters_than_three_are_left_out() -> None:
    common = [["漏水", "屋顶", "维修", "雨天", "墙皮", "水管"], ["公交", "车站", "路口", "红灯", "堵车", "司机"]] * 20
    own = [*common, ["暗号"] * 5 + ["漏水"], ["暗号"] * 5 + ["公交"]]
    found = [(str(number), 0, "") for number in range(len(own))]
    settings = replace(FEW, measured=3, min_units=2, repeats=1)
    kept = [
        {word for topic in topics(found, own, method="nmf", by="document", number=2, letters=letters, settings=settings).topics
         for word, _ in topic.words}
        for letters in (False, True)
    ]  # fmt: skip
    assert "暗号" in kept[0]
    assert "暗号" not in kept[1]


def test_small_and_loose_collections_are_warned_of(documents: list[Document]) -> None:
    few = research.topics(documents[:12], number=2, settings=FEW).warnings
    assert any("文字偏少" in note for note in few)
    chance = random.Random(3)
    words = [f"w{number}" for number in range(150)]
    noise = [Document(str(n), "、".join(chance.choice(words) for _ in range(12)), "report") for n in range(120)]
    notes = research.topics(noise, number=6, settings=FEW).warnings
    assert any("不稳定" in note for note in notes)


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [({"method": "lsa"}, UsageError, "可以用:nmf、lda"), ({"number": 40}, UsageError, "可以分 2 到")],
)
def test_bad_options(
    documents: list[Document], options: dict[str, object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        research.topics(documents, **options)  # type: ignore[arg-type]


def test_too_little_text() -> None:
    with pytest.raises(TextgovError, match="文字太少"):
        research.topics("村里修了路。")


class Page(HTMLParser):
    """Counts what a page holds."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found[tag] = self.found.get(tag, 0) + 1


def test_the_folder(cli: Run, documents: list[Document], tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    rows = ({"id": one.id, "text": one.text, "kind": "report"} for one in documents)
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    done = cli("topics", source, "--topics", "3", "-o", tmp_path / "out")
    assert done.status == 0, done.err
    out = tmp_path / "out"
    names = {"report.html", "topics.xlsx", "topics.csv", "words.csv", "documents.csv", "paragraphs.csv", "curve.csv"}
    assert {path.name for path in out.iterdir()} == names | {"topics.jsonl"}
    page = (out / "report.html").read_text("utf-8")
    assert not re.search(r"(?:src|href)=.http", page)
    parser = Page()
    parser.feed(page)
    assert parser.found["details"] == 3
    with (out / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert len(table) == 30
    assert all(
        sum(float(row[f"topic{number}"]) for number in (1, 2, 3)) == pytest.approx(1, abs=0.001) for row in table
    )
    lines = [json.loads(line) for line in (out / "topics.jsonl").read_text("utf-8").splitlines()]
    assert [(row["topic"], len(row["words"]) > 9, len(row["examples"])) for row in lines] == [
        (n, True, 3) for n in (1, 2, 3)
    ]
    done = cli("topics", source, "-o", tmp_path / "again.html")
    assert done.status == 0, done.err
    parser = Page()
    parser.feed((tmp_path / "again.html").read_text("utf-8"))
    assert parser.found["svg"] == 1


def test_neighbours_of_a_word(documents: list[Document]) -> None:
    pytest.importorskip("gensim")
    settings = replace(VECTORS, least_words=500, seen=60_000)
    with pytest.warns(UserWarning, match="只是提示"):
        found = vocabulary.near("漏水", documents, top=6, settings=settings)
    assert len({word.word for word in found} & set(THEMES[0].split())) >= 5
    assert vocabulary.near("漏水", documents, top=6, settings=replace(settings, enough_words=500)) == found
    with pytest.raises(TextgovError, match="文字太少"):
        vocabulary.near("漏水", documents)
    with pytest.raises(TextgovError, match="只出现 0 次"):
        vocabulary.near("飞机", documents, settings=settings)


def test_gensim_bag_of_words(documents: list[Document]) -> None:
    pytest.importorskip("gensim")
    from textgov.integrations.gensim import bag_of_words

    bag = bag_of_words(documents)
    assert bag.ids == tuple(document.id for document in documents)
    first = {bag.dictionary[number]: count for number, count in bag.corpus[0]}
    assert first == {word: bag.texts[0].count(word) for word in set(bag.texts[0])}
    assert bag_of_words(documents).corpus == bag.corpus
    assert len(bag_of_words(documents, no_above=0.5).dictionary) < len(bag.dictionary)


def test_without_gensim_the_message_names_the_extra(documents: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from textgov.errors import MissingExtraError

    for name in ("gensim", "gensim.models.ldamodel", "gensim.models.word2vec"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtraError, match=r"pip install 'textgov\[topics\]'"):
        research.topics(documents, method="lda", number=2)
    assert research.topics(documents, number=2, settings=FEW).topics
