import fazhi as fz
import fazhi_brief
from fazhi.testing import check_exporter

TEXT = "××镇2023年法治政府建设情况报告\n\n一、工作情况\n全年受理案件3件，其中行政处罚1件、行政许可2件。\n"


def test_keeps_the_rules_of_exporters() -> None:
    for check in check_exporter("brief"):
        assert check.passed, f"{check.name}: {check.detail}"


def test_writes_title_and_findings() -> None:
    a = fz.assess(fz.parse(TEXT))
    out = fz.export(a, str, "brief", top=1)
    assert out.startswith(f"# {a.report.title}\n")
    assert out.count("\n- ") <= 1
    assert fazhi_brief.brief.__doc__
