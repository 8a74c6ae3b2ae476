"""What a person changes about the issues: names, who belongs where, and what stays as it is."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import replace

from textgov.errors import UsageError
from textgov.settings import CLUSTER
from textgov.stages.cluster.course import bursts, trend
from textgov.stages.cluster.group import likes_of
from textgov.stages.cluster.heat import growth, heat, iso_day
from textgov.types import Cluster, Clustering, Document


def find(clustering: Clustering, name: str) -> Cluster:
    """Return the issue whose id is ``name`` or begins with it (with or without ``C-``), or whose label it is.

    Raises UsageError where there is none or more than one.
    """
    exact = [one for one in clustering.clusters if name in (one.id, one.label)]
    begun = [
        one for one in clustering.clusters if name and one.id.removeprefix("C-").startswith(name.removeprefix("C-"))
    ]
    found = exact or begun
    if len(found) == 1:
        return found[0]
    if found:
        shown = "、".join(f"{one.id}({one.label})" for one in found[:5])
        raise UsageError(f"“{name}”对得上 {len(found)} 个问题:{shown};请写完整的问题编号")
    raise UsageError(f"没有编号或名称是“{name}”的问题;编号用 textgov issues list 文件夹 查看")


def change(clustering: Clustering, changed: Cluster) -> Clustering:
    """Return the clustering with one issue renamed or locked; membership stays."""
    return replace(clustering, clusters=tuple(changed if one.id == changed.id else one for one in clustering.clusters))


def regroup(
    clustering: Clustering,
    moves: Mapping[str, str],
    *,
    letters: Sequence[Document],
    urgent: Container[str],
    label: str = "",
) -> Clustering:
    """Return the clustering with letters moved: ``moves`` maps a letter's id to the issue that takes it.

    ``letters`` are all letters of the clustering, masked; ``urgent`` holds ids of urgent letters among those of the
    issues touched. An issue without letters vanishes; an id that is new becomes an issue called ``label``. Size, dates,
    heat and course of the issues touched are worked out anew, the others stay as they are.
    """
    assignments = dict(clustering.assignments) | dict(moves)
    by_id = {letter.id: letter for letter in letters}
    last = max((day for letter in letters if (day := iso_day(letter.date))), default=None)
    touched = {clustering.assignments[letter] for letter in moves} | set(moves.values())
    members: defaultdict[str, list[Document]] = defaultdict(list)
    for letter, issue in assignments.items():
        if issue in touched and issue is not None:
            members[issue].append(by_id[letter])
    known = {one.id: one for one in clustering.clusters}
    involved = [known[issue] for issue in sorted(filter(None, touched)) if issue in known]
    kept = [one for one in clustering.clusters if one.id not in touched]
    for issue, belonging in members.items():
        old = known.get(issue) or Cluster(
            issue, label, (), (), "", None, None, heat(0), body=next((one.body for one in involved), None)
        )
        kept.append(describe(old, belonging, involved, last=last, urgent=urgent))
    return Clustering(tuple(sorted(kept, key=lambda one: (-one.heat.value, one.id))), assignments)


def describe(
    old: Cluster,
    letters: Collection[Document],
    involved: Sequence[Cluster],
    *,
    last: str | None,
    urgent: Container[str],
) -> Cluster:
    """Return ``old`` with these letters; terms, copies and typical letters come from the issues ``involved``.

    ``last`` is the latest day of all letters, for the growth.
    """
    ordered = sorted(letters, key=lambda letter: (iso_day(letter.date) or "9999", letter.id))
    ids = [letter.id for letter in ordered]
    sources = sorted(involved, key=lambda one: one.id != old.id)
    copies = [tuple(one for one in group if one in ids) for source in sources for group in source.duplicates]
    same = tuple(group for group in dict.fromkeys(copies) if len(group) > 1)
    typical = [one for source in sources for one in source.representatives if one in ids] or ids[:1]
    texts = [f"{letter.title}\n{letter.text}" for letter in ordered]
    terms = dict.fromkeys(term for source in sources for term in source.terms if any(term in text for text in texts))
    dates = [iso_day(letter.date) for letter in ordered]
    days = sorted({day for day in dates if day})
    return replace(
        old,
        terms=tuple(terms)[: CLUSTER.terms],
        members=tuple(ids),
        representative=typical[0],
        representatives=tuple(dict.fromkeys(typical))[: CLUSTER.representatives],
        first=days[0] if days else None,
        last=days[-1] if days else None,
        heat=heat(
            len(ids),
            distinct_days=len(days),
            growth=growth(dates, last),
            likes=sum(map(likes_of, ordered)),
            urgent=sum(one in urgent for one in ids),
            duplicates=sum(len(group) - 1 for group in same),
        ),
        duplicates=same,
        trend=trend(dates),
        bursts=bursts(dates),
    )


def new_id(letters: Collection[str], taken: Container[str]) -> str:
    """Return the id of an issue that is split off: made from its letters, not ``taken``."""
    name = "C-" + hashlib.sha256("\n".join(sorted(letters)).encode("utf-8", "surrogatepass")).hexdigest()[:10]
    while name in taken:
        name = "C-" + hashlib.sha256(name.encode()).hexdigest()[:10]
    return name


def without_locked(
    letters: Sequence[Document], earlier: Clustering | None
) -> tuple[Sequence[Document], Clustering | None]:
    """Return the letters outside of locked issues, and the earlier result without what those hold; their ids stay taken."""
    locked = _locked(earlier)
    if earlier is None or not locked:
        return letters, earlier
    free = [one for one in letters if earlier.assignments.get(one.id) not in locked]
    held = {letter: issue for letter, issue in earlier.assignments.items() if issue not in locked}
    return free, Clustering(earlier.clusters, held)


def keep_locked(
    found: Clustering, earlier: Clustering | None, letters: Sequence[Document], urgent: Container[str]
) -> Clustering:
    """Return ``found`` with the locked issues of the earlier result, whose heat is worked out anew."""
    locked = _locked(earlier)
    if earlier is None or not locked:
        return found
    last = max((day for letter in letters if (day := iso_day(letter.date))), default=None)
    by_id = {letter.id: letter for letter in letters}
    kept = [
        describe(one, [by_id[member] for member in one.members], [one], last=last, urgent=urgent)
        for one in earlier.clusters
        if one.id in locked
    ]
    held = {letter: issue for letter, issue in earlier.assignments.items() if issue in locked}
    others = [one for one in found.clusters if one.id not in locked]
    together = sorted([*others, *kept], key=lambda one: (-one.heat.value, one.id))
    assignments = {letter.id: held.get(letter.id, found.assignments.get(letter.id)) for letter in letters}
    return Clustering(tuple(together), assignments)


def _locked(earlier: Clustering | None) -> set[str]:
    return {one.id for one in earlier.clusters if one.locked} if earlier else set()
