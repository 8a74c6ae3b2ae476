"""The options that every reading command has, and the way from paths to documents and from results to files."""

from __future__ import annotations

import functools
import inspect
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from textgov.cli.console import Console
from textgov.errors import UsageError

if TYPE_CHECKING:
    from textgov.stages.export.tables import Table
    from textgov.types import Document, Kind, Rejected

Output = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="文件",
        help="结果文件,扩展名决定格式:.jsonl .csv .xlsx .parquet;- 表示屏幕",
        show_default=False,
    ),
]
Folder = Annotated[Path, typer.Option("-o", "--output", metavar="文件夹", help="结果文件夹", show_default=False)]
CodebookFile = Annotated[
    Path | None,
    typer.Option(
        "--codebook", metavar="文件", help="自己的编码本(.toml 或 .xlsx),扩充或替换自带的", show_default=False
    ),
]
ModelFolder = Annotated[
    Path | None,
    typer.Option("--model", metavar="文件夹", help="自己训练的模型文件夹;不写则用自带的", show_default=False),
]
WithText = Annotated[bool, typer.Option("--with-text", help="结果里附上正文(位置以它为准)")]
AcceptRisk = Annotated[
    list[str] | None,
    typer.Option(
        "--accept-risk",
        metavar="编号",
        help="看过这一封(项)并愿意负责,不因它停止输出;可写多次,会记录在案",
        show_default=False,
    ),
]
Quotes = Annotated[bool, typer.Option("--quotes", help="附上已遮盖的来信摘录;会问两次")]

# Exit status "done, but some inputs were rejected" of the interface.
SOME_REJECTED = 3


@dataclass
class Inputs:
    """The shared options of one call, and what came of reading."""

    paths: list[str]
    kind: Kind | None
    columns: Mapping[str, str | None]
    console: Console
    rejected: list[Rejected] = field(default_factory=list)

    def read(self, *, kind: Kind | None = None) -> list[Document]:
        """Read all documents; ``kind`` is what the command works on when the user does not say."""
        from textgov.stages.read import Columns, read_paths
        from textgov.types import Document

        documents = []
        items = read_paths(self.paths, kind=self.kind or kind, columns=Columns(**self.columns))
        for item in self.console.progress(items, "读取"):
            if isinstance(item, Document):
                documents.append(item)
            else:
                self.rejected.append(item)
        for one in self.rejected:
            self.console.warn(f"未读入 {one.path}:{one.reason}" + (f"。{one.advice}" if one.advice else ""))
        if not documents:
            from textgov.errors import TextgovError

            raise TextgovError("没有读到任何文档;请检查路径和文件格式(.txt .docx .pdf .html .csv .xlsx .jsonl)")
        self.console.detail(f"读入 {len(documents)} 篇")
        return documents

    def write(
        self,
        output: str | None,
        rows: Callable[[], Sequence[Mapping[str, Any]]],
        tables: Callable[[], Sequence[Table]],
    ) -> None:
        """Write a result where ``-o`` says; to a terminal without ``-o`` show its tables."""
        from textgov.stages.export.writers import json_lines, write

        if output is None and sys.stdout.isatty():
            for table in tables():
                if table.rows:
                    self.console.show(table)
        elif output in (None, "-"):
            sys.stdout.write(json_lines(rows()))
        else:
            wanted = Path(str(output))
            is_json = wanted.suffix.lower() == ".jsonl"
            written = write(wanted, rows() if is_json else [], [] if is_json else tables())
            self.write_rejected(wanted.parent)
            self.console.say("已写入 " + "、".join(map(str, written)))

    def write_rejected(self, folder: Path) -> None:
        """Write ``rejected.jsonl`` into ``folder`` when something was rejected; remove one of an earlier run."""
        from textgov.files import write_text
        from textgov.stages.export.rows import rejected_row
        from textgov.stages.export.writers import json_lines

        if self.rejected:
            write_text(folder / "rejected.jsonl", json_lines(map(rejected_row, self.rejected)))
        else:
            (folder / "rejected.jsonl").unlink(missing_ok=True)


def confirm_quotes(wanted: bool) -> None:
    """Ask twice before letters are quoted: a turn of phrase gives a writer away even when all names are masked."""
    if wanted:
        typer.confirm("摘录虽然遮盖了个人信息,熟人仍可能认出是谁写的。要附上吗?", abort=True, err=True)
        typer.confirm("看到这份清单的人里,有没有可能被来信批评的人?确定仍要附上吗?", abort=True, err=True)


def ask_passphrase(*, twice: bool = False) -> str:
    """Return the passphrase of a sealed file: from the environment, or typed without being shown."""
    given = os.environ.get("TEXTGOV_PASSPHRASE")
    again = "再输入一次" if twice else False
    return given or str(typer.prompt("口令", hide_input=True, confirmation_prompt=again, err=True))


_SHARED: dict[str, Any] = {
    "paths": Annotated[
        list[str],
        typer.Argument(metavar="路径", help="文件或文件夹(连同子文件夹);- 表示从标准输入读 JSONL", show_default=False),
    ],
    "kind": Annotated[
        Literal["report", "letter"] | None,
        typer.Option("--kind", help="report 报告,letter 来信;不写则按文件类型判断", show_default=False),
    ],
    "id_column": Annotated[
        str | None, typer.Option("--id-column", metavar="列名", help="编号所在的列名", show_default=False)
    ],
    "text_column": Annotated[
        str | None, typer.Option("--text-column", metavar="列名", help="正文所在的列名", show_default=False)
    ],
    "title_column": Annotated[
        str | None, typer.Option("--title-column", metavar="列名", help="标题所在的列名", show_default=False)
    ],
    "date_column": Annotated[
        str | None, typer.Option("--date-column", metavar="列名", help="日期所在的列名", show_default=False)
    ],
    "quiet": Annotated[bool, typer.Option("-q", "--quiet", help="只报告错误")],
    "verbose": Annotated[bool, typer.Option("-v", "--verbose", help="报告每一步")],
}


def reads_documents(command: Callable[..., None]) -> Callable[..., None]:
    """Give ``command(inputs, …)`` the shared options on the command line, gathered into its first argument."""

    @functools.wraps(command)
    def wrapped(**options: Any) -> None:
        shared = {name: options.pop(name) for name in _SHARED}
        if shared["quiet"] and shared["verbose"]:
            raise UsageError("--quiet 和 --verbose 不能同时用;请去掉一个")
        console = Console(quiet=shared["quiet"], verbose=shared["verbose"])
        columns = {name: shared[f"{name}_column"] for name in ("id", "text", "title", "date")}
        inputs = Inputs(shared["paths"], shared["kind"], columns, console)
        command(inputs, **options)
        if inputs.rejected:
            console.say(f"有 {len(inputs.rejected)} 处没有读入,其余已完成")
            raise typer.Exit(SOME_REJECTED)

    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    own = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
    defaults = {"paths": inspect.Parameter.empty, "quiet": False, "verbose": False}
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=defaults.get(name))
        for name, kind in _SHARED.items()
    ]
    wrapped.__signature__ = inspect.Signature([shared[0], *own, *shared[1:]])  # type: ignore[attr-defined]
    wrapped.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, *shared)}
    return wrapped
