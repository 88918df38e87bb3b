"""Arithmetic of printed quantities, on `fractions.Fraction` alone.

Made for measuring: it shares no code, no table and no constant with the core, so that the two can be held against each
other. It reads one printed figure (`quantity`), gives the widest interval that the print allows (`Quantity.wide`), and
says whether a relation between figures is possible at all (`contradicts`) or holds as printed (`holds`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    Bounds: TypeAlias = tuple[Fraction | None, Fraction | None]

_FOLD = str.maketrans("０１２３４５６７８９．，％﹪－", "0123456789.,%%-", " \t\n\u00a0\u3000\u2009")
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "○": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "亿": 10**8}

_BEFORE = {
    "over": ("突破", "超过", "跨越", "超", "逾", "破"),
    "under": ("不足", "不到", "近"),
    "about": ("大约", "约"),
    "at_least": ("不得低于", "不低于", "不少于", "至少", "上"),
    "at_most": ("不超过", "不高于", "至多"),
}
_BEHIND = {"about": ("左右", "上下", "前后"), "at_least": ("以上",), "at_most": ("以内", "以下")}
_NUMBER = re.compile(
    r"(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<scale>[十百千]?[万亿]*)|(?P<han>[零〇○一二两三四五六七八九十百千万亿]+)"
)
_PERCENT = re.compile(
    r"百分之(?P<han>[零〇○一二两三四五六七八九十百千]+)(?:点(?P<decimals>[零〇一二三四五六七八九]+))?"
)
_FRACTION = re.compile(r"(?P<den>[一二三四五六七八九十百]+)分之(?P<num>[一二三四五六七八九十]+)|(?P<n>\d+)/(?P<d>\d+)")
# A whole number of these may be a rounded one; of 件, 人, 次 it is a count.
_MEASURED = re.compile(r"[元里米亩顷吨斤克瓦升度焦%‰倍成番㎡]|百分点")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed figure: face value, size of its last printed place, and what the words around make of it."""

    value: Fraction
    step: Fraction
    significant: Fraction
    """Size of the last digit that is not zero."""
    unit: str = ""
    approximation: str = "exact"
    high: Fraction | None = None
    cut: Fraction | None = None
    """How far 余 and 多 reach."""
    counted: bool = False
    """A whole number of things: neither rounded nor cut."""

    @property
    def wide(self) -> Bounds:
        """The least and the greatest value that print allows: half a place of rounding, one place of cutting off."""
        v, s = self.value, self.significant
        if self.approximation == "range":
            return v, self.high
        if self.approximation == "over":
            return v, None if self.cut is None else v + self.cut
        if self.approximation == "at_least":
            return v, None
        if self.approximation == "under":
            return v - s, v
        if self.approximation == "at_most":
            return Fraction(0), v
        if self.approximation == "about":
            reach = max(s, v / 10)
            return v - reach, v + reach
        if self.counted:
            return v, v
        return v - self.step / 2, v + self.step


