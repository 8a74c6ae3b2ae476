"""The ``textgov`` command: registers the commands, turns errors into messages and exit codes in one place."""

from __future__ import annotations

import re
import sys
from typing import Annotated, Any

import typer

from textgov.cli import (
    agenda,
    agreement,
    cluster,
    codebook,
    compare,
    cooccur,
    demo,
    dictionary,
    directory,
    evaluate,
    issues,
    keyness,
    kwic,
    names,
    publish,
    purge,
    redact,
    replies,
    review,
    route,
    run,
    seal,
    segment,
    tag,
    topics,
    train,
    unseal,
)
from textgov.cli.chinese import ChineseCommand, ChineseGroup
from textgov.errors import TextgovError

app = typer.Typer(
    name="textgov",
    cls=ChineseGroup,
    help="基层治理文本工具:给报告标做法、给来信找部门、把同一件事归到一起、遮盖个人信息、生成议事清单。全程不联网。",
    epilog="先试试:textgov demo",
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for one in (
    run,
    tag,
    route,
    cluster,
    agenda,
    replies,
    publish,
    compare,
    kwic,
    names,
    keyness,
    cooccur,
    topics,
    redact,
    seal,
    unseal,
    purge,
    segment,
    train,
    evaluate,
    agreement,
    demo,
):
    app.command(name=one.__name__.rsplit(".", 1)[-1], cls=ChineseCommand)(one.command)
app.add_typer(codebook.app, name="codebook")
app.add_typer(dictionary.app, name="dictionary")
app.add_typer(review.app, name="review")
app.add_typer(directory.app, name="directory")
app.add_typer(issues.app, name="issues")

_USAGE = 2
# The option parser's English words for what it accepts, and ours.
_ACCEPTED = {
    r"is not one of (.*?)\.?$": r"可以写 \1",
    r"less than or equal to (\S+)": r"不能大于 \1",
    r"greater than or equal to (\S+)": r"不能小于 \1",
    r"valid (?:integer|number|float)": "请写数字",
}


def _version(wanted: bool) -> None:
    if wanted:
        from textgov import __version__

        typer.echo(f"textgov {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", help="显示版本", callback=_version, is_eager=True)] = False,
) -> None:
    """基层治理文本工具:给报告标做法、给来信找部门、把同一件事归到一起、遮盖个人信息、生成议事清单。全程不联网。"""


def main() -> None:
    """Run the command line and exit with its status."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console in another code page must not stop a run because of one character.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8" if not stream.isatty() else None, errors="replace")
    sys.exit(_run())


def _run() -> int:
    try:
        status = app(standalone_mode=False)
        return status if isinstance(status, int) else 0
    except TextgovError as error:
        _say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _say("已中断;已写好的文件都是完整的,可以再运行一次")
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except MemoryError:
        _say("内存不够;请减少一次处理的文件,或分文件夹运行")
        return 1
    except OSError as error:
        _say(f"文件读写失败({error.strerror}):{error.filename};请检查路径、权限和磁盘空间,并关闭正在打开它的程序")
        return 1
    except Exception as error:
        if hasattr(error, "format_message"):
            _say(_usage_message(error))
            return _USAGE
        if type(error).__name__ == "Abort":
            _say("已取消")
            return 1
        # The message may hold text of a letter; the type and the place do not.
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
        _say(f"程序出错({type(error).__name__},{place});请把这一行连同所用的命令告诉开发者")
        return 1


def _say(message: str) -> None:
    print(f"textgov: {message}", file=sys.stderr)  # noqa: T201 - the one place that reports errors


def _usage_message(error: Any) -> str:
    """Say in Chinese what the option parser found wrong; its own messages are English."""
    hint = "用 --help 看说明"
    name = type(error).__name__
    if name in ("NoSuchOption", "NoSuchOptionError"):
        close = "、".join(error.possibilities or ())
        return f"没有选项 {error.option_name};" + (f"是不是 {close}?" if close else hint)
    parameter = getattr(error, "param", None)
    shown = ""
    if parameter is not None:
        shown = parameter.opts[-1] if parameter.param_type_name == "option" else parameter.metavar or parameter.name
    if name == "MissingParameter":
        return f"缺少 {shown or '参数'};{hint}"
    if name in ("BadParameter", "BadArgumentUsage", "BadOptionUsage"):
        accepted = (re.sub(f".*{english}.*", chinese, error.message) for english, chinese in _ACCEPTED.items()
                    if re.search(english, error.message))  # fmt: skip
        return f"{shown or '参数'} 的值不对;{next(accepted, hint)}"
    if str(error.message).startswith("No such command"):
        known = ", ".join(sorted(command for command in error.ctx.command.commands)) if error.ctx else ""
        return f"没有这个命令;可用的命令:{known}"
    return f"用法不对({error.message});{hint}"
