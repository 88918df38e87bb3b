"""Metrics: a figure is tied to the quantity that its name and unit say, and to nothing else."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import fazhi as fz

DICTIONARY = Path(__file__).resolve().parents[2] / "core" / "data" / "lexicons" / "metrics.toml"


def report(sentence: str, issuer: str = "望川县人民政府") -> fz.Report:
    return fz.parse(
        f"{issuer}\n关于2024年法治政府建设情况的报告\n\n一、2024年工作情况\n（一）工作。{sentence}。\n\n"
        f"二、存在的不足和原因\n执法力量不足。\n\n三、2025年工作安排\n继续努力。\n\n{issuer}\n2025年1月20日\n"
    )


def stated(sentence: str) -> dict[str, tuple[str, bool | None]]:
    return {m.id: (str(m.value), m.certain) for m in report(sentence).metrics if m.value is not None}


CERTAIN = [
    ("全年办理行政处罚案件46件", "penalty.cases", "46"),
    ("行政处罚案件共计46件", "penalty.cases", "46"),
    ("作出行政许可决定1.2万件", "licence.items", "12000"),
    ("处理行政许可事项424条", "licence.items", "424"),
    ("收到行政复议申请30件", "reconsideration.received", "30"),
    ("受理行政复议案件28件", "reconsideration.accepted", "28"),
    ("审结行政复议案件25件", "reconsideration.closed", "25"),
    ("行政机关负责人出庭应诉率达到100%", "litigation.appearance_rate", "100"),
    ("行政诉讼败诉率为7.2%", "litigation.lost_rate", "7.2"),
    ("调解矛盾纠纷326件", "mediation.cases", "326"),
    ("调解成功率97.5%", "mediation.rate", "97.5"),
    ("聘请法律顾问2名", "advisers.count", "2"),
    ("配备了5个法律顾问", "advisers.count", "5"),
    ("制定行政规范性文件4件", "norms.made", "4"),
    ("清理规范性文件31件", "norms.cleaned", "31"),
    ("发放宣传资料4200余份", "publicity.materials", "4200"),
    ("培养“法律明白人”64名", "publicity.lawwise", "64"),
    ("主动公开政府信息286条", "openness.published", "286"),
    ("办理法律援助案件51件", "aid.cases", "51"),
    ("全年罚没款2.38万元", "penalty.fines", "23800"),
    ("配备村（社区）法律顾问126名", "advisers.villages", "126"),
    ("建成省级民主法治示范村（社区）8个", "villages.model", "8"),
    ("开展涉企行政检查由60次减少到48次", "inspection.enterprise", "48"),
    ("制发行政复议意见书5份", "supervision.opinions", "5"),
    ("办理公证2356件", "notary.cases", "2356"),
]


@pytest.mark.parametrize(("sentence", "name", "value"), CERTAIN)
def test_name_and_unit_make_a_certain_tie(sentence: str, name: str, value: str) -> None:
    assert stated(sentence)[name] == (value, True)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("行政处罚案件同比增长46%", "penalty.cases"),  # the unit is another
        ("行政处罚案件比上年增加12件", "penalty.cases"),  # a rise is no level
        ("办理行政处罚案件法制审核46件", "penalty.cases"),  # a longer name of another metric
        ("行政处罚文书46件", "penalty.cases"),
        ("调解员培训2次", "mediation.cases"),
        ("法律顾问提出意见52条", "advisers.count"),
        ("调解成功率提高2.5个百分点", "mediation.rate"),
    ],
)
def test_another_unit_a_rise_and_a_longer_name_make_none(sentence: str, name: str) -> None:
    assert name not in stated(sentence)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("农业领域行政处罚案件46件", "penalty.cases"),
        ("执法案件100件，其中行政处罚案件46件", "penalty.cases"),
        ("受理行政复议案件30件，审结28件", "reconsideration.closed"),
        ("五年来，调解矛盾纠纷1800件", "mediation.cases"),
        ("矛盾纠纷有所减少，调解矛盾纠纷累计1800件", "mediation.cases"),
        ("配合县委做好工作，参与处理信访事项3件", "petitions.handled"),
    ],
)
def test_a_part_and_a_name_that_needs_its_sentence_are_probable(sentence: str, name: str) -> None:
    assert stated(sentence)[name][1] is False


def test_names_that_share_their_figures_are_not_tied() -> None:
    assert "mediation.rate" not in stated("调解率、调解成功率分别为90%、98%")


def test_in_a_list_each_name_has_its_figure() -> None:
    assert stated("办理人大代表建议12件、政协提案9件")["deputies.proposals"] == ("9", True)
    assert stated("办理人大代表建议、政协提案9件").get("deputies.proposals", ("", False))[1] is False


def test_what_is_planned_is_not_stated() -> None:
    text = report("努力工作").text.replace("继续努力", "继续努力，全年调解矛盾纠纷300件")
    assert fz.parse(text).metrics["mediation.cases"].state == "empty"


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("行政复议案件3件", "stated"),
        ("行政复议案件0件", "zero"),
        ("行政复议和行政应诉案件零发生", "zero"),
        ("全年未发生行政复议、行政诉讼案件", "zero"),
        ("无行政复议案件", "zero"),
        ("行政复议零败诉", "empty"),
        ("无行政复议案件被撤销", "empty"),
        ("认真办理行政复议案件", "empty"),
    ],
)
def test_zero_and_empty_stay_apart(sentence: str, state: str) -> None:
    metrics = report(sentence).metrics
    assert metrics["reconsideration.cases"].state == state
    if "诉讼" in sentence or "应诉" in sentence:
        assert metrics["litigation.cases"].state == state


def test_a_zero_claim_may_name_what_there_is_none_of() -> None:
    metrics = report("办理行政诉讼案件3件，实现零败诉").metrics
    assert (metrics["litigation.lost"].state, metrics["litigation.cases"].state) == ("zero", "stated")
    assert report("全年行政诉讼零败诉").metrics["litigation.cases"].state == "empty"


def test_not_applicable_is_neither() -> None:
    none = report("全年未发生行政诉讼案件").metrics
    assert none["litigation.lost_rate"].state == "not_applicable"
    assert none["litigation.appearance_rate"].value is None
    assert report("努力工作").metrics["litigation.lost_rate"].state == "empty"
    town = report("努力工作", "望川县新禾镇人民政府").metrics
    assert town["reconsideration.accepted"].state == "not_applicable"
    assert town["norms.rules_made"].state == "not_applicable"
    assert report("努力工作").metrics["reconsideration.accepted"].state == "empty"


def test_growth_and_fall_of_a_metric() -> None:
    m = report("办理行政处罚案件46件，同比下降8%").metrics["penalty.cases"]
    assert (str(m.value), str(m.growth.value), m.falls) == ("46", "8", True)
    assert report("办理行政处罚案件46件，调解成功率98%").metrics["penalty.cases"].growth is None
    work = fz.parse("望川县2025年政府工作报告\n\n一、2024年工作\n居民消费价格下降0.2%。\n").metrics["prices.growth"]
    assert str(work.value) == "-0.2"


def test_said_twice_the_certain_one_of_the_year_is_chosen() -> None:
    m = report("2023年办理行政处罚案件40件。2024年办理行政处罚案件46件。再次强调行政处罚案件46件").metrics[
        "penalty.cases"
    ]
    assert str(m.value) == "46"
    assert [str(f.value) for f in m.figures] == ["40", "46", "46"]


def test_each_report_has_the_same_rows() -> None:
    ids = [m.id for m in report("努力工作").metrics]
    assert ids == [m.id for m in fz.parse("一、甲\n无。\n").metrics]
    assert ids == [entry["id"] for entry in tomllib.loads(DICTIONARY.read_text("utf-8"))["metric"]]
    assert len(set(ids)) == len(ids)


def test_table_json_and_quotes() -> None:
    r = report("办理行政处罚案件46件，行政复议和行政应诉案件零发生")
    for m in r.metrics:
        assert r.text[m.start : m.end] == m.quote
    rows = r.metrics.to_dict()
    at = rows["id"].index("penalty.cases")
    assert (rows["value"][at], rows["state"][at], rows["confidence"][at]) == (46.0, "stated", "certain")
    again = fz.Report.from_json(r.to_json())
    assert again.to_json() == r.to_json()
    assert [(m.id, m.value) for m in again.metrics] == [(m.id, m.value) for m in r.metrics]
    assert [m.id for m in r.metrics.where(state="zero")] == ["reconsideration.cases", "litigation.cases"]
    with pytest.raises(fz.OptionError):
        r.metrics["penalty.case"]


def test_a_metric_of_another_dictionary_survives_the_json() -> None:
    d = json.loads(report("办理行政处罚案件46件").to_json())
    row = next(row for row in d["report"]["metrics"] if row["id"] == "penalty.cases")
    row["id"] = "office.own"
    r = fz.Report.from_json(json.dumps(d))
    assert r.metrics["office.own"].state == "stated"
    assert str(r.metrics["office.own"].value) == "46"
