"""``textgov run``."""

from __future__ import annotations

from textgov.cli.inputs import AcceptRisk, CodebookFile, Folder, Inputs, ModelFolder, reads_documents


@reads_documents
def command(
    inputs: Inputs,
    output: Folder,
    model: ModelFolder = None,
    codebook: CodebookFile = None,
    accept_risk: AcceptRisk = None,
) -> None:
    """一步到底:遮盖、标注、分派、归并、生成议事清单和总报告 report.html。

    例:textgov run 材料文件夹 -o 结果
    """
    from textgov import pipeline
    from textgov.cli.summary import summary

    documents = inputs.read()
    result = pipeline.run_documents(
        documents, rejected=inputs.rejected, model=model, codebook=codebook, progress=inputs.console.progress
    )
    pipeline.write_run(output, result, codebook=codebook, accept=accept_risk or ())
    inputs.console.say(summary(result, output))
