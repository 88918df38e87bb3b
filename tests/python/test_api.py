"""The verbs and the nouns, as an analyst types them."""

from __future__ import annotations

import datetime
import io
import json
import pickle
from decimal import Decimal
from pathlib import Path

import pytest

import fazhi as fz


def test_read_takes_paths_bytes_and_files(tmp_path: Path, text: str) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(text, "utf-8")
    by_path = fz.read(path)
    assert by_path.text == text
    assert by_path.source_name == "报告.txt"
    assert fz.read(str(path)) == by_path
    data = path.read_bytes()
    for source in (data, bytearray(data), memoryview(data), io.BytesIO(data), io.StringIO(text)):
        assert fz.read(source).text == text
    with path.open("rb") as file:
        assert fz.read(file).text == text
    with pytest.raises(TypeError):
        fz.read(3)


def test_parse_keeps_every_code_point() -> None:
    for text in ("𠮷祥镇2023年法治政府建设情况报告\n办结３件。", "\u200b一、\u3000情况\r\n", "\ufeff二〇二三"):
        assert fz.parse(text).text == text


def test_positions_quote_the_text(report: fz.Report, assessment: fz.Assessment) -> None:
    rows = [
        *report.figures,
        *report.relations,
        *report.citations,
        *report.sections,
        *report.blocks,
        *assessment.findings,
    ]
    assert len(rows) > 20
    for row in rows:
        assert report.text[row.start : row.end] == row.quote
    assert "".join(block.quote for block in report.blocks) == report.text
    assert len(report.sentences) > 5
    for sentence in report.sentences:
        assert report.text[sentence.start : sentence.end] == sentence.quote != ""


def test_sections_by_path_and_index(report: fz.Report) -> None:
    first = report.sections[0]
    assert report.sections[first.path] == first
    assert first.children[0].parent == first
    assert report.sections[-1].index == len(report.sections) - 1
    with pytest.raises(fz.OptionError, match="did you mean"):
        report.sections[first.path + "、"]
    with pytest.raises(IndexError):
        report.sections[999]


def test_values_are_exact() -> None:
    r = fz.parse("××镇2023年法治政府建设情况报告\n\n投入资金4.46万元，办结率98.5％，三分之一以上为调解。\n")
    values = {f.quote: f.value for f in r.figures}
    assert Decimal("44600") in values.values()
    assert Decimal("98.5") in values.values()
    assert all(isinstance(f.value_text, str) for f in r.figures)


def test_contents_by_name(report: fz.Report) -> None:
    assert [c.name for c in report.contents] == ["measures", "shortcomings", "causes", "first_responsible", "next_year"]
    assert report.contents["measures"].found
    with pytest.raises(fz.OptionError, match="measures"):
        report.contents["measure"]


def test_assess_takes_profile_rules_and_day(report: fz.Report) -> None:
    a = fz.assess(report, profile="filed", as_of="2024-02-01")
    assert a.provenance.profile == "filed"
    assert a.provenance.as_of == datetime.date(2024, 2, 1)
    assert a.provenance.as_of_origin == "given"
    assert fz.assess(report, as_of=datetime.date(2024, 2, 1)).provenance.as_of == datetime.date(2024, 2, 1)
    with pytest.raises(fz.OptionError):
        fz.assess(report, profile="no-such-profile")
    with pytest.raises(fz.OptionError):
        fz.assess(report, as_of="31.3.2024")
    with pytest.raises(fz.FazhiError):
        fz.assess(report, checklist="no-such-checklist")


def test_findings_by_level_rule_and_gravity(report: fz.Report, assessment: fz.Assessment) -> None:
    findings = assessment.findings
    if not findings:
        pytest.skip("no validator is built in")
    family = findings[0].rule_id.split("-")[0]
    assert all(f.rule_id.startswith(f"{family}-") for f in findings.where(rule=family))
    assert len(findings.where(rule=findings[0].rule_id)) >= 1
    only = fz.validate(report, rules=family)
    assert {f.rule_id.split("-")[0] for f in only} == {family}
    assert not len(fz.validate(report, without_rules=family).where(rule=family))
    order = ["error", "warning", "note", "none"]
    gravest = [order.index(f.level) for f in findings.gravest(len(findings))]
    assert gravest == sorted(gravest)
    assert len(findings.gravest(2)) == min(2, len(findings))
    for f in findings:
        assert f.message
        assert f.message_en
        assert f.letter in "EWRI"


