"""Slips of the pen put into made reports are found where they stand; the harness counts what it should."""

from __future__ import annotations

import random
import sys
from fractions import Fraction
from pathlib import Path

import pytest

import fazhi as fz
from fazhi.synth import arithmetic
from fazhi.synth.faults import faults_of

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

import faults as harness  # noqa: E402

FAMILIES = {
    "digit": ("NUM",),
    "swapped": ("NUM",),
    "scale": ("NUM",),
    "rounding": ("NUM",),
    "doubled": ("LEX",),
    "quotes": ("PUN",),
    "numbering": ("STR",),
    "placeholder": ("LEX",),
}
# Ties that a slip must not undo.
FORMS = ("bracket", "colon", "rest", "rate", "share", "from_to", "compared", "points", "subset", "refers_back")
# A repeated label is told at the label behind it.
NEAR = 250


@pytest.mark.parametrize(
    ("surface", "value", "low", "high"),
    [
        ("46件", "46", "46", "46"),
        ("1,431件", "1431", "1431", "1431"),
        ("4.46万个", "44600", "44550", "44700"),
        ("1500万元", "15000000", "14500000", "16000000"),
        ("98.5%", "98.5", "98.45", "98.6"),
        ("5000余份", "5000", "5000", "6000"),
        ("20余万元", "200000", "200000", "300000"),
        ("20万余元", "200000", "200000", "300000"),
        ("近480批次", "480", "470", "480"),
        ("约300人", "300", "200", "400"),
        ("3—5次", "3", "3", "5"),
        ("十二个", "12", "12", "12"),
        ("两万五千人", "25000", "24500", "26000"),
        ("百分之三", "3", "2.5", "4"),
        ("１２３件", "123", "123", "123"),
    ],
)
def test_print_allows(surface: str, value: str, low: str, high: str) -> None:
    quantity = arithmetic.quantity(surface)
    assert quantity is not None
    assert (quantity.value, *quantity.wide) == (Fraction(value), Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("kind", "roles", "impossible"),
    [
        ("sum", {"whole": ["198条"], "parts": ["141条", "41条", "16条"]}, False),
        ("sum", {"whole": ["199条"], "parts": ["141条", "41条", "16条"]}, True),
        ("sum", {"whole": ["2.8万亿元"], "parts": ["1.83万亿元", "9300亿元"]}, False),
        ("sum", {"whole": ["2.6万亿元"], "parts": ["1.83万亿元", "9300亿元"]}, True),
        ("ratio", {"num": ["474件"], "den": ["481件"], "result": ["98.5%"]}, False),
        ("ratio", {"num": ["75件"], "den": ["141件"], "result": ["60.5%"]}, True),
        ("change", {"from": ["60次"], "to": ["48次"], "result": ["20%"]}, False),
        ("change", {"from": ["60次"], "to": ["48次"], "result": ["30%"]}, True),
        ("subset", {"whole": ["300份"], "part": ["210份"]}, False),
        ("subset", {"whole": ["300份"], "part": ["310份"]}, True),
        ("product", {"parts": ["60学时", "18人"], "result": ["1080学时"]}, False),
        ("product", {"parts": ["60学时", "18人"], "result": ["1090学时"]}, True),
    ],
)
def test_arithmetic_of_relations(kind: str, roles: dict[str, list[str]], impossible: bool) -> None:
    read = {role: [q for s in surfaces if (q := arithmetic.quantity(s))] for role, surfaces in roles.items()}
    assert arithmetic.contradicts(kind, read, {"direction": 0}) is impossible


def test_every_kind_of_slip_once() -> None:
    slips = dict.fromkeys(fault for fault in faults_of("281件"))
    assert ("digit", "581件") in slips
    assert ("swapped", "821件") in slips
    assert ("scale", "281万件") in slips
    assert ("rounding", "280件") in slips
    assert ("digit", "081件") not in slips
    assert {surface for kind, surface in faults_of("12.5万元") if kind == "scale"} == {"12.5元", "12.5亿元"}
    assert list(faults_of("十二个")) == []


@pytest.mark.parametrize("kind", fz.synth.FAULT_KINDS)
def test_planted_fault_is_found_where_it_stands(kind: str) -> None:
    found = planted = 0
    for seed in range(12):
        made = fz.synth.report(seed, length=3000, ladder="standard", forms=FORMS)
        faulty = made.with_fault(kind, seed=seed)
        fault = faulty.truth["faults"][0]
        assert faulty.text[fault["start"] : fault["end"]] != fault["was"]
        findings = fz.validate(fz.parse(faulty.text))
        planted += 1
        found += any(
            finding.rule_id.startswith(FAMILIES[kind])
            and finding.start < fault["end"] + NEAR
            and finding.end > fault["start"] - NEAR
            for finding in findings
        )
    assert planted == 12
    assert found >= 10


def test_truth_follows_the_fault() -> None:
    made = fz.synth.report(4, length=5000)
    faulty = made.with_fault("scale", seed=1).with_fault("digit", seed=2).with_fault("doubled", seed=3)
    assert len(faulty.truth["faults"]) == 3
    for row in faulty.truth["figures"] + faulty.truth["citations"]:
        assert faulty.text[row["start"] : row["end"]] == row["surface"]
    assert sum(r["verdict"] == "fails" for r in faulty.truth["relations"]) >= 2
    assert made.truth["faults"] == []


def test_fault_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="no place for a fault"):
        fz.synth.report(1, forms=()).with_fault("digit")
    with pytest.raises(ValueError, match="unknown kind of fault 'typo'"):
        fz.synth.report(1).with_fault("typo")


def test_harness_on_made_reports() -> None:
    """The measure of benchmarks/faults.py, small: nearly all slips refuted."""
    rng = random.Random(1)
    cases = [
        case for seed in range(3) for case in harness.cases_of_made(fz.synth.report(seed, length=4000, forms=FORMS))
    ]
    rows = [outcome for case in cases for outcome in harness.outcomes(case, 4, rng)]
    assert len(rows) > 60
    assert sum(row.found for row in rows) >= 0.95 * len(rows)


def test_harness_counts_a_lost_tie_as_a_miss() -> None:
    text = "全年受理申请46件（许可29件，备案17件）。"
    case = harness.Case("test", text, "sum", {"whole": [(6, 9)], "part": [(12, 15), (18, 21)]})
    rows = list(harness.outcomes(case, 20, random.Random(1)))
    assert len(rows) == 20
    assert {row.found for row in rows} == {True}
    other = harness.Case(
        "test", "许可29件。备案17件。全部46件。", "sum", {"whole": [(14, 17)], "part": [(2, 5), (8, 11)]}
    )
    assert {row.got for row in harness.outcomes(other, 20, random.Random(1))} == {"lost"}
