"""python -m pytest, after the build."""

from pathlib import Path

from fazhi.testing import check_plugin

LIBRARY = Path(__file__).resolve().parents[1] / "build" / "brief.so"


def test_keeps_the_rules_of_exporters() -> None:
    for check in check_plugin(LIBRARY):
        assert check.passed, f"{check.name}: {check.detail}"
