"""Two yearly reports of one unit, metric by metric: what they say of growth and of cases carried over, worked out."""

from __future__ import annotations

from fazhi._core import Assessment, OptionError, Report
from fazhi.options import problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from fractions import Fraction
    from typing import Any

    import pandas as pd  # type: ignore[import-untyped, unused-ignore]

    from fazhi._core import Figure, Metric

KINDS = ("same", "changed", "appeared", "vanished")
PLACES = 2  # of a growth that is printed
COLUMNS = (
    *("id", "name", "name_en", "unit", "kind", "previous", "previous_state", "current", "current_state"),
    *("difference", "growth", "stated", "verdict", "review", "remark", "remark_en", "previous_quote", "current_quote"),
)


class Change:
    """One metric in both years.

    kind: same, changed, appeared, vanished. verdict: of what the later report says about the earlier year (its growth,
    its base, what was carried over): proved, constrained or review, and open where it says nothing. review: a human
    should look.
    """

    __slots__ = ("current", "growth", "kind", "previous", "remark_en", "remark_zh", "review", "stated", "verdict")

    def __init__(self, previous: Metric, current: Metric) -> None:
        self.previous, self.current = previous, current
        self.kind = _kind(previous, current)
        self.growth: Fraction | None = None
        self.stated: Decimal | Fraction | None = None
        self.verdict = "open"
        self.review = False
        self.remark_zh = self.remark_en = ""

    @property
    def id(self) -> str:
        return self.current.id

    @property
    def difference(self) -> Decimal | Fraction | None:
        """Later value less earlier one; None where one is not stated."""
        if self.previous.value is None or self.current.value is None:
            return None
        return self.current.value - self.previous.value  # type: ignore[operator, no-any-return, unused-ignore]

    def judge(self, verdict: str, zh: str = "", en: str = "") -> None:
        """Takes up a verdict; what is for review outweighs what agrees."""
        if self.review:
            return
        self.verdict, self.review = verdict, verdict == "review"
        self.remark_zh, self.remark_en = zh, en

    def as_row(self) -> dict[str, Any]:
        """Exact texts, for tables and JSON."""
        return {
            "id": self.id,
            "name": self.current.name_zh,
            "name_en": self.current.name_en,
            "unit": self.current.unit,
            "kind": self.kind,
            "previous": _exact(self.previous.value),
            "previous_state": self.previous.state,
            "current": _exact(self.current.value),
            "current_state": self.current.state,
            "difference": _exact(self.difference),
            "growth": percent(self.growth) if self.growth is not None else None,
            "stated": _exact(self.stated),
            "verdict": self.verdict,
            "review": self.review,
            "remark": self.remark_zh,
            "remark_en": self.remark_en,
            "previous_quote": self.previous.quote,
            "current_quote": self.current.quote,
        }

    def __repr__(self) -> str:
        mark = " for review" if self.review else ""
        return f"<Change {self.id} {_exact(self.previous.value)} → {_exact(self.current.value)} {self.kind}{mark}>"


class Comparison:
    """What compare() found: a sequence of changes, one a metric that either report states."""

    __slots__ = ("changes", "current", "notes", "previous")

    def __init__(self, previous: Report, current: Report) -> None:
        self.previous, self.current = previous, current
        self.notes: list[tuple[str, str]] = []
        self.changes: list[Change] = []

    @property
    def findings(self) -> list[Change]:
        """Those for review."""
        return [change for change in self.changes if change.review]

    def __len__(self) -> int:
        return len(self.changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __getitem__(self, key: int | str) -> Change:
        if isinstance(key, int):
            return self.changes[key]
        for change in self.changes:
            if change.id == key:
                return change
        from fazhi.options import unknown

        ids = [change.id for change in self.changes]
        raise unknown(f"no metric {key!r} in either report", f"两份报告都没有指标“{key}”", key, ids)

    def to_dict(self) -> dict[str, Any]:
        def head(report: Report) -> dict[str, Any]:
            return {
                "title": report.title,
                "year": report.year,
                "source": report.source_name,
                "sha256": report.source_hash,
            }

        return {
            "previous": head(self.previous),
            "current": head(self.current),
            "notes": [{"zh": zh, "en": en} for zh, en in self.notes],
            "changes": [change.as_row() for change in self.changes],
        }

    def to_json(self, *, indent: bool = False) -> str:
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1 if indent else None)

    def to_pandas(self) -> pd.DataFrame:
        """One row a metric; values are exact texts. Needs pandas."""
        import pandas as pd

        return pd.DataFrame([change.as_row() for change in self.changes], columns=list(COLUMNS))

    def __repr__(self) -> str:
        years = f"{self.previous.year or '?'} → {self.current.year or '?'}"
        return f"<Comparison {years}: {len(self.changes)} metrics, {len(self.findings)} for review>"

    def _repr_html_(self) -> str:
        from fazhi import display

        return display.comparison(self)


