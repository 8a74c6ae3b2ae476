"""One error tree. Every message says what was got, what is accepted and what to do next, in Simplified Chinese."""

from __future__ import annotations


class TextgovError(Exception):
    """Base of all errors that textgov raises on purpose; becomes exit status ``exit_code`` in the command line."""

    exit_code = 1


class UsageError(TextgovError):
    """An option or argument that cannot be used."""

    exit_code = 2


class CodebookError(TextgovError):
    """A codebook that does not pass its checks; ``problems`` holds one line each (file, line, what, nearest name)."""

    exit_code = 2

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class ReadError(TextgovError):
    """An input file that cannot be read. ``reason`` is short; ``advice`` says what to do."""

    def __init__(self, reason: str, advice: str = "") -> None:
        self.reason = reason
        self.advice = advice
        super().__init__(f"{reason}。{advice}" if advice else reason)


class ModelError(TextgovError):
    """A model folder that is missing, damaged or of another version."""


class TrainingError(TextgovError):
    """Data from which nothing can be trained (one class, empty texts, too few rows …)."""


class MissingExtraError(TextgovError):
    """An optional dependency that is not installed; the message names the extra to install."""


class ReleaseGateError(TextgovError):
    """Something personal would have left; ``residues`` lists (document id, type), never the text."""

    exit_code = 4

    def __init__(self, residues: list[tuple[str, str]]) -> None:
        self.residues = residues
        listed = "、".join(f"{document}({kind})" for document, kind in residues[:20])
        super().__init__(
            f"发现 {len(residues)} 处个人信息尚未遮盖,已停止输出:{listed}。请先遮盖(textgov redact)或改掉这些内容再运行;看过并愿意负责的,加 --accept-risk 编号"
        )
