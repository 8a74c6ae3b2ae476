"""What the terminal says at the end of ``run`` and ``demo``: the counts, the hottest issues, which files to open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textgov.types import RunResult

# More would push the file list off a small terminal.
_SHOWN_CLUSTERS = 5

_FILES = {
    "report.html": "总报告,双击用浏览器打开,不需要网络",
    "results.xlsx": "全部结果表,用 Excel 或 WPS 打开",
    "agenda.docx": "议事清单,用 Word 或 WPS 打开",
    "rejected.jsonl": "没有读入的内容和原因",
}


def summary(result: RunResult, folder: Path) -> str:
    """Return the summary as lines of Chinese text."""
    n = result.counts()
    lines = ["", "完成。"]
    if n["reports"]:
        lines.append(f"  报告 {n['reports']} 篇:标出 {n['practices']} 种治理做法,提取 {n['figures']} 个数字")
    if n["letters"]:
        lines.append(
            f"  来信 {n['letters']} 封:已遮盖个人信息;建议了部门 {n['routed']} 封,留给人看 {n['abstained']} 封"
        )
        lines.append(f"  紧急 {n['urgent']} 封,请先看")
        alone = n["letters"] - n["clustered"]
        lines.append(
            f"  共同问题 {n['clusters']} 个({n['clustered']} 封),单独反映 {alone} 封;议事清单 {n['agenda']} 项"
        )
        hottest = result.clustering.clusters[:_SHOWN_CLUSTERS] if result.clustering else ()
        lines += [f"    {cluster.size:3d} 封  {cluster.label}" for cluster in hottest]
    if n["rejected"]:
        lines.append(f"  未读入 {n['rejected']} 处")
    lines += ["", "请打开:"]
    lines += [f"  {folder / name}  {what}" for name, what in _FILES.items() if (folder / name).exists()]
    return "\n".join(lines)
