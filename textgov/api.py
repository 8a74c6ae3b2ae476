"""The commands as Python functions: the same names and options, dataclasses in and out.

Every function takes one text, one ``Document``, or an iterable of either, and returns one result or a list.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, overload

from textgov.codebook import Codebook
from textgov.settings import AGENDA, CLUSTER, RELEASE, ClusterSettings
from textgov.toolbox import Toolbox, toolbox
from textgov.types import (
    AgendaItem,
    Cluster,
    Clustering,
    Document,
    Explanation,
    Kind,
    Masked,
    Rejected,
    Route,
    Segmentation,
    Tagging,
)

if TYPE_CHECKING:
    from textgov.stages.read import Columns

Source = str | Document | Iterable[str | Document]
Book = str | Path | Codebook | Toolbox | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read and what could not be."""

    documents: tuple[Document, ...]
    rejected: tuple[Rejected, ...]


def read(
    paths: str | Path | Iterable[str | Path], *, kind: Kind | None = None, columns: Columns | None = None
) -> Reading:
    """Read files and folders into documents.

    ``kind`` says whether text files are reports or letters; ``columns`` names a table's columns where their usual names
    are not used. What cannot be read is in ``rejected``, with a reason; nothing is lost silently.
    """
    from textgov.stages.read import Columns, read_paths

    named = [paths] if isinstance(paths, (str, Path)) else list(paths)
    documents, rejected = [], []
    for item in read_paths(named, kind=kind, columns=columns or Columns()):
        if isinstance(item, Document):
            documents.append(item)
        else:
            rejected.append(item)
    return Reading(tuple(documents), tuple(rejected))


def as_documents(source: Source, kind: Kind) -> Iterator[Document]:
    """Yield ``source`` as documents.

    A plain text becomes a document of ``kind`` whose id is made from its content, so that it is the same in every run;
    the same text again gets ``-2``, ``-3`` behind it.
    """
    from textgov.stages.read import content_id

    times: Counter[str] = Counter()
    for item in [source] if isinstance(source, (str, Document)) else source:
        if isinstance(item, Document):
            yield item
        else:
            name = content_id("", item, kind)
            times[name] += 1
            yield Document(name if times[name] == 1 else f"{name}-{times[name]}", item, kind)


def _single(source: Source) -> bool:
    return isinstance(source, (str, Document))


@overload
def segment(  # type: ignore[overload-overlap]  # a str is an iterable of str, but means one text
    source: str | Document,
    *,
    codebook: Book = ...,
    engine: str = ...,
    dictionary: str | Path | None = ...,
    pos: bool = ...,
) -> Segmentation: ...
@overload
def segment(
    source: Iterable[str | Document],
    *,
    codebook: Book = ...,
    engine: str = ...,
    dictionary: str | Path | None = ...,
    pos: bool = ...,
) -> list[Segmentation]: ...
def segment(
    source: Source,
    *,
    codebook: Book = None,
    engine: str = "rjieba",
    dictionary: str | Path | None = None,
    pos: bool = False,
) -> Segmentation | list[Segmentation]:
    """Split into sentences and words with offsets into the text.

    ``engine`` is ``"rjieba"`` (fast) or ``"jieba"`` (reference); ``dictionary`` is a user dictionary in jieba's format;
    with ``pos`` the words carry part-of-speech tags. Raises UsageError for an unknown engine or a bad dictionary.
    """
    segmenter = toolbox(codebook, engine=engine, dictionary=dictionary).segmenter
    found = [segmenter.segment(document.text, pos=pos) for document in as_documents(source, "report")]
    return found[0] if _single(source) else found


@overload
def tag(source: str | Document, *, kind: Kind = ..., codebook: Book = ...) -> Tagging: ...  # type: ignore[overload-overlap]  # a str is an iterable of str, but means one text
@overload
def tag(source: Iterable[str | Document], *, kind: Kind = ..., codebook: Book = ...) -> list[Tagging]: ...
def tag(source: Source, *, kind: Kind = "report", codebook: Book = None) -> Tagging | list[Tagging]:
    """Tag practices (reports) or issues (letters), each with evidence and status, and extract the figures.

    ``kind`` holds for plain texts; a Document has its own. Raises CodebookError for a codebook that does not pass its
    checks.
    """
    from textgov.stages.segment import split_sentences

    tools = toolbox(codebook)
    found = [
        tools.tagger(document.kind).tag(document, split_sentences(document.text))
        for document in as_documents(source, kind)
    ]
    return found[0] if _single(source) else found


