"""Look at a file before a library does: size, true kind, passwords, zip bombs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from textgov.errors import ReadError
from textgov.settings import READ

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"%PDF-", "PDF 文件"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"{\\rtf", "RTF 文件"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
)
# A part that only this kind of Office file has.
_OFFICE_PARTS = (
    ("word/document.xml", "Word 文档 (.docx)"),
    ("xl/workbook.xml", "Excel 工作簿 (.xlsx)"),
    ("xl/workbook.bin", "Excel 二进制工作簿 (.xlsb)"),
    ("ppt/presentation.xml", "PowerPoint 文件 (.pptx)"),
)
DOCX, XLSX, PDF = "Word 文档 (.docx)", "Excel 工作簿 (.xlsx)", "PDF 文件"
TEXT, HTML = "纯文本", "网页 (.html)"


def load(path: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        ReadError: larger than ``READ.max_file_bytes``, or empty.
        OSError: cannot be opened.
    """
    size = path.stat().st_size
    if size > READ.max_file_bytes:
        limit = READ.max_file_bytes // (1024 * 1024)
        raise ReadError(f"文件太大({size // (1024 * 1024)} MB,上限 {limit} MB)", "请拆成几个小文件")
    data = path.read_bytes()
    if not data.strip():
        raise ReadError("文件是空的")
    return data


def true_kind(data: bytes) -> str:
    """Return what the bytes really are, in words a user knows.

    Raises:
        ReadError: password-protected Office files, and archives that unpack to more than ``READ.max_unpacked_bytes``.
    """
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReadError("文件有密码保护", "请在 Office 或 WPS 里去掉密码后再试")
        return "旧版 Word 文档 (.doc)" if "WordDocument".encode("utf-16-le") in data else "旧版 Office 文件 (.xls 等)"
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature) or (kind == PDF and signature in data[:1024]):
            return kind
    start = data[:2048].lower().replace(b"\0", b"")
    return HTML if any(tag in start for tag in (b"<!doctype html", b"<html", b"<table", b"<body")) else TEXT


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise ReadError("文件已损坏(压缩结构不完整)", "请重新下载或重新保存") from error
    if sum(entry.file_size for entry in entries) > READ.max_unpacked_bytes:
        raise ReadError("文件解压后过大,可能是恶意文件", "请确认来源;确实需要时请拆成几个小文件")
    names = {entry.filename for entry in entries}
    return next((kind for part, kind in _OFFICE_PARTS if part in names), "ZIP 压缩包")


def require(data: bytes, ending: str, *accepted: str) -> None:
    """Raise ReadError unless the bytes are of one of the accepted kinds; the message says what they really are."""
    kind = true_kind(data)
    if kind in accepted:
        return
    if kind.startswith("旧版"):
        raise ReadError(f"扩展名是 {ending},内容却是{kind}", "请用 Office 或 WPS 打开后另存为 .docx 或 .xlsx")
    raise ReadError(f"扩展名是 {ending},内容却是{kind}", "请改正扩展名,或另存为支持的格式")