def han_number(text: str) -> int:
    """The value of a whole number in Chinese numerals: 三万五千, 二〇二三, 十二."""
    total = section = digit = 0
    if not any(c in _TENS or c in _SCALES for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _TENS:
            section += (digit or 1) * _TENS[c]
            digit = 0
        else:
            part = section + digit
            total = (total + part) * _SCALES[c] if c == "亿" else total + (part or 1) * _SCALES[c]
            section = digit = 0
    return total + section + digit


def quantity(surface: str) -> Quantity | None:
    """Reads one printed figure, qualifiers and unit included; None where its form is not among those known here."""
    text = surface.translate(_FOLD)
    approximation, text = _qualifier(text)
    if match := _PERCENT.match(text):
        decimals = match["decimals"] or ""
        digits = "".join(str(_DIGITS[c]) for c in decimals)
        value = Fraction(f"{han_number(match['han'])}.{digits or 0}")
        step = Fraction(1, 10 ** len(decimals))
        behind, _ = _behind(text[match.end() :])
        return Quantity(value, step, _significant(value, step), "%", behind or approximation)
    if match := _FRACTION.match(text):
        num, den = (
            (han_number(match["num"]), han_number(match["den"])) if match["num"] else (int(match["n"]), int(match["d"]))
        )
        step = Fraction(1, den)
        behind, _ = _behind(text[match.end() :])
        return Quantity(Fraction(num, den), step, step, "", behind or approximation)
    match = _NUMBER.match(text)
    if match is None:
        return None
    value, step, significant = _value(match)
    rest = text[match.end() :]
    cut = None
    if rest[:1] in ("余", "多", "几"):
        approximation, rest, cut = "over", rest[1:], significant
        if rest[:1] in _SCALES:  # 20余万: one step of what stands before 余
            scale = _SCALES[rest[0]]
            value, step, significant, cut = value * scale, step * scale, significant * scale, significant * scale
            rest = rest[1:]
    if (far := re.match(r"[-—–－～~至到]+", rest)) and (second := _NUMBER.match(rest, far.end())):
        high, last_step, _ = _value(second)
        if last_step > step and not match["scale"] and (second["scale"] or ""):
            value *= last_step  # 13—17万
        _, unit = _behind(rest[second.end() :])
        return Quantity(value, step, significant, unit, "range", high)
    behind, unit = _behind(rest)
    if behind:
        approximation, cut = behind, None
    scaled = step >= 10 or step.denominator > 1 or bool(match["scale"])
    counted = approximation == "exact" and not scaled and not _MEASURED.search(unit)
    return Quantity(value, step, significant, unit, approximation, None, cut, counted)


def _qualifier(text: str) -> tuple[str, str]:
    for approximation, words in _BEFORE.items():
        for word in words:
            if text.startswith(word):
                return approximation, text[len(word) :]
    return "exact", text


def _behind(rest: str) -> tuple[str | None, str]:
    for approximation, words in _BEHIND.items():
        for word in words:
            if word in rest:
                return approximation, rest.replace(word, "")
    return None, rest


def _value(match: re.Match[str]) -> tuple[Fraction, Fraction, Fraction]:
    """Face value, size of the last printed place, size of the last digit that is not zero."""
    if match["han"]:
        value = Fraction(han_number(match["han"]))
        significant = _significant(value, Fraction(1))
        return value, significant if re.search("[万亿]", match["han"]) else Fraction(1), significant
    digits = match["digits"].replace(",", "")
    scale = Fraction(1)
    for c in match["scale"] or "":
        scale *= _TENS.get(c) or _SCALES[c]
    printed = Fraction(digits)
    place = Fraction(1, 10 ** len(digits.partition(".")[2]))
    value = printed * scale
    significant = _significant(printed, place) * scale
    # 1500万 may be 1480万: its zeros are no printed places. 1500 may not, and neither may 15.0万.
    return value, significant if scale > 1 and place == 1 else place * scale, significant


def _significant(value: Fraction, step: Fraction) -> Fraction:
    units = value / step
    if units == 0:
        return step
    while units % 10 == 0:
        units /= 10
        step *= 10
    return step


def _add(a: Bounds, b: Bounds) -> Bounds:
    return (
        None if a[0] is None or b[0] is None else a[0] + b[0],
        None if a[1] is None or b[1] is None else a[1] + b[1],
    )


def _negative(a: Bounds) -> Bounds:
    return None if a[1] is None else -a[1], None if a[0] is None else -a[0]


def _times(a: Bounds, b: Bounds) -> Bounds:
    """Of quantities that are not negative."""
    low = max(a[0] or Fraction(0), Fraction(0)) * max(b[0] or Fraction(0), Fraction(0))
    return low, None if a[1] is None or b[1] is None else a[1] * b[1]


def _over(a: Bounds, b: Bounds) -> Bounds:
    low = Fraction(0) if a[0] is None or b[1] is None or b[1] <= 0 else max(a[0], Fraction(0)) / b[1]
    return low, None if a[1] is None or b[0] is None or b[0] <= 0 else a[1] / b[0]


def _apart(a: Bounds, b: Bounds) -> bool:
    """No value lies in both. Ends that touch are not apart: the doubt is the figure's."""
    return (a[0] is not None and b[1] is not None and a[0] > b[1]) or (
        b[0] is not None and a[1] is not None and b[0] > a[1]
    )


def scale_of(unit: str) -> int:
    """What one whole is in this unit: 100 for %, 10 for 成."""
    return {"%": 100, "‰": 1000, "成": 10}.get(unit, 1)


def contradicts(kind: str, roles: Mapping[str, Sequence[Quantity]], reading: Mapping[str, object]) -> bool | None:
    """True where no choice of values within the wide intervals satisfies the relation; None where it cannot be said.

    `reading` of a change: direction (1 up, -1 down, 0 unknown) and, for a yearly rate, the counts of years that may be
    meant (`years`).
    """
    if kind == "sum":
        total: Bounds = (Fraction(0), Fraction(0))
        for part in roles["parts"]:
            total = _add(total, part.wide)
        return _apart(total, roles["whole"][0].wide)
    if kind == "subset":
        whole = roles["whole"][0].wide
        for other in roles.get("whole_also", ()):
            whole = _add(whole, other.wide)
        part_low = roles["part"][0].wide[0]
        return part_low is not None and whole[1] is not None and part_low > whole[1]
    if kind == "ratio":
        result = roles["result"][0]
        scale = Fraction(scale_of(result.unit))
        share = _over(roles["num"][0].wide, roles["den"][0].wide)
        return _apart(_times(share, (scale, scale)), result.wide)
    if kind == "product":
        product: Bounds = (Fraction(1), Fraction(1))
        for part in roles["parts"]:
            product = _times(product, part.wide)
        return _apart(product, roles["result"][0].wide)
    if kind == "equal":
        return _apart(roles["parts"][0].wide, roles["parts"][-1].wide)
    if kind == "difference":
        gap = _add(roles["to"][0].wide, _negative(roles["from"][0].wide))
        stated = roles["result"][0].wide
        return _apart(gap, stated) and _apart(_negative(gap), stated)
    if kind == "change":
        return _change(roles, reading)
    return None


def _change(roles: Mapping[str, Sequence[Quantity]], reading: Mapping[str, object]) -> bool | None:
    first, last = roles["from"][0], roles["to"][0]
    a, b = first.wide, last.wide
    direction = reading.get("direction", 0)
    up = _add(b, _negative(a))
    turned = [up, _negative(up)] if direction == 0 else [up if direction == 1 else _negative(up)]
    if not roles.get("result"):
        return None if direction == 0 else turned[0][1] is not None and turned[0][1] < 0
    result = roles["result"][0]
    stated = result.wide
    if result.unit in ("%", "‰", "成") and "years" in reading:
        return _yearly(a, b, stated, reading)
    if result.unit in ("%", "‰", "成"):
        scale = Fraction(scale_of(result.unit))
        quotient = _over(b, a)
        one = (Fraction(1), Fraction(1))
        more = _add(quotient, _negative(one))
        ways = [more, _negative(more)] if direction == 0 else [more if direction == 1 else _negative(more)]
        return all(_apart((_scaled(w[0], scale), _scaled(w[1], scale)), stated) for w in ways)
    if result.unit == "倍":
        quotient = _over(b, a)
        return _apart(quotient, stated) and _apart(_add(quotient, (Fraction(-1), Fraction(-1))), stated)
    if result.unit == "番":
        least = Fraction(2) ** int(result.value)
        high = _over(b, a)[1]
        return high is not None and high < least
    return all(_apart(way, stated) for way in turned)


def _scaled(value: Fraction | None, scale: Fraction) -> Fraction | None:
    return None if value is None else value * scale


def _yearly(a: Bounds, b: Bounds, rate: Bounds, reading: Mapping[str, object]) -> bool | None:
    years = reading["years"]
    if not isinstance(years, tuple) or None in (*a, *b, *rate):
        return None
    for n in years:
        low, high = ((end or Fraction(0)) * (1 + (r or Fraction(0)) / 100) ** n for end, r in zip(a, rate, strict=True))
        if not _apart((low, high), b):
            return False
    return True


def holds(kind: str, roles: Mapping[str, Sequence[Quantity]], reading: Mapping[str, object]) -> bool:
    """True where the printed values, all of them exact, satisfy the relation at their printed places."""
    if kind == "subset":
        part, whole = roles["part"][0].wide[1], roles["whole"][0].wide[0]
        return part is not None and whole is not None and part <= whole
    if any(q.approximation != "exact" for operands in roles.values() for q in operands):
        return False
    if kind == "equal":
        return roles["parts"][0].value == roles["parts"][-1].value
    if kind == "sum":
        return _as_printed(sum((q.value for q in roles["parts"]), Fraction(0)), roles["whole"][0])
    if kind == "product":
        return _as_printed(_product(roles["parts"]), roles["result"][0])
    if kind == "ratio":
        num, den, result = (roles[role][0] for role in ("num", "den", "result"))
        return den.value != 0 and _as_printed(num.value / den.value * scale_of(result.unit), result)
    first, last = roles["from"][0].value, roles["to"][0].value
    turn = -1 if reading.get("direction") == -1 or (kind == "difference" and last < first) else 1
    gap = (last - first) * turn
    if not roles.get("result"):
        return gap > 0
    result = roles["result"][0]
    if result.unit in ("%", "‰", "成") and roles["to"][0].unit != "%":
        return first != 0 and _as_printed(gap / first * scale_of(result.unit), result)
    if result.unit == "倍":
        return first != 0 and _as_printed(last / first - 1, result)
    return _as_printed(gap, result)


def _as_printed(value: Fraction, stated: Quantity) -> bool:
    return value >= 0 and rounded(value, stated.step) == stated.value


def _product(factors: Sequence[Quantity]) -> Fraction:
    product = Fraction(1)
    for factor in factors:
        product *= factor.value
    return product


def rounded(value: Fraction, step: Fraction) -> Fraction:
    """The multiple of `step` nearest to a value that is not negative; halves go up."""
    return (value / step + Fraction(1, 2)).__floor__() * step
