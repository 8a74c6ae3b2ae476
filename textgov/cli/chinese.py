"""Help in Chinese: Typer has no translations of its own words."""

from __future__ import annotations

from typing import Any

from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

_HELP = {
    "--help": "显示这份说明",
    "--install-completion": "给当前的命令行装上自动补全",
    "--show-completion": "显示自动补全的脚本",
}

rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
rich_utils.OPTIONS_PANEL_TITLE = "选项"
rich_utils.COMMANDS_PANEL_TITLE = "命令"
rich_utils.REQUIRED_LONG_STRING = "[必填]"
rich_utils.DEFAULT_STRING = "[默认: {}]"


class _Chinese:
    """What commands and groups say differently."""

    def get_usage(self, ctx: Any) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        for english, chinese in (("Usage:", "用法:"), ("[OPTIONS]", "[选项]"), ("COMMAND [ARGS]...", "命令 [参数]...")):
            usage = usage.replace(english, chinese, 1)
        return usage

    def get_params(self, ctx: Any) -> list[Any]:
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            known = _HELP.keys() & set(param.opts)
            if known:
                param.help = _HELP[known.pop()]
            if getattr(param, "is_flag", False):
                param.metavar = ""
        return params


class ChineseCommand(_Chinese, TyperCommand):
    """A command whose help is in Chinese throughout."""


class ChineseGroup(_Chinese, TyperGroup):
    """A group of commands whose help is in Chinese throughout."""