def compare(previous: Report | Assessment, current: Report | Assessment) -> Comparison:
    """Compares a yearly report with the one before it. Raises OptionError where the years are the wrong way round.

    Growth that the later report states is worked out anew from both values: where it does not follow, that is for
    review, since the base may have been revised. So is a base that it restates otherwise, a carried-over count that the
    earlier report gives otherwise, and a metric that the earlier report states and the later one does not. Two kinds of
    report on one year (rule of law, disclosure) are compared as well: there both must say the same.
    """
    earlier = previous.report if isinstance(previous, Assessment) else previous
    later = current.report if isinstance(current, Assessment) else current
    made = Comparison(earlier, later)
    gap = _check_years(made)
    before = {metric.id: metric for metric in earlier.metrics}
    for metric in later.metrics:
        base = before.get(metric.id)
        if base is None or (base.value is None and metric.value is None):
            continue
        change = Change(base, metric)
        if gap == 0:
            _judge_sibling(change)
            made.changes.append(change)
            continue
        if gap == 1:
            _judge_growth(change)
            _judge_base(change, later)
            _judge_carried(change, before)
        _judge_absence(change)
        made.changes.append(change)
    return made


def percent(growth: Fraction) -> str:
    """A growth as it would be printed: rounded half up to two places."""
    return _rounded(growth, PLACES)


def _rounded(value: Fraction, places: int) -> str:
    from fractions import Fraction

    scale = 10**places
    whole = int(abs(value) * scale + Fraction(1, 2))
    sign = "-" if value < 0 and whole else ""
    text = f"{whole // scale}.{whole % scale:0{places}}" if places else str(whole)
    return sign + text


def _check_years(made: Comparison) -> int:
    """Years between the reports; 0 for two kinds of report on one year."""
    earlier, later = made.previous.year, made.current.year
    names = [set(report.header.issuers) for report in (made.previous, made.current)]
    if names[0] and names[1] and not names[0] & names[1]:
        zh, en = "两份报告的发文机关不同", "the reports have different issuers"
        made.notes.append((zh, en))
    if not earlier or not later:
        made.notes.append(("有报告年度不明，按相邻两年比较", "a year is unknown; taken for consecutive years"))
        return 1
    if later == earlier and made.previous.kind != made.current.kind:
        return 0
    if later <= earlier:
        raise problem(
            OptionError,
            f"the earlier report comes first: the first is of {earlier}, the second of {later}",
            f"应先给上年报告：第一份是{earlier}年，第二份是{later}年",
        )
    if later - earlier > 1:
        made.notes.append(
            (
                f"相隔{later - earlier}年，不核算同比和结转",
                f"{later - earlier} years apart: growth and carried-over counts are not worked out",
            )
        )
    return later - earlier


def _kind(previous: Metric, current: Metric) -> str:
    if previous.value is None:
        return "appeared"
    if current.value is None:
        return "vanished"
    return "same" if previous.value == current.value else "changed"


def _bounds(figure: Figure) -> tuple[Fraction, Fraction] | None:
    """Between which values the number may lie before it was rounded for print; None where one side is open."""
    from fractions import Fraction

    if figure.low is None or figure.high is None:
        return None
    low, high = Fraction(figure.low), Fraction(figure.high)
    counted = figure.decimals == 0 and figure.step <= 1 and figure.unit != "%"
    half = Fraction(0) if counted else Fraction(figure.step) / 2
    return low - half, high + half


def _said(metric: Metric) -> tuple[tuple[Fraction, Fraction] | None, str, str] | None:
    """Bounds of the figure or the cell that states a metric, and its print in zh and en; None where words alone do."""
    if metric.figure is not None:
        return _bounds(metric.figure), metric.figure.quote, metric.figure.quote
    if metric.cell is None or metric.value is None:
        return None
    from fractions import Fraction

    value, cell = Fraction(metric.value), metric.cell
    row, column = cell.table.row_paths[cell.row], cell.table.column_paths[cell.column]
    zh = f"{cell.quote}（{cell.table.caption}表“{row[-1]}”“{column[-1]}”）"
    en = f'{cell.quote} (table {cell.table.caption}, row "{row[-1]}", column "{column[-1]}")'
    return (value, value), zh, en


