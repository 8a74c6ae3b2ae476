"""``textgov evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textgov.cli.inputs import Inputs, Output, reads_documents
from textgov.cli.train import GroupColumn, LabelColumn, Seed


def _with_model(inputs: Inputs) -> Path:
    """Take the model folder off the front of the paths: ``evaluate DIR PATH...``."""
    from textgov.errors import UsageError

    if len(inputs.paths) < 2:
        raise UsageError("需要模型文件夹和至少一个文件;例:textgov evaluate 我的模型 新来信.xlsx --label-column 部门")
    return Path(inputs.paths.pop(0))


@reads_documents
def command(
    inputs: Inputs,
    label_column: LabelColumn,
    output: Output = None,
    curve: Annotated[bool, typer.Option("--curve", help="不检验模型,看多标一些来信有没有用(路径只写来信)")] = False,
    group_column: GroupColumn = None,
    seed: Seed = 0,
) -> None:
    """用另一批标好的来信检验模型:准确率、每类得分、把握是否可信。

    例:textgov evaluate 我的模型 新来信.xlsx --label-column 部门;
    学习曲线:textgov evaluate --curve 已标来信.xlsx --label-column 部门
    """
    if curve:
        _curve(inputs, label_column, output, group_column, seed)
        return
    from textgov import learning
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
    quality = learning.evaluate(model, inputs.console.progress(documents, "检验"), label_column=label_column)
    inputs.console.say(quality.summary())
    inputs.write(output, lambda: [quality.row()], lambda: [Table("每类质量", columns, quality.label_rows())])


def _curve(inputs: Inputs, label_column: str, output: str | None, group_column: str | None, seed: int) -> None:
    """Show macro F1 after learning from more and more of the letters."""
    from dataclasses import asdict

    from textgov import learning
    from textgov.stages.export.tables import Column, Table

    columns = (
        Column("share", "用了多少", 10, "percent"),
        Column("letters", "学习的封数", 12, "number"),
        Column("macro_f1", "宏平均 F1", 12, "number"),
        Column("error", "误差", 10, "number"),
    )
    documents = inputs.read(kind="letter")
    found = learning.curve(
        inputs.console.progress(documents, "学习"), label_column=label_column, group_column=group_column, seed=seed
    )
    rows = [
        asdict(point) | {"macro_f1": round(point.macro_f1, 4), "error": round(point.error, 4)} for point in found.points
    ]
    for point in found.points:
        inputs.console.say(
            f"用 {point.share:.0%}({point.letters} 封):宏平均 F1 {point.macro_f1:.3f} ± {point.error:.3f}"
        )
    inputs.console.say(found.says)
    inputs.write(output, lambda: rows, lambda: [Table("学习曲线", columns, rows)])
