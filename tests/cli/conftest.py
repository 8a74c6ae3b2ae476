"""Run the command line in this process: arguments in, exit status and both streams out."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Done:
    """What came of one command."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs ``textgov ARGUMENTS`` with optional standard input."""
    from textgov.cli import main

    def run(*arguments: object, stdin: str = "") -> Done:
        out, err = io.StringIO(), io.StringIO()
        monkeypatch.setattr(sys, "argv", ["textgov", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        with pytest.raises(SystemExit) as stopped:
            main.main()
        return Done(int(str(stopped.value.code or 0)), out.getvalue(), err.getvalue())

    return run
