"""One sealed file: a line of JSON that says how it is locked and until when it is kept, then the encrypted letters.

Key: scrypt (RFC 7914) from the passphrase; cipher: AES-256-GCM, which also proves that neither the letters nor the
first line were changed. The first line holds no text and no id of a letter.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from textgov.errors import MissingExtraError, ReadError, UsageError
from textgov.files import write_bytes
from textgov.settings import SEAL
from textgov.types import Document

SUFFIX = ".sealed"
_FORMAT = "textgov sealed 1"


@dataclass(frozen=True, slots=True)
class SealInfo:
    """What a sealed file says without its passphrase."""

    letters: int
    keep_until: date

    def expired(self, today: date) -> bool:
        """Whether the last day of keeping lies before ``today``."""
        return self.keep_until < today


def seal(letters: Iterable[Document], path: str | Path, *, passphrase: str, keep_until: date) -> SealInfo:
    """Write the raw letters into an encrypted file, to be destroyed after ``keep_until``; return what it says openly.

    The same letters give other bytes each time: salt and nonce are random. Raises UsageError for a passphrase below
    ``SEAL.min_passphrase`` characters and MissingExtraError where the library for it is not installed.
    """
    if len(passphrase) < SEAL.min_passphrase:
        raise UsageError(
            f"口令只有 {len(passphrase)} 个字符;至少要 {SEAL.min_passphrase} 个,可以用几个不相干的词连起来"
        )
    rows = [asdict(letter) for letter in letters]
    salt, nonce = os.urandom(16), os.urandom(12)
    header: dict[str, Any] = {
        "format": _FORMAT,
        "letters": len(rows),
        "keep_until": keep_until.isoformat(),
        "scrypt": {"n": SEAL.scrypt_n, "r": SEAL.scrypt_r, "p": SEAL.scrypt_p, "salt": salt.hex()},
        "nonce": nonce.hex(),
    }
    first = json.dumps(header, sort_keys=True).encode() + b"\n"
    packed = zlib.compress(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    write_bytes(Path(path), first + _cipher(passphrase, header).encrypt(nonce, packed, first))
    return SealInfo(len(rows), keep_until)


def sealed_info(path: str | Path) -> SealInfo:
    """Return how many letters a sealed file holds and until when; raises ReadError for any other file."""
    header, _, _ = _parts(Path(path))
    return SealInfo(int(header["letters"]), date.fromisoformat(header["keep_until"]))


def open_sealed(path: str | Path, *, passphrase: str) -> list[Document]:
    """Return the raw letters. Raises ReadError for a wrong passphrase or a file that was changed or is none of ours."""
    header, first, locked = _parts(Path(path))
    cipher = _cipher(passphrase, header)
    from cryptography.exceptions import InvalidTag

    try:
        packed = cipher.decrypt(bytes.fromhex(header["nonce"]), locked, first)
    except InvalidTag:
        raise ReadError(f"打不开 {path}:口令不对,或者文件被改动过", "请核对口令;忘了口令就无法恢复") from None
    rows = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    plain = ("id", "text", "kind", "title", "date", "source", "path", "metadata")
    return [Document(**{name: row[name] for name in plain}) for row in rows]


def _parts(path: Path) -> tuple[dict[str, Any], bytes, bytes]:
    first, line, locked = path.read_bytes().partition(b"\n")
    try:
        header = json.loads(first)
        known = header["format"] == _FORMAT
        date.fromisoformat(header["keep_until"])
        int(header["letters"])
        scrypt = header["scrypt"]
        # A forged first line must not make us fill the memory.
        known = known and scrypt["n"] * scrypt["r"] * 128 <= SEAL.max_memory and scrypt["p"] == SEAL.scrypt_p
        bytes.fromhex(header["nonce"]), bytes.fromhex(scrypt["salt"])
    except (ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise ReadError(
            f"{path} 不是 textgov 封存的文件,或者已损坏", f"封存文件的扩展名是 {SUFFIX},由 textgov seal 生成"
        )
    return header, first + line, locked


def library() -> Any:
    """Return the cipher; raise MissingExtraError where it is not installed."""
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    except ImportError as error:
        raise MissingExtraError("封存需要 cryptography;请运行 pip install 'textgov[seal]'") from error
    return AESGCM


def _cipher(passphrase: str, header: dict[str, Any]) -> Any:
    scrypt = header["scrypt"]
    salt = bytes.fromhex(scrypt["salt"])
    numbers = {name: int(scrypt[name]) for name in ("n", "r", "p")}
    key = hashlib.scrypt(passphrase.encode("utf-8"), salt=salt, dklen=32, maxmem=SEAL.max_memory + 2**20, **numbers)
    return library()(key)


def purge(folder: str | Path, *, today: date) -> tuple[list[Path], list[Path]]:
    """Delete the sealed files below ``folder`` whose time is over; return the deleted and the kept ones.

    A file that only bears the ending is left alone.
    """
    deleted: list[Path] = []
    kept: list[Path] = []
    for path in sorted(Path(folder).rglob(f"*{SUFFIX}")):
        try:
            expired = sealed_info(path).expired(today)
        except ReadError:
            continue
        if expired:
            path.unlink()
        (deleted if expired else kept).append(path)
    return deleted, kept
