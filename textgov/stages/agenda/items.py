"""Agenda items from clusters: what residents report (from codes and counts), where, who leads, what to ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from textgov.codebook import Body, Codebook
from textgov.fold import fold
from textgov.settings import AGENDA, RELEASE
from textgov.stages.agenda.bands import band
from textgov.stages.agenda.meeting import meeting_about
from textgov.stages.agenda.places import common_place
from textgov.types import AgendaItem, Cluster, Clustering, Document, Route, Tagging

# Units that say how many are concerned.
_HOUSEHOLDS = frozenset(("户", "人", "家", "名", "位", "户人家"))
# Masked places of a text hold our own words.
_LABEL = re.compile(r"〔[^〕]*〕")
# A number may lead to a door and an age or a relative to a writer; time and empty words do not tell what it is about.
_NOT_TERM = re.compile(
    r"[0-9一这那也去他她你我俺]|[二三四五六七八九十百千万两几][栋幢楼号层单室户组队点年月日天次个]|栋|幢|号楼|单元|岁|先生|女士|老[大二三四五]"
    r"|女儿|儿子|孙[子女]|父亲|母亲|爸|妈|老公|老婆|丈夫|妻子|[昨今明后前][天日晚]|天天|[夜村家卡]里|[上下前后里外]面"
)
_CUE, _CUE_NAME = "against_", "投诉对象:"
_OTHER = "other"


def make_agenda(
    clustering: Clustering,
    letters: Sequence[Document],
    *,
    routes: Mapping[str, Route],
    taggings: Mapping[str, Tagging],
    codebook: Codebook,
    top: int | None = None,
    k: int = RELEASE.k,
    quotable: Collection[str] = (),
) -> tuple[AgendaItem, ...]:
    """Make one item a cluster: what a meeting can settle, then what others have to, each urgent first, then by heat.

    At most ``top`` of each. Numbers run through both.
    ``letters`` must be masked. What residents report is put together from the letters' issues and their counts, and so
    is the title, so that no sentence of a letter gets out. Counts come in bands of at least ``k`` letters, dates as months.
    Only with ``quotable``, the ids of letters that may be quoted, an item shows the beginning of up to two of them.
    """
    by_id = {letter.id: letter for letter in letters}
    ordered = sorted(clustering.clusters, key=lambda c: (c.heat.urgent == 0, -c.heat.value, c.id))
    items = [
        _item(cluster, [by_id[member] for member in cluster.members], routes, taggings, codebook, k, quotable)
        for cluster in ordered
    ]
    listed = [*[one for one in items if one.settle][:top], *[one for one in items if not one.settle][:top]]
    return tuple(replace(one, number=number) for number, one in enumerate(listed, 1))


def _item(
    cluster: Cluster,
    letters: Sequence[Document],
    routes: Mapping[str, Route],
    taggings: Mapping[str, Tagging],
    codebook: Codebook,
    k: int,
    quotable: Collection[str],
) -> AgendaItem:
    lead = codebook.bodies.get(cluster.body or "triage") or codebook.bodies["triage"]
    known = [routes[letter.id] for letter in letters if letter.id in routes]
    # Of issues that equally many letters raise, that of the leading body comes first.
    known.sort(key=lambda route: route.body != lead.id)
    issues = Counter(route.issue_name for route in known if route.issue_name and route.issue != _OTHER)
    against = _against(known, codebook)
    place = common_place(_wordings(cluster, letters))
    terms = _terms(cluster, letters, place)
    leading = next((name for name, _ in issues.most_common(1)), None)
    meeting = meeting_about(next((one for one in codebook.issues.values() if one.name == leading), None), lead, place)
    return AgendaItem(
        number=0,
        cluster=cluster.id,
        title=_title(place, issues, terms),
        letters=cluster.size,
        band=band(cluster.size, k=k),
        reports=tuple(_reports(cluster, issues, _further(cluster, issues, taggings), against, terms, k)),
        place=place,
        lead=lead.id,
        lead_name=lead.name,
        remit=lead.remit,
        supporting=_supporting(known, lead, codebook),
        urgent=any(route.urgent for route in known),
        first=_month(cluster.first),
        last=_month(cluster.last),
        questions=meeting.questions,
        unknown=tuple(_unknown(cluster, letters, place, against, taggings)),
        quotes=tuple(_quotes(cluster, letters, quotable)),
        concerns=meeting.concerns,
        level=meeting.level,
        settle=meeting.settle,
        goes_to=meeting.goes_to,
    )


def _month(day: str | None) -> str | None:
    """Return the month of an ISO date: on which day somebody wrote may give them away."""
    return day[:7] if day else None


def _quotes(cluster: Cluster, letters: Iterable[Document], quotable: Collection[str]) -> list[str]:
    """Return the beginnings of the letters that show the issue best, of those that may be quoted."""
    ordered = sorted((one for one in letters if one.id in quotable), key=lambda one: one.id != cluster.representative)
    texts = dict.fromkeys(" ".join(one.text.split()) for one in ordered)
    return [t if len(t) <= AGENDA.quote_chars else t[: AGENDA.quote_chars] + "…" for t in texts][: AGENDA.quotes]


def _against(routes: Iterable[Route], codebook: Codebook) -> str:
    """Return whom most letters complain about, when at least two do, or ``""``."""
    cues = Counter(cue for route in routes if (cue := codebook.cues.get(_CUE + (route.against or ""))))
    return next((cue.name.removeprefix(_CUE_NAME) for cue, times in cues.most_common(1) if times > 1), "")


def _wordings(cluster: Cluster, letters: Iterable[Document]) -> list[str]:
    """Return title and text of each letter without our labels; a text sent several times counts once."""
    repeated = {member for group in cluster.duplicates for member in group[1:]}
    return [_LABEL.sub("。", f"{one.title}\n{one.text}") for one in letters if one.id not in repeated]


def _terms(cluster: Cluster, letters: Sequence[Document], place: str) -> list[str]:
    """Return the cluster's terms that are words of the letters, lead to no door and do not repeat the place."""
    texts = [fold(text) for text in _wordings(cluster, letters)]
    return [
        term
        for term in cluster.terms
        if not _NOT_TERM.search(term)
        and term not in place
        and not (place and place in term)
        and any(term in text for text in texts)
    ]


