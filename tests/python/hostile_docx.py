"""Word files that are not to be trusted, as generators: a name, the bytes, and words of the sentence that must come."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable

from docx_files import docx, p

MAIN = "word/document.xml"
HEAD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
FOOT = "</w:body></w:document>"


def packed(entries: list[tuple[zipfile.ZipInfo | str, str | bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def good() -> bytes:
    return docx(*[p(f"第{i}段，全年办理案件{i}件。") for i in range(400)])


def bomb() -> bytes:
    """60 MB out of 60 kB."""
    return docx(p("零" * 20_000_000))


def slow_bomb() -> bytes:
    """Under the limit of the ratio, and much text."""
    piece = "".join(chr(0x4E00 + i * 7919 % 20000) for i in range(4000))
    return docx(*[p(piece) for _ in range(2000)])


def many_elements() -> bytes:
    return docx("<w:p/>" * 9_000_000, stored=True)


def wide_table() -> bytes:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr><w:p/></w:tc>'
    return docx(p("文字"), f"<w:tbl><w:tr>{cell * 100_000}</w:tr></w:tbl>", stored=True)


def xml_bomb() -> bytes:
    entities = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(12))
    return packed([(MAIN, f'<!DOCTYPE d [<!ENTITY e0 "零">{entities}]>{HEAD}{p("&e12;")}{FOOT}')])


def external_entity() -> bytes:
    entity = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return packed([(MAIN, f"{entity}{HEAD}{p('&x;')}{FOOT}")])


def deep_tables() -> bytes:
    return docx("<w:tbl><w:tr><w:tc>" * 100_000 + p("底") + "</w:tc></w:tr></w:tbl>" * 100_000, stored=True)


def deep_controls() -> bytes:
    return docx(p("<w:sdt><w:sdtContent>" * 200_000 + "</w:sdtContent></w:sdt>" * 200_000), stored=True)


def deep_boxes() -> bytes:
    inner = "<w:p><w:r><w:pict><w:txbxContent>"
    return docx(inner * 50_000 + "</w:txbxContent></w:pict></w:r></w:p>" * 50_000, stored=True)


def wrong_checksum() -> bytes:
    """One digit of the text is another."""
    return docx(p("全年办理案件31件。"), stored=True).replace("31件".encode(), "37件".encode())


def locked_parts() -> bytes:
    data = bytearray(good())
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(sign, at + 1)) >= 0:
            data[at + flags] |= 1
    return bytes(data)


def locked_whole() -> bytes:
    """A compound file with the stream that Word puts an encrypted document into."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(4096)


def link() -> bytes:
    entry = zipfile.ZipInfo(MAIN)
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return packed([(entry, "/etc/passwd")])


def leads_out() -> bytes:
    return packed([(MAIN, f"{HEAD}{p('文字')}{FOOT}"), ("word/../../../etc/cron.d/x", "x")])


def _directory(name: bytes, crc: int, size: int, unpacked: int, offset: int = 0) -> bytes:
    row = struct.pack(
        "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, size, unpacked, len(name), 0, 0, 0, 0, 0, offset
    )
    return row + name


def _local(name: bytes, crc: int, size: int, unpacked: int) -> bytes:
    return struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, size, unpacked, len(name), 0) + name


def million_entries() -> bytes:
    content = zlib.compress(b"x", wbits=-15)
    local = _local(MAIN.encode(), zlib.crc32(b"x"), len(content), 1) + content
    count = 1_000_000
    rows = b"".join(_directory(b"w%07d" % i, zlib.crc32(b"x"), len(content), 1) for i in range(count))
    # More entries than the plain end of a directory can count.
    end = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(rows), len(local))
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, len(local) + len(rows), 1)
    plain = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(rows), len(local), 0)
    return local + rows + end + locator + plain


def _two_gigabytes(claimed: int) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = deflate.compress(b" " * (1 << 20)) + deflate.flush(zlib.Z_FULL_FLUSH)
    content = block * 2047 + b"\x03\x00"
    name = MAIN.encode()
    local = _local(name, 0, len(content), claimed) + content
    row = _directory(name, 0, len(content), claimed)
    return local + row + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(row), len(local), 0)


def huge_part() -> bytes:
    return _two_gigabytes(2047 << 20)


def huge_part_that_lies() -> bytes:
    """The directory says 1,000 bytes."""
    return _two_gigabytes(1000)


def no_text() -> bytes:
    return docx(p(""))


HOSTILE: list[tuple[Callable[[], bytes], str]] = [
    (bomb, "max_ratio|max_part_mb"),
    (slow_bomb, "max_characters"),
    (many_elements, "elements"),
    (wide_table, ""),
    (xml_bomb, "document type"),
    (external_entity, "document type"),
    (deep_tables, "max_depth"),
    (deep_controls, "max_depth"),
    (deep_boxes, "max_depth"),
    (wrong_checksum, "checksum"),
    (locked_parts, "encrypted"),
    (locked_whole, "encrypted"),
    (link, "link"),
    (leads_out, "leads out"),
    (million_entries, "max_entries"),
    (huge_part, "max_part_mb"),
    (huge_part_that_lies, "damaged"),
    (no_text, "no text"),
]