@overload
def route(  # type: ignore[overload-overlap]  # a str is an iterable of str, but means one text
    source: str | Document,
    *,
    codebook: Book = ...,
    model: str | Path | None = ...,
    threshold: float | None = ...,
    cost: float | Mapping[str, float] | None = ...,
    coverage: float | None = ...,
    directory: str | Path | None = ...,
    today: str | None = ...,
) -> Route: ...
@overload
def route(
    source: Iterable[str | Document],
    *,
    codebook: Book = ...,
    model: str | Path | None = ...,
    threshold: float | None = ...,
    cost: float | Mapping[str, float] | None = ...,
    coverage: float | None = ...,
    directory: str | Path | None = ...,
    today: str | None = ...,
) -> list[Route]: ...
def route(
    source: Source,
    *,
    codebook: Book = None,
    model: str | Path | None = None,
    threshold: float | None = None,
    cost: float | Mapping[str, float] | None = None,
    coverage: float | None = None,
    directory: str | Path | None = None,
    today: str | None = None,
) -> Route | list[Route]:
    """Suggest the body that should lead for each letter, or abstain, with reasons.

    ``model`` is a folder made by ``train``; without it the model that ships is used. Below ``threshold`` (a probability;
    by default the model's own, chosen on held-out letters) the letter is set aside for a person. ``cost`` sets the threshold
    by what a misroute costs, in looks of a person (1 and more), for all bodies or by body id (``""``: the others).
    ``coverage`` in (0, 1), such as 0.9, gives each route the smallest ``set`` of bodies that holds the right one so often on
    letters like those that the model was made from. ``directory`` is the street's own (.xlsx or .toml, see
    ``textgov directory template``); each route then names its office as of the letter's date, or of ``today`` (ISO, by default
    the system's) for a letter without one. Raises ModelError for a folder that is not a model, UsageError for a
    cost, coverage or date out of range, CodebookError for a faulty directory.
    """
    from textgov.stages.segment import split_sentences

    tools = toolbox(codebook, model=model)
    router = tools.router
    letters = list(as_documents(source, "letter"))
    found = router.route_many(
        letters, lambda letter: split_sentences(letter.text), threshold=threshold, cost=cost, coverage=coverage
    )
    if directory is not None:
        from textgov.codebook.directory import day_of, load_directory
        from textgov.stages.route import referred

        book = tools.codebook
        found = referred(found, letters, load_directory(directory, book), book, today=day_of(today))
    return found[0] if _single(source) else found


def explain(
    letter: str | Document,
    *,
    codebook: Book = None,
    model: str | Path | None = None,
    threshold: float | None = None,
) -> Explanation:
    """Mask one letter, route it and say how the route came about; offsets and quotations are of the masked text."""
    from textgov.stages.segment import split_sentences

    masked = masked_documents([letter])[0][0]
    router = toolbox(codebook, model=model).router
    return router.explain(masked, split_sentences(masked.text), threshold=threshold)


@overload
def redact(source: str | Document, *, keep_officials: bool = ..., generalise: bool = ...) -> Masked: ...  # type: ignore[overload-overlap]  # a str is an iterable of str, but means one text
@overload
def redact(source: Iterable[str | Document], *, keep_officials: bool = ..., generalise: bool = ...) -> list[Masked]: ...
def redact(source: Source, *, keep_officials: bool = False, generalise: bool = False) -> Masked | list[Masked]:
    """Mask personal data; the spans are on the raw text. ``keep_officials`` leaves named officials readable.

    ``generalise`` also gives ages, trades, illnesses and days wider words. How rare they are is counted in ``source``.
    """
    from textgov.stages.privacy import Batch, mask

    documents = list(as_documents(source, "letter"))
    batch = Batch.from_texts(document.text for document in documents)
    found = [
        mask(document.text, keep_officials=keep_officials, generalise=generalise, batch=batch) for document in documents
    ]
    return found[0] if _single(source) else found


