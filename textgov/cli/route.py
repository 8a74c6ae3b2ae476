"""``textgov route``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from textgov.cli.inputs import CodebookFile, Inputs, ModelFolder, Output, WithText, reads_documents
from textgov.errors import UsageError

Threshold = Annotated[
    float | None,
    typer.Option("--threshold", metavar="数", min=0, max=1, help="把握低于此值就留给人看", show_default=False),
]
Cost = Annotated[
    list[str] | None,
    typer.Option(
        "--cost",
        metavar="数",
        help="派错一封的代价,以人看一封为 1;可按部门写 supervision=30,可写多次。代价越大,留给人看的越多",
        show_default=False,
    ),
]
Coverage = Annotated[
    float | None,
    typer.Option(
        "--coverage",
        metavar="数",
        help="另给最小的候选部门集合(set),按此比例包含该牵头的部门,例如 0.9",
        show_default=False,
    ),
]
Directory = Annotated[
    Path | None,
    typer.Option("--directory", metavar="文件", help="本街道的通讯录(.xlsx 或 .toml),写明承办单位", show_default=False),
]
Today = Annotated[
    str | None,
    typer.Option("--today", metavar="日期", help="没有日期的来信按哪一天的通讯录,如 2026-01-31", show_default=False),
]
Explain = Annotated[
    str | None,
    typer.Option("--explain", metavar="编号", help="只说明这一封为什么这样分派(先遮盖)", show_default=False),
]


@reads_documents
def command(
    inputs: Inputs,
    output: Output = None,
    model: ModelFolder = None,
    codebook: CodebookFile = None,
    threshold: Threshold = None,
    cost: Cost = None,
    coverage: Coverage = None,
    directory: Directory = None,
    today: Today = None,
    explain: Explain = None,
    with_text: WithText = False,
) -> None:
    """给每封来信建议牵头部门和理由;没有把握的留给人看。

    例:textgov route 来信.xlsx -o 分派.xlsx
    """
    from textgov import api
    from textgov.stages.export.rows import route_row
    from textgov.stages.export.tables import route_table
    from textgov.stages.export.writers import with_texts
    from textgov.toolbox import toolbox

    if threshold is not None and cost:
        raise UsageError("--threshold 和 --cost 都定把握线,只能写一个")
    if today and directory is None:
        raise UsageError("--today 只和 --directory 一起用;请加上 --directory 通讯录,或去掉 --today")
    documents = inputs.read(kind="letter")
    if explain is not None:
        from textgov.cli.explained import explained

        typer.echo(explained(documents, explain, codebook=codebook, model=model, threshold=threshold))
        return
    progress = inputs.console.progress(documents, "分派")
    found = api.route(
        progress,
        codebook=codebook,
        model=model,
        threshold=threshold,
        cost=costs_of(cost),
        coverage=coverage,
        directory=directory,
        today=today,
    )
    names = {body.id: body.name for body in toolbox(codebook).codebook.bodies.values()}
    inputs.write(
        output,
        lambda: with_texts(map(route_row, found), documents, wanted=with_text),
        lambda: [route_table(documents, found, names=names)],
    )


def costs_of(given: Sequence[str] | None) -> dict[str, float] | None:
    """Read ``20`` and ``supervision=30``; raise UsageError for what is no number."""
    if not given:
        return None
    costs = {}
    for one in given:
        body, _, number = one.rpartition("=")
        try:
            costs[body.strip()] = float(number)
        except ValueError:
            raise UsageError(
                f"--cost {one} 看不懂;请写一个数(例如 --cost 20)或 部门=数(例如 --cost supervision=30)"
            ) from None
    return costs
