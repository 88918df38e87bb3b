"""The page of the exporter `html`: nothing of the text lost, doubled or run; every mark in its place."""

from __future__ import annotations

import copy
import html as entities
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fazhi as fz
from fazhi.exporters._segments import Mark, split
from fazhi.exporters.html import render

SAMPLE = Path(__file__).resolve().parents[2] / "examples" / "sample_report.txt"
HOSTILE = "<script>document.title='run'</script>\"'&amp;<img src=x onerror=\"document.title='run'\">"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
VOID = {"meta", "link", "br", "img", "hr", "input", "wbr"}


class Page(HTMLParser):
    """A parsed page: elements with their attributes and the text of the report in it."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[tuple[str, bool]] = []
        self.text = ""
        self.words = ""
        self.marked: list[tuple[dict[str, str], str]] = []
        self.feed(source)
        self.close()
        assert not self.open, f"unclosed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if tag not in VOID:
            inside = bool(self.open and self.open[-1][1])
            if inside and (attributes.get("class") or attributes.get("data-r")):
                self.marked.append((attributes, ""))
            self.open.append((tag, inside or "t" in attributes.get("class", "").split()))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        name, _ = self.open.pop()
        assert name == tag, f"</{tag}> closes <{name}>"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] not in ("script", "style"):
            self.words += data
        if self.open and self.open[-1][1]:
            self.text += data
            if self.open[-1][0] in ("a", "span") and self.marked:
                attributes, _ = self.marked[-1]
                self.marked[-1] = (attributes, data)

    def ids(self) -> list[str]:
        return [a["id"] for _, a in self.elements if "id" in a]

    def having(self, name: str) -> list[dict[str, str]]:
        return [a for _, a in self.elements if name in a.get("class", "").split()]


def assessed(text: str) -> dict:
    return json.loads(fz.assess(fz.parse(text)).to_json())


def finding(text: str, start: int, end: int, **more: object) -> dict:
    return {
        "rule_id": "TST-01",
        "level": "warning",
        "kind": "fail",
        "start": start,
        "end": end,
        "quote": text[start:end],
        "message": {"zh": "示例", "en": "example"},
        "evidence": [],
        "figures": [],
        "relations": [],
        "fixes": [],
        "plugin": "test",
        "fingerprint": "0",
        **more,
    }


@pytest.fixture(scope="module")
def sample() -> dict:
    return json.loads(fz.assess(fz.read(SAMPLE)).to_json())


@pytest.fixture(scope="module")
def page(sample: dict) -> Page:
    return Page(render(sample))


# ── the splitter ─────────────────────────────────────────────────────────────────────────────────────────────────────

MARKS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12)


@given(st.integers(0, 30), MARKS, st.lists(st.integers(0, 40), max_size=5))
def test_segments_tile_the_text_and_carry_exactly_their_marks(length: int, spans: list, cuts: list) -> None:
    marks = [Mark(start, end, "finding", i) for i, (start, end) in enumerate(spans)]
    segments = split(length, marks, cuts)
    assert [p for s in segments for p in range(s.start, s.end)] == list(range(length))
    for segment in segments:
        for position in range(segment.start, segment.end):
            wanted = {m.index for m in marks if m.start <= position < m.end}
            assert {m.index for m in segment.marks} == wanted


# ── the text ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_text_stands_in_the_page_once_and_in_order(sample: dict, page: Page) -> None:
    assert page.text == sample["report"]["text"] == SAMPLE.read_text("utf-8")


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("一二（）三、。其中共286条件45%<>&\"' \t\r\n\u3000\u200b\u202e𠮷“”《》"), max_size=120
    ),
    MARKS,
)
def test_any_text_with_any_overlapping_findings_is_kept(text: str, spans: list) -> None:
    assessment = assessed(f"空{text}")
    whole = assessment["report"]["text"]
    assessment["findings"] = [finding(whole, *sorted((min(a, len(whole)), min(b, len(whole))))) for a, b in spans]
    assert Page(render(assessment)).text == whole


def test_each_code_point_of_an_overlapped_stretch_shows_every_finding() -> None:
    assessment = assessed("一、工作情况\n\n全年办理案件46件，其中甲类29件，乙类17件。\n")
    text = assessment["report"]["text"]
    at = text.index("全年")
    assessment["findings"] = [
        finding(text, at, at + 8, level="error", message={"zh": "外", "en": "outer"}),
        finding(text, at + 2, at + 5, message={"zh": "内", "en": "inner"}),
        finding(text, at + 4, at + 12, level="none", kind="review", message={"zh": "跨", "en": "across"}),
    ]
    marked = [(a, quote) for a, quote in Page(render(assessment)).marked if "finding" in a.get("class", "").split()]
    assert "".join(quote for _, quote in marked) == text[at : at + 12]
    both = next(a for a, quote in marked if quote == text[at + 4])
    assert all(word in both["title"] for word in "外内跨")
    assert "error" in both["class"].split()


def test_page_furniture_is_greyed_not_dropped() -> None:
    text = "打印本页\n关闭窗口\n关于2024年法治政府建设情况的报告\n\n一、工作情况\n\n全年办案46件。\n- 1 -\n"
    assessment = assessed(text)
    assert any(b["kind"] in ("menu", "page_number") for b in assessment["report"]["blocks"])
    page = Page(render(assessment))
    assert page.having("furniture")
    assert page.text == text


# ── what is shown ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_link_leads_somewhere_and_every_id_is_unique(page: Page) -> None:
    ids = page.ids()
    assert len(ids) == len(set(ids))
    targets = [a["href"][1:] for _, a in page.elements if a.get("href", "").startswith("#")]
    assert targets
    assert not set(targets) - set(ids)


def test_outline_leads_to_every_section_of_three_levels(sample: dict, page: Page) -> None:
    sections = [f"s{i}" for i, s in enumerate(sample["report"]["sections"]) if s["level"] <= 3]
    links = [a["href"][1:] for tag, a in page.elements if tag == "a" and a.get("href", "").startswith("#s")]
    assert [link for link in links if re.fullmatch(r"s\d+", link)][: len(sections)] == sections


def test_every_figure_is_underlined_by_its_verdict(sample: dict, page: Page) -> None:
    classes = [set(a.get("class", "").split()) for a, _ in page.marked]
    last = [c for c in classes if {"figure", "last"} <= c]
    verdicts = [figure["verdict"] for figure in sample["report"]["figures"]]
    assert len(last) == len(verdicts)
    for found, verdict in zip(last, verdicts, strict=True):
        assert verdict in found


def test_every_proof_stands_in_the_margin_and_in_the_list(sample: dict, page: Page) -> None:
    relations = sample["report"]["relations"]
    assert {r["verdict"] for r in relations} >= {"proved", "refuted"}
    for i, relation in enumerate(relations):
        assert page.words.count(relation["derivation"]) >= 2
        # Following the link to the proof, or pointing at it, marks all its operands.
        operands = [quote for a, quote in page.marked if str(i) in a.get("data-r", "").split()]
        figures = sample["report"]["figures"]
        whole = [relation.get(role) for role in ("whole", "num", "den", "from", "to", "result", "part")]
        for index in [*relation.get("parts", []), *(w for w in whole if w is not None)]:
            assert any(quote in figures[index]["quote"] for quote in operands)


def test_findings_are_listed_with_rule_message_and_fix(sample: dict, page: Page) -> None:
    assert sample["findings"]
    for f in sample["findings"]:
        assert f["rule_id"] in page.words
        assert f["message"]["zh"] in page.words
        for fix in f["fixes"]:
            assert fix["replacement"] in page.words


def test_score_with_reasons_and_note_on_the_weights(sample: dict, page: Page) -> None:
    assert sample["scorecards"]
    for card in sample["scorecards"]:
        assert card["checklist"]["weights_note"]["zh"] in page.words
        for result in card["results"]:
            assert result["criterion"] in page.words
            assert result["why"]["zh"] in page.words


def test_summary_says_what_proved_means_and_that_causes_are_absent(page: Page) -> None:
    assert "相符只说明数与数对得上，不说明数属实" in page.words
    row = page.words[page.words.rindex("② 不足的原因") :]
    assert "未见" in row[:40]


def test_english(sample: dict) -> None:
    source = render(sample, lang="en", title="Another title")
    page = Page(source)
    assert source.index('<html lang="en">') < source.index('<article lang="zh-CN">')
    assert "Another title" in page.words
    for f in sample["findings"]:
        assert f["message"]["en"] in page.words


def test_another_kind_of_report_says_so_and_has_no_score() -> None:
    page = Page(render(assessed("某县2024年政府工作报告\n\n一、去年工作\n全年办案46件。\n")))
    assert "不是法治政府建设年度报告" in page.words
    assert "评分 · 法定内容 不适用" in " ".join(page.words.split())
    assert "— / 100" not in page.words
    assert "meter" not in {tag for tag, _ in page.elements}


def test_headings_do_not_skip_a_level(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


# ── untrusted text ───────────────────────────────────────────────────────────────────────────────────────────────────


def hostile() -> dict:
    """Something to escape wherever the outside world has a word."""
    text = f"关于2024年{HOSTILE}情况的报告\n\n一、{HOSTILE}\n\n全年办案46件，其中{HOSTILE}29件，乙类17件。\n"
    assessment = assessed(text)
    report = assessment["report"]
    report["source"]["name"] = f"{HOSTILE}.txt"
    for figure in report["figures"]:
        figure["unit"] = figure["open_reason"] = HOSTILE
    for relation in report["relations"]:
        relation["derivation"] = relation["stated"] = HOSTILE
        relation["remark"] = {"zh": HOSTILE, "en": HOSTILE}
    assessment["findings"] = [
        finding(
            text,
            4,
            12,
            rule_id=HOSTILE,
            message={"zh": HOSTILE, "en": HOSTILE},
            evidence=[{"range": [3, 9], "quote": HOSTILE, "note": {"zh": HOSTILE, "en": HOSTILE}}],
            fixes=[{"range": [4, 12], "replacement": HOSTILE, "description": {"zh": HOSTILE, "en": HOSTILE}}],
        )
    ]
    for card in assessment["scorecards"]:
        card["model"] = card["checklist"]["title"]["zh"] = card["checklist"]["weights_note"]["zh"] = HOSTILE
        for result in card["results"]:
            result["why"] = {"zh": HOSTILE, "en": HOSTILE}
    assessment["provenance"]["profile"] = HOSTILE
    for part in assessment["provenance"]["parts"]:
        part["id"] = part["version"] = HOSTILE
    return assessment


def test_everything_from_outside_is_escaped() -> None:
    assessment = hostile()
    source = render(assessment, title=HOSTILE)
    page = Page(source)
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert "img" not in {tag for tag, _ in page.elements}
    assert not [a for _, a in page.elements for name in a if name.startswith("on") or name == "style"]
    assert page.text == assessment["report"]["text"]
    assert page.words.count(HOSTILE) > 10


def test_nothing_is_loaded_from_anywhere(sample: dict) -> None:
    for source in (render(sample), render(hostile())):
        page = Page(source)
        links = [a[name] for _, a in page.elements for name in ("src", "href", "action", "data") if name in a]
        assert {link for link in links if not link.startswith("#")} == {"data:,"}
        style = source[source.index("<style>") : source.index("</style>")]
        assert "url(" not in style
        assert "@import" not in style
        policy = next(a["content"] for tag, a in page.elements if tag == "meta" and "http-equiv" in a)
        assert policy.startswith("default-src 'none'")


# ── same bytes, soon ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_same_assessment_same_bytes_and_the_assessment_is_not_changed(sample: dict) -> None:
    before = copy.deepcopy(sample)
    assert render(sample) == render(copy.deepcopy(sample))
    assert sample == before


def test_exported_like_any_other_format(tmp_path: Path) -> None:
    a = fz.assess(fz.read(SAMPLE))
    fz.export(a, tmp_path / "page.html", title="给镇长看")
    written = (tmp_path / "page.html").read_bytes().decode("utf-8")
    assert written == fz.export(a, str, "html", title="给镇长看")
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]
    with pytest.raises(fz.OptionError):
        fz.export(a, str, "html", lang="fr")


def test_its_options_are_shown_before_it_was_ever_used() -> None:
    show = [sys.executable, "-m", "fazhi", "plugins", "show", "html"]
    done = subprocess.run(show, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONUTF8": "1"})
    assert "-O lang=zh" in done.stdout
    assert "-O title=" in done.stdout


def test_a_long_report_takes_less_than_a_third_of_a_second() -> None:
    body = SAMPLE.read_text("utf-8")
    assessment = assessed(body * (100_000 // len(body.encode()) + 1))
    render(assessment)
    began = time.process_time()
    render(assessment)
    assert time.process_time() - began < 0.3


# ── in a browser ─────────────────────────────────────────────────────────────────────────────────────────────────────


def chromium(tmp_path: Path, source: str, *arguments: str) -> bytes:
    (tmp_path / "page.html").write_bytes(source.encode("utf-8"))
    done = subprocess.run(
        [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-sync",
            "--no-first-run",
            f"--user-data-dir={tmp_path / 'profile'}",
            *arguments,
            (tmp_path / "page.html").as_uri(),
        ],
        capture_output=True,
        timeout=120,
        check=True,
    )
    return done.stdout


def measured(tmp_path: Path, source: str, script: str, *arguments: str) -> dict:
    """What a script sees in the page (whose own policy, which forbids it, is taken out)."""
    open_page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", source, count=1)
    probe = f"<script>document.body.dataset.measured = JSON.stringify((() => {{{script}}})())</script></body>"
    dom = chromium(tmp_path, open_page.replace("</body>", probe), "--dump-dom", *arguments).decode("utf-8")
    return json.loads(entities.unescape(re.search(r'data-measured="([^"]*)"', dom).group(1)))


needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH (Debian: apt-get install chromium)")


@needs_chromium
def test_a_browser_shows_the_text_and_runs_nothing_of_it(tmp_path: Path) -> None:
    assessment = hostile()
    dom = chromium(tmp_path, render(assessment), "--dump-dom").decode("utf-8")
    title = re.search(r"<title>(.*?)</title>", dom, re.DOTALL).group(1)
    assert title != "run"
    seen = measured(
        tmp_path,
        render(assessment),
        "return {text: [...document.querySelectorAll('.t')].map(e => e.textContent).join(''), title: document.title};",
    )
    assert seen["text"] == assessment["report"]["text"]
    assert seen["title"] != "run"


@needs_chromium
def test_carriage_returns_survive_a_browser(tmp_path: Path) -> None:
    text = "关于2024年法治政府建设情况的报告\r\n\r\n一、工作\r\n全年办案46件。\r旧式换行\n"
    seen = measured(
        tmp_path,
        render(assessed(text)),
        "return {text: [...document.querySelectorAll('.t')].map(e => e.textContent).join('')};",
    )
    assert seen["text"] == text


@needs_chromium
@pytest.mark.parametrize("width", [500, 800, 1100, 1500])
def test_no_window_needs_sideways_scrolling(tmp_path: Path, sample: dict, width: int) -> None:
    script = "const e = document.documentElement; return {page: e.scrollWidth, window: e.clientWidth};"
    seen = measured(tmp_path, render(sample), script, f"--window-size={width},900")
    assert seen["page"] <= seen["window"]


@needs_chromium
def test_pointing_at_a_proof_lights_its_operands(tmp_path: Path, sample: dict) -> None:
    relations = sample["report"]["relations"]
    index = next(i for i, r in enumerate(relations) if r["kind"] == "sum")
    script = f"""
      document.querySelector('#r{index + 1}').dispatchEvent(new MouseEvent('mouseover', {{bubbles: true}}));
      return [...document.querySelectorAll('.t .lit')].map(e => e.textContent);
    """
    lit = measured(tmp_path, render(sample), script)
    figures = sample["report"]["figures"]
    for i in [relations[index]["whole"], *relations[index]["parts"]]:
        assert any(quote in figures[i]["quote"] for quote in lit)


@needs_chromium
def test_following_a_link_to_a_proof_marks_its_operands_without_the_script(tmp_path: Path, sample: dict) -> None:
    source = re.sub(r"<script>.*?</script>", "", render(sample), flags=re.DOTALL)
    script = """
      const outlined = () => [...document.querySelectorAll('.t [data-r~="0"]')]
        .filter(e => getComputedStyle(e).outlineStyle === 'solid').length;
      const before = outlined();
      location.hash = '#r1';
      return {before, after: outlined()};
    """
    seen = measured(tmp_path, source, script)
    assert seen["before"] == 0
    assert seen["after"] >= 3


@needs_chromium
def test_prints_on_a4(tmp_path: Path, sample: dict) -> None:
    pdf = tmp_path / "page.pdf"
    chromium(tmp_path, render(sample), "--no-pdf-header-footer", f"--print-to-pdf={pdf}")
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf.read_bytes())
    assert boxes
    assert {(round(float(w) / 72 * 25.4), round(float(h) / 72 * 25.4)) for w, h in boxes} == {(210, 297)}
