"""Builds a report from the grammar: title, lead, sections down a ladder, sentences, signature, web furniture."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

from fazhi.synth.forms import Sentences
from fazhi.synth.model import SynthReport
from fazhi.synth.numbers import Dice
from fazhi.synth.outline import LADDERS, Ladder, label
from fazhi.synth.writer import Writer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

STYLES = ("township", "county", "department", "province")
SKELETONS = ("statutory", "thematic", "first_responsible")
DIGITS = ("plain", "grouped", "full", "spaced")
SHORTEST, LONGEST = 500, 30_000


@functools.cache
def grammar() -> dict[str, Any]:
    return tomllib.loads(resources.files("fazhi.synth").joinpath("grammar.toml").read_text("utf-8"))


def form_names() -> tuple[str, ...]:
    """The names of the forms in which relations are stated."""
    return tuple(form["name"] for form in grammar()["form"])


class _Build:
    def __init__(
        self, seed: int | str, style: str, year: int, length: int, ladder: str, options: dict[str, Any]
    ) -> None:
        self.words = grammar()
        self.dice = Dice(f"{seed}/{style}/{year}/{length}/{ladder}")
        self.style = self.words["style"][style]
        self.year = year
        self.length = length
        self.ladder: Ladder = LADDERS[ladder]
        self.options = options
        self.out = Writer(digits=options["digits"])
        self.names = self._names()
        self.counters = {1: 0, 2: 0, 3: 0}
        self.sentences = Sentences(
            self.out,
            self.dice,
            self.words,
            self.style["size"],
            year,
            options["forms"],
            options["approximations"],
        )

    def _names(self) -> dict[str, str]:
        places = self.words["places"]
        county, town = (self.dice.one(places["first"]) + self.dice.one(places["second"]) for _ in range(2))
        names = {"county": county, "town": town, "county_1": county[0], "town_1": town[0]}
        names |= {"year": str(self.year), "next": str(self.year + 1)}
        names |= {key: self.style[key].format(**names) for key in ("issuer", "short", "party", "number")}
        return names

    def say(self, text: str) -> str:
        return text.format(**self.names)

    def line(self, text: str = "") -> None:
        self.out.add(text + "\n")

    def run(self) -> None:
        if self.options["furniture"]:
            for text in self.words["furniture"]["before"]:
                self.line(self.say(text))
            self.line()
        self.body = len(self.out.text)
        self.title()
        skeleton = self.options["skeleton"]
        if skeleton == "first_responsible":
            self.responsibility()
        if skeleton == "thematic":
            self.themes()
        else:
            self.out.contents["measures"] = [self.level_1("measures")]
            self.measures()
        if "shortcomings" not in self.options["without"]:
            self.shortcomings()
        if skeleton != "first_responsible":
            self.responsibility()
        if "next_year" not in self.options["without"]:
            self.plan()
        if self.filed:
            self.line()
            self.line(self.names["issuer"])
            self.line(f"{self.year + 1}年1月{self.dice.between(5, 28)}日")
        self.end = len(self.out.text)
        if self.options["furniture"]:
            self.line()
            for text in self.words["furniture"]["after"]:
                self.line(self.say(text))

    def title(self) -> None:
        self.filed = self.options["filed"]
        self.document_number = ""
        if self.filed:
            self.document_number = f"{self.names['number']}〔{self.year + 1}〕{self.dice.between(1, 90)}号"
            self.line(self.document_number)
            self.line()
        self.title_text = self.say(self.dice.one(self.words["titles"]["all"]))
        self.line(self.title_text)
        self.line()
        self.addressee = ""
        if self.filed:
            self.addressee = self.say(self.dice.one(self.style["addressees"]))
            self.line(self.addressee)
        self.paragraph(self.say(self.dice.one(self.words["titles"]["leads"])))

    def paragraph(self, text: str) -> None:
        self.out.add(self.options["indent"] + text + "\n")

    def level_1(self, content: str) -> str:
        return self.open_level_1(self.say(self.dice.one(self.words["contents"][content])))

    def open_level_1(self, heading: str) -> str:
        self.counters[1] += 1
        self.counters[2] = 0
        if self.ladder.broken != "continued":
            self.counters[3] = 0
        self.out.add(self.options["indent"])
        text, shown = label("一、", self.counters[1])
        name = self.out.section(1, text, heading, shown + heading)
        self.line()
        return name

    def level_2(self, heading: str) -> str:
        """A heading of the second level; the line stays open where the ladder runs it in."""
        self.counters[2] += 1
        if self.ladder.broken != "continued":
            self.counters[3] = 0
        number = self.counters[2]
        style = self.ladder.levels[1]
        if self.ladder.broken == "style" and number >= 3:
            style = "（一）"
        if self.ladder.broken == "skip" and number >= 3:
            number += 1
        if self.ladder.broken == "restart":
            number = (number - 1) % 3 + 1
        text, shown = label(style, number) if style else ("", "")
        self.out.add(self.options["indent"])
        glued = self.ladder.broken == "glued"
        name = self.out.section(2, text, None if glued else heading, shown + heading)
        self.out.add("" if glued else "。" if self.ladder.run_in else "\n")
        return name

    def measures(self) -> None:
        """Second-level sections, filled until the report has nearly its length."""
        rest = min(700, self.length // 3)
        budget = max(self.length - rest - len(self.out.text), 120)
        topics = self.words["headings"]["measures"]
        count = max(1, min(len(topics), budget // 350))
        chosen = self.dice.some(topics, count)
        headings = [heading for heading in topics if heading in chosen]
        start = len(self.out.text)
        for i, heading in enumerate(headings):
            self.level_2(heading)
            self.section_text(start + budget * (i + 1) // count)

    def section_text(self, until: int, level: int = 3) -> None:
        """Text of a section with its numbered items, which stand on `level`."""
        style = self.ladder.levels[level - 1] or "一是"
        if self.ladder.run_in and level == 3:
            self.sentences.prose()
            self.line()
        elif self.dice.chance(40):
            self.out.add(self.options["indent"])
            self.sentences.prose()
            self.line()
        left = until - len(self.out.text)
        count = max(0, min(4 if style == "首先，" else 5, left // 90))
        if count < 2:
            self.out.add(self.options["indent"])
            self.some_sentences(until)
            self.line()
            return
        inline = self.ladder.items == "inline"
        if inline:
            self.out.add(self.options["indent"])
        first = self.counters[level]
        begin = len(self.out.text)
        for i, heading in enumerate(self.dice.some(self.words["headings"]["items"], count)):
            self.counters[level] += 1
            text, shown = label(style, first + i + 1)
            if not inline:
                self.out.add(self.options["indent"])
            if style == "——":  # a list, no numbered unit
                self.out.add(style + heading)
            else:
                self.out.section(level, text, heading, shown + heading)
            self.out.add("。")
            self.some_sentences(begin + left * (i + 1) // count)
            if not inline:
                self.line()
        if inline:
            self.line()

    def some_sentences(self, until: int) -> None:
        """At least one sentence; prose, quantities and relations in turn of chance."""
        while True:
            kind = self.dice.below(100)
            if kind < self.options["density"] and not self.sentences.relation():
                kind = 99
            if self.options["density"] <= kind < self.options["density"] + 20:
                self.sentences.quantity()
            elif kind >= self.options["density"] + 20:
                self.sentences.prose()
            if len(self.out.text) >= until - 20:
                return

    def themes(self) -> None:
        """Measures without a heading of their own: one section of the first level for each."""
        budget = max(self.length - min(700, self.length // 3) - len(self.out.text), 120)
        topics = self.words["headings"]["measures"]
        count = max(1, min(8, budget // 450))
        chosen = self.dice.some(topics, count)
        start = len(self.out.text)
        self.out.contents["measures"] = []
        for i, heading in enumerate(h for h in topics if h in chosen):
            self.out.contents["measures"].append(self.open_level_1(heading))
            self.section_text(start + budget * (i + 1) // count, 2)

    def responsibility(self) -> None:
        if "first_responsible" in self.options["without"]:
            return
        self.out.contents["first_responsible"] = [self.level_1("first_responsible")]
        for text in self.dice.some(self.words["headings"]["first_responsible"], 2):
            self.paragraph(text + "。")

    def shortcomings(self) -> None:
        heads = self.words["headings"]
        name = self.level_1("shortcomings")
        self.out.contents["shortcomings"] = [name]
        with_causes = "causes" not in self.options["without"]
        self.out.contents["causes"] = [name] if with_causes else []
        for i, heading in enumerate(heads["shortcomings"][: 2 if self.length < 2000 else 4]):
            self.level_2(heading)
            body = heads["shortcoming_bodies"][i] + ("，" + heads["causes"][i] if with_causes else "") + "。"
            self.out.add(body + "\n") if self.ladder.run_in else self.paragraph(body)

    def plan(self) -> None:
        self.out.contents["next_year"] = [self.level_1("next_year")]
        heads = self.words["headings"]
        for heading, body in list(zip(heads["next_year"], heads["next_year_bodies"], strict=True))[
            : 2 if self.length < 2000 else 4
        ]:
            self.level_2(heading)
            self.out.add(body + "。\n") if self.ladder.run_in else self.paragraph(body + "。")


def report(
    seed: int | str = 0,
    *,
    style: str = "township",
    year: int = 2023,
    length: int = 3600,
    ladder: str | None = None,
    skeleton: str = "statutory",
    forms: tuple[str, ...] | None = None,
    density: int = 30,
    approximations: bool = True,
    furniture: bool = False,
    filed: bool = False,
    digits: str = "plain",
    indent: str = "",
    without: tuple[str, ...] = (),
) -> SynthReport:
    """A made-up report with its truth. The same arguments give the same bytes, in every version of Python.

    style: "township", "county", "department", "province". length: about so many code points, 500 to 30,000. ladder:
    how the numbering is typed (`LADDERS`), by default one that the seed chooses. skeleton: "statutory" (measures under
    one heading), "thematic" (a heading of the first level each), "first_responsible" (that part first). forms: the
    ways in which relations are stated (`form_names()`), by default all. density: relations in a hundred sentences.
    approximations: 余, 近, 以上, ranges, zero claims and Chinese numerals. furniture: the menus of a web page around
    the text. filed: with document number, addressee, signature and date. digits: "plain", "grouped" (1,431), "full"
    (full-width), "spaced" (a blank before the unit). indent: what stands before each paragraph. without: contents left
    out, of "shortcomings", "causes", "first_responsible", "next_year".

    Raises ValueError for an argument that is none of these.
    """
    if style not in STYLES:
        raise ValueError(f"unknown style {style!r}; one of {', '.join(STYLES)}")
    if not SHORTEST <= length <= LONGEST:
        raise ValueError(f"length is {SHORTEST} to {LONGEST}, not {length}")
    if ladder is None:
        ladder = Dice(f"{seed}/ladder").one(list(LADDERS))
    elif ladder not in LADDERS:
        raise ValueError(f"unknown ladder {ladder!r}; one of {', '.join(LADDERS)}")
    if skeleton not in SKELETONS:
        raise ValueError(f"unknown skeleton {skeleton!r}; one of {', '.join(SKELETONS)}")
    if digits not in DIGITS:
        raise ValueError(f"unknown digits {digits!r}; one of {', '.join(DIGITS)}")
    unknown = set(forms or ()) - set(form_names())
    if unknown:
        raise ValueError(f"unknown forms {', '.join(sorted(unknown))}; of {', '.join(form_names())}")
    options = {
        "forms": form_names() if forms is None else tuple(forms),
        "skeleton": skeleton,
        "density": density,
        "approximations": approximations,
        "furniture": furniture,
        "filed": filed,
        "digits": digits,
        "indent": indent,
        "without": tuple(without),
    }
    build = _Build(seed, style, year, length, ladder, options)
    build.run()
    out = build.out
    truth: dict[str, Any] = {
        "text": f"synth-{seed}.txt",
        "chars": len(out.text),
        "figures": out.figures,
        "relations": out.relations,
        "sections": out.sections,
        "citations": out.citations(),
        "contents": [
            {"content": content, "sections": out.contents.get(content, [])}
            for content in ("measures", "shortcomings", "causes", "first_responsible", "next_year")
        ],
        "header": {
            "title": build.title_text,
            "year": year,
            "issuer": build.names["issuer"],
            "document_number": build.document_number or None,
            "addressee": build.addressee.rstrip("：") or None,
        },
        "body": [build.body, build.end],
        "faults": [],
        "seed": seed,
        "options": {"style": style, "year": year, "length": length, "ladder": ladder, **options},
    }
    return SynthReport(out.text, truth)
