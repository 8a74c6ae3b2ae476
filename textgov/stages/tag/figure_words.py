"""Compile ``figures.toml``: the expression that finds numbers with measure words, and the words that judge them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """``figures.toml``, compiled; every pattern runs on folded text and is bounded."""

    core: re.Pattern[str]  # to be matched where a run of numerals begins
    openings: frozenset[str]  # the first characters of all measure words
    mass: frozenset[str]
    spellings: Mapping[str, str]
    not_before: Mapping[str, re.Pattern[str]]
    only_with: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]
    no_count_before: re.Pattern[str]
    no_count_word: re.Pattern[str]
    coined: re.Pattern[str]
    tail: re.Pattern[str]  # on the reversed text: matching from the end is linear
    head: re.Pattern[str]
    cut: re.Pattern[str]
    stop: re.Pattern[str]
    people: re.Pattern[str]
    holders: re.Pattern[str]
    verbs: re.Pattern[str]  # at the end of a clause that tells what was done, not what was counted
    money: re.Pattern[str]
    planned: re.Pattern[str]
    done: re.Pattern[str]
    object: re.Pattern[str]


def _core(units: Sequence[str]) -> str:
    """Match a number (perhaps a range) and its measure word; 万 and 亿 may end a clause without one."""
    arabic = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}(?![0-9])|[0-9]{1,12})(?:\.[0-9]{1,4})?"
    han = "(?:(?<![人户次总件指参天个分多少岁无点])数|几)[十百千万亿]{1,3}|几|[零〇一二两三四五六七八九十百千万亿廿卅]{1,12}(?:几[十百千万亿]{0,2})?"
    scaled = r"(?:\s?[十百千万亿]{1,2}(?:[0-9]{1,4}[百千万])?)?"
    vague = r"(?:\s?[余多来][十百千万亿]{0,2})?"
    number = f"(?:{arabic}{scaled}|{han}){vague}"
    return (
        r"(?<![0-9零〇一二两三四五六七八九十百千万亿廿卅])(?<![0-9][.,])"
        r"(?:百分之(?P<hundredth>[0-9.]{1,6}|[零一二三四五六七八九十百点]{1,6})|(?P<tenth>[一二三四五六七八九两])成(?P<half>半?)(?=以上|左右|多|的|[,。;、)]|居民|群众|村民)|"
        rf"(?:(?=[^,。;]{{1,12}}[-—–~至到])(?P<low>{number})(?:{'|'.join(units)})?(?:[-—–~]{{1,2}}|[至到]))?(?P<number>(?:{arabic}{scaled}|(?P<han>{han})){vague})\s?"
        rf"(?P<unit>{'|'.join(units)}|(?<=[万亿余多])(?=[,。;、)]|$))(?(han)(?![一二两三四五六七八九十])))"  # not 三官一律
    )


@cache
def words() -> Words:
    """Load and compile the words once."""
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_name("figures.toml").read_text(encoding="utf-8"))

    def one_of(name: str) -> str:
        return f"(?:{'|'.join(data[name].split())})"

    mass, spellings = data["mass"].split(), data["spellings"]
    units = sorted({*mass, *data["sortal"].split(), *spellings}, key=len, reverse=True)
    return Words(
        core=re.compile(_core([re.escape(unit) for unit in units])),
        openings=frozenset(unit[0] for unit in units),
        mass=frozenset(mass),
        spellings=spellings,
        not_before={unit: re.compile("|".join(words.split())) for unit, words in data["not_before"].items()},
        only_with={
            unit: (re.compile(rf"[“\"]?(?:{right})"), re.compile(rf"(?:{left})[”\"]?$"))
            for unit, (right, left) in data["only_with"].items()
        },
        no_count_before=re.compile(one_of("no_count_before") + "$"),
        no_count_word=re.compile(one_of("no_count_word")),
        coined=re.compile(one_of("coined") + '[”"]?$'),
        tail=re.compile(
            f"(?:{'|'.join(word[::-1] for word in sorted(data['tail'].split(), key=len, reverse=True))}){{1,4}}"
        ),
        head=re.compile(f"(?:{one_of('head')}(?!率)){{1,4}}"),
        cut=re.compile(one_of("cut") + "(?!率)了?"),
        stop=re.compile(one_of("stop")),
        people=re.compile(one_of("people") + "$"),
        holders=re.compile(one_of("holders") + "$"),
        verbs=re.compile(f"(?:{one_of('cut')}|{one_of('head')}|{one_of('tail')}){{1,3}}$"),
        money=re.compile(one_of("money") + "$"),
        planned=re.compile(one_of("planned")),
        done=re.compile(one_of("done")),
        object=re.compile(one_of("object")),
    )
