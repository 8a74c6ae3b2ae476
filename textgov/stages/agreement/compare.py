"""Put coders side by side over the units they share, measure their agreement and list where they differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from textgov.codings import Agreement, Coder, Coding, Disagreement, Measure, Pair
from textgov.errors import TextgovError, UsageError
from textgov.settings import AGREEMENT, AgreementSettings
from textgov.stages.agreement import measures
from textgov.stages.agreement.measures import Real, Whole
from textgov.types import Status

_STATUSES: tuple[Status, ...] = ("done", "planned", "problem")
_WORDS = {-1: "open", 0: "no", 1: "yes"}
_SHOWN = 10


def compare(
    coders: Sequence[Coder],
    *,
    gold: str | None = None,
    names: Mapping[str, str] | None = None,
    settings: AgreementSettings = AGREEMENT,
) -> Agreement:
    """Measure how far coders agree over the units that all of them looked at.

    Every pair of a unit and a code that anyone gave there is one yes/no judgement; what a coder left open counts as
    missing, and so does a code that the coder did not judge at all (``Coder.codes``); a code that fewer than two judged is
    left out. A code counts once a unit. The status is compared where two or more coders gave the code with a status.

    Args:
        coders: two or more, with different names.
        gold: the name of the coder whom the others are measured against, or None.
        names: the codebook's names by code; a coder may write either.
        settings: resamples, confidence, seed, and when a code is too rare to judge.

    Raises:
        UsageError: fewer than two coders, two of one name, or an unknown gold.
        TextgovError: no unit in common, or no code in any common unit.
    """
    names = names or {}
    order = [coder.name for coder in coders]
    if len(coders) < 2:
        raise UsageError(f"比较一致性至少要两位编码者,这里只有 {len(coders)} 位;请再给一个文件")
    if len(set(order)) < len(order):
        raise UsageError(f"编码者重名:{'、'.join(order)};请改文件名")
    if gold is not None and gold not in order:
        raise UsageError(f"没有名为“{gold}”的编码者;可以写 {'、'.join(order)}")
    coders = [_with_ids(coder, {name: code for code, name in names.items()}) for coder in coders]
    units, missing = _units(coders)
    grid = _grid(coders, units, names)
    single = measures.parts(measures.counts(grid.given, 2))
    bounds = _alphas(measures.beside(single, measures.pooled(single)), settings)
    overall = _measure("", "全部编码", grid.given, bounds[-1], settings)
    codes = [
        _measure(code, names.get(code, code), grid.given[:, :, k], bound, settings)
        for k, (code, bound) in enumerate(zip(grid.codes, bounds, strict=False))
    ]
    if gold is not None:
        at = order.index(gold)
        overall = _with_gold(overall, grid.given, at)
        codes = [_with_gold(one, grid.given[:, :, k], at) for k, one in enumerate(codes)]
    return Agreement(
        coders=tuple(order),
        gold=gold,
        units=tuple(units),
        overall=overall,
        codes=tuple(codes),
        status=_status(grid, settings),
        pairs=tuple(_pairs(grid.given, order, gold)),
        disagreements=tuple(_disagreements(grid, coders, units, names)),
        missing=missing,
        warnings=tuple(_warnings(coders, codes, missing, names, settings)),
    )


def _with_ids(coder: Coder, ids: Mapping[str, str]) -> Coder:
    """Return the coder with names of the codebook turned into its codes."""
    codings = tuple(Coding(c.unit, ids.get(c.code, c.code), c.status, c.quote, c.start, c.end) for c in coder.codings)
    left_open = frozenset((unit, ids.get(code, code)) for unit, code in coder.open)
    judged = None if coder.codes is None else frozenset(ids.get(code, code) for code in coder.codes)
    return Coder(coder.name, coder.units, codings, left_open, coder.texts, judged)


def _units(coders: Sequence[Coder]) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """Return the units that all coders have, in the first one's order, and who lacks each of the others."""
    looked_at = [dict.fromkeys(coder.units) for coder in coders]
    everything = {unit: None for units in looked_at for unit in units}
    lacking = {
        unit: tuple(coder.name for coder, units in zip(coders, looked_at, strict=True) if unit not in units)
        for unit in everything
    }
    common = [unit for unit, absent in lacking.items() if not absent]
    if not common:
        examples = ";".join(f"{coder.name}:{'、'.join(coder.units[:3]) or '没有单元'}" for coder in coders)
        raise TextgovError(f"没有一个单元是大家都编过的({examples});请检查编号的写法是否相同")
    return common, {unit: absent for unit, absent in lacking.items() if absent}


