"""What ``textgov route --explain`` prints: one letter, masked, and everything that decided where it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textgov.types import Alternative, Document, Explanation, Phrase


def explained(
    documents: Sequence[Document], wanted: str, *, codebook: Path | None, model: Path | None, threshold: float | None
) -> str:
    """Return the explanation of the letter ``wanted``. Raises UsageError where no letter has this id."""
    from textgov import api
    from textgov.codebook.checks import nearest
    from textgov.errors import UsageError
    from textgov.stages.export.tables import AGAINST_NAMES
    from textgov.toolbox import toolbox

    letter = next((one for one in documents if one.id == wanted), None)
    if letter is None:
        known = [one.id for one in documents]
        raise UsageError(
            f"没有编号是 {wanted} 的来信" + (nearest(wanted, known) if len(known) <= 20 else ";请核对编号")
        )
    explanation = api.explain(letter, codebook=codebook, model=model, threshold=threshold)
    names = {body.id: body.name for body in toolbox(codebook).codebook.bodies.values()}
    role = explanation.route.against
    return "\n".join(_lines(explanation, names, AGAINST_NAMES.get(role or "", role or "没有")))


def _lines(found: Explanation, names: Mapping[str, str], role: str) -> Iterator[str]:
    route = found.route
    yield f"编号:{route.id}"
    yield f"结果:{route.body_name},诉求:{route.issue_name or '没有'}"
    first = route.alternatives[0]
    yield (
        f"把握:{names.get(first.body, first.body)} {first.probability:.1%},"
        f"{'达到' if first.probability >= found.least else '没有达到'}直接分派的 {found.least:.1%}"
    )
    yield f"规则和投诉对象之前:{_listed(found.before, names)}"
    yield f"规则和投诉对象之后:{_listed(found.after, names)}"
    yield "生效的规则:" + ("" if found.rules else "没有")
    for rule in found.rules:
        yield f"  {rule.id}:“{rule.words}” → {names.get(rule.body, rule.body)},权重 {rule.weight:g}({rule.reason})"
    for body, phrases in found.phrases.items():
        yield f"像{names.get(body, body)}的词:{_weighed(phrases)}"
    yield f"投诉对象:{role}"
    for name, words, wrong in found.accused:
        yield f"  {name}:{'做了不该做的事' if wrong else '不办、推、拖'},“{words}”"
    if found.conflict:
        yield f"回避:{found.conflict}"
    yield "紧急:" + ("是,因为" + "、".join(f"“{word}”" for word in route.urgent_words) if route.urgent else "不是")
    yield "理由:"
    yield from (f"  {line}" for line in route.reasons)


def _listed(some: Sequence[Alternative], names: Mapping[str, str]) -> str:
    return ";".join(f"{names.get(one.body, one.body)} {one.probability:.1%}" for one in some[:4])


def _weighed(phrases: Sequence[Phrase]) -> str:
    return "、".join(f"{one.text}({one.weight:g})" for one in phrases) or "没有"
