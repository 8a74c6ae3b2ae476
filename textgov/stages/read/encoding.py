"""Decode a file's bytes: detected by evidence, never guessed silently."""

from __future__ import annotations

import codecs
import re
from functools import cache

from textgov.errors import ReadError
from textgov.fold import fold
from textgov.settings import READ
from textgov.stages.read.quiet import quiet

# The 500 most frequent characters of modern Chinese: three quarters of any text, a tenth of wrongly decoded ones.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白"
    "教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值"
    "号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该请您谢居村街社区镇"
)
_PUNCTUATION = frozenset(
    "。、“”‘’《》—…·「」『』【】〈〉\u3000"
)  # the full-width forms of ASCII are a range of their own
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f]")
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
_SAMPLE = 20_000
_ADVICE = "请用记事本或 WPS 打开后另存为 UTF-8 编码"


@cache
def _level_one() -> frozenset[str]:
    """Return the 3,755 common characters of GB 2312, its first level."""
    cells = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return frozenset("".join(cell.decode("gb2312", "ignore") for cell in cells))


def _weight(character: str) -> float:
    if character in _FREQUENT:
        return 1.0
    if character in _level_one() or character in _PUNCTUATION or "\uff01" <= character <= "\uff5e":
        return 0.6
    if "\u3400" <= character <= "\u9fff" or "\u2010" <= character <= "\u2642":
        return 0.0
    return -1.0


def plausibility(text: str) -> float:
    """Return how Chinese a decoded text looks: mean weight of its non-ASCII characters, in [-1, 1]; plain ASCII is 0.5."""
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) * READ.max_control_share:
        return -1.0
    # Traditional characters are folded, so that one list of frequent characters serves both scripts.
    wide = fold("".join(c for c in sample if c in _PUNCTUATION or (c > "\x7f" and c not in "\u00a0\u2003\u2002\ufeff")))
    if not wide:
        return 0.5
    return sum(map(_weight, wide)) / len(wide)


def _damaged_utf8(data: bytes) -> str | None:
    """Return the text with lone surrogates for the bad bytes when ``data`` is UTF-8 but for a few bytes."""
    text = data.decode("utf-8", "surrogateescape")
    bad = sum(1 for c in text if "\udc80" <= c <= "\udcff")
    sound = "".join(c for c in text if not "\udc80" <= c <= "\udcff")
    # Three bad bytes are one character cut in the middle, which a short file may have, too.
    if bad > max(3, len(text) * READ.max_damaged_share) or len(sound) < 10 * bad:
        return None
    return text if plausibility(sound) >= READ.min_encoding_score and not sound.isascii() else None


def is_damaged(text: str) -> bool:
    """Say whether ``text`` holds the marks of bytes that could not be decoded."""
    return any("\udc80" <= c <= "\udcff" for c in text)


def _contest(data: bytes) -> str:
    """Return the text in the encoding that makes it most Chinese; raise where two are as good or none is good."""
    texts: dict[str, str] = {}
    for encoding in _CANDIDATES:
        try:
            texts[encoding] = data.decode(encoding)
        except UnicodeDecodeError:
            continue
    ranked = sorted(((plausibility(text), name) for name, text in texts.items()), reverse=True)
    if not ranked or ranked[0][0] < READ.min_encoding_score:
        if b"\0" in data:
            raise ReadError("不是文本文件(内容是二进制数据)", "请检查扩展名是否写错")
        raise ReadError("无法判断文字编码", _ADVICE)
    best = ranked[0][1]
    if (
        len(ranked) > 1
        and ranked[0][0] - ranked[1][0] < READ.min_encoding_margin
        and texts[ranked[1][1]] != texts[best]
    ):
        best = _second_opinion(data, [ranked[0][1], ranked[1][1]])
    return texts[best]


def _second_opinion(data: bytes, close: list[str]) -> str:
    """Ask charset-normalizer to choose between two encodings that score alike."""
    from charset_normalizer import from_bytes

    with quiet():
        match = from_bytes(data, cp_isolation=close).best()
    named = codecs.lookup(match.encoding).name if match else ""
    for encoding in close:
        if codecs.lookup(encoding).name == named:
            return encoding
    raise ReadError(f"无法判断文字编码({close[0]} 和 {close[1]} 都有可能)", _ADVICE)


def decode(data: bytes, *, damaged_ok: bool = False) -> str:
    """Return the text of ``data`` without a byte-order mark.

    UTF-8 (with or without mark), UTF-16 (with or without mark), GB18030/GBK and Big5 are told apart by strict decoding
    and by how much the result looks like Chinese. With ``damaged_ok`` a UTF-8 file with a few bad bytes is returned with
    lone surrogates in their place (``is_damaged``), so that a reader of rows can reject just those rows.

    Raises:
        ReadError: binary data, damaged bytes, or an encoding that cannot be told for sure.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise ReadError(f"{encoding.upper()} 编码的文字不完整", _ADVICE) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        damaged = _damaged_utf8(data)
        if damaged is None:
            return _contest(data)
        if not damaged_ok:
            line = 1 + damaged[: next(i for i, c in enumerate(damaged) if is_damaged(c))].count("\n")
            raise ReadError(f"第 {line} 行有损坏的 UTF-8 字节", _ADVICE) from None
        return damaged.removeprefix("\ufeff")
    if text.isascii() and not _CONTROL.search(text):
        return text
    # Bytes of GBK may happen to be valid UTF-8, then as Arabic or Greek; UTF-16 of ASCII shows NUL characters.
    return text if plausibility(text) >= 0 else _contest(data)
