"""Read a codebook from TOML, check it, and point at file and line of every problem."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from textgov.codebook.checks import nearest, problems_of
from textgov.codebook.model import Actor, Body, Code, Codebook, RoutingRule, Rule
from textgov.errors import CodebookError

# Which table of a file becomes which part of the codebook, and from which dataclass.
SECTIONS: dict[str, type[Any]] = {
    "practice": Code,
    "issue": Code,
    "body": Body,
    "routing": RoutingRule,
    "cue": Code,
    "actor": Actor,
}
_BUILT_IN = ("bodies.toml", "practices.toml", "issues.toml", "routing.toml", "cues.toml", "actors.toml")
_OPTIONAL_TEXT = {"body", "issue", "include", "exclude", "definition", "remit", "typical", "excludes"}


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


def load_entries(path: Path) -> dict[str, list[Any]]:
    """Return the entries of one TOML file by section, each checked by itself. Raises CodebookError."""
    source, tables = _read_toml(path)
    tables.pop("mode", None)
    return _entries(source, tables)


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
        f.name for f in fields(kind) if f.name not in values and f.name in ("id", "name", "match", "reason", "words")
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
        elif wanted.startswith("bool"):
            fine = isinstance(value, bool)
        elif wanted in ("int", "float"):
            fine = isinstance(value, (int, float)) and not isinstance(value, bool)
        else:
            fine = isinstance(value, str)
        if not fine:
            problems.append(f"{source.at(key, identifier)}: {identifier} 的 {key} 类型不对,得到 {value!r:.40}")
            continue
        values[key] = tuple(value) if isinstance(value, list) else value
    return values


_PARTS = {"practice": "practices", "issue": "issues", "body": "bodies", "cue": "cues", "actor": "actors"}


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
        elif after not in ("", None):
            changes[f.name] = after
    return replace(old, **changes)


def _checked(book: Codebook, sources: list[_Source]) -> Codebook:
    """Raise CodebookError for what no single entry shows, or return the book."""

    def at(identifier: str, word: str) -> str:
        for source in sources:
            if source.has(identifier):
                return source.at(word, identifier)
        return sources[0].name if sources else "编码本"

    problems = problems_of(book, at)
    if problems:
        raise CodebookError(problems)
    return replace(book, sources=tuple(Path(source.name).name for source in sources))