def masked_documents(
    source: Source, *, keep_officials: bool = False, generalise: bool = False
) -> list[tuple[Document, Masked]]:
    """Return each letter with text, title and metadata masked as by ``redact``, and what was masked in its text."""
    from textgov.stages.privacy import Batch, mask_document

    documents = list(as_documents(source, "letter"))
    batch = Batch.from_texts(document.text for document in documents)
    return [
        mask_document(document, keep_officials=keep_officials, generalise=generalise, batch=batch)
        for document in documents
    ]


def cluster(
    source: Iterable[str | Document],
    *,
    codebook: Book = None,
    model: str | Path | None = None,
    settings: ClusterSettings = CLUSTER,
    routes: Mapping[str, Route] | None = None,
    into: Clustering | None = None,
) -> Clustering:
    """Group letters about the same concrete problem; letters that stand alone are assigned to None.

    Letters should be masked before (``masked_documents``), because labels and terms are taken from their texts.
    ``routes`` by letter id saves routing again; the cluster's body is the one that most of its letters go to. ``into``
    is an earlier result over some of the letters: its clusters keep their letters, ids and labels; a locked one takes no
    more letters.
    """
    from textgov.stages.cluster import cluster as group
    from textgov.stages.cluster.edit import keep_locked, without_locked

    letters = list(as_documents(source, "letter"))
    known = (
        routes if routes is not None else {found.id: found for found in route(letters, codebook=codebook, model=model)}
    )
    urgent = {letter.id for letter in letters if letter.id in known and known[letter.id].urgent}
    free, open_ones = without_locked(letters, into)
    clustering = group(free, settings=settings, urgent=urgent, into=open_ones)
    named = {one.id for one in into.clusters} if into else set()
    clusters = tuple(
        replace(one if one.id in named else _cleared(one), body=_majority(one.members, known))
        for one in clustering.clusters
    )
    return keep_locked(replace(clustering, clusters=clusters), into, letters, urgent)


def _cleared(one: Cluster) -> Cluster:
    """Mask a label and leave out terms that read as personal: pieces of masked texts put together can look like it."""
    from textgov.stages.privacy import mask, residues

    label = mask(one.label).text if residues(one.label) else one.label
    return replace(one, label=label, terms=tuple(term for term in one.terms if not residues(term)))


def _majority(members: Iterable[str], routes: Mapping[str, Route]) -> str | None:
    """Return the body with the most probability over the members, abstained letters included."""
    weights: defaultdict[str, float] = defaultdict(float)
    for member in members:
        for alternative in routes[member].alternatives if member in routes else ():
            weights[alternative.body] += alternative.probability
    return max(weights, key=lambda body: (weights[body], body)) if weights else None


def agenda(
    source: Iterable[str | Document],
    *,
    codebook: Book = None,
    model: str | Path | None = None,
    settings: ClusterSettings = CLUSTER,
    top: int = AGENDA.top,
    k: int = RELEASE.k,
    quotes: bool = False,
) -> tuple[AgendaItem, ...]:
    """Make the agenda of the residents' meeting: one item a cluster, the most pressing first, at most ``top``.

    The letters are masked here. Counts are given in bands of at least ``k`` letters. No item quotes a letter, unless
    ``quotes`` is set: then the beginnings of masked letters whose risk is low.
    """
    from textgov.stages.agenda import make_agenda

    pairs = masked_documents(source)
    letters = [document for document, _ in pairs]
    quotable = {document.id for document, masked in pairs if quotes and masked.risk.level == "low"}
    routes = {found.id: found for found in route(letters, codebook=codebook, model=model)}
    clustering = cluster(letters, codebook=codebook, settings=settings, routes=routes)
    taggings = {found.id: found for found in tag(letters, kind="letter", codebook=codebook)}
    book = toolbox(codebook).codebook
    return make_agenda(
        clustering, letters, routes=routes, taggings=taggings, codebook=book, top=top, k=k, quotable=quotable
    )
