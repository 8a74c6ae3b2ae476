"""Dates of birth: any way to write a date, beside a word of birth. Other dates stay."""

from __future__ import annotations

from textgov.privacy.recogniser import Recogniser

_HAN_NUMBER = "[一二三四五六七八九十〇零○廿卅正冬腊初]"
_YEAR = (
    r"(?:(?:19|20)[0-9]{2}年?|[一二][九〇零○][〇零○一二三四五六七八九]{2}年|民国[0-9一二三四五六七八九十元]{1,3}年"
    r"|(?<![0-9])[0-9]{2}年|[〇零三四五六七八九][〇零一二三四五六七八九]年)"
)
_MONTH_DAY = (
    rf"[ ]?(?:(?:农历|阴历|旧历|公历|阳历)?(?:[0-9]{{1,2}}|闰?{_HAN_NUMBER}{{1,2}})月(?:初?[0-9]{{1,2}}|{_HAN_NUMBER}{{1,3}})?[日号]?"
    r"|[.\-/][ ]?[0-9]{1,2}[ ]?[.\-/][ ]?[0-9]{1,2}日?)"
)
_DATE = rf"(?:(?:农历|阴历|旧历)?{_YEAR}{_MONTH_DAY}|(?<![0-9])(?:19|20)[0-9]{{2}}(?:0[1-9]|1[0-2])[0-3][0-9](?![0-9])"
_LUNAR = rf"|(?:农历|阴历|旧历)(?:[0-9]{{1,2}}|{_HAN_NUMBER}{{1,2}})月(?:[0-9]{{1,2}}|{_HAN_NUMBER}{{1,3}})"
_BORN_AFTER = (
    r"(?:[)]?[ ]?(?:的?出生(?!率|人口|证|医学|缺陷|地|户口登记政策)|出世|降生|诞生|落地的|的?生日|"
    r"(?:的)?生(?=[的人于在,。;!?)、\n]|$)))"
)
_BORN_BEFORE = r"(?:出生(?:日期|年月日?|时间|于|在)?|生于|生在|生日(?:是|为)?|生辰(?:是)?|出世于)[ ]?[::是为]{0,2}[ ]?"

RECOGNISERS = (
    Recogniser(
        "DATE_OF_BIRTH",
        "出生日期",
        rf"(?P<x>{_DATE}{_LUNAR}))(?={_BORN_AFTER})",
        0.9,
        keys=("生", "出世"),
    ),
    Recogniser(
        "DATE_OF_BIRTH",
        "出生日期",
        rf"{_BORN_BEFORE}(?P<x>{_DATE}{_LUNAR}|{_YEAR}))(?![以之]?[前后])",
        0.9,
        keys=("出生", "生于", "生在", "生日", "生辰", "出世"),
    ),
    Recogniser(
        "DATE_OF_BIRTH",
        "出生年份",
        rf"(?P<x>{_YEAR})(?:出生(?![率人证医])|生人|生的)",
        0.75,
        keys=("出生", "生人", "生的"),
        forbids=("以后出生", "以前出生"),
    ),
)
