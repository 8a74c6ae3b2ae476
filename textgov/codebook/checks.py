"""What is wrong with a codebook as a whole: words claimed twice, unknown bodies and issues, patterns that say nothing."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from textgov.codebook.model import LEVELS, Body, Code, Codebook
from textgov.codebook.patterns import compile_pattern
from textgov.fold import fold

_STATUSES = ("", "done", "planned", "problem")

# Says in which file and line an id sets a word.
At = Callable[[str, str], str]


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the end of a message about an unknown name: the nearest known one, or all of them."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f";是不是 {close[0]}?" if close else f";可用的有:{'、'.join(sorted(known))}"


def problems_of(book: Codebook, at: At) -> list[str]:
    """Return one line in Chinese a problem: claims, bodies, patterns, weights."""
    problems: list[str] = []
    for part in (book.practices, book.issues):
        problems += _claims(part, at)
    for code in (*book.practices.values(), *book.issues.values(), *book.cues.values()):
        problems += _patterns(code, at)
    for issue in book.issues.values():
        if not issue.body:
            problems.append(
                f"{at(issue.id, 'id')}: 诉求 {issue.id} 没有写牵头部门 body{nearest(issue.id, book.bodies)}"
            )
        elif issue.body not in book.bodies:
            problems.append(
                f"{at(issue.id, 'body')}: 诉求 {issue.id} 的部门 {issue.body} 不存在{nearest(issue.body, book.bodies)}"
            )
    problems += _actors(book, at)
    owners: list[Code | Body] = [*book.issues.values(), *book.bodies.values()]
    for owner in owners:
        problems += [f"{at(owner.id, key)}: {one}" for key, one in _meeting(owner)]
    problems += [
        f"{at(body.id, 'id')}: 部门 {body.id} 没有写职责 remit;请补上"
        for body in book.bodies.values()
        if not (body.remit or body.leads or body.supports)
    ]
    for rule in book.routing:
        if rule.body not in book.bodies:
            problems.append(
                f"{at(rule.id, 'body')}: 分派规则 {rule.id} 的部门 {rule.body} 不存在{nearest(rule.body, book.bodies)}"
            )
        if rule.issue and rule.issue not in book.issues:
            problems.append(
                f"{at(rule.id, 'issue')}: 分派规则 {rule.id} 的诉求 {rule.issue} 不存在{nearest(rule.issue, book.issues)}"
            )
        if not 0 < rule.weight <= 1:
            problems.append(
                f"{at(rule.id, 'weight')}: 分派规则 {rule.id} 的权重 {rule.weight} 无效;应大于 0 且不超过 1"
            )
        problems += [
            f"{at(rule.id, key)}: 分派规则 {rule.id} 的 {key} 里有空的词;请删去"
            for key in ("near", "not_near", "place")
            if not all(word.strip() for word in getattr(rule, key))
        ]
        problems += [f"{at(rule.id, 'match')}: {one}" for one in _compiles(rule.match)]
    return problems


def _meeting(owner: Code | Body) -> Iterable[tuple[str, str]]:
    """Yield what is wrong about the meeting that an issue or a body is brought to, with the key to look for."""
    if owner.level not in ("", *LEVELS):
        yield "level", f'{owner.id} 的 level = "{owner.level}" 无效;可以写 {"、".join(LEVELS)}'
    if owner.settle is False and not owner.goes_to:
        yield "settle", f"{owner.id} 写了 settle = false(会上定不了),还要用 goes_to 写明转给谁"


def _actors(book: Codebook, at: At) -> Iterable[str]:
    for actor in book.actors.values():
        if actor.body and actor.body not in book.bodies:
            yield f"{at(actor.id, 'body')}: 被投诉方 {actor.id} 的部门 {actor.body} 不存在{nearest(actor.body, book.bodies)}"
        if not actor.words or not all(word.strip() for word in actor.words):
            yield f"{at(actor.id, 'words')}: 被投诉方 {actor.id} 的 words 是空的或有空的词;请写上它在信里的叫法"


def _claims(codes: Mapping[str, Code], at: At) -> list[str]:
    owners: defaultdict[str, list[Code]] = defaultdict(list)
    problems = []
    for code in codes.values():
        for form, times in _counted(code.forms).items():
            owners[form].append(code)
            if times > 1:
                problems.append(f"{at(code.id, form)}: {code.id} 的词形“{form}”写了两次;请删去一个")
    for form, claimed in owners.items():
        silent = [code for code in claimed if form not in {fold(word) for word in code.shared}]
        if len(claimed) > 1 and silent:
            others = "、".join(code.id for code in claimed if code is not silent[0])
            problems.append(
                f"{at(silent[0].id, form)}: 词形“{form}”同时属于 {silent[0].id} 和 {others};"
                "若有意共用,请在每个编码的 shared 里都写上它"
            )
    return problems


def _counted(forms: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for form in forms:
        counts[fold(form)] = counts.get(fold(form), 0) + 1
    return counts


def _patterns(code: Code, at: At) -> list[str]:
    problems = [
        f"{at(code.id, 'forms')}: {code.id} 有空的词形;请删去"
        for form in (*code.forms, *code.blocks)
        if not form.strip()
    ]
    for rule in code.rules:
        wrong = _compiles(rule.match)
        if not 0 < rule.score <= 1:
            wrong.append(f"{code.id} 的 score = {rule.score} 无效;应大于 0 且不超过 1")
        if rule.status not in _STATUSES:
            wrong.append(f'{code.id} 的 status = "{rule.status}" 无效;可以写 done、planned 或 problem')
        # Looking for the line is slow, and a good codebook has none to look for.
        sought = f'match = "{rule.match}"'
        problems += [f"{at(code.id, sought)}: {one}" for one in wrong]
    return problems


def _compiles(match: str) -> list[str]:
    try:
        compile_pattern(match)
    except ValueError as error:
        return [str(error)]
    return []