def test_scorecard_explains_itself(report: fz.Report) -> None:
    card = fz.score(report)
    assert card.checklist == "statutory-contents"
    assert 0 <= card.score <= 100
    result = card.explain("CON-02")
    assert result.weight > 0
    assert result.clause in str(result)
    assert result.why in str(result)
    assert sum(r.points for r in card.results) == pytest.approx(card.reached)
    with pytest.raises(fz.OptionError, match="did you mean 'CON-02'"):
        card.explain("CON-2")


def test_export_to_path_file_str_and_bytes(tmp_path: Path, assessment: fz.Assessment) -> None:
    as_text = fz.export(assessment, str, "json")
    assert fz.export(assessment, bytes, "json") == as_text.encode()
    out = tmp_path / "out.json"
    assert fz.export(assessment, out) == [str(out)]
    assert out.read_text("utf-8") == as_text
    binary, words = io.BytesIO(), io.StringIO()
    fz.export(assessment, binary, "json")
    fz.export(assessment, words, "json")
    assert binary.getvalue().decode() == words.getvalue() == as_text
    with pytest.raises(fz.OptionError, match="format"):
        fz.export(assessment, io.BytesIO())
    with pytest.raises(fz.PluginError, match="did you mean 'json'"):
        fz.export(assessment, str, "jsn")
    with pytest.raises(fz.PluginError, match=r"did you mean 'html'"):
        fz.export(assessment, str, "htlm")
    with pytest.raises(fz.OptionError, match="no option 'no_such'"):
        fz.export(assessment, str, "json", no_such=1)
    with pytest.raises(fz.IoError):
        fz.export(assessment, tmp_path / "no" / "folder" / "out.json")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.json"]


def test_json_and_pickles_round_trip(report: fz.Report, assessment: fz.Assessment) -> None:
    assert fz.Report.from_json(report.to_json()) == report
    assert fz.Assessment.from_json(assessment.to_json(indent=True)).to_json() == assessment.to_json()
    with pytest.raises(fz.ParseError):
        fz.Report.from_json('{"report": 3}')
    things = [
        report,
        assessment,
        report.figures,
        report.figures[0],
        report.sections[1],
        report.relations,
        report.blocks[0],
    ]
    things += [assessment.findings[:2], assessment.scorecard, assessment.scorecard.results[0], *assessment.findings[:1]]
    for thing in things:
        again = pickle.loads(pickle.dumps(thing))
        assert again == thing
        assert hash(again) == hash(thing)


def test_equality_is_of_content(text: str, report: fz.Report) -> None:
    again = fz.parse(text)
    assert again == report
    assert again is not report
    assert again.figures[0] == report.figures[0]
    assert again.figures[0] != report.figures[1]
    assert report != fz.parse(text + "完")
    assert report != 3
    assert len({report, again}) == 1
    with pytest.raises(AttributeError):
        report.text = ""


def test_messages_are_whole_characters() -> None:
    """Plain quotation marks beside full-width ones came out of a message as half a character."""
    for text in ('空”2"', '“甲"乙”', "'丙’"):
        a = fz.assess(fz.parse(text))
        assert fz.Assessment.from_json(a.to_json()) == a


OTHER_KIND = "青石镇2023年财政工作总结\n收入增长，支出平稳。\n"


