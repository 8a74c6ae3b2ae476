"""``textgov seal``."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from textgov.cli.inputs import Inputs, ask_passphrase, reads_documents
from textgov.errors import UsageError
from textgov.settings import SEAL


@reads_documents
def command(
    inputs: Inputs,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件", help="封存文件,扩展名 .sealed", show_default=False)
    ],
    keep_until: Annotated[
        datetime | None,
        typer.Option(
            "--keep-until", formats=["%Y-%m-%d"], metavar="日期", help="保存到哪一天,默认一年", show_default=False
        ),
    ] = None,
) -> None:
    """把来信原文加密封存,到期用 textgov purge 销毁;平时只用遮盖过的文本。

    例:textgov seal 来信.xlsx -o 来信.sealed --keep-until 2027-12-31

    口令从键盘输入,不显示;写在环境变量 TEXTGOV_PASSPHRASE 里也可以。忘了口令,谁也打不开。
    """
    from textgov.stages.seal import SUFFIX, library, seal

    if output.suffix != SUFFIX:
        raise UsageError(f"封存文件的扩展名是 {output.suffix or '空'};请写成 {output.with_suffix(SUFFIX).name}")
    until = keep_until.date() if keep_until else date.today() + timedelta(days=SEAL.keep_days)
    if until < date.today():
        raise UsageError(f"--keep-until {until} 已经过去;请写今天以后的日期")
    library()
    letters = inputs.read(kind="letter")
    passphrase = ask_passphrase(twice=True)
    info = seal(letters, output, passphrase=passphrase, keep_until=until)
    inputs.write_rejected(output.parent)
    inputs.console.say(
        f"已封存 {info.letters} 封到 {output},保存到 {info.keep_until}。原文件还在:确认能用 textgov unseal 打开后,请自己删除原文件"
    )