def _title(place: str, issues: Counter[str], terms: Sequence[str]) -> str:
    """Return place, issue and two terms: enough to tell the items apart, and nobody's own words."""
    what = issues.most_common(1)[0][0] if issues else "内容相近的来信"
    about = f"({'、'.join(terms[:2])})" if terms else ""
    return (f"{place}:" if place else "") + what + about


def _further(cluster: Cluster, issues: Counter[str], taggings: Mapping[str, Tagging]) -> list[str]:
    """Return up to two issues that at least two letters raise beside the leading ones."""
    named = {name for name, _ in issues.most_common(2)}
    also = Counter(
        tag.name
        for member in cluster.members
        if member in taggings
        for tag in taggings[member].tags[:3]
        if tag.code != _OTHER
    )
    return [name for name, times in also.most_common() if name not in named and times > 1][:2]


def _reports(
    cluster: Cluster, issues: Counter[str], further: Sequence[str], against: str, terms: Sequence[str], k: int
) -> Iterator[str]:
    for name, times in issues.most_common(2):
        yield f"{band(times, k=k)}来信反映“{name}”"
    if not issues:
        yield "来信说的事还不能归类,请先由社工说明情况"
    if further:
        yield "同时提到:" + "、".join(further)
    if against:
        yield f"意见多是对{against}提的"
    if terms:
        yield "来信中的关键词:" + "、".join(terms)
    if cluster.duplicates:
        yield "有的来信文字基本相同(可能是重复投递或转抄)"


def _supporting(routes: Sequence[Route], lead: Body, codebook: Codebook) -> tuple[str, ...]:
    """Return the names of bodies that at least a share of the letters also concern."""
    counts = Counter(body for route in routes for body in {route.body, *route.supporting})
    wanted = sorted(
        (-times, body)
        for body, times in counts.items()
        if body not in (lead.id, "triage")
        and body in codebook.bodies
        and times >= AGENDA.supporting_share * len(routes)
    )
    return tuple(codebook.bodies[body].name for _, body in wanted)


def _unknown(
    cluster: Cluster,
    letters: Sequence[Document],
    place: str,
    against: str,
    taggings: Mapping[str, Tagging],
) -> Iterator[str]:
    if not place:
        yield "具体在哪里:来信没有一致的说法"
    figures = (figure for member in cluster.members if member in taggings for figure in taggings[member].figures)
    if not any(figure.unit in _HOUSEHOLDS for figure in figures):
        yield "影响到多少户、多少人:来信没有说"
    if any(letter.date is None for letter in letters):
        yield "来信时间:有的来信没有日期"
    yield f"{against or '另一方'}怎么说:来信只是一方的意见,需要当面听取"
    yield "什么时候开始的、以前是否处理过、结果如何:需要核实"
