"""Every threshold: its name, the reason for its value, and the command that re-checks it.

One frozen dataclass a stage. A command's options override fields; ``run.json`` records the values used.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSettings:
    """Limits of reading."""

    # A government report is a few hundred KB; beyond this a file is a mistake (video, archive) and would exhaust memory.
    max_file_bytes: int = 200 * 1024 * 1024
    # The longest letters on a public letter portal have about 7,000 characters; ten million is a whole-book mistake.
    max_document_chars: int = 10_000_000


READ = ReadSettings()
