"""``textgov agreement``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textgov.cli.console import Console
from textgov.cli.inputs import CodebookFile, Inputs, Output


def command(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="文件",
            help="每位编码者一个文件:.xlsx .csv .jsonl 或质性分析项目 .qdpx;本工具 tag 的结果也算一位",
            show_default=False,
        ),
    ],
    gold: Annotated[
        str | None,
        typer.Option(
            "--gold", metavar="文件", help="以哪个文件(或编码者)为准,算精确率、召回率、F1", show_default=False
        ),
    ] = None,
    output: Output = None,
    codebook: CodebookFile = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="只报告错误")] = False,
) -> None:
    """比较几位编码者的一致性,或本工具与人工编码的一致性:一致率、κ、α(附置信区间)、F1,并列出分歧。

    表格可以一行一个编码(列:编号、编码,可加状态、原文),也可以一行一个单元、一列一个编码(1、0、是、否,? 表示未定)。

    例:textgov agreement 甲.xlsx 乙.xlsx -o 一致性.xlsx
    """
    from textgov import research
    from textgov.stages.export.agreement import agreement_glance, agreement_rows, agreement_tables

    console = Console(quiet=quiet)
    if gold is not None and gold not in paths and Path(gold).exists():
        paths = [gold, *paths]
    found = research.agreement(paths, gold=gold, codebook=codebook)
    for warning in found.warnings:
        console.warn(warning)
    files = Inputs([], None, {}, console)
    tables = agreement_tables if output else agreement_glance
    files.write(output, lambda: agreement_rows(found), lambda: tables(found))
    total = found.overall
    console.say(
        f"{len(found.coders)} 位编码者,{len(found.units)} 个单元,{len(found.codes)} 种编码:"
        f"一致率 {_shown(total.agreement)},κ {_shown(total.kappa)},"
        f"α {_shown(total.alpha)}({_shown(total.low)}–{_shown(total.high)}),{len(found.disagreements)} 处分歧"
    )


def _shown(value: float | None) -> str:
    return "无法计算" if value is None else f"{value:.2f}"
