"""Threads, forks, the stop button, the log, and the end of the process."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import textwrap
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

import fazhi as fz
from fazhi import _core


def run(script: str, timeout: float = 60, **more: object) -> subprocess.CompletedProcess[str]:
    # A test run in the background of a shell inherits a Ctrl-C that is ignored.
    button = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    return subprocess.run(
        [sys.executable, "-c", button + textwrap.dedent(script)],
        capture_output=True,
        text=True,
        timeout=timeout,
        **more,
    )


def test_threads_share_reports(text: str, report: fz.Report) -> None:
    wanted = fz.assess(report).to_json()

    def work(_: int) -> tuple[str, int]:
        return fz.assess(report).to_json(), sum(f.start for f in report.figures)

    with ThreadPoolExecutor(4) as pool:
        results = set(pool.map(work, range(40)))
    assert results == {(wanted, sum(f.start for f in report.figures))}


def test_reports_travel_to_processes(text: str, report: fz.Report) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(fz.parse, text).result() == report
        assert pool.submit(fz.assess, report).result() == fz.assess(report)


def test_fork_after_use() -> None:
    done = run("""
        import os, fazhi as fz
        r = fz.parse("××镇2023年法治政府建设情况报告\\n受理3件，其中处罚1件、许可2件。\\n")
        before = fz.assess(r).to_json()
        pid = os.fork()
        if pid == 0:
            os._exit(0 if fz.assess(fz.parse(r.text)).to_json() == before else 1)
        raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    """)
    assert done.returncode == 0, done.stderr


def test_no_thread_outlives_a_call(report: fz.Report) -> None:
    fz.assess(report)
    if os.path.isdir("/proc/self/task"):
        before = len(os.listdir("/proc/self/task"))
        fz.export(fz.assess(fz.parse(report.text)), str, "json")
        assert len(os.listdir("/proc/self/task")) == before


LONG = """
    import signal, sys, threading, time, os
    import fazhi as fz
    line = "全年受理案件210件，其中处罚113件、许可54件、强制43件，办结率98.5%。\\n"
    text = "××镇2023年法治政府建设情况报告\\n" + line * 400_000
    sent = [0.0]
    def stop():
        time.sleep(0.5)
        sent[0] = time.process_time()
        os.kill(os.getpid(), signal.SIGINT)
    threading.Thread(target=stop).start()
    try:
        r = fz.parse(text, max_bytes=1 << 30)
        fz.assess(r)
        print("finished", flush=True)
    except KeyboardInterrupt as error:
        print(type(error).__name__, time.process_time() - sent[0], flush=True)
    os._exit(0)
"""


def test_the_stop_button_ends_a_call() -> None:
    done = run(LONG, timeout=120)
    assert done.returncode == 0, done.stderr
    word, *rest = done.stdout.split()
    if word == "finished":
        pytest.skip("the machine was faster than the button")
    assert word == "Cancelled"
    # Time of the processor, for a busy machine wakes us late; the text is near the limit of size.
    assert float(rest[0]) < 0.5


def test_a_handler_of_signals_may_raise_its_own() -> None:
    done = run(
        LONG.replace("signal.SIGINT", "signal.SIGALRM")
        .replace(
            "sent = [0.0]",
            "sent = [0.0]\n    def late(*_): raise TimeoutError('late')\n    signal.signal(signal.SIGALRM, late)",
        )
        .replace("except KeyboardInterrupt", "except TimeoutError"),
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[0] in ("TimeoutError", "finished")


def test_the_stop_button_ends_a_python_plugin() -> None:
    done = run("""
        import os, signal, threading, time
        import fazhi as fz
        @fz.exporter("slow")
        def slow(a):
            while True:
                yield "x"
                time.sleep(0.01)
        a = fz.assess(fz.parse("法治政府建设情况报告\\n"))
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
        try:
            fz.export(a, str, "slow")
        except KeyboardInterrupt as error:
            print(type(error).__name__)
    """)
    assert done.stdout.strip() == "Cancelled", done.stderr


def test_the_log_goes_to_logging(caplog: pytest.LogCaptureFixture, registry: None) -> None:
    fz.set_log_level("info")
    try:
        with caplog.at_level(logging.INFO, "fazhi"):
            fz.read(b"\xe6\xb3\x95\xe6\xb2\xbb", None)
            _core.read_bytes("法治".encode(), "x.unknown", ".unknown", "", [])
            with ThreadPoolExecutor(4) as pool:
                list(pool.map(lambda _: _core.read_bytes("法治".encode(), "x.unknown", ".unknown", "", []), range(40)))
    finally:
        fz.set_log_level("warning")
    records = [r for r in caplog.records if "x.unknown" in r.getMessage()]
    assert len(records) == 41
    assert {r.name.split(".")[0] for r in records} == {"fazhi"}
    with pytest.raises(fz.OptionError):
        fz.set_log_level("loud")


def test_the_end_of_a_process_with_python_plugins() -> None:
    """Neither an abort nor a hang: nothing of Python is touched once it finalizes."""
    done = run("""
        import sys, threading, time
        import fazhi as fz
        fz.set_log_level("debug")
        @fz.exporter("mine")
        def mine(a): yield "x"
        @fz.importer("odd", suffixes=[".odd"])
        def odd(data): return "法治"
        @fz.validator("local", rules=[{"id": "LOC-01", "title_zh": "x", "title_en": "x"}])
        def local(r): yield fz.finding("LOC-01", None, "x", "x")
        a = fz.assess(fz.parse("法治政府建设情况报告\\n"))
        fz.export(a, str, "mine")
        def work():
            while True: fz.assess(fz.parse("法治政府建设情况报告\\n"))
        threading.Thread(target=work, daemon=True).start()
        time.sleep(0.1)
    """)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_the_end_of_a_process_while_threads_log_and_export() -> None:
    """A daemon thread that Python ends inside a log handler or the generator of the caller takes nothing along."""
    for _ in range(3):
        done = run("""
            import io, logging, threading, time
            import fazhi as fz
            from fazhi import _core
            class Slow(logging.Handler):
                def emit(self, record): time.sleep(0.002)
            logging.getLogger("fazhi").addHandler(Slow())
            logging.getLogger("fazhi").setLevel("INFO")
            fz.set_log_level("info")
            a = fz.assess(fz.parse("法治政府建设情况报告\\n"))
            def reading():
                while True: _core.read_bytes("法治".encode(), "x.unknown", ".unknown", "", [])
            def rows():
                while True:
                    time.sleep(0.002)
                    yield a
            def exporting(): fz.export(rows(), io.BytesIO(), "markdown")
            for work in (reading, reading, exporting, exporting):
                threading.Thread(target=work, daemon=True).start()
            time.sleep(0.2)
        """)
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