@dataclass(frozen=True, slots=True)
class _Grid:
    """``given`` (coders, units, codes): 1, 0 or -1; ``status`` alike: the number of the status, -1 for none."""

    codes: list[str]
    given: Whole
    status: Whole


def _grid(coders: Sequence[Coder], units: Sequence[str], names: Mapping[str, str]) -> _Grid:
    rows = {unit: number for number, unit in enumerate(units)}
    used = {coding.code for coder in coders for coding in coder.codings if coding.unit in rows}
    used = {code for code in used if sum(_judged(coder, code) for coder in coders) > 1}
    if not used:
        raise TextgovError("大家都编过的单元里没有任何编码,无从比较;请检查文件里的编码列")
    codes = [code for code in names if code in used] + sorted(used - names.keys())
    columns = {code: number for number, code in enumerate(codes)}
    given = np.zeros((len(coders), len(units), len(codes)), dtype=np.int64)
    status = np.full_like(given, -1)
    for number, coder in enumerate(coders):
        given[number][:, [not _judged(coder, code) for code in codes]] = -1
        for unit, code in coder.open:
            if unit in rows and code in columns:
                given[number, rows[unit], columns[code]] = -1
        statuses: defaultdict[tuple[int, int], Counter[int]] = defaultdict(Counter)
        for coding in coder.codings:
            if coding.unit in rows and coding.code in columns:
                place = rows[coding.unit], columns[coding.code]
                given[(number, *place)] = 1
                if coding.status:
                    statuses[place][_STATUSES.index(coding.status)] += 1
        for place, found in statuses.items():
            # The status of most of the passages; of equally many the first of done, planned, problem.
            status[(number, *place)] = max(found, key=lambda one: (found[one], -one))
    return _Grid(codes, given, status)


def _judged(coder: Coder, code: str) -> bool:
    return coder.codes is None or code in coder.codes


_Bound = tuple[float | None, float | None, float | None]


def _alphas(found: measures.Parts, settings: AgreementSettings) -> list[_Bound]:
    """Return alpha and its bounds for every column."""

    def known(values: Real) -> list[float | None]:
        return [None if np.isnan(value) else float(value) for value in values]

    low, high = measures.intervals(
        found, resamples=settings.resamples, confidence=settings.confidence, seed=settings.seed
    )
    return list(zip(known(measures.alphas(found)), known(low), known(high), strict=True))


def _measure(
    code: str, name: str, given: Whole, bound: _Bound, settings: AgreementSettings, *, values: int = 2
) -> Measure:
    """Measure judgements (coders, units[, codes])."""
    counted = measures.counts(given, values)
    comparable = counted.sum(axis=-1) >= 2
    paired = counted[comparable]
    # Of yes and no only yes is a code; every status is one.
    coded = comparable & (counted[..., 1:] if values == 2 else counted).any(axis=-1)
    units = int(coded.reshape(len(coded), -1).any(axis=1).sum())
    alpha, low, high = bound
    return Measure(
        code=code,
        name=name,
        judged=len(paired),
        coded=units,
        prevalence=float(paired[:, 1].sum() / paired.sum()) if values == 2 and len(paired) else None,
        agreement=measures.percent_agreement(counted),
        kappa=measures.kappa(given[0], given[1]) if len(given) == 2 else None,
        alpha=alpha,
        low=low,
        high=high,
        few=units < settings.min_units,
    )


def _with_gold(measure: Measure, given: Whole, gold: int) -> Measure:
    precision, recall, f1 = measures.precision_recall_f1(given[gold], np.delete(given, gold, axis=0))
    return replace(measure, precision=precision, recall=recall, f1=f1)


