"""The encoding of a web page: what it declares, what its bytes say, and what is said where these differ."""

from __future__ import annotations

import codecs
import re

import fazhi as fz
from fazhi import _core
from fazhi.options import problem

_HAN = re.compile(r"[\u3400-\u9fff]")
_HEAD = 4096
# Python has codecs that are no encodings of pages ("undefined", "idna", "rot13"); these are.
_READ_BY_PYTHON = re.compile(
    r"big5(hkscs)?|cp950|shiftjis|sjis|eucjp|iso2022jp|euckr|iso8859\d{1,2}|latin1|(windows|cp)125\d|koi8[ru]|usascii|ascii"
)
_CHARSET = re.compile(
    rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})"""
    rb"""|\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""",
    re.I,
)


def decode(data: bytes, source: str, encoding: str) -> tuple[str, str]:
    """The text and the encoding that gave it. Strict throughout, by the core's decoder; another encoding than the page
    declares is taken by evidence alone, and said."""
    if encoding != "auto":
        return _as(data, source, encoding)
    declared = _CHARSET.search(data[:_HEAD])
    if declared is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _as(data, source, "auto")
    word = (declared.group(1) or declared.group(2)).decode("ascii")
    family = _family(word)
    # GB 18030 accepts most of what is UTF-8, and Latin-1 everything: bytes that are Chinese in UTF-8 are that.
    if family != "utf-8" and _is_chinese_utf8(data):
        _say(source, f"declares {word}, but is Chinese in UTF-8")
        return _as(data, source, "utf-8")
    if family == "other":
        return _by_evidence(data, source, word, None)
    try:
        return _as(data, source, family)
    except fz.ParseError as error:
        return _by_evidence(data, source, word, error)


def _by_evidence(data: bytes, source: str, word: str, error: fz.ParseError | None) -> tuple[str, str]:
    try:
        text, found = _as(data, source, "auto")
    except fz.ParseError as unread:
        if error is None and _READ_BY_PYTHON.fullmatch(_plain(word)):
            return _as(data, source, word)
        raise (error or unread) from None
    _say(source, f"declares {word}, but {'is not valid in it' if error else 'holds no such text'}; read as {found}")
    return text, found


def _say(source: str, what: str) -> None:
    import logging

    logging.getLogger("fazhi.html").warning("%s %s", source, what)


def _family(word: str) -> str:
    """The decoder of a declared name; gb2312 is what people write where they mean GBK or GB18030."""
    plain = _plain(word)
    if plain in ("gb2312", "gbk", "gb18030", "xgbk", "cp936", "ms936", "euccn", "gb231280"):
        return "gb18030"
    if plain in ("utf8", "utf16", "utf16le", "utf16be"):
        return {"utf8": "utf-8", "utf16": "utf-16", "utf16le": "utf-16-le", "utf16be": "utf-16-be"}[plain]
    return "big5" if plain.startswith("big5") or plain in ("cp950", "xxbig5") else "other"


def _plain(word: str) -> str:
    return word.lower().replace("_", "").replace("-", "")


def _is_chinese_utf8(data: bytes) -> bool:
    try:
        return _HAN.search(data.decode("utf-8")) is not None
    except UnicodeDecodeError:
        return False


def _as(data: bytes, source: str, encoding: str) -> tuple[str, str]:
    family = _family(encoding)
    if family != "big5" and (family != "other" or encoding == "auto"):
        return _core.decode_text(data, encoding if family == "other" else family, source)[:2]
    if family == "other" and not _READ_BY_PYTHON.fullmatch(_plain(encoding)):
        return _core.decode_text(data, encoding, source)[:2]  # says which encodings there are
    # What the core does not read, Python does, as strictly. Microsoft's Big5 and Hong Kong's are both called Big5.
    fault: UnicodeDecodeError | None = None
    for codec in ("cp950", "big5hkscs") if family == "big5" else (encoding,):
        try:
            return data.decode(codec), "big5" if family == "big5" else codecs.lookup(codec).name
        except LookupError:
            return _core.decode_text(data, encoding, source)[:2]  # says which encodings there are
        except UnicodeDecodeError as error:
            fault = error
    assert fault is not None  # noqa: S101
    raise problem(
        fz.ParseError,
        f"{source} is not valid {encoding} at byte {fault.start}; name its encoding (option encoding)",
        f"{source}第{fault.start}字节处不是有效的{encoding}；请指定编码（选项encoding）",
    )
