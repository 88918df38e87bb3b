"""Disclosure reports: each cell of the fixed forms right or its row unreadable; each slip refuted at its cell."""

from __future__ import annotations

import random
from decimal import Decimal

import disclosure
import pytest

import fazhi as fz

REPORTS = [(seed, disclosure.LAYOUTS[seed % 5], (0.0, 0.0, 0.3, 0.8)[seed // 5 % 4]) for seed in range(40)]


def states(r: fz.Report) -> dict[tuple[str, int], str]:
    return {(t.form, row): state for t in r.tables for row, state in enumerate(t.row_states)}


@pytest.mark.parametrize(("seed", "layout", "blanks"), REPORTS)
def test_every_cell_is_right_or_its_row_is_unreadable(seed: int, layout: str, blanks: float) -> None:
    made = disclosure.make(seed, layout, blanks)
    r = fz.parse(made.text)
    assert r.kind == "disclosure"
    state = states(r)
    for (form, row), values in made.rows.items():
        if state.get((form, row), "absent") != "read":
            continue
        table = next(t for t in r.tables if t.form == form)
        cells = list(table.cells.where(row=row))
        kinds = ["empty" if v is None else "number" if v else "zero" for v in values]
        assert [c.kind for c in cells] == kinds, (form, row)
        assert [c.value for c in cells] == [None if v is None else Decimal(v) for v in values], (form, row)
        assert [r.text[c.start : c.end] for c in cells] == ["" if v is None else str(v) for v in values]
    if blanks == 0:
        # Nothing was lost: nothing may be unreadable, and all sums hold.
        assert set(state.values()) == {"read"}
        assert {c.verdict for t in r.tables for c in t.checks} == {"proved"}
    else:
        assert all(state.get(row, "absent") != "read" for row in made.lost)
        assert not any(c.verdict == "refuted" for t in r.tables for c in t.checks)


def test_numbers_of_the_forms_are_no_figures() -> None:
    for seed, layout, blanks in REPORTS:
        made = disclosure.make(seed, layout, blanks)
        r = fz.parse(made.text)
        covered = [(t.start, t.end) for t in r.tables]
        assert not [f for f in r.figures if any(a <= f.start < b for a, b in covered)]
        assert any(f.unit == "条" for f in r.figures)
        assert fz.Report.from_json(r.to_json()).to_json() == r.to_json()


SUMMED = ("disclosure.requests", "disclosure.disputes")


def faults(count: int) -> list[tuple[int, str, int]]:
    rng = random.Random(7)
    return [(rng.randrange(1000), rng.choice(disclosure.LAYOUTS), rng.randrange(10**6)) for _ in range(count)]


def slip(text: str, table: fz.Table, rng: random.Random) -> tuple[str, fz.TableCell]:
    """One digit of one cell printed wrongly."""
    cell = rng.choice(list(table.cells))
    digits = cell.quote
    at = rng.randrange(len(digits))
    wrong = rng.choice([d for d in "123456789" if d != digits[at]])
    start = cell.start + at
    return text[:start] + wrong + text[start + 1 :], cell


@pytest.mark.parametrize("part", range(10))
def test_every_slip_is_refuted_at_its_cell(part: int) -> None:
    for seed, layout, key in faults(500)[part::10]:
        rng = random.Random(key)
        text = disclosure.make(seed, layout).text
        r = fz.parse(text)
        form = rng.choice(SUMMED)
        table = next(t for t in r.tables if t.form == form)
        spoilt, cell = slip(text, table, rng)
        a = fz.assess(fz.parse(spoilt))
        wrong = next(t for t in a.report.tables if t.form == table.form)
        assert wrong.cells[cell.index].verdict == "refuted", (seed, layout, cell)
        assert all(t.form == table.form for t in a.report.tables if t.checks.where(verdict="refuted"))
        found = a.findings.where(rule="TAB-02")
        assert len(found) == 1
        if table.form == "disclosure.requests":
            # A row and a column share it: the finding is about this very cell.
            assert (found[0].start, found[0].end) == (cell.start, cell.start + len(cell.quote))
            assert all(name in found[0].message for name in (*cell.row_path, *cell.column_path))
        else:
            assert any((e.start, e.end) == (cell.start, cell.start + len(cell.quote)) for e in found[0].evidence)


def test_a_row_that_cannot_be_read_is_said() -> None:
    made = disclosure.make(3, "single", 0.8)
    a = fz.assess(fz.parse(made.text))
    said = a.findings.where(rule="TAB-03", kind="review")
    assert len(said) == sum(state == "unreadable" for state in states(a.report).values())
    assert "（可能有空格丢失）" in said[0].message
    assert not a.findings.where(rule="TAB-02")
