"""The READMEs are true: every command is documented, every shown command and Python block runs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CHINESE = (ROOT / "README.zh.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def shown_commands() -> list[str]:
    return re.search(r"run by tests/test_readme.py -->\n```sh\n(.*?)```", README, re.DOTALL)[1].splitlines()  # type: ignore[index]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the corpora, where the README's commands run and leave their results; few letters, to be quick."""
    folder = tmp_path_factory.mktemp("readme")
    for name in ("reports", "gold"):
        shutil.copytree(ROOT / "corpora" / name, folder / "corpora" / name)
    (folder / "corpora/letters").mkdir(parents=True)
    for path in (ROOT / "corpora/letters").glob("*.jsonl"):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        (folder / "corpora/letters" / path.name).write_text("".join(lines[:120]), "utf-8")
    return folder


def test_the_shown_commands_run(checkout: Path) -> None:
    environment = os.environ | {"TEXTGOV_PASSPHRASE": "correct horse battery"}
    for command in shown_commands():
        name, *arguments = shlex.split(command)
        assert name == "textgov"
        done = subprocess.run(
            [sys.executable, "-m", "textgov", *arguments], cwd=checkout, capture_output=True, text=True, env=environment
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"


def test_the_python_block_runs(checkout: Path) -> None:
    (block,) = blocks("python")
    done = subprocess.run([sys.executable, "-c", block], cwd=checkout, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "deliberation" in done.stdout
    assert "王秀兰" not in done.stdout
    assert "13800001111" not in done.stdout
    assert (checkout / "out/report.html").exists()


def test_every_command_is_in_both_readmes() -> None:
    from textgov.cli.main import app

    for command in app.registered_commands:
        assert f"textgov {command.name}" in README, command.name
        assert f"textgov {command.name}" in CHINESE, command.name


def test_links_lead_somewhere() -> None:
    for text in (README, CHINESE):
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            if not target.startswith("http"):
                assert (ROOT / target).exists(), target


def test_the_set_up_lines_are_the_same_in_both_languages() -> None:
    lines = [line for line in README.splitlines() if "venv" in line and "&&" in line]
    assert len(lines) == 4
    assert all(line in CHINESE for line in lines)