def _judge_growth(change: Change) -> None:
    from fractions import Fraction

    base, later = change.previous.figure, change.current.figure
    if base is None or later is None or change.previous.value is None:
        first, second = change.previous.value, change.current.value
        printed = all(figure is None or figure.approximation == "exact" for figure in (base, later))
        cells = change.previous.cell is not None or change.current.cell is not None
        if cells and printed and first and first > 0 and second is not None and change.previous.unit != "%":
            change.growth = (Fraction(second) - Fraction(first)) / Fraction(first) * 100
        return
    shares = base.unit == "%"  # they move by percentage points
    if not shares and base.value > 0 and base.approximation == later.approximation == "exact":
        change.growth = (Fraction(later.value) - Fraction(base.value)) / Fraction(base.value) * 100
    stated = change.current.growth
    if stated is None:
        return
    sign = -1 if change.current.falls else 1
    change.stated = sign * stated.value
    said = _bounds(stated)
    lows, highs = _bounds(base), _bounds(later)
    relative = stated.unit == "%"
    if said is None or lows is None or highs is None or (relative and lows[0] <= 0):
        return
    said = (said[0], said[1]) if sign > 0 else (-said[1], -said[0])
    if relative:
        computed = ((highs[0] / lows[1] - 1) * 100, (highs[1] / lows[0] - 1) * 100)
    else:
        computed = (highs[0] - lows[1], highs[1] - lows[0])
    exact = change.growth if relative else Fraction(later.value) - Fraction(base.value)
    if exact is not None and _rounded(exact, stated.decimals) == _rounded(Fraction(change.stated), stated.decimals):
        change.judge("proved")
    elif computed[0] <= said[1] and said[0] <= computed[1]:
        change.judge("constrained", "在约数和舍入的范围内", "within approximation and rounding")
    elif exact is not None and abs(exact - Fraction(change.stated)) < Fraction(stated.step):
        change.judge("constrained", "末位截去未舍入", "cut off, not rounded")
    else:
        unit = "%" if relative else stated.unit
        places = max(PLACES, stated.decimals) if relative else stated.decimals
        shown = _rounded(exact, places) if exact is not None else "?"
        said_now = f"{_exact(change.stated)}{unit}"
        change.judge(
            "review",
            f"写作{said_now}，按上年报告算得{shown}{unit}；上年数可能已修订",
            f"states {said_now}; the earlier report gives {shown}{unit}; its value may have been revised",
        )


def _judge_base(change: Change, later: Report) -> None:
    """由60次减少到48次: what the later report says of the earlier year."""
    figure = change.current.figure
    if figure is None or change.previous.figure is None:
        return
    for relation in later.relations:
        operands = relation.operands
        if relation.kind != "change" or figure not in operands.get("to", ()):
            continue
        for base in operands.get("from", ()):
            said, known = _bounds(base), _bounds(change.previous.figure)
            if said is None or known is None or base.unit != change.previous.figure.unit:
                continue
            if said[0] <= known[1] and known[0] <= said[1]:
                change.judge("proved")
            else:
                change.judge(
                    "review",
                    f"称上年为{base.quote}，上年报告为{change.previous.figure.quote}",
                    f"gives {base.quote} for the year before; that report gives {change.previous.figure.quote}",
                )


def _judge_carried(change: Change, before: dict[str, Metric]) -> None:
    metric = change.current
    source = before.get(metric.carried_from)
    if source is None or source.value is None or metric.value is None:
        return
    if source.value == metric.value:
        change.judge("proved", "与上年报告结转数一致", "agrees with what the earlier report carried over")
    else:
        change.judge(
            "review",
            f"称上年结转{_exact(metric.value)}{metric.unit}，上年报告结转下年为{_exact(source.value)}{metric.unit}",
            f"carried over {_exact(metric.value)}{metric.unit}; "
            f"the earlier report carried {_exact(source.value)}{metric.unit} into this year",
        )


def _judge_sibling(change: Change) -> None:
    """The same year in two reports: what both state with certainty is the same."""
    one, other = _said(change.previous), _said(change.current)
    if one is None or other is None or not (change.previous.certain and change.current.certain):
        return
    (first, zh, en), (second, zh_there, en_there) = one, other
    if first is None or second is None:
        return
    if first[0] <= second[1] and second[0] <= first[1]:
        change.judge("proved")
    else:
        change.judge(
            "review",
            f"同一年度，一份写作{zh}，另一份写作{zh_there}",
            f"for one year one report gives {en}, the other {en_there}",
        )


def _judge_absence(change: Change) -> None:
    """Zero needs no repeating, and what was only probable is no loss."""
    known = change.previous.state == "stated" and change.previous.certain
    if known and change.current.state == "empty":
        change.judge("review", "上年有，本年未提及", "stated the year before, not spoken of now")


def _exact(value: Decimal | Fraction | None) -> str | None:
    if value is None:
        return None
    from decimal import Decimal

    return f"{value:f}" if isinstance(value, Decimal) else str(value)
