"""People's answers about routes: rows of a returned queue become corrections, or are refused with a reason."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from textgov.errors import UsageError
from textgov.fold import fold
from textgov.review_types import RIGHT, Answer, Choices, Correction, Taken
from textgov.types import Document, Rejected

# What a reviewer writes when the suggestion is right.
_RIGHT = (RIGHT, "正确", "对", "是", "√", "✓", "✔", "ok", "yes", "y")
# Cells hold up to 32,767 characters; what comes behind is cut there and must not make the letter another one.
_JUDGED = 20_000


def fingerprint(title: str, text: str, identifier: str = "") -> str:
    """Return 12 hex digits that a letter keeps on its way through tables: of its letters and digits alone."""
    kept = "".join(character for character in fold(f"{title}{text}") if character.isalnum())[:_JUDGED]
    return hashlib.sha256(f"{identifier}\n{kept}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


def key_of(letter: Document | Correction) -> str:
    """Return what tells the same letter again, whatever its id."""
    return fingerprint(letter.title, letter.text)


def take(
    answers: Iterable[Answer],
    stored: Sequence[Correction],
    choices: Choices,
    *,
    personal: Callable[[str], bool],
    letters: Iterable[Document] | None = None,
    date: str = "",
) -> Taken:
    """Add answers to the ``stored`` corrections; a later answer about the same letter replaces the earlier one.

    ``letters``, masked, are the letters as they are now: an answer about one that is missing or has changed is rejected.
    So is a row whose text is not what its check digits were made from or in which ``personal`` finds something, and a name
    that is not among the ``choices``.
    """
    now = None if letters is None else {one.id: fingerprint(one.title, one.text, one.id) for one in letters}
    held = {key_of(one): one for one in stored}
    new = changed = known = empty = 0
    rejected = []
    for answer in answers:
        if not answer.body and not answer.issue:
            empty += 1
            continue
        try:
            _check(answer, now)
            if personal(f"{answer.title}\n{answer.text}"):
                raise UsageError("的正文里还有没遮盖的个人信息,没有存。请用 textgov review queue 重新生成待看表")
            found = _correction(answer, choices, date)
        except UsageError as error:
            reason, _, advice = str(error).partition("。")
            rejected.append(Rejected(answer.path, answer.row, f"第 {answer.row} 行({answer.id}){reason}", advice))
            continue
        before = held.get(key_of(found))
        if before is None:
            new += 1
        elif (before.body, before.issue) == (found.body, found.issue):
            known += 1
            continue
        else:
            changed += 1
            found = replace(found, previous=(*before.previous, (before.body, before.issue)))
        held[key_of(found)] = found
    return Taken(tuple(held.values()), new, changed, known, empty, tuple(rejected))


def _check(answer: Answer, now: Mapping[str, str] | None) -> None:
    """Raise UsageError (reason。advice) for a letter that is unknown or not what the reviewer was shown."""
    if not answer.check:
        raise UsageError("没有校验码,不是 textgov review queue 写出的来信。请在原来的表里填写,不要新加行")
    if fingerprint(answer.title, answer.text, answer.id) != answer.check:
        raise UsageError("的编号、标题或正文与写出时不同。可能改过字,或只给一列排了序;请重新生成待看表")
    if now is not None and answer.id not in now:
        raise UsageError("在所给的来信里找不到。请检查 --letters,或去掉这一行")
    if now is not None and now[answer.id] != answer.check:
        raise UsageError("的来信后来改过,答复说的是旧的内容。请重新生成待看表")


def _correction(answer: Answer, choices: Choices, date: str) -> Correction:
    return Correction(
        answer.id,
        answer.title,
        answer.text,
        _chosen(answer.body, answer.suggested_body, choices.bodies, "部门"),
        _chosen(answer.issue, answer.suggested_issue, choices.issues, "诉求"),
        answer.suggested_body,
        answer.suggested_issue,
        date,
    )


def _chosen(written: str, suggested: str, names: Mapping[str, str], what: str) -> str:
    """Return the id that was written as id or name, or the suggested one where it was called right."""
    wanted = _plain(written)
    if not wanted:
        return ""
    found = next((key for key, name in names.items() if wanted in (_plain(key), _plain(name))), None)
    if found is not None:
        return found
    if wanted in _RIGHT and suggested in names:
        return suggested
    if not names:
        raise UsageError(f"写了正确{what},但这个模型不分{what}。请清空这一格")
    shown = written if len(written) <= 20 else written[:20] + "…"
    listed = {_plain(name): name for name in (*names, *names.values())}
    near = difflib.get_close_matches(wanted, listed, n=1, cutoff=0.4)
    hint = f"是不是“{listed[near[0]]}”?" if near else ""
    raise UsageError(f"的正确{what}“{shown}”不在可选的名称里。{hint}请从下拉列表里选,或写编码")


def _plain(text: str) -> str:
    return "".join(fold(text).split())
