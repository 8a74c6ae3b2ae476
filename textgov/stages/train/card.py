"""The card that goes with a model: what it is for, what it was made from, how good it is, where it fails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from textgov.settings import TRAIN
from textgov.stages.train.evaluation import Evaluation


def user_card(quality: Evaluation, settings: Mapping[str, Any], *, compared: str = "") -> str:
    """Return the README of a model that a user trained; ``compared`` are lines about the model before it."""
    corrected = f",其中 {settings['corrections']} 封的标签来自人的订正" if settings.get("corrections") else ""
    dated = f"训练日期:{settings['date']}。" if settings.get("date") else ""
    weighed = "少见的标签加权" if settings["balanced"] else "各封同等重要"
    return "\n".join(
        [
            f"# 分派模型:{settings['label_column']}",
            "",
            f"由 `textgov train` 用 {settings['letters']} 封已标来信训练{corrected}(随机种子 {settings['seed']},"
            f"数据摘要 {settings['digest']})。{dated}模型只保存词形权重,不保存来信原文;每个词形至少在 {TRAIN.min_df} 封信里出现。",
            "",
            f"参数:试了 {settings['tried']} 种,选用 C={settings['cost']:g},{weighed}。",
            "",
            "用法:`textgov route --model 本文件夹 来信.xlsx -o 分派.xlsx`",
            "",
            "## 质量",
            *(f"- {line}" for line in quality.summary().split("\n")),
            "",
            *(["## 与旧模型比较", *(f"- {line}" for line in compared.split("\n")), ""] if compared else []),
            *label_table(quality),
            "",
            "## 局限",
            "- 只见过训练来信那样的写法;换了地区、渠道或年代,请先用 `textgov evaluate` 检验。",
            "- 模型给的是建议,牵头部门由人决定。",
            "",
        ]
    )


def label_table(quality: Evaluation) -> Iterable[str]:
    """Return the quality of each label, the coverage and the reliability as Markdown tables."""
    yield "| 标签 | 精确率 | 召回率 | F1 | 封数 |"
    yield "|---|---|---|---|---|"
    for one in quality.per_label:
        yield f"| {one.label} | {one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f} | {one.n} |"
    yield ""
    yield "| 只派最有把握的 | 其中正确 |"
    yield "|---|---|"
    for share, accuracy in quality.coverage:
        yield f"| {share:.0%} | {accuracy:.1%} |"
    yield ""
    yield "| 模型说的把握(平均) | 实际正确 | 封数 |"
    yield "|---|---|---|"
    for belief, right, n in quality.reliability:
        yield f"| {belief:.0%} | {right:.0%} | {n} |"
