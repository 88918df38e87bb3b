"""The main job on the real township report: outline, figures, proofs, contents, findings in both profiles."""

from __future__ import annotations

import collections
import json
import subprocess
import sys
from pathlib import Path

import pytest

import fazhi as fz

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
REPORTS = sorted((SHARED / "corpus" / "report").glob("*.txt"))
pytestmark = pytest.mark.skipif(not REPORTS, reason="the shared corpus is not beside the checkout")


@pytest.fixture(scope="module")
def web() -> dict:
    return json.loads(fz.assess(fz.read(REPORTS[0])).to_json())


@pytest.fixture(scope="module")
def filed() -> dict:
    return json.loads(fz.assess(fz.read(REPORTS[0]), profile="filed").to_json())


def rules(assessment: dict, *kinds: str) -> collections.Counter:
    return collections.Counter(f["rule_id"] for f in assessment["findings"] if f["kind"] in kinds)


def quotes(assessment: dict, rule: str) -> list[str]:
    """Quotes of the findings of a rule, their evidence included."""
    found = [f for f in assessment["findings"] if f["rule_id"] == rule]
    return [q for f in found for q in [f["quote"], *(e["quote"] for e in f["evidence"])]]


def test_outline(web: dict) -> None:
    sections = web["report"]["sections"]
    top = [i for i, s in enumerate(sections) if s["level"] == 1]
    assert [sections[i]["label"] for i in top] == ["一、", "二、", "三、"]
    for i in top:
        children = [s for s in sections if s["parent"] == i]
        assert len(children) == 3
        assert {s["level"] for s in children} == {2}
    assert [s["label"].strip() for s in sections if s["parent"] == top[0]] == ["（1）", "（2）", "（三）"]


def test_header(web: dict) -> None:
    header = web["report"]["header"]
    assert header["year"] == 2023
    assert [i["value"] for i in header["issuers"]] == ["万州区余家镇人民政府"]
    assert header["title"]["value"] == "关于2023年法治政府建设情况的报告"
    assert header["addressee"] is None
    assert header["signature"] is None


def test_every_position_quotes_its_text(web: dict) -> None:
    text = web["report"]["text"]
    assert text == REPORTS[0].read_bytes().decode()
    for row in [*web["report"]["figures"], *web["findings"]]:
        assert text[row["start"] : row["end"]] == row["quote"]
    assert "".join(text[b["start"] : b["end"]] for b in web["report"]["blocks"]) == text


def test_figures_and_zero_claim(web: dict) -> None:
    figures = web["report"]["figures"]
    assert len(figures) == 41
    zero = [f for f in figures if f["zero_claim"]]
    assert [(f["quote"], f["value"]) for f in zero] == [("零发生", "0")]


def test_the_five_proofs_with_their_derivation(web: dict) -> None:
    relations = web["report"]["relations"]
    figures = web["report"]["figures"]
    assert not [r for r in relations if r["verdict"] == "refuted"]
    proved = [r for r in relations if r["verdict"] == "proved" and r["kind"] in ("sum", "ratio")]
    sums = {
        (figures[r["whole"]]["value"], tuple(sorted(int(figures[p]["value"]) for p in r["parts"])))
        for r in proved
        if r["kind"] == "sum"
    }
    assert sums == {("141", (1, 2, 2, 3, 44, 89)), ("198", (16, 41, 141)), ("210", (43, 54, 113))}
    ratios = {tuple(figures[r[k]]["value"] for k in ("num", "den", "result")) for r in proved if r["kind"] == "ratio"}
    assert ratios == {("474", "481", "98.5"), ("210", "300", "70")}
    for r in proved:
        operands = [r[k] for k in ("whole", "num", "den", "result") if k in r] + r.get("parts", [])
        assert all(figures[i]["value"] in r["derivation"] for i in operands), r["derivation"]


