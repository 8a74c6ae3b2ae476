"""New words: the statistics against a slow count, coinages in own reports, what is no word, the user's dictionary."""

from __future__ import annotations

import json
from collections import Counter
from itertools import accumulate
from math import log2
from pathlib import Path

import pytest
from openpyxl import load_workbook

from textgov import Document, vocabulary
from textgov.errors import ReadError, UsageError
from textgov.research_types import NewWord
from textgov.stages.read.chosen import read_chosen
from textgov.stages.research.cues import find_cues
from textgov.stages.research.discover import ending
from textgov.stages.research.grams import Corpus, Gram

REPORTS = [json.loads(line) for line in (Path(__file__).parent / "coinages.jsonl").read_text("utf-8").splitlines()]
COINAGES = [word for report in REPORTS for word in report["coinages"]]


@pytest.fixture(scope="module")
def found() -> tuple[NewWord, ...]:
    return vocabulary.discover([Document(report["id"], report["text"], "report") for report in REPORTS])


def grams(texts: list[str], **options: float) -> dict[str, Gram]:
    edges = [list(accumulate(len(character) for character in text)) for text in texts]
    chosen = {"longest": 4, "minimum": 2, "whole": 0.0} | options
    return {gram.text: gram for gram in Corpus(texts, edges).grams(**chosen)}  # type: ignore[arg-type]


def test_statistics_are_those_of_a_slow_count() -> None:
    texts = ["甲乙丙,甲乙丁。甲乙丙", "戊甲乙丙戊,丙丁"]
    result = grams(texts)
    pairs = Counter(text[i : i + 2] for text in texts for i in range(len(text) - 1))
    assert {text: gram.count for text, gram in result.items() if len(text) == 2} == {
        pair: count for pair, count in pairs.items() if count > 1 and not set(pair) & set(",。")
    }
    gram = result["甲乙丙"]
    assert (gram.count, gram.documents) == (3, 2)
    hanzi = sum(character not in ",。" for text in texts for character in text)
    assert gram.pmi == pytest.approx(min(log2(3 * hanzi / (4 * 4)), log2(3 * hanzi / (4 * 3))))
    # On the left two sentence starts, each unlike the other, and 戊; on the right a comma, an end and 戊.
    assert (gram.left, gram.right) == (pytest.approx(log2(3)), pytest.approx(log2(3)))
    # 甲乙 is followed three times by 丙.
    assert result["甲乙"].right == pytest.approx(log2(4) - 3 * log2(3) / 4)


def test_runs_across_a_text_end_are_not_counted() -> None:
    assert "丁甲" not in grams(["甲丁", "甲丁", "甲丁"])


def test_every_coinage_of_own_reports_is_among_the_first_fifty(found: tuple[NewWord, ...]) -> None:
    words = [word.word for word in found[:50]]
    assert len(COINAGES) == 42
    assert [word for word in COINAGES if word not in words] == []
    # Read by hand: what else is listed there and is no term (材料钱 and 楼栋 are words that the dictionary lacks).
    assert len(set(words) - set(COINAGES)) <= 6


def test_a_new_word_says_why(found: tuple[NewWord, ...]) -> None:
    word = next(one for one in found if one.word == "自筹委")
    assert (word.kind, word.pos, word.count, word.documents, word.quoted, word.named) == ("组织", "nt", 3, 1, 1, 1)
    assert word.pmi is not None
    assert word.pmi > 5
    assert "".join(word.parts) == "自筹委"
    assert (word.document, word.listed) == ("青禾街道", False)
    assert "自筹委" in word.example
    assert word.example in REPORTS[0]["text"]


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("社区治理", "{}很重要。大家都谈{}。"),
        ("在桥头", "他们坐{}。我们也{}见面。"),
        ("三个凉亭", "村里修了{}。后来又修{}。"),
        ("满意的占", "其中{}九成。去年{}八成。"),
        ("修东西", "他爱{}。有人来{}。"),
        ("高尚", "书记{}说。{}又说。"),
    ],
)
def test_what_is_no_new_word(word: str, sentence: str) -> None:
    text = sentence.format(word, word)
    assert word not in [one.word for one in vocabulary.discover(text) if not one.listed]


def test_names_of_persons_are_left_out() -> None:
    text = "社区书记姚桂芬说,这里变了样。网格员姚桂芬每天都来。“小蜜议”机制由姚桂芬发起。"
    words = [word.word for word in vocabulary.discover(text)]
    assert "姚桂芬" not in words
    assert "小蜜议" in words


def test_a_word_of_few_letters_is_its_writers_own() -> None:
    def letter(number: int) -> Document:
        return Document(f"L{number}", f"翠蓝苑{number}栋漏水。我们翠蓝苑的业主盼望处理。", "letter")

    assert "翠蓝苑" not in [word.word for word in vocabulary.discover([letter(1), letter(2)])]
    assert "翠蓝苑" in [word.word for word in vocabulary.discover([letter(1), letter(2), letter(3)])]


