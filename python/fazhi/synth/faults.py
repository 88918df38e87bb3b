"""Slips of the pen in printed figures: a digit, two digits exchanged, 万 or 亿 added or dropped, a number rounded."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("digit", "swapped", "scale", "rounding")
_ARABIC = re.compile(r"[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?")
_FULL = str.maketrans("0123456789.", "０１２３４５６７８９．")
_HALF = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


def faults_of(surface: str) -> Iterator[tuple[str, str]]:
    """Every fault that fits into a printed figure, as (kind, surface). Figures in Chinese numerals have none."""
    match = _ARABIC.search(surface)
    if match is None or _ARABIC.search(surface, match.end()):
        return
    head, tail = surface[: match.start()], surface[match.end() :]
    full = match[0][0] > "9"
    digits = match[0].translate(_HALF)
    for kind, number, suffix in _variants(digits, tail):
        yield kind, head + (number.translate(_FULL) if full else number) + suffix


def _variants(digits: str, tail: str) -> Iterator[tuple[str, str, str]]:
    places = [i for i, c in enumerate(digits) if c.isdigit()]
    for i in places:
        for c in "0123456789":
            changed = digits[:i] + c + digits[i + 1 :]
            if c != digits[i] and _well_formed(changed):
                yield "digit", changed, tail
    for i, j in itertools.pairwise(places):
        if digits[i] != digits[j]:
            swapped = digits[:i] + digits[j] + digits[i + 1 : j] + digits[i] + digits[j + 1 :]
            if _well_formed(swapped):
                yield "swapped", swapped, tail
    yield from _scales(digits, tail)
    yield from (("rounding", number, tail) for number in _roundings(digits))


def _scales(digits: str, tail: str) -> Iterator[tuple[str, str, str]]:
    if tail.startswith(("%", "％", "﹪", "‰", "倍", "番", "成", "个百分点", "/")):
        return
    if tail.startswith(("万", "亿")):
        yield "scale", digits, tail[1:]
        if not tail.startswith("万亿"):
            yield "scale", digits, ("亿" if tail[0] == "万" else "万") + tail[1:]
    elif not tail.startswith(("十", "百", "千")):
        yield "scale", digits, "万" + tail
        yield "scale", digits, "亿" + tail


def _roundings(digits: str) -> Iterator[str]:
    plain = digits.replace(",", "")
    whole, _, decimals = plain.partition(".")
    value = Fraction(plain)
    for places in range(len(decimals)):
        units = (value * 10**places + Fraction(1, 2)).__floor__()
        text = str(units).rjust(places + 1, "0")
        yield text if places == 0 else f"{text[:-places]}.{text[-places:]}"
    for zeros in range(1, len(whole)):
        units = (value / 10**zeros + Fraction(1, 2)).__floor__()
        if units and units * 10**zeros != value:
            yield str(units * 10**zeros)


def _well_formed(digits: str) -> bool:
    whole = digits.partition(".")[0].replace(",", "")
    return (len(whole) == 1 or not whole.startswith("0")) and any(c in "123456789" for c in digits)