def _status(grid: _Grid, settings: AgreementSettings) -> Measure | None:
    """Measure the status where two or more coders gave one; None where that never happens."""
    paired = (grid.status >= 0).sum(axis=0) >= 2
    if not paired.any():
        return None
    found = measures.pooled(measures.parts(measures.counts(grid.status, len(_STATUSES))))
    bound = _alphas(found, settings)[0]
    return _measure("", "状态", grid.status, bound, settings, values=len(_STATUSES))


def _pairs(given: Whole, order: Sequence[str], gold: str | None) -> list[Pair]:
    """Compare every two coders; the gold comes first in its pairs."""
    found = []
    for i in range(len(order)):
        for j in range(i + 1, len(order)):
            one, other = (j, i) if order[j] == gold else (i, j)
            two = given[[one, other]]
            quality = measures.precision_recall_f1(two[0], two[1]) if order[one] == gold else (None, None, None)
            agreement = measures.percent_agreement(measures.counts(two, 2))
            judged = int((two >= 0).all(axis=0).sum())
            found.append(Pair(order[one], order[other], judged, agreement, measures.kappa(two[0], two[1]), *quality))
    return found


def _disagreements(
    grid: _Grid, coders: Sequence[Coder], units: Sequence[str], names: Mapping[str, str]
) -> list[Disagreement]:
    """List where one coder gave a code and another did not, or the status differs; in order of unit and code."""
    quotes: defaultdict[tuple[int, str, str], dict[str, None]] = defaultdict(dict)
    for number, coder in enumerate(coders):
        for coding in coder.codings:
            if coding.quote:
                quotes[number, coding.unit, coding.code][coding.quote] = None
    found = []
    stated = np.where(grid.status >= 0, grid.status, len(_STATUSES)).min(axis=0)
    about = {
        "code": (grid.given == 1).any(axis=0) & (grid.given == 0).any(axis=0),
        "status": (grid.status.max(axis=0) >= 0) & (grid.status.max(axis=0) != stated),
    }
    for row, column in np.argwhere(about["code"] | about["status"]):
        unit, code = units[row], grid.codes[column]
        marked = {one.name: tuple(quotes.get((number, unit, code), ())) for number, one in enumerate(coders)}
        text = next((coder.texts[unit] for coder in coders if unit in coder.texts), "")
        for kind in (kind for kind, differs in about.items() if differs[row, column]):
            if kind == "code":
                words = [_WORDS[value] for value in grid.given[:, row, column].tolist()]
            else:
                words = [_STATUSES[value] if value >= 0 else "" for value in grid.status[:, row, column].tolist()]
            said = {coder.name: word for coder, word in zip(coders, words, strict=True)}
            found.append(Disagreement(unit, code, names.get(code, code), kind, said, marked, text))
    return found


def _warnings(
    coders: Sequence[Coder],
    codes: Sequence[Measure],
    missing: Mapping[str, tuple[str, ...]],
    names: Mapping[str, str],
    settings: AgreementSettings,
) -> list[str]:
    found = []
    if missing:
        found.append(
            f"有 {len(missing)} 个单元不是每位编码者都有,没有计入:{_listed(list(missing))}"
            "。看过但没有编码的单元,请保留一行,编码留空"
        )
    compared = {measure.code for measure in codes}
    given = {coding.code for coder in coders for coding in coder.codings} - compared
    left = [names.get(code, code) for code in (*names, *sorted(given - names.keys())) if code in given]
    partial = [coder.name for coder in coders if coder.codes is not None]
    if left and partial:
        found.append(f"{'、'.join(partial)} 的表里没有这些编码的列,没有比较:{_listed(left)}")
    few = [measure.name for measure in codes if measure.few]
    if few:
        found.append(f"有人编过的单元不到 {settings.min_units} 个,数字不可靠:{_listed(few)}")
    if names:
        users = {one.code: [c.name for c in coders if any(x.code == one.code for x in c.codings)] for one in codes}
        alone = [f"{code}({who[0]})" for code, who in users.items() if code not in names and len(who) == 1]
        if alone:
            found.append(f"编码本里没有,又只有一人用过的编码,请检查写法:{_listed(alone)}")
    return found


def _listed(items: Sequence[str]) -> str:
    return "、".join(items[:_SHOWN]) + (f"等 {len(items)} 个" if len(items) > _SHOWN else "")
