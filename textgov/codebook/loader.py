"""Read a codebook from TOML, check it, and point at file and line of every problem."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from textgov.codebook.model import Body, Code, Codebook, RoutingRule, Rule
from textgov.codebook.patterns import compile_pattern
from textgov.errors import CodebookError
from textgov.fold import fold

# Which table of a file becomes which part of the codebook, and from which dataclass.
SECTIONS: dict[str, type[Any]] = {
    "practice": Code,
    "issue": Code,
    "body": Body,
    "routing": RoutingRule,
    "cue": Code,
}
_STATUSES = ("", "done", "planned", "problem")
_BUILT_IN = ("bodies.toml", "practices.toml", "issues.toml", "routing.toml", "cues.toml")
_OPTIONAL_TEXT = {"body", "issue", "include", "exclude", "definition"}


@cache
def default_codebook() -> Codebook:
    """Return the codebook that ships with textgov."""
    folder = Path(__file__).parent
    return load_files([folder / name for name in _BUILT_IN])


def load_codebook(path: str | Path | None = None) -> Codebook:
    """Return the built-in codebook, extended or replaced by the file ``path`` (.toml, or .xlsx as ``export`` writes it).

    A file whose first key is ``mode = "replace"`` replaces every section that it has; otherwise (``"extend"``) a new id
    is added, and an id that exists gets the file's texts in place of its own and the file's lists after its own.
    Raises CodebookError with one line a problem.
    """
    if path is None:
        return default_codebook()
    path = Path(path)
    if path.suffix.lower() == ".xlsx":
        from textgov.codebook.table import read_tables

        mode, tables = read_tables(path)
        source = _Source(str(path), "")
    else:
        source, tables = _read_toml(path)
        mode = str(tables.pop("mode", "extend"))
    if mode not in ("extend", "replace"):
        raise CodebookError([f'{path}:1: mode = "{mode}" 无效;可以写 "extend"(扩充)或 "replace"(替换)'])
    return _checked(_merge(default_codebook(), _entries(source, tables), mode), [source])


def load_files(paths: Iterable[Path]) -> Codebook:
    """Return the codebook made of several TOML files, with no other codebook beneath."""
    book = Codebook({}, {}, {})
    sources = []
    for path in paths:
        source, tables = _read_toml(path)
        sources.append(source)
        book = _merge(book, _entries(source, tables), "new")
    return _checked(book, sources)


class _Source:
    """A file's text, to say at which line something stands."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.lines = name, text.splitlines()

    def at(self, word: str, after: str = "") -> str:
        """Return ``file:line`` of the first line with ``word`` behind the line that sets the id ``after``."""
        begin = 0
        if after:
            begin = next(
                (i for i, line in enumerate(self.lines) if re.match(rf'id\s*=\s*"{re.escape(after)}"', line)), 0
            )
        number = next((i for i, line in enumerate(self.lines[begin:], begin) if word in line), begin)
        return f"{self.name}:{number + 1}" if self.lines else self.name

    def has(self, identifier: str) -> bool:
        """Say whether the file sets the id."""
        return any(re.match(rf'id\s*=\s*"{re.escape(identifier)}"', line) for line in self.lines)