def test_examples_of_letters_are_masked() -> None:
    letters = [
        Document(f"L{n}", f"“晒谷议”什么时候开?我叫丁满仓,电话1380000111{n}。“晒谷议”上说过修桥。", "letter")
        for n in range(4)
    ]
    shown = [word.example for word in vocabulary.discover(letters)]
    assert shown
    assert not any("丁满仓" in example or "1380000" in example for example in shown)


@pytest.mark.parametrize(
    ("text", "name", "quoted", "named"),
    [
        ("推行“竹椅会”工作机制", "竹椅会", 1, 1),
        ("建立了“竹椅会”", "竹椅会", 1, 1),
        ("他说“竹椅会”好", "竹椅会", 1, 0),
        ("大家叫它竹椅会,常来。", "竹椅会", 0, 1),
        ("取名「竹椅会」。", "竹椅会", 1, 1),
    ],
)
def test_cues(text: str, name: str, quoted: int, named: int) -> None:
    cue = find_cues([text])[name]
    assert (cue.quoted, cue.named) == (quoted, named)


def test_talk_in_quotation_marks_is_no_cue() -> None:
    assert find_cues(["他说“你来吧,我等。”就走了。"]) == {}


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("竹椅议事会", ("组织", "nt")),
        ("桥头先锋", ("人员", "n")),
        ("柳岸小区", ("地名", "ns")),
        ("蜂窝", ("术语", "n")),
    ],
)
def test_ending(word: str, kind: tuple[str, str]) -> None:
    assert ending(word) == kind


def test_a_word_of_the_users_dictionary_is_not_new(tmp_path: Path) -> None:
    text = REPORTS[0]["text"]
    path = tmp_path / "own.txt"
    assert vocabulary.add_words(["自筹委", "楼议员"], dictionary=path) == ("自筹委", "楼议员")
    words = [word.word for word in vocabulary.discover(text, dictionary=path)]
    assert not {"自筹委", "楼议员"} & set(words)
    assert "晾衣协定" in words


def test_a_dictionary_is_kept_and_nothing_is_added_twice(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("议事长 10 n\n竹椅会\n", "utf-8")
    assert vocabulary.add_words(["竹椅会", "ＡＢ卡", "AB卡"], dictionary=path, pos="nz") == ("ab卡",)
    assert path.read_text("utf-8") == "议事长 10 n\n竹椅会 n\nab卡 nz\n"
    assert vocabulary.add_words(["议事长"], dictionary=path) == ()


@pytest.mark.parametrize(("word", "pos"), [("一 二", "n"), ("桥", "n"), ("", "n"), ("竹椅。", "n"), ("竹椅会", "名词")])
def test_a_bad_word_leaves_the_dictionary_alone(tmp_path: Path, word: str, pos: str) -> None:
    path = tmp_path / "own.txt"
    with pytest.raises(UsageError):
        vocabulary.add_words(["好词儿", word], dictionary=path, pos=pos)
    assert not path.exists()


def test_ticked_words_of_a_workbook(tmp_path: Path, found: tuple[NewWord, ...]) -> None:
    from textgov.stages.export.vocabulary_tables import new_word_table
    from textgov.stages.export.writers import write

    path = tmp_path / "新词.xlsx"
    write(path, [], [new_word_table(found)])
    with pytest.raises(ReadError, match="没有勾选"):
        read_chosen(path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][:2] == ["采用", "词"]
    sheet["A2"], sheet["A3"], sheet["A4"] = "是", "否", "√"
    book.save(path)
    taken = [(word.word, word.pos) for word in (found[0], found[2])]
    assert read_chosen(path) == taken
    own = tmp_path / "own.txt"
    assert vocabulary.add_words(dictionary=own, table=path) == tuple(word for word, _ in taken)
    assert own.read_text("utf-8") == "".join(f"{word} {pos}\n" for word, pos in taken)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "词,词性\n竹椅会,n\n", "缺少列:采用"),
        ("a.jsonl", '{"adopt": true}\n', "缺少列:词"),
        ("a.jsonl", "[1]\n", "不是 JSON"),
        ("a.doc", "x", "不能从"),
    ],
)
def test_a_bad_table_is_explained(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(ReadError, match=message):
        read_chosen(tmp_path / name)


@pytest.mark.shared
def test_coinages_of_the_seeds(shared: Path) -> None:
    from textgov import read

    words = [word.word for word in vocabulary.discover(read(shared / "seeds").documents)]
    assert {"融美共议", "红管先锋", "院落议事会", "自改委", "社区合伙人", "党群会客厅"} <= set(words[:50])
