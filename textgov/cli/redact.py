"""``textgov redact``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from textgov.cli.inputs import Inputs, Output, reads_documents
from textgov.errors import UsageError


@reads_documents
def command(
    inputs: Inputs,
    output: Output = None,
    keep_officials: Annotated[bool, typer.Option("--keep-officials", help="不遮盖有职务的干部姓名")] = False,
    generalise: Annotated[
        bool,
        typer.Option("--generalise", help="住址、年龄、职业、病情、日子也换成宽一些的说法,如〔某幢〕〔孩子〕〔近期〕"),
    ] = False,
    copy: Annotated[
        bool, typer.Option("--copy", help="照原样遮盖:.docx .xlsx .txt 各出一份同格式的副本,-o 写文件夹")
    ] = False,
) -> None:
    """遮盖姓名、电话、证件号、住址等个人信息,并说明每封信还有多大可能认出写信人。

    例:textgov redact 来信.xlsx -o 已遮盖.xlsx

    例:textgov redact 信.docx 登记表.xlsx --copy -o 已遮盖文件夹
    """
    if copy:
        _copies(inputs, output, keep_officials=keep_officials, generalise=generalise)
        return
    from textgov import api
    from textgov.stages.export.rows import redact_row
    from textgov.stages.export.tables import redact_table

    documents = inputs.read(kind="letter")
    pairs = api.masked_documents(
        inputs.console.progress(documents, "遮盖"), keep_officials=keep_officials, generalise=generalise
    )
    inputs.write(
        output,
        lambda: [redact_row(document, masked) for document, masked in pairs],
        lambda: [redact_table([document for document, _ in pairs], [masked for _, masked in pairs])],
    )


def _copies(inputs: Inputs, output: str | None, *, keep_officials: bool, generalise: bool) -> None:
    """Write a masked copy of each file under its own name; what cannot be copied is rejected and named."""
    from textgov import api
    from textgov.errors import ReadError
    from textgov.redaction import redact_file
    from textgov.types import Rejected

    if output is None or Path(output).suffix:
        raise UsageError(f"--copy 的 -o 要写一个文件夹,现在是 {output or '空'};例如 -o 已遮盖")
    written: set[Path] = set()
    for source, name in inputs.console.progress(list(_files(map(Path, inputs.paths))), "遮盖"):
        # A file may be called after the writer.
        target = Path(output) / name.with_name(api.redact(name.stem).text + name.suffix)
        try:
            if target in written:
                raise UsageError(f"已经有一份叫 {name} 的副本;请改名后再试")
            pictures = redact_file(source, target, keep_officials=keep_officials, generalise=generalise)
        except (ReadError, UsageError) as error:
            inputs.rejected.append(Rejected(str(source), None, str(error)))
            inputs.console.warn(f"未遮盖 {source}:{error}")
            continue
        written.add(target)
        note = f";里面有 {pictures} 张图片或附件,没有检查" if pictures else ""
        inputs.console.say(f"已写入 {target}{note}")
    inputs.write_rejected(Path(output))


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Yield each file with its name in the output folder; files of a folder keep their sub-folders."""
    for path in paths:
        if path.is_dir():
            yield from ((one, one.relative_to(path)) for one in sorted(path.rglob("*")) if one.is_file())
        else:
            yield path, Path(path.name)
