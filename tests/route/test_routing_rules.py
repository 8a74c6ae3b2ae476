"""Rules beside the model: place, priority, weight; the user's own come with the codebook and are checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from textgov import api
from textgov.codebook import load_codebook
from textgov.errors import CodebookError
from textgov.types import Document

RULE = """
[[routing]]
id = "park_lamps"
match = "路灯|灯"
place = ["梧桐公园"]
body = "education_culture"
reason = "公园由文体委员会管"
weight = 0.9
priority = 5

[[routing]]
id = "all_lamps"
match = "路灯"
body = "market"
reason = "试一试"
weight = 0.95
"""


def book(folder: Path, text: str = RULE) -> Path:
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "title", "metadata", "body"),
    [
        ("路灯坏了,请派人来修。", "", {}, "market"),
        ("梧桐公园的路灯坏了,请派人来修。", "", {}, "education_culture"),
        ("路灯坏了,请派人来修。", "梧桐公园", {}, "education_culture"),
        ("路灯坏了,请派人来修。", "", {"地点": "梧桐公园北门"}, "education_culture"),
    ],
)
def test_a_rule_for_a_place_has_the_last_word_there(
    tmp_path: Path, text: str, title: str, metadata: dict[str, str], body: str
) -> None:
    letter = Document("L1", text, "letter", title=title, metadata=metadata)
    route = api.route(letter, codebook=book(tmp_path), threshold=0)
    assert route.body == body


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("weight = 0.9\n", "weight = 0\n", "大于 0 且不超过 1"),
        ("weight = 0.9\n", "weight = 1.5\n", "大于 0 且不超过 1"),
        ('"education_culture"', '"education_cultur"', "是不是 education_culture"),
        ('["梧桐公园"]', '["梧桐公园", " "]', "空的词"),
        ('"路灯|灯"', '"路灯|"', "空的选项"),
        ("priority = 5", 'priority = "高"', "类型不对"),
        ("place =", "places =", "是不是 place"),
    ],
)
def test_a_faulty_rule_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        load_codebook(book(tmp_path, RULE.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[actor]]\nid = "x"\nname = "某办"\nwords = ["某办"]\nbody = "securit"\n', "是不是 security"),
        ('[[actor]]\nid = "x"\nname = "某办"\n', "缺少 words"),
        ('[[actor]]\nid = "x"\nname = "某办"\nwords = []\n', "words 是空的"),
    ],
)
def test_a_faulty_actor_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        load_codebook(book(tmp_path, text))


def test_a_users_own_actor_is_known(tmp_path: Path) -> None:
    actor = '[[actor]]\nid = "x"\nname = "青禾专班"\nwords = ["青禾专班"]\nrole = "government"\nbody = "construction"\n'
    text = "青禾专班的人收钱才给修路灯。"
    assert api.route(text, codebook=book(tmp_path, actor), threshold=0).body == "supervision"
    assert "supervision" not in api.route("青禾专班的人来修路灯。", codebook=book(tmp_path, actor)).supporting
