"""spaCy: ``nlp = spacy.blank("zh"); nlp.add_pipe("textgov")``, a tokenizer, and a page that shows the spans.

spaCy finds both by their entry points. Neither needs a trained pipeline.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from functools import cached_property, partial
from html import escape
from pathlib import Path
from typing import Any

from textgov import api
from textgov.codebook import Codebook, default_codebook, load_codebook
from textgov.codebook.table import write_codebook
from textgov.errors import MissingExtraError, UsageError
from textgov.stages.export.rows import tag_row
from textgov.stages.export.tables import STATUS_NAMES
from textgov.toolbox import Toolbox, toolbox
from textgov.types import Kind

try:
    from spacy import displacy
    from spacy.language import Language
    from spacy.tokens import Doc, Span
    from spacy.util import DummyTokenizer, get_words_and_spaces, registry
except ImportError:
    raise MissingExtraError("没有装 spaCy;请运行 pip install 'textgov[spacy]'") from None

GROUPS: dict[Kind, str] = {"report": "practices", "letter": "issues"}
_FIGURES = "figures"
# What a span says of itself besides ``span._.textgov``, the whole row.
_ATTRIBUTES = ("status", "score", "by", "quote", "value", "unit", "subject", "approx", "planned")
_CODEBOOK = "codebook.toml"


def _row(span: Span) -> dict[str, Any] | None:
    """Return what ``doc._.textgov`` holds about ``span``, which its id points at; None for spans of others."""
    kind, *numbers = span.id_.split("-")
    found = span.doc._.textgov
    if found is None or kind not in ("tag", "figure"):
        return None
    row: dict[str, Any]
    if kind == "figure":
        row = found["figures"][int(numbers[0])]
        return row
    tag = found["tags"][int(numbers[0])]
    row = {"code": tag["code"], "name": tag["name"], **tag["evidence"][int(numbers[1])]}
    return row


def _value(name: str, span: Span) -> Any:
    return (_row(span) or {}).get(name)


def _register() -> None:
    """Register the extension attributes once; an attribute that another package has registered is left alone."""
    if not Doc.has_extension("textgov"):
        Doc.set_extension("textgov", default=None)
    getters: dict[str, Callable[[Span], Any]] = {name: partial(_value, name) for name in _ATTRIBUTES}
    for name, getter in (getters | {"textgov": _row}).items():
        if not Span.has_extension(name):
            Span.set_extension(name, getter=getter)


_register()


class Textgov:
    """Tags a ``Doc``: span groups, and the row of ``textgov tag`` in ``doc._.textgov``.

    ``doc.spans["practices"]`` (``kind="report"``) or ``doc.spans["issues"]`` (``kind="letter"``) hold the evidence: the
    label is the code, ``kb_id_`` its name. ``doc.spans["figures"]`` hold the figures of a report: the label is
    ``figure``, ``kb_id_`` the unit. A span covers every token that the evidence touches (``alignment_mode="expand"``):
    with words for tokens an evidence may begin inside a word, and must not be lost. The exact offsets are ``start`` and
    ``end`` of ``span._.textgov``.
    """

    def __init__(self, *, kind: str = "report", codebook: str | None = None) -> None:
        if kind not in GROUPS:
            raise UsageError(f"kind 不能是 {kind};可以写 {'、'.join(GROUPS)}")
        self.kind: Kind = kind
        self._codebook: str | Codebook | None = codebook

    @cached_property
    def _tools(self) -> Toolbox:
        # Not before the first text: a pipeline read from disk brings its codebook along, and the path may be gone.
        return toolbox(self._codebook)

    def __call__(self, doc: Doc) -> Doc:
        """Tag ``doc`` and return it."""
        (document,) = api.as_documents(doc.text, self.kind)
        row = tag_row(document, api.tag(document, codebook=self._tools))
        doc._.textgov = row
        doc.spans[GROUPS[self.kind]] = [
            _span(doc, evidence, tag["code"], tag["name"], f"tag-{number}-{place}")
            for number, tag in enumerate(row["tags"])
            for place, evidence in enumerate(tag["evidence"])
        ]
        doc.spans[_FIGURES] = [
            _span(doc, figure, "figure", figure["unit"], f"figure-{number}")
            for number, figure in enumerate(row["figures"])
        ]
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the user's own codebook into the folder ``path``; the other choices stand in the pipeline's config."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        if self._codebook is not None:
            write_codebook(self._tools.codebook, folder / _CODEBOOK)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Textgov:
        """Take the codebook from ``path``, the built-in one where there is none."""
        saved = Path(path) / _CODEBOOK
        self._codebook = load_codebook(saved) if saved.exists() else None
        self.__dict__.pop("_tools", None)
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return what ``to_disk`` saves."""
        with tempfile.TemporaryDirectory() as folder:
            self.to_disk(folder)
            saved = Path(folder) / _CODEBOOK
            return saved.read_bytes() if saved.exists() else b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Textgov:
        """Take the codebook from ``data``."""
        with tempfile.TemporaryDirectory() as folder:
            if data:
                (Path(folder) / _CODEBOOK).write_bytes(data)
            return self.from_disk(folder)

    def __getstate__(self) -> dict[str, Any]:
        # Where nlp.pipe starts new processes; the automata are built again there.
        return {name: value for name, value in self.__dict__.items() if name != "_tools"}