def test_a_checklist_is_named_alike_everywhere(report: fz.Report) -> None:
    wanted = fz.assess(report, checklist="statutory-contents").scorecards[0]
    for card in (
        fz.assess(report, checklist=["statutory-contents"]).scorecards[0],
        fz.assess(report, checklists=["statutory-contents"]).scorecards[0],  # type: ignore[call-arg]
        fz.score(report, "statutory-contents"),
        fz.score(report, checklist=["statutory-contents"]),
        fz.score(report, checklists="statutory-contents"),  # type: ignore[call-arg]
    ):
        assert card.to_dict() == wanted.to_dict()
    assert fz.assess(report, checklist=()).scorecards == ()
    with pytest.raises(TypeError, match="one checklist"):
        fz.score(report, checklist=["statutory-contents", "statutory-contents"])


@pytest.mark.parametrize(
    ("verb", "wrong", "right"),
    [("assess", "proflie", "profile"), ("score", "check_list", "checklist"), ("validate", "rule", "rules")],
)
def test_a_wrong_keyword_gets_the_nearest(verb: str, wrong: str, right: str, report: fz.Report) -> None:
    with pytest.raises(TypeError, match=f"no parameter '{wrong}'; did you mean '{right}'"):
        getattr(fz, verb)(report, **{wrong: "web"})


def test_what_is_no_report_is_told_in_a_sentence(report: fz.Report) -> None:
    for verb in (fz.assess, fz.validate, fz.score):
        with pytest.raises(TypeError, match=r"takes a report, not str; make one with fz.read\(path\)"):
            verb("report.txt")  # type: ignore[arg-type, operator]
    with pytest.raises(fz.OptionError, match="assess a report first") as caught:
        fz.export([report], str, "json")  # type: ignore[list-item]
    assert "fz.assess" in caught.value.message_zh
    with pytest.raises(TypeError, match="an assessment or several, not int"):
        fz.export(3, str, "json")  # type: ignore[call-overload]


def test_no_score_of_nothing() -> None:
    a = fz.assess(fz.parse(OTHER_KIND))
    assert a.scorecard is not None
    assert a.scorecard.score is None
    assert all(result.level_reached is None for result in a.scorecard.results)
    (card,) = json.loads(a.to_json())["scorecards"]
    assert card["score"] is None
    assert fz.Assessment.from_json(a.to_json()).scorecard.score is None  # type: ignore[union-attr]
    for lang, word in (("zh", "不适用"), ("en", "not applicable")):
        page, brief = fz.export(a, str, "html", lang=lang), fz.export(a, str, "markdown", lang=lang)
        assert f"<b>{word}</b>" in page
        assert "<meter" not in page
        assert f"**{word}**" in brief
        assert "/ 100" not in brief


def test_met_in_part_is_said_everywhere() -> None:
    text = "青石镇关于2023年法治政府建设情况的报告\n一、主要举措和成效\n开展培训3次。\n二、存在的不足\n力量薄弱。\n"
    a = fz.assess(fz.parse(text))
    result = a.scorecard.results["CON-02"]  # type: ignore[union-attr]
    assert (result.outcome, result.level_reached) == ("fail", "partly")
    assert 0 < result.points < result.weight
    assert a.scorecard.results["CON-04"].level_reached == "none"  # type: ignore[union-attr]
    assert len(a.scorecard.results.where(level_reached="partly")) >= 1  # type: ignore[union-attr]
    assert "partly" in repr(result)
    assert "partly" in str(result)
    for kind in ("html", "markdown"):
        assert "部分达到" in fz.export(a, str, kind)
        assert "partly" in fz.export(a, str, kind, lang="en")


def test_a_finding_about_the_whole_report_says_so() -> None:
    a = fz.assess(fz.parse("青石镇关于2023年法治政府建设情况的报告\n一、主要举措和成效\n开展培训3次。\n"))
    (finding,) = a.findings.where(rule="CON-02")
    assert finding.whole_report
    assert not any(f.whole_report for f in a.findings.where(rule="STR"))
    for shown in (repr(finding), finding._repr_html_(), fz.export(a, str, "markdown", lang="en")):
        assert "whole report" in shown
        assert "0:0" not in shown
    assert "全篇" in fz.export(a, str, "html")
