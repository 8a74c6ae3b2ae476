"""Cases side by side: practices, figures, key words, similarity, years."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from textgov.codebook import Codebook
from textgov.errors import UsageError
from textgov.research_types import Case, Cell, Comparison, FigureRow, Key, Year
from textgov.settings import RESEARCH
from textgov.stages.research.cooccur import cooccur
from textgov.stages.research.keyness import add_up, dispersion, make_key
from textgov.stages.research.similarity import neighbours_first, practice_likeness, word_likeness
from textgov.stages.research.units import paragraph_starts, practice_paragraphs
from textgov.stages.research.words import is_word
from textgov.types import Document, Figure, Tag, Tagging, Token

_TITLE_CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one case, counted as a whole and by paragraph."""

    counts: Counter[str]
    parts: tuple[Counter[str], ...]


def compare(
    documents: Sequence[Document],
    taggings: Sequence[Tagging],
    tokens: Iterable[Sequence[Token]],
    codebook: Codebook,
) -> Comparison:
    """Put reports side by side; ``taggings`` and ``tokens`` are in the order of ``documents``.

    A practice that a report does not mention may well be done there: an absent cell says nothing about the street, only
    about the text. Key words are those that a case uses more than all others together (G², Dunning 1993). Similarity is
    the cosine of the practice profiles (1 + ln of the pieces of evidence) and of the words (tf-idf, sublinear).
    """
    words = [_count(document.text, found) for document, found in zip(documents, tokens, strict=True)]
    total = add_up(one.counts for one in words)
    labels = _labels(documents)
    cases = tuple(
        Case(
            id=document.id,
            label=label,
            title=document.title,
            place=str(document.place or ""),
            date=document.date,
            source=document.source,
            characters=len(document.text),
            words=counted.counts.total(),
            cells={tag.code: _cell(document.text, tag) for tag in tagging.tags if tag.code in codebook.practices},
            figures=tagging.figures,
            keys=_keys(counted, total, own=f"{document.place or ''}{label}"),
        )
        for document, label, tagging, counted in zip(documents, labels, taggings, words, strict=True)
    )
    by_practices = practice_likeness([{code: cell.count for code, cell in case.cells.items()} for case in cases])
    by_words = word_likeness([one.counts for one in words])
    return Comparison(
        cases=cases,
        practices={code.id: code.name for code in codebook.practices.values()},
        figures=_figure_rows(cases),
        by_practices=by_practices,
        by_words=by_words,
        order=neighbours_first(by_practices, by_words),
        trend=_trend(cases),
        network=cooccur(practice_paragraphs(documents, taggings), minimum=RESEARCH.minimum_together),
    )


def comparable(documents: Sequence[Document]) -> Sequence[Document]:
    """Return ``documents``. Raises UsageError where there are fewer than two or where some are letters."""
    if len(documents) < 2:
        raise UsageError(f"只有 {len(documents)} 篇报告,没有可比的;请给两篇以上")
    letters = sum(document.kind == "letter" for document in documents)
    if letters:
        raise UsageError(
            f"compare 只比较报告,这里有 {letters} 封来信;来信请用 textgov cluster,确是报告请加 --kind report"
        )
    return documents


def _labels(documents: Sequence[Document]) -> list[str]:
    """Return a short name for each case: the street (or what is known of the place), else the title; all different."""
    labels = []
    for document in documents:
        place = document.place
        known = place and (place.street or place.district or place.city or place.province)
        labels.append(known or document.title[:_TITLE_CHARACTERS] or document.id)
    for qualifiers in ([(document.date or "")[:4] for document in documents], [document.id for document in documents]):
        often = Counter(labels)
        labels = [
            f"{label}·{qualifier}" if often[label] > 1 and qualifier else label
            for label, qualifier in zip(labels, qualifiers, strict=True)
        ]
    return labels


def _cell(text: str, tag: Tag) -> Cell:
    first = next((evidence for evidence in tag.evidence if evidence.status == tag.status), tag.evidence[0])
    statuses = Counter(evidence.status for evidence in tag.evidence)
    start, end = first.sentence
    return Cell(
        status=tag.status,
        done=statuses["done"],
        planned=statuses["planned"],
        problem=statuses["problem"],
        sentence=text[start:end],
        start=start,
        end=end,
        anchor=first.start,
    )


def _count(text: str, tokens: Sequence[Token]) -> _Words:
    starts = paragraph_starts(text) or [0]
    parts: list[Counter[str]] = [Counter() for _ in starts]
    for token in tokens:
        if is_word(token.text):
            parts[max(0, bisect_right(starts, token.start) - 1)][token.text] += 1
    return _Words(add_up(parts), tuple(parts))


def _keys(words: _Words, total: Counter[str], *, own: str) -> tuple[Key, ...]:
    """Return the words that a case uses more than all the others together, the surest first.

    Parts of its ``own`` name are left out: that only 柳塘街道 writes 柳塘 tells nobody anything.
    """
    c = words.counts.total()
    d = total.total() - c
    if not c or not d:
        return ()
    tested = [word for word, count in words.counts.items() if count >= RESEARCH.key_minimum]
    keys = [
        make_key(word, words.counts[word], total[word] - words.counts[word], c, d, tested=len(tested), spread=None)
        for word in tested
    ]
    more = [key for key in keys if key.log_ratio > 0 and key.word not in own]
    best = sorted(more, key=lambda key: (-key.g2, key.word))[: RESEARCH.keys]
    sizes = [part.total() for part in words.parts]
    return tuple(_with_dispersion(key, words, sizes) for key in best)


def _with_dispersion(key: Key, words: _Words, sizes: Sequence[int]) -> Key:
    if len(sizes) < 2:
        return key
    return replace(key, dispersion=dispersion([part[key.word] for part in words.parts], sizes))


def _figure_rows(cases: Sequence[Case]) -> tuple[FigureRow, ...]:
    """Return the figures that two cases or more give, those of most cases first.

    Figures go together that have one unit and whose subjects end in the same known subject: 专职网格员 counts as 网格员
    where some case says only 网格员.
    """
    subjects: defaultdict[str, set[str]] = defaultdict(set)
    for case in cases:
        for figure in case.figures:
            if len(figure.subject) > 1:
                subjects[figure.unit].add(figure.subject)
    rows: defaultdict[tuple[str, str], defaultdict[int, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for number, case in enumerate(cases):
        for figure in case.figures:
            known = subjects[figure.unit]
            if figure.subject in known:
                endings = (figure.subject[-size:] for size in range(2, len(figure.subject) + 1))
                base = next(ending for ending in endings if ending in known)
                rows[base, figure.unit][number].append(figure)
    shared = [
        FigureRow(subject, unit, {number: tuple(found) for number, found in values.items()})
        for (subject, unit), values in rows.items()
        if len(values) > 1
    ]
    return tuple(sorted(shared, key=lambda row: (-len(row.values), row.subject, row.unit)))


def _trend(cases: Sequence[Case]) -> tuple[Year, ...]:
    years: defaultdict[int, list[Case]] = defaultdict(list)
    for case in cases:
        if case.date:
            years[int(case.date[:4])].append(case)
    if len(years) < 2:
        return ()
    return tuple(
        Year(year, len(found), dict(Counter(code for case in found for code in case.cells)))
        for year, found in sorted(years.items())
    )