def _span(doc: Doc, row: dict[str, Any], label: str, kb_id: str, span_id: str) -> Span:
    start, end = row["start"], row["end"]
    span = doc.char_span(start, end, label=label, kb_id=kb_id, span_id=span_id, alignment_mode="expand")
    assert span is not None, "expanding finds a span for all offsets inside the text"
    return span


@Language.factory(
    "textgov", assigns=["doc._.textgov", "doc.spans"], default_config={"kind": "report", "codebook": None}
)
def make(nlp: Language, name: str, kind: str, codebook: str | None) -> Textgov:
    """Make the component; ``codebook`` is the path of the user's own."""
    return Textgov(kind=kind, codebook=codebook)


class Tokenizer(DummyTokenizer):
    """textgov's words as spaCy's tokens, with its sentences; terms of the codebook stay whole."""

    def __init__(self, nlp: Language, *, engine: str, dictionary: str | None) -> None:
        self.vocab = nlp.vocab
        self._tools = toolbox(engine=engine, dictionary=dictionary)

    def __call__(self, text: str) -> Doc:
        """Return ``text`` as a Doc; ``doc.text == text``."""
        found = self._tools.segmenter.segment(text)
        words, spaces = get_words_and_spaces([token.text for token in found.tokens], text)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        starts = {sentence.start for sentence in found.sentences}
        for token in doc:
            token.is_sent_start = token.idx in starts
        return doc


