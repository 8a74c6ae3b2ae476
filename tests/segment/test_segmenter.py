from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textgov.errors import UsageError
from textgov.fold import fold
from textgov.stages.segment import ENGINES, Segmenter
from textgov.stages.segment.dictionary import domain_dictionary
from textgov.stages.segment.engines import make_engine

WORDS = [
    "党建引领",
    "社会组织",
    "网格员",
    "网格",
    "协商议事室",
    "信联心",
    "12345热线",
    "AB角",
    "12",
    "凤凰台中",
    "居民议事会",
]


@pytest.fixture(scope="module", params=sorted(ENGINES))
def segmenter(request: pytest.FixtureRequest) -> Segmenter:
    return Segmenter.from_words(WORDS, engine=request.param)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("党建引领下的网格员工作", "党建引领 下 的 网格员 工作"),
        ("社会组织者和社会组织", "社会 组织者 和 社会组织"),
        ("在协商议事室内开会", "在 协商议事室 内 开会"),
        ("划成五个网格", "划成 五个 网格"),
        ("請網格員　帶上信聯心，謝謝", "請 網格員 帶上 信聯心 ， 謝謝"),
        ("打12345热线，不是0512345热线", "打 12345热线 ， 不是 0512345 热线"),
        ("2012年12号", "2012 年 12 号"),
        ("实行ＡＢ角，CAB角不算", "实行 ＡＢ角 ， CAB 角 不算"),
        ("市长春节讲话", "市长 春节 讲话"),
        ("凤凰台中秋晚会", "凤凰台 中秋 晚会"),
        ("加装电梯间隔太久，加装电梯", "加装电梯 间隔 太久 ， 加装电梯"),
        ("城市管理员", "城市 管理员"),
        ("居民议事会上，居民议事会议", "居民议事会 上 ， 居民 议事 会议"),
        (" \r\n路灯\u3000\t坏了\u2003", "路灯 坏 了"),
    ],
)
def test_terms_stay_whole_and_break_nothing(segmenter: Segmenter, text: str, words: str) -> None:
    assert segmenter.words(text) == words.split()
    tokens = segmenter.segment(text, pos=True).tokens
    assert [token.text for token in tokens] == words.split()
    assert all(text[token.start : token.end] == token.text and token.pos for token in tokens)


@pytest.mark.parametrize(
    ("line", "text", "words"),
    [
        ("长春节 900000 n", "市长春节讲话", "市长 春节 讲话"),
        ("台中 900000 ns", "凤凰台中秋晚会", "凤凰台 中秋 晚会"),
        ("台中 900000 ns", "去台中看看", "去 台中 看看"),
        ("事会 900000", "理事会议题", "理事会 议题"),
        ("网格 900000", "两名网格员", "两名 网格员"),
    ],
)
def test_a_high_frequency_breaks_no_known_word(tmp_path: Path, line: str, text: str, words: str) -> None:
    path = tmp_path / "user.txt"
    path.write_text(line, encoding="utf-8")
    for engine in ENGINES:
        assert Segmenter.from_words(["网格员"], engine=engine, user_dictionary=path).words(text) == words.split()


def test_every_domain_word_stands_whole(segmenter: Segmenter) -> None:
    entries = domain_dictionary()
    assert len(entries) == len({entry.word for entry in entries}) > 250
    assert [entry.word for entry in entries if segmenter.words(entry.word) != [entry.word]] == []


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("网格员網格社会组织者市长春节12345热线Ａａ％.-_ \u3000\r\n，。！“着乾著㎡党建引领"),
        st.characters(),
    ),
    max_size=80,
)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, pos=st.booleans())
def test_tokens_hold_every_character_but_white_space(segmenter: Segmenter, text: str, pos: bool) -> None:
    segmentation = segmenter.segment(text, pos=pos)
    end = 0
    for token in segmentation.tokens:
        assert not text[end : token.start].strip()
        assert token.text == text[token.start : token.end] == token.text.strip() != ""
        assert bool(token.pos) is pos
        end = token.end
    assert not text[end:].strip()
    assert segmenter.words(text) == [token.text for token in segmentation.tokens]
    # Words are those of the folded text (which fold changes no more).
    assert fold(fold(text)) != fold(text) or [
        (token.start, token.end) for token in segmenter.segment(fold(text)).tokens
    ] == [(token.start, token.end) for token in segmentation.tokens]


