"""Tag a document with the codes of the codebook: practices of a report, issues of a letter, each with its evidence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import prod

from textgov.codebook.model import Code, Codebook
from textgov.fold import fold
from textgov.matching import Hit, Matcher
from textgov.settings import TAG, TagSettings
from textgov.stages.tag.checks import check_figures
from textgov.stages.tag.figures import find_figures
from textgov.stages.tag.lists import passing_item
from textgov.stages.tag.names import coined_names
from textgov.stages.tag.status import StatusReader
from textgov.types import Document, Evidence, Kind, Span, Status, Tag, Tagging

# Lines about documents, not about practices: titles of reports, links to other articles, names of editors.
_FURNITURE = re.compile(
    r"^[^,，。;；:：\n]{6,45}(?:情况|总结|汇报|报告|方案|要点|通知|意见|纪实|调查|启示)(?:[((][^()()\n]{1,12}[))])?[ \t]*$|"
    r"^[ \t\u3000]*(?:(?:文|图|文[/、]图|图文|供图|摄影|供稿|撰文|撰稿|排版|校对|监制|转自|来源|编辑)[ \t\u3000]*[|丨/／:：]|本文(?:作者|来源|转自|图片))[^\n]{0,100}$|"
    r"^[ \t\u3000]*(?:[·•▪]|相关(?:阅读|链接|新闻|推荐|文章)|上一篇|下一篇|责任编辑|(?:来源|作者|编辑|审核|记者|通讯员)[:：])[^。\n]{0,60}$",
    re.MULTILINE,
)
_CLAUSE_END = re.compile(r"[，,。；;！!？?：:\n\r\u3000 ]")


class Tagger:
    """Find the codes of one kind of document; build once, use for every document (thread-safe)."""

    def __init__(self, matcher: Matcher, kind: Kind, settings: TagSettings = TAG) -> None:
        self._matcher, self._kind, self._settings = matcher, kind, settings

    @classmethod
    def from_codebook(cls, codebook: Codebook, kind: Kind, settings: TagSettings = TAG) -> Tagger:
        """Compile the practices (``kind="report"``) or the issues (``kind="letter"``) of a codebook."""
        codes = codebook.practices if kind == "report" else codebook.issues
        return cls(Matcher.from_codes(codes.values()), kind, settings)

    def tag(self, document: Document, sentences: Sequence[Span]) -> Tagging:
        """Return the tags and figures of ``document``.

        ``sentences`` are sorted spans on ``document.text``. A code counts where the hits of one paragraph (of a letter: of
        the whole text) together reach ``settings.min_score``, as 1 - Π(1 - score); a tag's score is the same over all of
        its evidence. Every evidence quotes the clause around its hits. What a letter raises is always a problem.
        """
        text = document.text
        status = StatusReader.from_text(fold(text)) if self._kind == "report" else None
        groups: defaultdict[tuple[str, int], list[Hit]] = defaultdict(list)
        breaks = [match.start() for match in re.finditer("\n", text)] if self._kind == "report" else []
        hits = self._matcher.find(text, sentences)
        if self._kind == "report":
            hits += coined_names(text, hits, sentences)
        furniture = [match.span() for match in _FURNITURE.finditer(text)] if status else []

        def within(place: int) -> bool:
            return any(start <= place < end for start, end in furniture)

        for hit in hits:
            if not within(hit.start):
                groups[hit.code.id, bisect_right(breaks, hit.start)].append(hit)
        if self._kind == "letter":
            groups = self._strongest(groups)
        clauses = _Clauses(text)
        evidence: defaultdict[str, list[Evidence]] = defaultdict(list)
        codes: dict[str, Code] = {}
        for (identifier, _), hits in groups.items():
            found = list(self._evidence(clauses, hits, sentences, status))
            if _combined(item.score for item in found) >= self._settings.min_score:
                codes[identifier] = hits[0].code
                evidence[identifier] += found
        tags = [_tag(codes[identifier], found) for identifier, found in evidence.items()]
        tags.sort(key=lambda tag: (-tag.score, tag.evidence[0].start, tag.code))
        figures = find_figures(text, sentences, planned=_planned(status, sentences), published=document.date)
        checks = check_figures(text, figures, published=document.date) if status else ()
        return Tagging(
            document.id,
            tuple(tags),
            tuple(figure for figure in figures if not within(figure.start)),
            tuple(check for check in checks if not within(check.start)),
        )

    def _strongest(self, groups: Mapping[tuple[str, int], list[Hit]]) -> defaultdict[tuple[str, int], list[Hit]]:
        """Keep the few issues that a letter speaks of most: one word is weak evidence for many."""
        scored = ((_combined(hit.score for hit in hits), key) for key, hits in groups.items())
        best = sorted(scored, key=lambda found: (-found[0], found[1]))[: self._settings.max_issues]
        return defaultdict(list, {key: groups[key] for _, key in sorted(best, key=lambda found: found[1])})

    def _evidence(
        self, around: _Clauses, hits: Sequence[Hit], sentences: Sequence[Span], status: StatusReader | None
    ) -> Iterable[Evidence]:
        """Yield one evidence a clause, named after its surest hit; in a report what is only listed counts less."""
        text = around.text
        clauses: defaultdict[Span, dict[Span, tuple[float, Hit]]] = defaultdict(dict)
        for hit in hits:
            clause = around.of(hit, sentences[hit.sentence])
            # A rule with a gap holds a verb and what it does: that is more than a mention.
            bare = self._kind == "report" and "…" not in hit.by
            item = passing_item(text, clause, hit.start, hit.end) if bare else None
            score = hit.score * self._settings.list_factor if item else hit.score
            part = item or Span(hit.start, hit.end)
            if part not in clauses[clause] or clauses[clause][part][0] < score:
                clauses[clause][part] = score, hit
        for clause, parts in clauses.items():
            _, best = max(parts.values(), key=lambda found: found[0])
            span = clause if clause.end - clause.start <= self._settings.max_quote else Span(best.start, best.end)
            sentence = sentences[best.sentence]
            judged: Status = _status(best, status, sentence) if status else "problem"
            score = _combined(score for score, _ in parts.values())
            yield Evidence(span.start, span.end, text[span.start : span.end], best.by, score, judged, sentence)


def _planned(status: StatusReader | None, sentences: Sequence[Span]) -> Callable[[Span], bool] | None:
    """Return what tells planned figures of a report, headings and all, with the same judgement as its tags."""
    if status is None:
        return None
    starts = [sentence.start for sentence in sentences]
    return lambda span: status.of(span, sentences[max(0, bisect_right(starts, span.start) - 1)]) == "planned"


def _status(hit: Hit, status: StatusReader, sentence: Span) -> Status:
    forced: dict[str, Status] = {"done": "done", "planned": "planned", "problem": "problem"}
    return forced.get(hit.status) or status.of(Span(hit.start, hit.end), sentence)


class _Clauses:
    """The clauses of a text: what lies between two marks of punctuation, blanks or line ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends = [match.start() for match in _CLAUSE_END.finditer(text)]

    def of(self, hit: Hit, sentence: Span) -> Span:
        """Return the clause of ``sentence`` that holds the hit."""
        before, after = bisect_left(self._ends, hit.start), bisect_left(self._ends, hit.end)
        start = self._ends[before - 1] + 1 if before else 0
        end = self._ends[after] if after < len(self._ends) else len(self.text)
        return Span(max(start, sentence.start), min(end, sentence.end))


def _combined(scores: Iterable[float]) -> float:
    """Return the noisy-or of scores in (0, 1], rounded so that the order of factors does not show."""
    return round(1 - prod(1 - score for score in scores), 6)


def _tag(code: Code, evidence: Sequence[Evidence]) -> Tag:
    ordered = tuple(sorted(evidence, key=lambda found: (found.start, found.end)))
    weight: dict[Status, float] = {"done": 0.0, "planned": 0.0, "problem": 0.0}
    for found in ordered:
        weight[found.status] += found.score
    status = max(weight, key=lambda name: weight[name])
    return Tag(code.id, code.name, _combined(found.score for found in ordered), status, ordered)
