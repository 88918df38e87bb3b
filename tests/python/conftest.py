"""A made-up report with planted faults, and a registry that every test leaves as it found it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import fazhi as fz
from fazhi import _core, decorators, plugins

TEXT = (Path(__file__).resolve().parents[2] / "examples" / "sample_report.txt").read_text("utf-8")


@pytest.fixture(scope="session")
def text() -> str:
    return TEXT


@pytest.fixture(scope="session")
def report() -> fz.Report:
    return fz.parse(TEXT)


@pytest.fixture(scope="session")
def assessment(report: fz.Report) -> fz.Assessment:
    return fz.assess(report)


@pytest.fixture
def registry() -> Iterator[None]:
    """Takes out what a test registers; what is built in is imported once and stays."""
    before = {*decorators.origins, *plugins.BUILTIN}
    yield
    for kind, name in set(decorators.origins) - before:
        _core.remove_plugin(kind, name)
        del decorators.origins[kind, name]
