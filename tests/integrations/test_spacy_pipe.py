"""The spaCy component: offsets, groups, attributes, saving, DocBin, the page."""

from __future__ import annotations

import json
import pickle
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.tokens.underscore import Underscore

import textgov
from textgov.errors import UsageError
from textgov.integrations.spacy import colours, render

TEXT = "青溪街道建成网格42个，\u3000专职网格员60名。\n\n  下一步计划召开协商议事会,  请居民商量停车难题。<b>\t积分超市5家。\n"
WORDS = {"nlp": {"tokenizer": {"@tokenizers": "textgov.Tokenizer.v1"}}}


@cache
def pipeline(words: bool = False, **options: str) -> Language:
    nlp = spacy.blank("zh", config=WORDS if words else {})
    nlp.add_pipe("textgov", config=options)
    return nlp


@pytest.mark.parametrize("words", [False, True])
@pytest.mark.parametrize("text", [TEXT, "", " ", "\n\n", "𠮷甲网格员", "网格员巡查\u2003网格员\xa0", "𰻞面", "a b  c"])
def test_the_text_and_every_evidence_stay(words: bool, text: str) -> None:
    doc = pipeline(words)(text)
    assert doc.text == text
    expected = textgov.tag(text)
    evidence = [(tag.code, tag.name, one) for tag in expected.tags for one in tag.evidence]
    spans = list(doc.spans["practices"])
    assert len(spans) == len(evidence)
    for span, (code, name, one) in zip(spans, evidence, strict=True):
        assert (span.label_, span.kb_id_) == (code, name)
        assert span.start_char <= one.start and one.end <= span.end_char
        assert words or span.text == one.quote
        assert (span._.status, span._.by, span._.quote) == (one.status, one.by, one.quote)
        assert text[span._.textgov["start"] : span._.textgov["end"]] == one.quote
    figures = [(span._.value, span._.unit, span._.subject) for span in doc.spans["figures"]]
    assert figures == [(figure.value, figure.unit, figure.subject) for figure in expected.figures]


def test_two_codes_of_one_place_keep_their_own_values() -> None:
    doc = pipeline()("下一步计划召开协商议事会，请居民商量停车难题。")
    spans = list(doc.spans["practices"])
    places = [(span.start, span.end) for span in spans]
    assert len(set(places)) < len(places), "the text no longer has two codes at one place"
    assert [span._.textgov["code"] for span in spans] == [span.label_ for span in spans]


def test_words_and_sentences() -> None:
    doc = pipeline(words=True)("网格员每天巡查。协商议事会每月召开！\n第三段")
    assert "网格员" in [token.text for token in doc]
    assert [sentence.text.strip() for sentence in doc.sents] == ["网格员每天巡查。", "协商议事会每月召开！", "第三段"]


def test_letters() -> None:
    doc = pipeline(kind="letter")("小区路灯坏了三个月没人修，晚上看不见路。")
    assert doc.spans["issues"]
    assert "practices" not in doc.spans
    assert len(doc.spans["figures"]) == 0
    assert doc._.textgov["kind"] == "letter"


def test_spans_of_others_have_no_values() -> None:
    doc = pipeline()("网格员巡查。")
    other = Span(doc, 0, 2, label="X")
    assert (other._.textgov, other._.status) == (None, None)
    assert spacy.blank("zh")("网格员")._.textgov is None


def test_in_batches() -> None:
    texts = [TEXT, "积分超市开张。", ""] * 3
    nlp = pipeline()
    rows = [doc._.textgov for doc in nlp.pipe(texts, batch_size=2)]
    assert rows == [nlp(text)._.textgov for text in texts]


def test_another_process_can_take_it_over() -> None:
    # What nlp.pipe(…, n_process=2) hands to a new process where processes are not forked (Windows, macOS).
    component = pipeline().get_pipe("textgov")
    pipeline()(TEXT)
    state = pickle.dumps((component, Underscore.get_state()))
    again, _ = pickle.loads(state)
    doc = again(pipeline().make_doc("网格员巡查。"))
    assert [span.label_ for span in doc.spans["practices"]] == ["grid"]


