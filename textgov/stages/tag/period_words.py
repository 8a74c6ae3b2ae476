"""Compile what periods.py looks for: one expression for times, and the words of ``periods.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_TO = r"\s?(?:[-—–~]{1,2}|[至到])\s?"
_FULL = r"(?:19|20)[0-9]{2}"
_HAN_YEAR = "二[零〇][零〇一二][零〇一二三四五六七八九]"
_MONTH = r"(?:1[0-2]|0?[1-9])(?![0-9.])"
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])(?![0-9.])"
_COUNT = r"(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3}|半)"
_EDGE = "初|底|末|[上中下]旬"
# What a time may begin with; most characters of a text are none of these.
_FIRST = "截到昨0-9一二两三四十今本去上下前明后当同次翌全年第近过最短现目至迄如眼未成启运试实推开投任换挂入疫创建活工行多这几数长不以此党改新“半正五六七八九"
_YEAR = (
    rf"(?P<year>{_FULL}|{_HAN_YEAR})年(?:度(?!假))?|"
    r"(?P<rel>今年|本年度?|去年|(?<!以)上一?年度?(?!纪)|(?<![0-9一二两三四五六七八九十几多])前年|明年|(?<!以)后年(?!度)|当年(?!级)|同年(?!级)|次年|翌年)|"
    r"(?P<whole>(?<!健)全年(?!龄))"
)
_NAMED = "(?(year)|(?(rel)|(?!)))"  # only behind a year
_PART = (
    rf"(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度|前(?P<quarters>[一二两三23])个?季度|"
    rf"[前头](?P<months>{_COUNT})个?月(?!来)|"
    rf"(?P<from_month>{_MONTH})(?:月份?)?{_TO}(?P<to_month>{_MONTH})月份?(?![0-9])|"
    rf"(?P<month>{_MONTH})月(?:份?(?P<month_edge>{_EDGE})|份|(?P<day>{_DAY})(?:[日号]?{_TO}(?P<to_day>{_DAY}))?[日号])?(?![0-9龄])|"
    rf"(?P<han_month>十[一二]|[一二三四五六七八九十])月(?:份?(?P<han_edge>{_EDGE})|份|(?=以来)|{_NAMED})|"
    rf"{_NAMED}年?(?P<year_edge>[初底末]|终(?!端|于)|内(?!部|容)|中旬)"
)
_TIMES = (
    rf"(?P<first_year>{_FULL})年?{_TO}(?P<last_year>{_FULL})年度?(?!{_MONTH}月)",
    r"(?P<iso>20[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2})(?![0-9])",
    # A bare 年底 or 年内 is no part of 少年 or 三年.
    r"(?<![0-9一二两三四五六七八九十百千几多少青老童学每历往今去前明后上本当同])年(?P<bare_edge>[初底末]|终(?!端|于)|内(?!部|容))",
    r"(?P<near>本月|上个?月|当月|本周|上周|昨[日天晚]|今[日天](?!是)|当[日天晚])",
    r"(?P<now>截[至止]到?目前(?:为止)?|[到至]目前(?:为止)?|目前(?:为止)?|当前|现在|如今|眼下|现有|现已|[至迄]今(?:为止|(?![年天日晚后])))",
    rf"(?:未来|今后)(?P<ahead>{_COUNT})个?(?P<ahead_unit>年|月|季度)",
    rf"(?P<prefix>近|过去的?|最近|短短|这)?(?P<back>{_COUNT})(?P<fuzzy>[多余几])?(?P<half_more>个半)?(?P<unit>年|个?月(?<=[个半]月)|个?星期|周|天)(?P<fuzzy_after>[多半])?(?P<suffix>以来|来(?![访电信])|间(?!隔)|里|内)?",
    rf"(?=[^,。]{{0,12}}[年月季])(?:{_YEAR})?(?:{_PART})?",
)


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """``periods.toml`` and the expression for times, compiled; every pattern runs on folded text and is bounded."""

    times: re.Pattern[str]
    founding: re.Pattern[str]
    standing: re.Pattern[str]
    goes_on: re.Pattern[str]
    compared: re.Pattern[str]
    eras: Mapping[str, tuple[str, str]]
    events: Mapping[str, str]


@cache
def period_words() -> PeriodWords:
    """Load and compile the words once."""
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_name("periods.toml").read_text(encoding="utf-8"))

    def one_of(name: str) -> str:
        return f"(?:{'|'.join(data[name].split())})"

    times = (
        rf"(?P<vague>{one_of('vague')})",
        rf"“?(?P<era>{'|'.join(data['eras'])})”?(?:期间|时期|规划期|以来|末期?|(?=[,]))",
        rf"(?P<event>{'|'.join(data['events'])})以来",
        rf"(?P<since>{one_of('since')}[^,。;:!?、\n0-9]{{0,2}}(?:以来|至今|到现在))",
        *_TIMES,
    )
    # A number may not go on to the left.
    pattern = rf"(?=[{_FIRST}])(?<![0-9.])(?:{'|'.join(times)})"
    return PeriodWords(
        times=re.compile(pattern),
        founding=re.compile(one_of("founding")),
        standing=re.compile(one_of("standing")),
        goes_on=re.compile(rf"[\s”]*{one_of('goes_on')}"),
        compared=re.compile(rf"{one_of('compared')}\s?$"),
        eras={name: (first, last) for name, (first, last) in data["eras"].items()},
        events=data["events"],
    )
