"""The import rule: a layer imports only lower numbers, a stage never another stage, heavy libraries only inside functions."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "textgov"
STAGES = (
    "read",
    "privacy",
    "segment",
    "tag",
    "names",
    "route",
    "review",
    "cluster",
    "agenda",
    "agreement",
    "register",
    "replies",
    "export",
    "research",
    "release",
    "seal",
    "train",
)
# Inside a layer the order is that of the fractions.
LAYERS = {
    "types": 0, "errors": 0, "settings": 0, "resources": 0.1, "codings": 0.1, "research_types": 0.1, "review_types": 0.1,
    "fold": 1.1, "files": 1.1, "versions": 1.15, "place_names": 1.1, "codebook": 1.2, "matching": 1.3, "models": 1.4,
    "toolbox": 3.1, "provenance": 3.1, "naming": 3.15, "gate": 3.1, "api": 3.2, "redaction": 3.3, "pipeline": 3.3, "research": 3.3, "publication": 3.4, "vocabulary": 3.4, "learning": 3.3, "register": 3.3, "replies": 3.3,
    "integrations": 4, "cli": 4.1, "__main__": 5,
}  # fmt: skip
HEAVY = {"docx", "gensim", "jieba", "opencc", "openpyxl", "pandas", "pyarrow", "pypdf", "resvg_py", "scipy", "sklearn", "spacy", "trafilatura", "xlsxwriter"}  # fmt: skip


def unit(module: str) -> str:
    """The part of the package that a module belongs to: ``stages.tag`` or ``codebook``."""
    parts = module.split(".")[1:]
    return ".".join(parts[:2]) if parts[:1] == ["stages"] else (parts[0] if parts else "")


def layer(name: str) -> float:
    return 2 if name.startswith("stages.") else LAYERS[name]


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module in ("textgov", "textgov.stages"):
                yield from (f"{node.module}.{name.name}" for name in node.names if not name.name.startswith("__"))


def test_layers_import_only_lower_ones() -> None:
    wrong = []
    for module, tree in modules():
        here = unit(module)
        if here in ("", "stages"):
            continue
        for target in imports(tree):
            there = unit(target)
            if not target.startswith("textgov.") or there in ("", here, "stages"):
                continue
            if layer(there) >= layer(here):
                wrong.append(f"{module} imports {target}")
    assert wrong == []


def test_every_stage_is_known() -> None:
    found = {path.name for path in (PACKAGE / "stages").iterdir() if (path / "__init__.py").exists()}
    assert found == set(STAGES)


def test_heavy_libraries_are_imported_inside_functions() -> None:
    wrong = []
    for module, tree in modules():
        # A module of integrations/ is the adapter of one library; only who uses that library imports it.
        for node in [] if unit(module) == "integrations" else tree.body:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                wrong += [f"{module}: {name}" for name in imports(node) if name.split(".")[0] in HEAVY]
    assert wrong == []


@pytest.mark.parametrize("arguments", [["--help"], ["tag", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys; sys.argv = ['textgov', *sys.argv[1:]]\n"
        "from textgov.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print('LOADED', sorted(({HEAVY!r} | {{'numpy', 'rjieba'}}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert "LOADED []" in done.stdout


def test_public_names_are_sorted_and_there() -> None:
    import textgov

    assert textgov.__all__ == sorted(textgov.__all__)
    assert all(callable(getattr(textgov, name)) for name in textgov.__all__)
