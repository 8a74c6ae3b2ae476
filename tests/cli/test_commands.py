"""Every command: what it writes, its exit status, and what it says when something is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

LETTERS = [
    ("a1", "三号楼电梯又坏了,老人困在里面半个小时,物业电话打不通,求你们快来看看"),
    ("a2", "村里鱼塘承包的钱三年没有公布,请把账目贴出来给大家看"),
    ("a3", "夜市烧烤摊摆到小区门口,油烟呛人,吵到凌晨两点睡不着"),
]
COMMANDS = ("run", "tag", "route", "cluster", "agenda", "redact", "segment", "train", "evaluate", "demo", "compare", "kwic", "keyness", "cooccur", "agreement", "codebook")  # fmt: skip


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    path = tmp_path / "letters.jsonl"
    path.write_text("".join(json.dumps({"id": i, "text": t}, ensure_ascii=False) + "\n" for i, t in LETTERS), "utf-8")
    return path


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_chinese_help_with_an_example(cli: Run, command: str) -> None:
    done = cli(command, "--help")
    assert done.status == 0
    if command != "codebook":
        assert "例:textgov " in done.out
    assert "Options" not in done.out
    assert "Arguments" not in done.out


@pytest.mark.parametrize("command", ["check", "show", "export", "import"])
def test_codebook_commands_have_help(cli: Run, command: str) -> None:
    assert "例:textgov codebook" in cli("codebook", command, "--help").out


def test_version(cli: Run) -> None:
    from textgov import __version__

    assert cli("--version").out.strip() == f"textgov {__version__}"


KEYS = [
    ("segment", {"id", "sentences", "tokens"}),
    ("tag", {"id", "kind", "title", "date", "tags", "figures"}),
    ("route", {"id", "issue", "issue_name", "body", "body_name", "probability", "alternatives", "supporting", "abstained", "urgent", "against", "issues", "reasons"}),
    ("redact", {"id", "text", "spans", "risk"}),
]  # fmt: skip


@pytest.mark.parametrize(("command", "keys"), KEYS)
def test_jsonl_has_the_interface_s_keys(cli: Run, tmp_path: Path, letters: Path, command: str, keys: set[str]) -> None:
    out = tmp_path / "out.jsonl"
    done = cli(command, letters, "-o", out)
    assert done.status == 0, done.err
    found = rows(out)
    assert [row["id"] for row in found] == ["a1", "a2", "a3"]
    assert keys <= set(found[0])


@pytest.mark.parametrize("command", ["segment", "tag", "route", "redact"])
def test_standard_input_to_standard_output(cli: Run, command: str) -> None:
    lines = "".join(json.dumps({"id": i, "text": t}, ensure_ascii=False) + "\n" for i, t in LETTERS)
    done = cli(command, "-", "-o", "-", stdin=lines)
    assert done.status == 0, done.err
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["a1", "a2", "a3"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("command", ["segment", "tag", "route", "redact"])
def test_tables(cli: Run, tmp_path: Path, letters: Path, command: str, ending: str) -> None:
    out = tmp_path / f"out{ending}"
    assert cli(command, letters, "-o", out).status == 0
    assert out.stat().st_size > 100


def test_offsets_refer_to_the_text(cli: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    text = "  社区每周召开协商議事會,收集意见30余条。"
    source = json.dumps({"id": 1, "text": text, "kind": "report"}, ensure_ascii=False)
    assert cli("tag", "-", "-o", out, "--with-text", stdin=source + "\n").status == 0
    (row,) = rows(out)
    assert row["text"] == text
    for tag in row["tags"]:  # type: ignore[attr-defined]
        for evidence in tag["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert [(f["value"], f["unit"]) for f in row["figures"]] == [(30, "条")]  # type: ignore[attr-defined]


def test_a_bad_row_is_named_and_the_rest_goes_on(cli: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1, "text": "路灯坏了"}\n{"id": 2, "text": ""}\nnot json 13800001111\n', "utf-8")
    done = cli("route", source, "-o", tmp_path / "out.jsonl")
    assert done.status == 3
    assert len(rows(tmp_path / "out.jsonl")) == 1
    assert [row["row"] for row in rows(tmp_path / "rejected.jsonl")] == [2, 3]
    assert "13800001111" not in done.err + (tmp_path / "rejected.jsonl").read_text("utf-8")


WRONG = [
    (["tag", "no-such-folder"], 1, "没有读到"),
    (["tag"], 2, "缺少"),
    (["tag", "LETTERS", "--kind", "mail"], 2, "report"),
    (["tag", "LETTERS", "-o", "x.doc"], 2, ".xlsx"),
    (["tag", "LETTERS", "--typo"], 2, "没有选项 --typo"),
    (["tga", "LETTERS"], 2, "没有这个命令"),
    (["route", "LETTERS", "--model", "nowhere"], 1, "nowhere"),
    (["route", "LETTERS", "--threshold", "3"], 2, "--threshold"),
    (["route", "LETTERS", "-q", "-v"], 2, "--quiet"),
    (["segment", "LETTERS", "--engine", "spacy"], 2, "rjieba"),
    (["agenda", "LETTERS", "-o", "x.pdf"], 2, ".docx"),
    (["evaluate", "LETTERS", "--label-column", "x"], 2, "模型文件夹"),
    (["train", "LETTERS", "--label-column", "部门", "-o", "m"], 1, "部门"),
    (["codebook", "show", "gird"], 2, "是不是 grid"),
    (["codebook", "check", "missing.toml"], 2, "missing.toml"),
]


@pytest.mark.parametrize(("arguments", "status", "message"), WRONG, ids=[" ".join(row[0]) for row in WRONG])
def test_wrong_use_is_explained(
    cli: Run, letters: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], status: int, message: str
) -> None:
    monkeypatch.chdir(letters.parent)
    done = cli(*(str(letters) if part == "LETTERS" else part for part in arguments))
    assert done.status == status, done.err
    assert message in done.err
    assert "Traceback" not in done.err


def test_run_writes_everything_masked(cli: Run, tmp_path: Path) -> None:
    phone, name = "138 0000 1111", "欧阳翠花"
    source = tmp_path / "in"
    source.mkdir()
    texts = [f"{text}。我叫{name},电话{phone}" for _, text in LETTERS] * 2
    lines = (
        json.dumps({"id": n, "title": f"{name}的来信", "text": t}, ensure_ascii=False) for n, t in enumerate(texts)
    )
    (source / "letters.jsonl").write_text("\n".join(lines), "utf-8")
    (source / "报告.txt").write_text("某街道建立网格党支部,设网格员12名。\n下一步计划成立社区基金。\n", "utf-8")
    (source / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    out = tmp_path / "out"
    done = cli("run", source, "-o", out)
    assert done.status == 3, done.err
    expected = {"report.html", "results.xlsx", "agenda.docx", "agenda.html", "run.json", "tags.jsonl", "routes.jsonl",
                "masked.jsonl", "rejected.jsonl", "letters.jsonl", "clusters.jsonl", "clusters.xlsx"}  # fmt: skip
    assert {path.name for path in out.iterdir()} == expected
    import zipfile

    for path in out.iterdir():
        members = [zipfile.ZipFile(path).read(n) for n in zipfile.ZipFile(path).namelist()] if path.suffix in (".xlsx", ".docx") else [path.read_bytes()]  # fmt: skip
        for member in members:
            assert phone.encode() not in member, path.name
            assert name.encode() not in member, path.name
    assert name not in done.err


def test_the_same_input_gives_the_same_bytes(cli: Run, tmp_path: Path, letters: Path) -> None:
    for folder in ("one", "two"):
        assert cli("run", letters, "-o", tmp_path / folder).status == 0
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_codebook_goes_through_excel(cli: Run, tmp_path: Path) -> None:
    assert cli("codebook", "export", "-o", tmp_path / "book.xlsx").status == 0
    assert cli("codebook", "import", tmp_path / "book.xlsx", "-o", tmp_path / "book.toml").status == 0
    assert "没有发现问题" in cli("codebook", "check", tmp_path / "book.toml").out
    assert "协商议事" in cli("codebook", "show").out
    assert "定义" in cli("codebook", "show", "deliberation").out


def test_a_users_codebook_is_used(cli: Run, tmp_path: Path) -> None:
    book = tmp_path / "own.toml"
    book.write_text('[[practice]]\nid = "tea"\nname = "茶话"\nforms = ["板凳茶话"]\n', "utf-8")
    source = tmp_path / "in.txt"
    source.write_text("村里每月办一次板凳茶话。\n", "utf-8")
    assert cli("tag", source, "--codebook", book, "-o", tmp_path / "out.jsonl").status == 0
    assert "tea" in (tmp_path / "out.jsonl").read_text("utf-8")
