"""Replace what is personal by labels, and say what is left to give the writer away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from textgov.fold import fold
from textgov.settings import PRIVACY
from textgov.stages.privacy import officials
from textgov.stages.privacy.facts import Batch, facts, wider
from textgov.stages.privacy.finding import find, find_with_names, names_in
from textgov.stages.privacy.offsets import OffsetMap
from textgov.stages.privacy.risk import assess
from textgov.types import FACT_LABELS, FINDING_LABELS, Document, Finding, Masked, Risk

DIRECT = frozenset(FINDING_LABELS) - {"SELF", "KIN", "EMPLOYER", "OFFICIAL"}
# Two rounds end it in nearly every letter; the last is there so that a strange text cannot go on for ever.
_ROUNDS = 4
_PERSONAL_COLUMN = re.compile(
    "姓名|联系人|电话|手机|身份证|证件|住址|家庭地址|微信|qq|邮箱|昵称|用户|账号|写信人|来信人|反映人|投诉人|举报人|署名|网名"
    "|name|phone|mobile|e-?mail|user|address|author",
    re.IGNORECASE,
)


def mask(text: str, *, keep_officials: bool = False, generalise: bool = False, batch: Batch | None = None) -> Masked:
    """Replace everything personal in ``text`` by labels such as 〔姓名〕, 〔电话〕, 〔住址〕.

    Officials become 〔某站长〕, so that the office stays readable; ``keep_officials`` leaves them as they are. Spans are
    on ``text`` as given. ``generalise`` gives addresses and facts such as ages wider words (〔某幢〕, 〔孩子〕); ``batch``
    tells how rare such facts are. The result holds nothing direct that ``find`` would still find.
    """
    return _mask(text, (), _Wish(keep_officials, generalise), batch)


def mask_document(
    document: Document, *, keep_officials: bool = False, generalise: bool = False, batch: Batch | None = None
) -> tuple[Document, Masked]:
    """Mask the text, the title, the metadata and the removed lines of ``document``; a name found in one is hidden in all.

    Columns that are personal by their name (姓名, 电话, 用户 …) are masked whole. Returns the masked document and the
    masking of its text.
    """
    wish = _Wish(keep_officials, generalise)
    parts = [document.text, document.title, *document.metadata.values(), *(line.text for line in document.removed)]
    known = set().union(*(names_in(part, find(part)) for part in parts))
    known.update(value for key, value in document.metadata.items() if "姓名" in key and 2 <= len(value) <= 6)

    def clean(part: str) -> str:
        return _mask(part, known, wish, batch).text

    masked = _mask(document.text, known, wish, batch)
    return replace(
        document,
        text=masked.text,
        title=clean(document.title),
        metadata={
            key: "〔个人信息〕" if value and _PERSONAL_COLUMN.search(key) else clean(value)
            for key, value in document.metadata.items()
        },
        removed=tuple(replace(line, text=clean(line.text)) for line in document.removed),
    ), masked


def residues(text: str) -> tuple[Finding, ...]:
    """Return the direct identifiers in ``text`` that are sure enough to stop a release; never our own labels."""
    return tuple(finding for finding in find(text) if finding.type in DIRECT and finding.score >= PRIVACY.residue_score)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the user wants hidden, and how."""

    keep_officials: bool
    generalise: bool


def _mask(text: str, known: Iterable[str], wish: _Wish, batch: Batch | None) -> Masked:
    spans: list[Finding] = []
    masked = text
    # Hiding one thing may lay bare another (a word that forbade it is gone), so look again until nothing is new.
    for _ in range(_ROUNDS):
        found = [f for f in find_with_names(masked, known) if not (wish.keep_officials and f.type == "OFFICIAL")]
        if not found:
            break
        if spans:
            to_raw = OffsetMap.from_masked(text, Masked(masked, tuple(spans), Risk("low"))).to_raw
            found = [replace(f, start=to_raw(f.start), end=to_raw(f.end - 1) + 1) for f in found]
        spans += found
        spans.sort(key=lambda f: f.start)
        masked = _with_labels(text, spans, wish)
    risk = assess(text, spans, batch)
    if wish.generalise and (free := _free_facts(text, spans)):
        spans = sorted([*spans, *free], key=lambda f: f.start)
        masked = _with_labels(text, spans, wish)
    return Masked(masked, tuple(spans), risk)


def _free_facts(text: str, spans: Iterable[Finding]) -> list[Finding]:
    """Return the facts of ``text`` that touch no span and no other fact."""
    taken = {place for span in spans for place in range(span.start, span.end)}
    free = []
    for fact in facts(text):
        place = range(fact.start, fact.end)
        if taken.isdisjoint(place):
            taken.update(place)
            free.append(fact)
    return free


def _with_labels(text: str, spans: Iterable[Finding], wish: _Wish) -> str:
    pieces, position = [], 0
    for span in spans:
        pieces += [
            text[position : span.start],
            label(text[span.start : span.end], span.type, generalise=wish.generalise),
        ]
        position = span.end
    return "".join([*pieces, text[position:]])


def label(words: str, kind: str, *, generalise: bool = False) -> str:
    """Return what stands in the place of ``words``; an official keeps the office, and a fact is only made wider."""
    if kind in FACT_LABELS or (generalise and kind == "ADDRESS"):
        return f"〔{wider(words, kind)}〕"
    if kind == "OFFICIAL":
        title = officials.title_of(fold(words))
        return f"〔某{title}〕" if title else f"〔{FINDING_LABELS[kind]}〕"
    return f"〔{FINDING_LABELS[kind]}〕"
