"""Agenda items from clusters: what residents report (from codes and counts), where, who leads, what to ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from textgov.codebook import Body, Codebook
from textgov.settings import AGENDA
from textgov.types import AgendaItem, Cluster, Clustering, Document, Route, Tagging

# A place name is up to eight characters before one of these; household-level addresses are masked before.
_PLACE = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9]{1,8}?(?:小区|花园|家园|新村|公寓|大道|街道|社区|广场|市场|学校|小学|中学|医院|公园|村|路|街|巷|苑|城|镇|乡)"
)
_NOT_PLACE = re.compile(
    r"这|那|该|本|我|你|他|在|的|和|到|从|是|了|有|个|不|们|请|农村|全村|马路|公路|修路|一路|上街|进城|道路|大街"
)

_AGAINST = {
    "government": "政府部门",
    "company": "企业",
    "developer": "开发商",
    "school": "学校",
    "shop": "商户",
    "property_company": "物业公司",
    "hospital": "医院",
    "neighbour": "邻居",
    "village_cadre": "村(社区)干部",
}


def make_agenda(
    clustering: Clustering,
    letters: Sequence[Document],
    *,
    routes: Mapping[str, Route],
    taggings: Mapping[str, Tagging],
    codebook: Codebook,
    top: int | None = None,
) -> tuple[AgendaItem, ...]:
    """Make one item a cluster; urgent items first, then by heat, at most ``top``.

    ``letters`` must be masked. What residents report is put together from the letters' issues and their counts, so that
    no sentence of a letter gets out.
    """
    by_id = {letter.id: letter for letter in letters}
    ordered = sorted(clustering.clusters, key=lambda c: (c.heat.urgent == 0, -c.heat.value, c.id))
    return tuple(
        _item(number, cluster, [by_id[member] for member in cluster.members], routes, taggings, codebook)
        for number, cluster in enumerate(ordered[:top], 1)
    )


def _item(
    number: int,
    cluster: Cluster,
    letters: Sequence[Document],
    routes: Mapping[str, Route],
    taggings: Mapping[str, Tagging],
    codebook: Codebook,
) -> AgendaItem:
    lead = codebook.bodies.get(cluster.body or "triage") or codebook.bodies["triage"]
    known = [routes[letter.id] for letter in letters if letter.id in routes]
    place = _place(letters)
    against = Counter(_AGAINST[route.against] for route in known if route.against in _AGAINST)
    return AgendaItem(
        number=number,
        cluster=cluster.id,
        title=cluster.label,
        letters=cluster.size,
        reports=tuple(_reports(cluster, known, taggings, against)),
        place=place,
        lead=lead.id,
        lead_name=lead.name,
        remit=lead.remit,
        supporting=_supporting(known, lead, codebook),
        urgent=any(route.urgent for route in known),
        first=cluster.first,
        last=cluster.last,
        questions=lead.questions,
        unknown=tuple(_unknown(cluster, letters, place, against, taggings)),
    )


def _place(letters: Iterable[Document]) -> str:
    """Return the place that most letters name, or ``""`` where none is named by enough of them."""
    letters = list(letters)
    found: Counter[str] = Counter()
    for letter in letters:
        names = _PLACE.findall(f"{letter.title}\n{letter.text}")
        found.update({name for name in names if len(name) > 2 and not _NOT_PLACE.search(name)})
    if not found:
        return ""
    name, times = min(found.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))
    return name if times >= AGENDA.place_share * len(letters) else ""


def _reports(
    cluster: Cluster, routes: Sequence[Route], taggings: Mapping[str, Tagging], against: Counter[str]
) -> Iterable[str]:
    names = Counter(route.issue_name for route in routes if route.issue_name)
    also = Counter(tag.name for member in cluster.members if member in taggings for tag in taggings[member].tags[:3])
    for name, times in names.most_common(2):
        yield f"{times} 封来信反映“{name}”"
    further = [name for name, times in also.most_common() if name not in dict(names.most_common(2)) and times > 1][:2]
    if further:
        yield "同时提到:" + "、".join(further)
    if against:
        who, times = against.most_common(1)[0]
        yield f"{times} 封指向{who}"
    if cluster.terms:
        yield "来信中的关键词:" + "、".join(cluster.terms)
    if cluster.duplicates:
        copies = sum(len(group) - 1 for group in cluster.duplicates)
        yield f"其中 {copies} 封与别的来信文字基本相同(可能是重复投递或转抄)"


def _supporting(routes: Sequence[Route], lead: Body, codebook: Codebook) -> tuple[str, ...]:
    """Return the names of bodies that at least a share of the letters also concern."""
    counts = Counter(body for route in routes for body in {route.body, *route.supporting})
    return tuple(
        codebook.bodies[body].name
        for body, times in counts.most_common()
        if body not in (lead.id, "triage")
        and body in codebook.bodies
        and times >= AGENDA.supporting_share * len(routes)
    )


def _unknown(
    cluster: Cluster,
    letters: Sequence[Document],
    place: str,
    against: Counter[str],
    taggings: Mapping[str, Tagging],
) -> Iterable[str]:
    if not place:
        yield "具体地点:来信没有一致的说法"
    if not any(
        f.unit in ("户", "人", "家", "名") for m in cluster.members if m in taggings for f in taggings[m].figures
    ):
        yield "影响到多少户、多少人:来信没有说"
    if any(letter.date is None for letter in letters):
        yield "从什么时候开始:有的来信没有日期"
    if against:
        yield f"{against.most_common(1)[0][0]}的说法:来信只是一方意见,需要当面听取"
    else:
        yield "另一方的说法:来信只是一方意见"
    yield "以前是否处理过、结果如何:需要向有关部门核实"
