"""Agreement between coders as JSON rows and as tables."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from textgov.codings import Agreement, Disagreement, Measure, Pair
from textgov.stages.export.rows import Row
from textgov.stages.export.tables import STATUS_NAMES, Column, Table

_PLACES = 4
_WORDS = {"yes": "有", "no": "无", "open": "未定", "": "", **STATUS_NAMES}
_ABOUT = {"code": "有无", "status": "状态"}
_QUALITY = (
    Column("precision", "精确率", 10, "number"),
    Column("recall", "召回率", 10, "number"),
    Column("f1", "F1", 10, "number"),
)
_MEASURE_COLUMNS = (
    Column("name", "名称", 24),
    Column("code", "编码", 18),
    Column("judged", "判断数", 10, "number"),
    Column("coded", "编过的单元", 10, "number"),
    Column("prevalence", "占比", 8, "percent"),
    Column("agreement", "一致率", 8, "percent"),
    Column("kappa", "κ", 10, "number"),
    Column("alpha", "α", 10, "number"),
    Column("low", "α下限", 10, "number"),
    Column("high", "α上限", 10, "number"),
)
_PAIR_COLUMNS = (
    Column("one", "编码者", 18),
    Column("other", "对比", 18),
    Column("judged", "判断数", 10, "number"),
    Column("agreement", "一致率", 8, "percent"),
    Column("kappa", "κ", 10, "number"),
)


def agreement_rows(found: Agreement) -> list[Row]:
    """Return every measure, pair, disagreement, missing unit and warning as a row; ``about`` says which it is."""
    rows: list[Row] = [
        {"about": "coders", "coders": list(found.coders), "gold": found.gold, "units": len(found.units)},
        {"about": "overall", **_measure(found.overall)},
        *({"about": "code", **_measure(code)} for code in found.codes),
    ]
    if found.status:
        rows.append({"about": "status", **_measure(found.status)})
    rows += [{"about": "pair", **_rounded(asdict(pair))} for pair in found.pairs]
    rows += [{**asdict(one), "about": "disagreement", "differs": one.about} for one in found.disagreements]
    rows += [{"about": "missing", "unit": unit, "missing": list(who)} for unit, who in found.missing.items()]
    return rows + [{"about": "warning", "message": message} for message in found.warnings]


def _measure(measure: Measure | Pair) -> Row:
    return _rounded(asdict(measure))


def _rounded(row: Row) -> Row:
    return {key: round(value, _PLACES) if isinstance(value, float) else value for key, value in row.items()}


def agreement_tables(found: Agreement) -> list[Table]:
    """Return the tables 一致性, 两两, 分歧, 缺少 and 提示; precision, recall and F1 where there is a gold."""
    quality = _QUALITY if found.gold else ()
    measures = [found.overall, *found.codes, *([found.status] if found.status else [])]
    shown = [{**_measure(one), "few": "太少" if one.few else ""} for one in measures]
    return [
        Table("一致性", (*_MEASURE_COLUMNS, *quality, Column("few", "可靠", 8)), shown),
        Table("两两", (*_PAIR_COLUMNS, *quality), [_measure(pair) for pair in found.pairs]),
        _disagreements(found),
        Table(
            "缺少",
            (Column("unit", "编号", 18), Column("missing", "谁没有", 40)),
            [{"unit": unit, "missing": "、".join(who)} for unit, who in found.missing.items()],
        ),
        Table("提示", (Column("message", "提示", 80),), [{"message": message} for message in found.warnings]),
    ]


def agreement_glance(found: Agreement) -> list[Table]:
    """Return what fits a terminal: a line a code with its main figures, and a line a disagreement without texts."""
    main = (("f1", "F1") if found.gold else ("kappa", "κ")) if len(found.coders) == 2 or found.gold else None
    columns = [Column("name", "名称"), Column("coded", "单元", kind="number"), Column("agreement", "一致率")]
    columns += [Column(*main)] if main else []
    rows: list[Row] = []
    for one in (found.overall, *found.codes, *([found.status] if found.status else [])):
        bounds = "" if one.low is None or one.high is None else f"({one.low:.2f}–{one.high:.2f})"
        row: Row = {
            "name": one.name + ("*" if one.few else ""),
            "coded": one.coded,
            "alpha": _short(one.alpha) + bounds,
        }
        rows.append(row | {key: _short(getattr(one, key)) for key in ("agreement", "kappa", "f1")})
    differ = _disagreements(found)
    short = [column for column in differ.columns if not column.key.startswith(("quote", "text", "code"))]
    return [
        Table("一致性(* 太少,不可靠)", [*columns, Column("alpha", "α(置信区间)")], rows),
        Table("分歧", short, differ.rows),
    ]


def _short(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _disagreements(found: Agreement) -> Table:
    """Return one row a disagreement, with what each coder said and marked."""
    columns = [Column("unit", "编号", 18), Column("name", "名称", 24), Column("about", "分歧", 8)]
    columns += [Column(f"judgement_{n}", name, 10) for n, name in enumerate(found.coders, 1)]
    columns += [Column(f"quote_{n}", f"{name}的原文", 40) for n, name in enumerate(found.coders, 1)]
    columns += [Column("text", "全文", 60), Column("code", "编码", 18)]
    return Table("分歧", columns, [_disagreement(one, found.coders) for one in found.disagreements])


def _disagreement(one: Disagreement, coders: tuple[str, ...]) -> Row:
    row: dict[str, Any] = {"unit": one.unit, "name": one.name, "about": _ABOUT[one.about], "code": one.code}
    for number, coder in enumerate(coders, 1):
        row[f"judgement_{number}"] = _WORDS[one.judgements[coder]]
        row[f"quote_{number}"] = "\n".join(one.quotes[coder])
    return row | {"text": one.text}