VARIED = [
    "村口的路灯坏了三个月，打了12345热线也没人来修，晚上老人出门摔过两次。",
    "2025-03-14 12:30，水压只有0.15，pm2.5超标3.5%。请看www.abc.cn/a_b-c?x=1 或致电0731-88880000转6.",
    "我家住在松柏苑3-2-501，车牌后四位A88-X，型号GB-2011_v2.0.1，t恤、b超、c++都要",
    "王大爷　说:“no problem!” ok？naïve café 😀 ①②℃ №5",
    "街道办联合物业公司、业委会召开协商会，议定加装电梯方案，预计投入1.2万元。",
    "豆腐坊昼夜开工，机器嗡嗡直响，俺娘神经衰弱整宿整宿睡不着觉",
]


def test_engines_agree_on_varied_texts() -> None:
    first, second = (Segmenter.from_words(WORDS, engine=name) for name in ENGINES)
    for text in VARIED:
        assert first.segment(text).tokens == second.segment(text).tokens


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-14",
        "www.abc.cn",
        "3-2-501",
        "pm2.5",
        "3.5%",
        "1.2.3%",
        "a_b",
        "1--2",
        "5.",
        "-1",
        "a+b",
        "1-2-号",
        "x.路",
    ],
)
def test_joined_ascii_runs_agree(text: str) -> None:
    assert make_engine("jieba").cut(text) == make_engine("rjieba").cut(text)


def test_tags_of_dictionary_words_agree() -> None:
    first, second = make_engine("rjieba"), make_engine("jieba")
    for text in map(fold, VARIED):
        pairs = list(zip(first.tag(text), second.tag(text), strict=True))
        assert all(one == other for one, other in pairs if first.known(one[0]) or one[0].isascii())
        assert [word for word, _ in first.tag(text)] == first.cut(text)


def test_tags_of_new_words_differ() -> None:
    assert make_engine("rjieba").tag("没人来") == [("没人来", "l")]
    assert make_engine("jieba").tag("没人来") == [("没人来", "x")]


def test_rare_hanzi_differ() -> None:
    assert make_engine("rjieba").cut("㐀㐁") == ["㐀㐁"]
    assert make_engine("jieba").cut("㐀㐁") == ["㐀", "㐁"]


@pytest.mark.shared
def test_engines_agree_on_letters(shared: Path) -> None:
    lines = (shared / "data" / "letters_train.jsonl").read_text(encoding="utf-8").splitlines()[:400:2]
    texts = [fold(json.loads(line)["text"]) for line in lines]
    first, second = make_engine("rjieba"), make_engine("jieba")
    assert sum(first.cut(text) == second.cut(text) for text in texts) >= 0.99 * len(texts)


def test_segmenters_do_not_share_words() -> None:
    for engine in ENGINES:
        with_word = Segmenter.from_words(["石墩桥头会"], engine=engine)
        assert with_word.words("石墩桥头会") == ["石墩桥头会"]
        assert Segmenter.from_words([], engine=engine).words("石墩桥头会") != ["石墩桥头会"]


def test_threads_get_the_same_words(segmenter: Segmenter) -> None:
    texts = VARIED * 20
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(segmenter.words, texts)) == [segmenter.words(text) for text in texts]


def test_unknown_engine_and_empty_word_are_refused() -> None:
    with pytest.raises(UsageError, match="rjieba、jieba"):
        Segmenter.from_words(engine="thulac")
    with pytest.raises(UsageError, match="空词"):
        Segmenter.from_words(["社区", " "])


def test_jieba_is_imported_only_if_chosen_and_says_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from textgov.stages.segment import Segmenter; Segmenter.from_words(['网格员']).words('网格员');"
        "assert 'jieba' not in sys.modules; Segmenter.from_words(['网格员'], engine='jieba')"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={"TMPDIR": str(tmp_path), "PATH": ""},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []
