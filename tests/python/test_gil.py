"""The GIL is released in every call that works, and no call is forgotten: what _core has stands in one of two lists."""

from __future__ import annotations

import importlib
import itertools
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator

import pytest

import fazhi as fz
from fazhi import _core, decorators, plugins

TEXT = (
    "××镇2023年法治政府建设情况报告\n\n一、情况\n" + "受理案件210件，其中处罚113件、许可54件、强制43件。\n" * 20
).encode()


@pytest.fixture(scope="module", autouse=True)
def built_in_plugins_come_back() -> Iterator[None]:
    """remove_python_plugins() is called here as it is when Python ends; the tests behind want them again."""
    yield
    for (_, name), (module, *_) in plugins.BUILTIN.items():
        if module in sys.modules:
            with decorators.as_rank("built-in"):
                importlib.reload(sys.modules[module])
            assert name in {row.name for row in fz.list_plugins()}


def calls(path: str, out: str) -> dict[str, tuple[Callable[..., object], tuple[object, ...]]]:
    """Each call that must release, with arguments to repeat it with."""
    r = fz.read(TEXT)
    again = fz.read(TEXT)
    a = fz.assess(r)
    other = fz.assess(again)
    report_json, assessment_json = r.to_json(), a.to_json()
    raw = path.encode()
    return {
        "read_bytes": (_core.read_bytes, (TEXT, "x.txt", ".txt", "", [])),
        "read_path": (_core.read_path, (raw, "x.txt", ".txt", "", [], 1 << 20)),
        "decode_text": (_core.decode_text, (TEXT, "auto", "x.txt")),
        "assess": (_core.assess, (r, "web", (0, 0, 0), [], [], [], [], None, [], "", [])),
        "export_path": (_core.export_path, ([a], "json", out.encode(), [])),
        "export_memory": (_core.export_memory, ([a], "json", [])),
        "columns": (_core.columns, ("Figure", r, list(range(len(r.figures))))),
        "arrow_stream": (_core.arrow_stream, ("Figure", r, list(range(len(r.figures))))),
        "_metrics": (_core._metrics, (r,)),
        "plugins": (_core.plugins, ()),
        "load_plugin": (_core.load_plugin, (path,)),
        "plugin_info": (_core.plugin_info, ("exporter", "json")),
        "exporter_for_suffix": (_core.exporter_for_suffix, (".json",)),
        "rules": (_core.rules, ()),
        "check_options": (_core.check_options, ("exporter", "json", [])),
        "remove_plugin": (_core.remove_plugin, ("exporter", "none such")),
        "remove_python_plugins": (_core.remove_python_plugins, ()),
        "_report": (_core._report, (report_json,)),
        "_assessment": (_core._assessment, (assessment_json,)),
        "Report.to_json": (_core.Report.to_json, (r,)),
        "Report.from_json": (_core.Report.from_json, (report_json,)),
        "Report.__eq__": (_core.Report.__eq__, (r, again)),
        "Assessment.to_json": (_core.Assessment.to_json, (a,)),
        "Assessment.from_json": (_core.Assessment.from_json, (assessment_json,)),
        "Assessment.__eq__": (_core.Assessment.__eq__, (a, other)),
    }


# Release the GIL as well, and are called by the core while a plugin runs: test_python_plugins.py runs them in threads.
IN_PLUGINS = {
    "add_exporter",
    "add_validator",
    "add_importer",
    "Sink.write",
    "Sink.open",
    "FindingSink.wants",
    "FindingSink.add",
}
# Return a field, or make a handle of a few bytes.
TRIVIAL = {
    "set_log_level",
    "content_kind",  # looks at a few places of the bytes
    "data_folder",
    "plugin_folder",
    "_child",
    "_count",
    "_finding",
    "_scorecard",
    "_result",
    "Report.source_offset",
    "Report.source_place",
    "Report.source_places",  # a search in a sorted list
    "Report._content",
    "Scorecard._result",
    "Scorecard.explain",
    "_table_count",
    "_table_part",
    # loops of Python over cells
    "Table.grid",
    "Table.to_pandas",
    # Results.to_dict by another name
    "Scorecard.to_dict",
    "Scorecard.to_pandas",
}
TRIVIAL_METHODS = {"__eq__", "__hash__", "__reduce__", "__str__", "__repr__", "__init__", "_repr_html_"}


def everything() -> set[str]:
    """Functions and methods of _core. Properties are trivial by nature: they take no argument and return a field."""
    found = set()
    for name, thing in vars(_core).items():
        if isinstance(thing, type):
            if issubclass(thing, BaseException):
                continue
            members = {k for k, v in vars(thing).items() if callable(v) or isinstance(v, staticmethod)}
            found |= {f"{name}.{k}" for k in members if not k.startswith("__") or k in TRIVIAL_METHODS}
        elif callable(thing):
            found.add(name)
    return {f for f in found if not f.startswith("__") and not f.endswith("._pybind11_conduit_v1_")}


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Callable[..., object], tuple[object, ...]]]:
    folder = tmp_path_factory.mktemp("gil")
    path = folder / "x.txt"
    path.write_bytes(TEXT)
    return calls(str(path), str(folder / "out.json"))


def progress_of_another_thread(function: Callable[..., object], arguments: tuple[object, ...], times: int) -> int:
    """How far another thread comes while the calls run one after another without a bytecode between them: not one step
    unless the calls release the GIL."""
    steps: list[int] = []
    stop, ready = threading.Event(), threading.Event()

    def run() -> None:
        ready.set()
        while not stop.is_set():
            steps.append(1)

    thread = threading.Thread(target=run)
    thread.start()
    ready.wait()
    before = len(steps)
    repeated = itertools.starmap(function, itertools.repeat(arguments, times))
    counted = itertools.starmap(steps.__len__, [()])
    start = itertools.starmap(steps.__len__, [()])
    try:
        first_and_last = deque(
            itertools.compress(
                itertools.chain(start, repeated, counted), itertools.chain([1], itertools.repeat(0, times), [1])
            )
        )
    finally:
        stop.set()
        thread.join()
    assert before <= first_and_last[0]
    return first_and_last[-1] - first_and_last[0]


def test_every_call_is_in_a_list(table: dict) -> None:
    listed = set(table) | IN_PLUGINS | TRIVIAL
    trivial = {f for f in everything() if f.split(".")[-1] in TRIVIAL_METHODS} - set(table)
    assert everything() - listed - trivial == set()
    assert listed - everything() == set()


def test_the_measure_itself(report: fz.Report) -> None:
    assert progress_of_another_thread(_core._count, ("Figure", report), 20_000) == 0


def test_every_call_releases_the_gil(table: dict) -> None:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-4)
    held = []
    try:
        for name, (function, arguments) in table.items():
            # More repetitions until the other thread was seen: a short call may be over before it wakes up.
            for times in (50, 500, 5000, *[50_000] * 10):
                if progress_of_another_thread(function, arguments, times):
                    break
            else:
                held.append(name)
    finally:
        sys.setswitchinterval(interval)
    assert held == []
