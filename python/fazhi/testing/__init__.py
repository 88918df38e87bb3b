"""The rules that every plugin keeps, as checks that its author runs: `fazhi plugins check FILE`, or in a test

from fazhi.testing import check_exporter
assert all(check.passed for check in check_exporter("brief"))
"""

from fazhi.testing.kit import Check, check_exporter, check_importer, check_plugin, check_validator, sample_assessments

__all__ = ["Check", "check_exporter", "check_importer", "check_plugin", "check_validator", "sample_assessments"]
