"""One line for repr, static HTML for notebooks: escaped, and saying what was cut."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

import fazhi as fz
from fazhi import _core, display

HOSTILE = (
    "××镇2023年法治政府建设情况报告\n\n一、<script>alert(1)</script>&amp;\"'情况\n"
    + "全年<img src=x onerror=y>办理3件，其中调解1件、仲裁2件，依据《<b>条例</b>》办理。\n" * 200
)


class Balanced(HTMLParser):
    """Every element is closed; counts them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def things(a: fz.Assessment) -> Iterator[object]:
    r = a.report
    yield from (r, a, r.header, a.provenance, a.scorecard)
    yield from (r.figures, r.relations, r.citations, r.sections, r.blocks, r.contents, a.findings, a.scorecard.results)
    for table in (
        r.figures,
        r.relations,
        r.citations,
        r.sections,
        r.blocks,
        r.contents,
        a.findings,
        a.scorecard.results,
    ):
        yield from table[:3]
    yield from (e for c in r.contents for e in c.evidence[:1])
    yield from (fix for f in a.findings for fix in f.fixes[:1])
    if r.header.title:
        yield r.header.title
    yield from fz.list_plugins()[:3]
    yield from fz.list_rules()[:3]
    yield fz.OptionSpec("top", "int", "5")


@pytest.fixture(scope="module")
def hostile() -> fz.Assessment:
    return fz.assess(fz.parse(HOSTILE))


def test_repr_is_one_line(assessment: fz.Assessment, hostile: fz.Assessment) -> None:
    for a in (assessment, hostile):
        for thing in things(a):
            line = repr(thing)
            assert line.startswith(f"<{type(thing).__name__}")
            assert "\n" not in line
            assert len(line) < 300, line
            assert " object at 0x" not in line


def test_html_is_static_escaped_and_capped(assessment: fz.Assessment, hostile: fz.Assessment) -> None:
    for a in (assessment, hostile):
        for thing in things(a):
            page = thing._repr_html_()  # type: ignore[attr-defined]
            parser = Balanced()
            parser.feed(page)
            assert parser.open == [], type(thing)
            assert not parser.seen & {"script", "img", "b", "link", "style"}, type(thing)
            assert len(page) < 200_000, type(thing)


def test_what_is_cut_is_said_to_be_cut(hostile: fz.Assessment) -> None:
    figures = hostile.report.figures
    assert len(figures) > display.MAX_ROWS
    assert f"{display.MAX_ROWS} of {len(figures)} rows shown" in figures._repr_html_()
    assert "characters shown" in hostile.report.sections[0]._repr_html_()
    assert "shown" not in figures[:3]._repr_html_()


def test_a_relation_shows_its_figures_in_the_sentence(report: fz.Report) -> None:
    relation = next(r for r in report.relations if r.verdict == "proved")
    page = relation._repr_html_()
    assert display.escape(relation.derivation) in page
    for figure in relation.figures:
        assert f"<mark>{figure.quote}</mark>" in page
    assert "✓" in str(relation)


def test_every_public_type_is_displayed() -> None:
    plumbing = {"Sink", "FindingSink"}
    types = {n for n, t in vars(_core).items() if isinstance(t, type) and not issubclass(t, BaseException)} - plumbing
    assert {n for n in types if "_repr_html_" not in vars(getattr(_core, n))} == set()
