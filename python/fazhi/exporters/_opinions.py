"""A clerk's opinions on the sums of a report: read from the csv form of the sheet, which a clerk has filled in.

Two columns count, whatever stands beside them: 指纹 (fingerprint) and 核实意见 (opinion). An opinion that begins with
确认 (confirmed) or 排除 (set aside) is counted so; any other is shown as it stands.
"""

from __future__ import annotations

import csv
import errno
import io
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from fazhi._core import OptionError
from fazhi.exporters._proof_words import PROOF_WORDS
from fazhi.options import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 16 << 20
CONFIRMED = ("确认", "confirmed", "confirm")
SET_ASIDE = ("排除", "set aside", "excluded", "exclude")
REASONS = {errno.ENOENT: "没有此文件", errno.EACCES: "无权读取", errno.EISDIR: "是文件夹，不是文件"}
# What a spreadsheet would run as a formula, in its plain and its full-width forms.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Opinion(NamedTuple):
    """What a clerk wrote of one sum, and what the file says the sum was."""

    text: str
    quote: str = ""
    derivation: str = ""

    @property
    def standing(self) -> str:
        """confirmed, set_aside or noted."""
        word = self.text.casefold()
        if word.startswith(CONFIRMED):
            return "confirmed"
        return "set_aside" if word.startswith(SET_ASIDE) else "noted"


def read(path: str) -> dict[str, Opinion]:
    """Opinions by fingerprint; rows without one of the two are passed over. Raises OptionError."""
    if not path:
        return {}
    rows = _rows(path, _text(path))
    head = [cell.strip() for cell in next(rows, [])]
    places = {name: _column(head, name) for name in ("fingerprint", "opinion", "quote", "sum")}
    if places["fingerprint"] is None or places["opinion"] is None:
        raise _refusal(
            path,
            "its first line must name the columns 指纹 (Fingerprint) and 核实意见 (Opinion), as the sheet's csv does",
            "首行须有“指纹”和“核实意见”两列，与算账单的csv相同",
        )
    found: dict[str, Opinion] = {}
    for row in rows:
        cells = {n: row[i].strip() if i is not None and i < len(row) else "" for n, i in places.items()}
        mark, text = cells["fingerprint"], unguarded(cells["opinion"])
        if not mark or not text:
            continue
        if mark in found and found[mark].text != text:
            raise _refusal(path, f"{mark} has two opinions", f"{mark}有两条不同意见")
        found[mark] = Opinion(text, unguarded(cells["quote"]), unguarded(cells["sum"]))
    return found


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula. Numbers stay numbers."""
    if not cell.startswith(FORMULA) or _is_number(cell):
        return cell
    return f"'{cell}"


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _is_number(cell: str) -> bool:
    return cell.isascii() and cell.removeprefix("-").replace(".", "", 1).isdigit()


def _column(head: list[str], name: str) -> int | None:
    for words in PROOF_WORDS.values():
        columns = words["columns"]
        assert isinstance(columns, dict)  # noqa: S101
        if columns[name] in head:
            return head.index(columns[name])
    return None


def _text(path: str) -> str:
    try:
        if os.path.getsize(path) > MAX_BYTES:
            raise _refusal(path, f"it exceeds {MAX_BYTES >> 20} MB", f"文件超过{MAX_BYTES >> 20} MB")
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        reason = error.strerror or str(error)
        raise _refusal(path, reason, REASONS.get(error.errno or 0, reason)) from error
    # Spreadsheets in China save csv as GB18030.
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refusal(path, "it is neither UTF-8 nor GB18030", "既不是UTF-8也不是GB18030编码")


def _rows(path: str, text: str) -> Iterator[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return _checked(path, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _checked(path: str, reader: Any) -> Iterator[list[str]]:
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise _refusal(path, f"line {reader.line_num}: {error}", f"第{reader.line_num}行：{error}") from error
        if row is None:
            return
        yield row


def _refusal(path: str, en: str, zh: str) -> OptionError:
    return problem(OptionError, f"option accept: {path}: {en}", f"选项accept：{path}：{zh}")
