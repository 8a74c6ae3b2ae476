"""``textgov route``."""

from __future__ import annotations

from typing import Annotated

import typer

from textgov.cli.inputs import CodebookFile, Inputs, ModelFolder, Output, WithText, reads_documents


@reads_documents
def command(
    inputs: Inputs,
    output: Output = None,
    model: ModelFolder = None,
    codebook: CodebookFile = None,
    threshold: Annotated[
        float | None,
        typer.Option("--threshold", metavar="数", min=0, max=1, help="把握低于此值就留给人看", show_default=False),
    ] = None,
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

    documents = inputs.read(kind="letter")
    progress = inputs.console.progress(documents, "分派")
    found = api.route(progress, codebook=codebook, model=model, threshold=threshold)
    names = {body.id: body.name for body in toolbox(codebook).codebook.bodies.values()}
    inputs.write(
        output,
        lambda: with_texts(map(route_row, found), documents, wanted=with_text),
        lambda: [route_table(documents, found, names=names)],
    )
