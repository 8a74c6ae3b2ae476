"""``textgov evaluate``."""

from __future__ import annotations

from pathlib import Path

from textgov.cli.inputs import Inputs, Output, reads_documents
from textgov.cli.train import LabelColumn


def _with_model(inputs: Inputs) -> Path:
    """Take the model folder off the front of the paths: ``evaluate DIR PATH...``."""
    from textgov.errors import UsageError

    if len(inputs.paths) < 2:
        raise UsageError("需要模型文件夹和至少一个文件;例:textgov evaluate 我的模型 新来信.xlsx --label-column 部门")
    return Path(inputs.paths.pop(0))


@reads_documents
def command(inputs: Inputs, label_column: LabelColumn, output: Output = None) -> None:
    """用另一批标好的来信检验模型:准确率、每类得分、把握是否可信。

    例:textgov evaluate 我的模型 新来信.xlsx --label-column 部门
    """
    from textgov import api
    from textgov.stages.export.tables import Column, Table

    columns = (
        Column("label", "标签", 24),
        Column("precision", "精确率", 10, "percent"),
        Column("recall", "召回率", 10, "percent"),
        Column("f1", "F1", 10, "percent"),
        Column("n", "封数", 10, "number"),
    )
    model = _with_model(inputs)
    documents = inputs.read(kind="letter")
    quality = api.evaluate(model, inputs.console.progress(documents, "检验"), label_column=label_column)
    inputs.console.say(quality.summary())
    inputs.write(output, lambda: [quality.row()], lambda: [Table("每类质量", columns, quality.label_rows())])
