"""Packages that attack their reader, made from the parts of a good one: each takes the parts and the name of one that
is surely read, and gives the bytes of a file."""

from __future__ import annotations

import base64
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

Parts = dict[str, str | bytes]


def packed(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


Entry = tuple[bytes, bytes, int, int, int, int, int]


def _raw(entries: list[Entry], listed: int = 0) -> bytes:
    """An archive written by hand: (name, packed bytes, size, checksum, method, flags, attributes). The last
    one is `listed` many more times under other names."""
    body, directory = bytearray(), bytearray()
    for name, data, size, checksum, method, flags, attributes in entries:
        at = len(body)
        common = struct.pack("<HHHHIIIHH", flags, method, 0, 0x21, checksum, len(data), size, len(name), 0)
        body += b"PK\x03\x04" + struct.pack("<H", 20) + common + name + data
        directory += b"PK\x01\x02" + struct.pack("<HH", 0x0314, 20) + common
        directory += struct.pack("<HHHII", 0, 0, 0, attributes, at) + name
    for i in range(listed):
        other = b"%07d" % i
        directory += b"PK\x01\x02" + struct.pack("<HH", 0x0314, 20) + common[:-4] + struct.pack("<HH", len(other), 0)
        directory += struct.pack("<HHHII", 0, 0, 0, attributes, at) + other
    total = len(entries) + listed
    count = min(total, 0xFFFF)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    if total > 0xFFFF:  # ZIP64
        at = len(body) + len(directory)
        end64 = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, total, total, len(directory), len(body))
        return bytes(body + directory + end64 + b"PK\x06\x07" + struct.pack("<IQI", 0, at, 1) + b"PK\x05\x06" + end)
    return bytes(body + directory + b"PK\x05\x06" + end)


def _entries(parts: Parts) -> dict[str, Entry]:
    out = {}
    for name, content in parts.items():
        data = content.encode() if isinstance(content, str) else content
        shrunk = zlib.compress(data, 6)[2:-4]
        out[name] = (name.encode(), shrunk, len(data), zlib.crc32(data), 8, 0x800, 0o100644 << 16)
    return out


def _flood(unit: bytes, mebibytes: int) -> tuple[bytes, int]:
    """A deflated stream of a unit over and over, without unpacking it here; its size."""
    block = unit * (2**20 // len(unit))
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    return first * mebibytes + zlib.compressobj(9, zlib.DEFLATED, -15).flush(), len(block) * mebibytes


def _flooded(parts: Parts, part: str, unit: bytes, mebibytes: int, claim: int | None = None) -> bytes:
    entries = _entries(parts)
    data, size = _flood(unit, mebibytes)
    entries[part] = (part.encode(), data, size if claim is None else claim, 0, 8, 0x800, 0o100644 << 16)
    return _raw(list(entries.values()))


def zip_bomb(parts: Parts, part: str) -> bytes:
    return _flooded(parts, part, b"\0", 50)


def two_gigabytes(parts: Parts, part: str) -> bytes:
    return _flooded(parts, part, b"text ", 2047)


def two_gigabytes_that_claim_little(parts: Parts, part: str) -> bytes:
    return _flooded(parts, part, b"text ", 2047, 900_000)


def million_entries(parts: Parts, part: str) -> bytes:
    return _raw(list(_entries(parts).values()), 1_000_000)


def _with(parts: Parts, part: str, change: Callable[[str], str | bytes]) -> bytes:
    content = parts[part]
    return packed({**parts, part: change(content.decode() if isinstance(content, bytes) else content)})


def _after_declaration(xml: str, more: str) -> str:
    end = xml.index("?>") + 2
    return xml[:end] + more + xml[end:]


def xml_bomb(parts: Parts, part: str) -> bytes:
    rows = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    return _with(parts, part, lambda xml: _after_declaration(xml, f'<!DOCTYPE r [<!ENTITY e0 "text">{rows}]>'))


def external_entity(parts: Parts, part: str) -> bytes:
    row = '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return _with(parts, part, lambda xml: _after_declaration(xml, row))


def late_document_type(parts: Parts, part: str) -> bytes:
    row = f'<!-- {"x" * 9000} --><!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return _with(parts, part, lambda xml: _after_declaration(xml, row))


def wrong_checksum(parts: Parts, part: str) -> bytes:
    entries = _entries(parts)
    name, data, size, checksum, *rest = entries[part]
    entries[part] = (name, data, size, checksum ^ 1, *rest)
    return _raw(list(entries.values()))


def encrypted(parts: Parts, part: str) -> bytes:
    entries = _entries(parts)
    name, data, size, checksum, method, flags, attributes = entries[part]
    entries[part] = (name, b"\x8f" * 12 + data, size, checksum, method, flags | 1, attributes)
    return _raw(list(entries.values()))


def unknown_method(parts: Parts, part: str) -> bytes:
    entries = _entries(parts)
    name, data, size, checksum, _, *rest = entries[part]
    entries[part] = (name, data, size, checksum, 99, *rest)
    return _raw(list(entries.values()))


def symbolic_link(parts: Parts, part: str) -> bytes:
    return _raw(
        [*_entries(parts).values(), (b"link", b"/etc/passwd", 11, zlib.crc32(b"/etc/passwd"), 0, 0, 0o120777 << 16)]
    )


def leads_out(parts: Parts, part: str) -> bytes:
    return packed({**parts, "../../etc/passwd": "x"})


def leads_to_a_drive(parts: Parts, part: str) -> bytes:
    return packed({**parts, "C:\\Windows\\x.xml": "x"})


def _noise() -> str:
    """A comment that does not shrink: what stands beside it is no bomb by its ratio."""
    return f"<!--{base64.b64encode(random.Random(1).randbytes(300_000)).decode()}-->"


def deep(parts: Parts, part: str) -> bytes:
    """Elements in elements, half a million deep."""
    return _with(parts, part, lambda _: f"<?xml version='1.0'?>{_noise()}{'<a>' * 500_000}{'</a>' * 500_000}")


def elements(parts: Parts, part: str) -> bytes:
    return _with(parts, part, lambda _: f"<?xml version='1.0'?>{_noise()}<r>{'<a/>' * 10_000_000}</r>")


def attributes(parts: Parts, part: str) -> bytes:
    return _with(parts, part, lambda _: f"""<?xml version='1.0'?>{_noise()}<r{" b=''" * 8_000_000}/>""")


ATTACKS: dict[str, Callable[[Parts, str], bytes]] = {
    f.__name__: f
    for f in (
        zip_bomb,
        two_gigabytes,
        two_gigabytes_that_claim_little,
        million_entries,
        xml_bomb,
        external_entity,
        late_document_type,
        wrong_checksum,
        encrypted,
        unknown_method,
        symbolic_link,
        leads_out,
        leads_to_a_drive,
        deep,
        elements,
        attributes,
    )
}