@registry.tokenizers("textgov.Tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer(engine: str = "rjieba", dictionary: str | None = None) -> Any:
    """Return what makes the tokenizer; ``engine`` and ``dictionary`` are those of ``textgov.segment``."""
    return lambda nlp: Tokenizer(nlp, engine=engine, dictionary=dictionary)


def colours(codes: Iterable[str] = ()) -> dict[str, str]:
    """Return a light colour for each code of the built-in codebook and each of ``codes``, for displaCy.

    Neighbours in the codebook are far apart on the colour wheel (the golden angle).
    """
    book = default_codebook()
    known = dict.fromkeys((*book.practices, *book.issues, *sorted(codes), "figure"))
    return {code: f"hsl({number * 137.5 % 360:.0f},75%,80%)" for number, code in enumerate(known)}


# displaCy's own put a line end and four blanks around each character, which Chinese shows as gaps.
_TEMPLATE = {
    "span": '<span style="display:inline-block;position:relative;height:{total_height}px">{text}{span_slices}{span_starts}</span>',
    "slice": '<span style="background:{bg};top:{top_offset}px;height:4px;left:0;width:100%;position:absolute"></span>',
    "start": '<span style="background:{bg};top:{top_offset}px;height:4px;left:1px;width:100%;position:absolute">'
    '<span style="background:{bg};z-index:10;color:#000;top:-.4em;padding:2px 4px;position:absolute;font-size:11px;'
    'line-height:1.1;border-radius:3px;white-space:nowrap">{label}</span></span>',
}
_STYLE = (
    "body{margin:2em auto;max-width:60em;padding:0 1.5em;color:#1f2933;white-space:pre-wrap;"
    'font:17px/2.4 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}'
)


def render(docs: Doc | Iterable[Doc], *, group: str | None = None, page: bool = True) -> str:
    """Return HTML that shows the spans of ``group`` under the text, in Chinese, drawn by displaCy.

    Without ``group`` the practices or issues are shown; ``"figures"`` shows the figures. With ``page`` the HTML is a file
    of its own that loads nothing; without, a piece for a notebook's ``HTML(…)``.
    """
    shown = [_parsed(doc, group) for doc in ([docs] if isinstance(docs, Doc) else docs)]
    palette = colours(span["code"] for parsed in shown for span in parsed["spans"])
    options = {
        "template": _TEMPLATE,
        "top_offset": 34,
        "top_offset_step": 16,
        "colors": {span["label"]: palette[span["code"]] for parsed in shown for span in parsed["spans"]},
    }
    html: str = displacy.render(shown, style="span", manual=True, page=False, jupyter=False, options=options)
    if not page:
        return f'<div style="white-space:pre-wrap;line-height:2.4">{html}</div>'
    head = f'<meta charset="utf-8"><title>textgov</title><style>{_STYLE}</style>'
    return f'<!doctype html><html lang="zh-CN"><head>{head}</head><body>{html}</body></html>\n'


def _parsed(doc: Doc, group: str | None) -> dict[str, Any]:
    """Return the spans as displaCy takes them.

    displaCy puts a blank behind every token outside of a span, so that these are put together to stretches; inside a
    span every character is a token, so that a line can break there.
    """
    chosen = group or next((name for name in GROUPS.values() if name in doc.spans), "")
    if chosen not in doc.spans:
        raise UsageError(f'文档里没有 {chosen or "textgov 的"} 标注;请先 nlp.add_pipe("textgov"),再处理文本')
    rows = [(span, span._.textgov or {}) for span in doc.spans[chosen]]
    places = [(row.get("start", span.start_char), row.get("end", span.end_char)) for span, row in rows]
    tokens, numbers = _pieces(doc.text, places)
    spans = [
        {
            "start_token": numbers[start],
            "end_token": numbers[end - 1] + 1,
            "code": span.label_,
            "label": _label(span, row),
        }
        for (span, row), (start, end) in zip(rows, places, strict=True)
        if start < end
    ]
    return {
        "text": doc.text,
        "spans": spans,
        "title": None,
        "settings": {"lang": "zh", "direction": "ltr"},
        "tokens": tokens,
    }


def _pieces(text: str, places: Iterable[tuple[int, int]]) -> tuple[list[str], dict[int, int]]:
    """Cut ``text`` into characters inside of ``places`` and stretches outside; return the number of each character's."""
    inside = {place for start, end in places for place in range(start, end)}
    tokens: list[str] = []
    numbers = {}
    for place, character in enumerate(text):
        if tokens and place not in inside and place - 1 not in inside:
            tokens[-1] += character
        else:
            tokens.append(character)
        numbers[place] = len(tokens) - 1
    return tokens, numbers


def _label(span: Span, row: dict[str, Any]) -> str:
    if span.label_ == "figure":
        number = row.get("value")
        return escape(
            f"{row.get('subject', '')} {'' if number is None else f'{number:,}'}{row.get('unit', '')}".strip()
        )
    status = row.get("status", "done")
    return escape(span.kb_id_ + ("" if status == "done" else f"·{STATUS_NAMES[status]}"))