def test_the_row_is_that_of_the_command(tmp_path: Path) -> None:
    doc = pipeline()(TEXT)
    assert list(doc._.textgov) == list(json.loads(json.dumps(doc._.textgov)))
    assert [tag["code"] for tag in doc._.textgov["tags"]] == [tag.code for tag in textgov.tag(TEXT).tags]


def labels(nlp: Language) -> list[str]:
    doc = nlp("村里摆糖画摊，网格员也来。")
    return [span.label_ for span in doc.spans["practices"]]


OWN = """mode = "replace"
[[practice]]
id = "sugar"
name = "糖画"
definition = "用糖画请居民来说事"
include = "糖画"
exclude = "卖糖"
forms = ["糖画"]
examples = ["村里摆糖画摊。"]
counter_examples = ["吃糖。"]
"""


@pytest.mark.parametrize("way", ["disk", "bytes"])
def test_a_saved_pipeline_brings_its_codebook(tmp_path: Path, way: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN, "utf-8")
    nlp = pipeline(codebook=str(path))
    assert labels(nlp) == ["sugar"]
    if way == "disk":
        nlp.to_disk(tmp_path / "pipe")
        path.unlink()
        assert not list((tmp_path / "pipe").rglob("*.pkl"))
        again = spacy.load(tmp_path / "pipe")
    else:
        again = pipeline.__wrapped__().from_bytes(nlp.to_bytes())
    assert labels(again) == ["sugar"]
    built_in = pipeline.__wrapped__().from_bytes(pipeline().to_bytes())
    assert labels(built_in) == ["grid"]


def test_a_saved_tokenizer(tmp_path: Path) -> None:
    pipeline(words=True).to_disk(tmp_path)
    assert "网格员" in [token.text for token in spacy.load(tmp_path)("网格员每天巡查。")]


def test_docbin_keeps_groups_and_values() -> None:
    nlp = pipeline()
    docs = [nlp(TEXT), nlp("积分超市开张。")]
    stored = DocBin(store_user_data=True, docs=docs).to_bytes()
    read = list(DocBin().from_bytes(stored).get_docs(spacy.blank("zh").vocab))
    for old, new in zip(docs, read, strict=True):
        for group in ("practices", "figures"):
            assert [_facts(span) for span in new.spans[group]] == [_facts(span) for span in old.spans[group]]
        # Lists come back as tuples.
        assert json.dumps(new._.textgov) == json.dumps(old._.textgov)


def _facts(span: Span) -> tuple[object, ...]:
    return span.text, span.label_, span.kb_id_, span._.status, span._.by, span._.value, span._.unit


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text, self.skip, self.loads = "", False, []  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.skip = tag in ("style", "title")
        self.loads += [value for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.text += "" if self.skip else data

    def handle_endtag(self, tag: str) -> None:
        self.skip = False


@pytest.mark.parametrize("words", [False, True])
def test_the_page(words: bool) -> None:
    doc = pipeline(words)(TEXT)
    html = render(doc)
    page = _Text()
    page.feed(html)
    assert page.loads == []
    assert '<meta charset="utf-8">' in html
    assert "<b>" not in html
    assert "协商议事·计划" in page.text
    assert "建成" in "".join(page.text.split())
    assert render(doc) == html
    assert "网格 42个" in render(doc, group="figures")
    assert render([doc, doc], page=False).count("协商议事·计划") == 2 * html.count("协商议事·计划")


def test_colours_differ() -> None:
    found = colours(["own"])
    assert len(set(found.values())) == len(found)
    assert {"grid", "own", "figure"} <= set(found)


def test_wrong_use() -> None:
    with pytest.raises(UsageError, match="letter"):
        pipeline(kind="mail")
    with pytest.raises(UsageError, match="add_pipe"):
        render(spacy.blank("zh")("网格员"))
    assert Doc.has_extension("textgov")
