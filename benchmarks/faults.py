"""How many slips of the pen are found: faults put one at a time into ties of the corpus and of made reports.

A tie is a relation that the words themselves state. Into each distinct one come at most 20 faults: a digit, two digits
exchanged, 万 or 亿 added or dropped, a number rounded. A fault counts where `fazhi.synth.arithmetic`, which shares
nothing with the core, says that no reading of the print agrees any more. Found is: the same relation, refuted (for a
rounded number: refuted or constrained). A tie that is no longer seen is a miss.

    python benchmarks/faults.py [--corpus FOLDER] [--synth N] [--faults 20] [--show 20] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import fazhi as fz
from fazhi.synth import arithmetic
from fazhi.synth.faults import faults_of

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared/corpus"
SEED = 20230
# A subset, a direction and an approximation allow many values: no repair can be expected to name the true one.
DETERMINED = ("sum", "ratio", "change", "difference", "product", "equal")
CONSTANT_PRICES = re.compile("生产总值|增加值|GDP|可支配收入|农民人均纯收入|产值")
UP = re.compile("增|提[高升]|上升|扩[大展]|拓展|攀升|[升涨]至|翻|跃升|发展到|壮大")
DOWN = re.compile("减|下降|降[低至到]|压缩|缩[短小减]|下调|回落")

Key = tuple[str, frozenset[tuple[str, int]]]


@dataclass
class Case:
    """A relation in its text, as it was before any fault."""

    source: str
    text: str
    kind: str
    roles: dict[str, list[tuple[int, int]]]
    reading: dict[str, object] = field(default_factory=dict)
    held: frozenset[int] = frozenset()
    """Starts of the figures that a second relation proves."""

    def spans(self) -> list[tuple[int, int]]:
        return [span for spans in self.roles.values() for span in spans]


@dataclass
class Outcome:
    case: Case
    kind: str
    span: tuple[int, int]
    surface: str
    got: str
    repair: int | None = None
    """Place of the true value in the list of repairs."""

    @property
    def found(self) -> bool:
        return self.got == "refuted" or (self.kind == "rounding" and self.got == "constrained")


def key_of(relation: fz.Relation) -> Key:
    places = ((role, figure.start) for role, figures in relation.operands.items() for figure in figures)
    return relation.kind, frozenset(places)


def reading_of(text: str, roles: dict[str, list[tuple[int, int]]]) -> dict[str, object]:
    """What the words around a change say, read without the core."""
    start, end = roles["from"][0][0], roles["to"][0][1]
    first = min(a for spans in roles.values() for a, _ in spans)
    last = max(e for spans in roles.values() for _, e in spans)
    if start > end:  # 达到95项，比上年的75项增加20项
        return {"constant_price": True} if CONSTANT_PRICES.search(text[max(0, first - 40) : last]) else {}
    words = text[roles["from"][0][1] : roles["to"][0][0]] + text[end:last]
    if re.search("排名|名次|位次|位居", text[max(0, start - 20) : end]):  # up the list is down in number
        return {"direction": 0}
    if "转" in words:  # 由下降2.3%转为增长8.5%
        return {"direction": 0}
    up, down = bool(UP.search(words)), bool(DOWN.search(words))
    reading: dict[str, object] = {"direction": up - down}
    if roles.get("result") and CONSTANT_PRICES.search(text[max(0, first - 40) : last]):
        reading["constant_price"] = True
    if "年均" in text[start - 10 : last] and roles.get("result"):
        stated = [int(y) for y in re.findall(r"(?<!\d)((?:19|20)\d\d)年", text[max(0, start - 30) : end])]
        years = stated[-1] - stated[-2] if len(stated) > 1 else 0
        reading["years"] = (years, years + 1) if years > 0 else None
    return reading


def cases_of(source: str, report: fz.Report, seen: set[tuple[str, str]]) -> Iterator[Case]:
    proofs = Counter(
        figure.start
        for relation in report.relations
        if relation.verdict == "proved" and relation.kind in DETERMINED
        for figure in relation.figures
    )
    for relation in report.relations:
        if relation.basis != "words":
            continue
        start = min(f.start for f in relation.figures)
        end = max(f.end for f in relation.figures)
        quote = report.text[max(0, start - 8) : end]
        if (relation.kind, quote) in seen:
            continue
        seen.add((relation.kind, quote))
        roles = {role: [(f.start, f.end) for f in figures] for role, figures in relation.operands.items()}
        reading = reading_of(report.text, roles) if relation.kind == "change" else {}
        held = frozenset(f.start for f in relation.figures if proofs[f.start] > 1)
        yield Case(source, report.text, relation.kind, roles, reading, held)


def cases_of_made(made: fz.synth.SynthReport) -> Iterator[Case]:
    """The relations of a made report that words state, from its truth: what is not found at all is missed."""
    spans = {figure["id"]: (figure["start"], figure["end"]) for figure in made.truth["figures"]}
    uses = Counter(start for r in made.truth["relations"] if r["kind"] in DETERMINED for _, start in operands(r, spans))
    for relation in made.truth["relations"]:
        if relation["basis"] != "words":
            continue
        roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for role, start in operands(relation, spans):
            roles[role].append((start, next(end for a, end in spans.values() if a == start)))
        held = frozenset(start for _, start in operands(relation, spans) if uses[start] > 1)
        reading = {"direction": relation["direction"]} if "direction" in relation else {}
        yield Case(f"synth {relation['form']}", made.text, relation["kind"], dict(roles), reading, held)


def operands(relation: dict[str, Any], spans: dict[str, tuple[int, int]]) -> list[tuple[str, int]]:
    """(role, start) of the figures of a relation of the truth; roles as `Relation.operands` names them."""
    listed = []
    for role in ("whole", "parts", "part", "num", "den", "from", "to", "result"):
        ids = relation.get(role, [])
        for name in [ids] if isinstance(ids, str) else ids:
            listed.append(("part" if role == "parts" else role, spans[name][0]))
    return listed


def quantities(text: str, roles: dict[str, list[tuple[int, int]]]) -> dict[str, list[arithmetic.Quantity]] | None:
    read: dict[str, list[arithmetic.Quantity]] = {}
    for role, spans in roles.items():
        values = [arithmetic.quantity(text[a:b]) for a, b in spans]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return None
        read["parts" if role == "part" and len(known) > 1 else role] = known
    return read


def impossible(kind: str, roles: dict[str, list[arithmetic.Quantity]], reading: dict[str, object]) -> bool | None:
    if reading.get("constant_price") or ("years" in reading and reading["years"] is None):
        return None
    if kind in ("sum", "product", "equal") and "part" in roles:
        roles = {**roles, "parts": roles["part"]}
    return arithmetic.contradicts(kind, roles, reading)


def shift(roles: dict[str, list[tuple[int, int]]], at: tuple[int, int], by: int) -> dict[str, list[tuple[int, int]]]:
    def moved(place: int) -> int:
        return place if place <= at[0] else place + by

    return {role: [(moved(a), moved(b)) for a, b in spans] for role, spans in roles.items()}


def faulted(case: Case, limit: int, rng: random.Random) -> Iterator[tuple[str, tuple[int, int], str, str]]:
    """At most `limit` faults that count, spread over their kinds: (kind, span, surface, text)."""
    by_kind: dict[str, list[tuple[str, tuple[int, int], str, str]]] = defaultdict(list)
    for a, b in sorted(set(case.spans())):
        for kind, surface in faults_of(case.text[a:b]):
            text = case.text[:a] + surface + case.text[b:]
            roles = quantities(text, shift(case.roles, (a, b), len(surface) - (b - a)))
            if roles is not None and impossible(case.kind, roles, case.reading):
                by_kind[kind].append((kind, (a, b), surface, text))
    for faults in by_kind.values():
        rng.shuffle(faults)
    taken = 0
    while taken < limit and by_kind:
        for kind in sorted(by_kind):
            if taken < limit:
                yield by_kind[kind].pop()
                taken += 1
            if not by_kind[kind]:
                del by_kind[kind]


def outcomes(case: Case, limit: int, rng: random.Random) -> Iterator[Outcome]:
    for kind, (a, b), surface, text in faulted(case, limit, rng):
        report = fz.parse(text)
        roles = shift(case.roles, (a, b), len(surface) - (b - a))
        want: Key = case.kind, frozenset((role, s) for role, spans in roles.items() for s, _ in spans)
        outcome = Outcome(case, kind, (a, b), surface, "lost")
        for relation in report.relations:
            if key_of(relation) != want:
                continue
            outcome.got = relation.verdict
            true = arithmetic.quantity(case.text[a:b])
            for place, repair in enumerate(relation.repairs):
                if repair.figure.start == a and true is not None and Fraction(repair.value) == true.value:
                    outcome.repair = place
                    break
        if outcome.got == "lost" and any(
            relation.verdict == "refuted" and any(f.start == a for f in relation.figures)
            for relation in report.relations
        ):
            outcome.got = "lost, refuted otherwise"
        yield outcome


def share(part: int, whole: int) -> str:
    return f"{part / whole:7.1%}" if whole else "      –"


def print_table(rows: list[Outcome], cases: list[Case]) -> dict[str, dict[str, float]]:
    print(
        f"{'source':<22}{'kind':<12}{'relations':>10}{'faulted':>9}{'faults':>8}{'refuted':>9}"
        f"{'repair listed':>15}{'first two':>11}{'held twice':>12}"
    )
    figures: dict[str, dict[str, float]] = {}
    groups = [*sorted({(c.source, c.kind) for c in cases}), ("corpus", "all"), ("synth", "all"), ("", "all")]

    def within(case: Case, source: str, kind: str) -> bool:
        if source in ("corpus", "synth"):
            return case.source.startswith("synth") == (source == "synth")
        return source in ("", case.source) and kind in ("all", case.kind)

    for source, kind in groups:
        mine = [o for o in rows if within(o.case, source, kind)]
        total = [c for c in cases if within(c, source, kind)]
        listed = [o for o in mine if o.got == "refuted" and o.case.kind in DETERMINED and has_value(o.case)]
        twice = [o for o in listed if o.span[0] in o.case.held]
        touched = len({id(o.case) for o in mine})
        found = sum(o.found for o in mine)
        repaired = sum(o.repair is not None for o in listed)
        first = sum(o.repair is not None and o.repair < 2 for o in listed)
        first_twice = sum(o.repair is not None and o.repair < 2 for o in twice)
        print(
            f"{source or 'all':<22}{kind:<12}{len(total):>10}{touched:>9}{len(mine):>8}{share(found, len(mine)):>9}"
            f"{share(repaired, len(listed)):>15}{share(first, len(listed)):>11}{share(first_twice, len(twice)):>12}"
        )
        figures[f"{source or 'all'}/{kind}"] = {
            "relations": len(total),
            "faults": len(mine),
            "found": found / len(mine) if mine else 1.0,
            "repair listed": repaired / len(listed) if listed else 1.0,
            "repair in first two": first / len(listed) if listed else 1.0,
            "held twice, in first two": first_twice / len(twice) if twice else 1.0,
        }
    return figures


def describe(o: Outcome) -> str:
    spans = sorted(o.case.spans())
    a, b = o.span
    lead, trail = o.case.text[max(0, spans[0][0] - 20) : a], o.case.text[b : spans[-1][1] + 10]
    return f"{o.got}: {o.case.kind} {o.kind}  {lead}[{o.case.text[a:b]}→{o.surface}]{trail}".replace("\n", "⏎")


def has_value(case: Case) -> bool:
    """The other operands fix the value of each: no direction alone, nothing that is only about so much."""
    if case.kind == "change" and not case.roles.get("result"):
        return False
    roles = quantities(case.text, case.roles) or {}
    return all(q.approximation == "exact" for operands in roles.values() for q in operands)


def random_digits(report: fz.Report, rng: random.Random) -> str:
    """The text with every digit of every figure replaced; first digits stay other than 0, so that lengths agree."""
    text = list(report.text)
    for figure in report.figures:
        first = True
        for i in range(figure.start, figure.end):
            if text[i] in "0123456789":
                text[i] = rng.choice("123456789" if first else "0123456789")
                first = False
    return "".join(text)


def structure(reports: list[fz.Report], rounds: int, show: int) -> tuple[int, int]:
    """Words-ties that stay the same relation when the numbers mean nothing any more."""
    rng = random.Random(SEED)  # noqa: S311
    kept = total = 0
    for report in reports:
        ties = [key_of(r) for r in report.relations if r.basis == "words"]
        for _ in range(rounds if ties else 0):
            changed = fz.parse(random_digits(report, rng))
            now = {key_of(r) for r in changed.relations}
            total += len(ties)
            kept += sum(tie in now for tie in ties)
            for kind, places in ties:
                if (kind, places) not in now and show > 0:
                    show -= 1
                    print("  gone:", kind, quote(changed.text, places))
    return kept, total


def quote(text: str, places: frozenset[tuple[str, int]]) -> str:
    starts = [start for _, start in places]
    return text[max(0, min(starts) - 20) : max(starts) + 12].replace("\n", "⏎")


def corpus_reports(folder: Path) -> Iterator[tuple[str, fz.Report]]:
    for path in sorted(folder.rglob("*.txt")):
        yield path.parent.name, fz.read(path)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--synth", type=int, default=40, metavar="N", help="made reports")
    parser.add_argument("--faults", type=int, default=20, help="at most so many a relation")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="prints misses")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    rng = random.Random(SEED)  # noqa: S311

    reports = list(corpus_reports(arguments.corpus))
    seen: set[tuple[str, str]] = set()
    cases = [case for source, report in reports for case in cases_of(source, report, seen)]
    made = [
        fz.synth.report(seed, style=fz.synth.STYLES[seed % 4], length=4000, digits=fz.synth.DIGITS[seed % 4])
        for seed in range(arguments.synth)
    ]
    cases += [case for report in made for case in cases_of_made(report)]
    unread = 0
    sound: list[Case] = []
    for case in cases:
        roles = quantities(case.text, case.roles)
        if roles is None:
            unread += 1
        elif impossible(case.kind, roles, case.reading):
            print("impossible before any fault:", case.kind, case.text[case.spans()[0][0] - 20 : case.spans()[-1][1]])
        else:
            sound.append(case)
    print(f"{len(cases)} distinct ties by words; {unread} hold a figure that the harness does not read\n")
    rows = [outcome for case in sound for outcome in outcomes(case, arguments.faults, rng)]
    figures = print_table(rows, sound)
    print("\nby fault:")
    for kind in ("digit", "swapped", "scale", "rounding"):
        mine = [o for o in rows if o.kind == kind]
        print(f"  {kind:<10}{len(mine):>7}{share(sum(o.found for o in mine), len(mine))}")
    print("\nmisses:", dict(Counter(o.got for o in rows if not o.found)))
    for o in [o for o in rows if not o.found][: arguments.show]:
        print("  " + describe(o))
    unlisted = [o for o in rows if o.got == "refuted" and o.repair is None and o.case.kind in DETERMINED]
    for o in [o for o in unlisted if has_value(o.case)][: arguments.show]:
        print("  true value not listed: " + describe(o))
    kept, total = structure([report for _, report in reports], 3, arguments.show)
    print(
        f"\nall digits at random: {kept} of {total} ties by words stay the same relation ({kept / max(total, 1):.1%})"
    )
    figures["structure"] = {"ties": total, "kept": kept / max(total, 1)}
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