def test_contents(web: dict) -> None:
    contents = web["report"]["contents"]
    sections = web["report"]["sections"]
    assert contents["causes"] == []
    assert [sections[i]["path"] for i in contents["shortcomings"]] == ["二"]
    assert [sections[i]["path"] for i in contents["next_year"]] == ["三"]
    assert [sections[i]["path"] for i in contents["first_responsible"]] == ["一（三）"]
    assert contents["measures"]


def test_findings_in_profile_web(web: dict) -> None:
    failed = rules(web, "fail", "review")
    assert failed["STR-01"]  # title without the issuing body
    assert failed["STR-06"]  # （1）（2）（三）
    assert failed["CON-06"]  # causes absent
    assert failed["NUM-09"]  # zero claim beside appearances in court
    reversed_quotes = " ".join(quotes(web, "PUN-01"))
    assert "”八五“" in reversed_quotes
    assert "”小马拉大车“" in reversed_quotes
    assert "法章" in " ".join(quotes(web, "LEX-01"))
    assert "一规划两纲要" in " ".join(quotes(web, "LEX-03"))
    blanks = [q for f in web["findings"] for q in [f["quote"], *(e["quote"] for e in f["evidence"])] if " " in q]
    assert any("400" in q or q.strip() == "" for q in blanks)
    for rule in ("STR-04", "STR-05"):
        found = [f for f in web["findings"] if f["rule_id"] == rule]
        assert found
        assert {f["kind"] for f in found} == {"informational"}


def test_findings_in_profile_filed(filed: dict) -> None:
    for rule in ("STR-04", "STR-05"):
        assert {f["kind"] for f in filed["findings"] if f["rule_id"] == rule} == {"fail"}


def test_same_bytes_in_another_folder_and_on_two_threads(tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / REPORTS[0].name
    copy.parent.mkdir()
    copy.write_bytes(REPORTS[0].read_bytes())
    here = fz.assess(fz.read(REPORTS[0])).to_json()
    assert fz.assess(fz.read(copy)).to_json() == here
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(lambda: fz.assess(fz.read(copy)).to_json()) for _ in range(16)]
    assert {j.result() for j in jobs} == {here}


def test_the_gold_is_met() -> None:
    """The bars of the open gold, as its own scorer measures them through the command line."""
    command = [sys.executable, str(SHARED / "gold" / "score.py"), "--fazhi", f"{sys.executable} -m fazhi"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    words = printed.replace(";", " ").replace(",", " ").split()

    def after(*path: str) -> str:
        at = 0
        for word in path:
            at = words.index(word, at) + 1
        return words[at]

    def share(text: str) -> float:
        got, want = text.split("/")
        return int(got) / int(want) if int(want) else 1.0

    assert float(after("TOTAL", "figures:", "F1")) >= 0.97, printed
    assert float(after("TOTAL", "figures:", "+unit+approximation", "F1")) >= 0.95, printed
    relations = words.index("relations:", words.index("TOTAL"))
    assert share(words[words.index("roles", relations) + 1]) >= 0.9, printed
    assert share(words[words.index("precision", relations) + 1]) >= 0.9, printed
    assert share(words[words.index("right", relations) + 1]) >= 0.95, printed
    assert int(words[words.index("refuted", relations) + 1]) == 0, printed
    sections = words.index("sections:", relations)
    assert float(words[words.index("(F1", sections) + 1].rstrip(")")) >= 0.97, printed
    citations = words.index("citations:", sections)
    assert share(words[words.index("found", citations) + 1]) >= 0.95, printed


CORPUS = sorted(p for p in (SHARED / "corpus").rglob("*.txt"))


@pytest.mark.parametrize("folder", sorted({p.parent.name for p in CORPUS}))
def test_the_corpus_is_read_without_a_crash_or_a_gap(folder: str) -> None:
    for path in (p for p in CORPUS if p.parent.name == folder):
        report = fz.read(path)
        assessment = fz.assess(report)
        data = json.loads(assessment.to_json())
        text = data["report"]["text"]
        assert "".join(text[b["start"] : b["end"]] for b in data["report"]["blocks"]) == text, path.name
        assert fz.Assessment.from_json(assessment.to_json()).to_json() == assessment.to_json(), path.name
