"""Printing of made-up quantities, and dice that fall alike in every version of Python."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeVar

    T = TypeVar("T")

_HAN = "零一二三四五六七八九"


class Dice:
    """A seeded source of choices. Only `Random.random` is used: Python promises its sequence for a seed."""

    def __init__(self, seed: int | str) -> None:
        self._random = random.Random(seed)  # noqa: S311

    def below(self, n: int) -> int:
        return int(self._random.random() * n)

    def between(self, low: int, high: int) -> int:
        """Both ends included."""
        return low + self.below(high - low + 1)

    def one(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """So many different items, in an order of chance."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity and how it is printed."""

    surface: str
    value: Fraction
    unit: str | None
    approximation: str = "exact"
    high: Fraction | None = None


def exact(value: int | Fraction, unit: str, decimals: int = 0, grouped: bool = False, blank: bool = False) -> Amount:
    text = decimal(Fraction(value), decimals, grouped)
    return Amount(f"{text}{' ' if blank else ''}{unit}", Fraction(value), unit)


def decimal(value: Fraction, decimals: int = 0, grouped: bool = False) -> str:
    """A value that has so many decimals, digit for digit."""
    units = value * 10**decimals
    if units.denominator != 1:
        raise ValueError(f"{value} has more than {decimals} decimals")
    digits = str(units.numerator).rjust(decimals + 1, "0")
    whole = digits[:-decimals] if decimals else digits
    if grouped:
        whole = f"{int(whole):,}"
    return f"{whole}.{digits[-decimals:]}" if decimals else whole


def han(value: int) -> str:
    """1 to 99 in Chinese numerals, as before a measure word: 两, 十二, 三十."""
    if value == 2:
        return "两"
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _HAN[tens] + "十") + (_HAN[ones] if ones else "")


def label_number(value: int) -> str:
    """1 to 99 as numbering: 二, not 两."""
    return "二" if value == 2 else han(value)


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Half up, of a value that is not negative."""
    scale = 10**decimals
    return Fraction((value * scale + Fraction(1, 2)).__floor__(), scale)


def plain(value: Fraction) -> str:
    """The value as the gold writes it: 98.5, 44600, 1/3."""
    for decimals in range(16):
        if (value * 10**decimals).denominator == 1:
            return decimal(value, decimals)
    return f"{value.numerator}/{value.denominator}"