def _read_toml(path: Path) -> tuple[_Source, dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        return _Source(str(path), text), tomllib.loads(text)
    except FileNotFoundError:
        raise CodebookError([f"找不到编码本 {path};请检查路径"]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError([f"{path}: 读不出来({type(error).__name__});编码本应为 UTF-8 的 .toml 或 .xlsx"]) from None
    except tomllib.TOMLDecodeError as error:
        raise CodebookError([f"{path}: TOML 格式有误:{error};请检查引号、逗号和方括号"]) from None


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the end of a message about an unknown name: the nearest known one, or all of them."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f";是不是 {close[0]}?" if close else f";可用的有:{'、'.join(sorted(known))}"


def _entries(source: _Source, tables: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Turn raw tables into dataclasses; collect every problem before raising."""
    problems: list[str] = []
    made: dict[str, list[Any]] = {}
    for section, rows in tables.items():
        if section not in SECTIONS:
            problems.append(f"{source.at('[[' + section)}: 不认识的部分 [[{section}]]{nearest(section, SECTIONS)}")
            continue
        seen: set[str] = set()
        for row in rows:
            identifier = str(row.get("id", ""))
            if not identifier:
                problems.append(f"{source.at('[[' + section)}: [[{section}]] 有一条没有 id;请补上")
            elif identifier in seen:
                problems.append(
                    f"{source.at('id', identifier)}: [[{section}]] 的 id {identifier} 出现了两次;请改名或合并"
                )
            seen.add(identifier)
            entry = _entry(source, section, row, identifier, problems)
            if entry is not None:
                made.setdefault(section, []).append(entry)
    if problems:
        raise CodebookError(problems)
    return made


def _entry(source: _Source, section: str, row: Mapping[str, Any], identifier: str, problems: list[str]) -> Any:
    kind = SECTIONS[section]
    before = len(problems)
    values = _values(source, kind, row, identifier, problems)
    if kind is Code:
        rules = []
        for raw in row.get("rules", ()):
            checked = _values(source, Rule, raw, identifier, problems)
            if len(problems) == before:
                rules.append(Rule(**checked))
        values["rules"] = tuple(rules)
        values.setdefault("forms", ())
    for text in _OPTIONAL_TEXT & {f.name for f in fields(kind)}:
        values.setdefault(text, "")
    missing = [
        f.name for f in fields(kind) if f.name not in values and f.name in ("id", "name", "remit", "match", "reason")
    ]
    problems.extend(f"{source.at('id', identifier)}: {identifier} 缺少 {name};请补上" for name in missing)
    if len(problems) > before:
        return None
    return kind(**values)


def _values(
    source: _Source, kind: type[Any], row: Mapping[str, Any], identifier: str, problems: list[str]
) -> dict[str, Any]:
    known = {f.name: f for f in fields(kind)}
    values: dict[str, Any] = {}
    for key, value in row.items():
        if key not in known:
            problems.append(f"{source.at(key, identifier)}: {identifier} 有不认识的键 {key}{nearest(key, known)}")
            continue
        wanted = str(known[key].type)
        if wanted.startswith("tuple"):
            fine = isinstance(value, (list, tuple))
        elif wanted in ("int", "float"):
            fine = isinstance(value, (int, float)) and not isinstance(value, bool)
        else:
            fine = isinstance(value, str)
        if not fine:
            problems.append(f"{source.at(key, identifier)}: {identifier} 的 {key} 类型不对,得到 {value!r:.40}")
            continue
        values[key] = tuple(value) if isinstance(value, list) else value
    return values


_PARTS = {"practice": "practices", "issue": "issues", "body": "bodies", "cue": "cues"}


def _merge(book: Codebook, made: Mapping[str, list[Any]], mode: str) -> Codebook:
    changes: dict[str, Any] = {}
    for section, part in _PARTS.items():
        if section not in made:
            continue
        entries: dict[str, Any] = {} if mode == "replace" else dict(getattr(book, part))
        for entry in made[section]:
            if mode == "new" and entry.id in entries:
                raise CodebookError([f"[[{section}]] 的 id {entry.id} 在两个文件里都有;请改名或合并"])
            entries[entry.id] = _extended(entries[entry.id], entry) if entry.id in entries else entry
        changes[part] = entries
    if "routing" in made:
        kept = (
            () if mode == "replace" else tuple(r for r in book.routing if r.id not in {n.id for n in made["routing"]})
        )
        changes["routing"] = (*kept, *made["routing"])
    return replace(book, **changes)


def _extended(old: Any, new: Any) -> Any:
    changes = {}
    for f in fields(old):
        before, after = getattr(old, f.name), getattr(new, f.name)
        if isinstance(before, tuple):
            changes[f.name] = (*before, *(item for item in after if item not in before))
        elif after:
            changes[f.name] = after
    return replace(old, **changes)


def _checked(book: Codebook, sources: list[_Source]) -> Codebook:
    """Check what no single entry shows: claims, bodies, patterns. Raise CodebookError or return the book."""

    def at(identifier: str, word: str) -> str:
        for source in sources:
            if source.has(identifier):
                return source.at(word, identifier)
        return sources[0].name if sources else "编码本"

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
    for rule in book.routing:
        if rule.body not in book.bodies:
            problems.append(
                f"{at(rule.id, 'body')}: 分派规则 {rule.id} 的部门 {rule.body} 不存在{nearest(rule.body, book.bodies)}"
            )
        if rule.issue and rule.issue not in book.issues:
            problems.append(
                f"{at(rule.id, 'issue')}: 分派规则 {rule.id} 的诉求 {rule.issue} 不存在{nearest(rule.issue, book.issues)}"
            )
        problems += [f"{at(rule.id, 'match')}: {one}" for one in _compiles(rule.match)]
    if problems:
        raise CodebookError(problems)
    return replace(book, sources=tuple(Path(source.name).name for source in sources))


def _claims(codes: Mapping[str, Code], at: Any) -> list[str]:
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


def _patterns(code: Code, at: Any) -> list[str]:
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
