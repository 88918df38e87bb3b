"""How fast the main job is, beside AutoCorrect: reports a second, MB/s, peak memory, two threads.

`./dev bench` builds and runs it. Files are read beforehand; all built-in validators and scorers run. The corpus beside
the checkout is used where there is one, else the sample report. `--quick` measures for a tenth of the time.
One thread is timed by the processor's time, so that other work on the machine does not count; two threads by the clock,
so their ratio needs an idle machine.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "build/dev/benchmarks/fazhi_benchmarks"
STAGES = ROOT / "build/dev/benchmarks/fazhi_stage_benchmarks"
CORPUS = ROOT.parent / "shared/corpus"
# What the project promises of the real report (3,600 characters) on one thread.
REPORTS_A_SECOND = 3000
AUTOCORRECT_RATIO = 1.5
TWO_THREADS_RATIO = 1.7
# Of figures and relations, the outline being known.
STAGES_MB_A_SECOND = 80


def native(name: str, files: list[Path], seconds: float) -> dict[str, dict[str, float]]:
    """Benchmarks of one set of files, in a process of their own."""
    command = [str(PROGRAM), f"{name}={','.join(map(str, files))}", "--benchmark_format=json"]
    done = subprocess.run([*command, f"--benchmark_min_time={seconds}"], stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(f"bench: {PROGRAM.name} ended with {done.returncode}")
    return {row["name"]: row for row in json.loads(done.stdout)["benchmarks"]}


def stages(files: list[Path], seconds: float) -> dict[str, dict[str, float]]:
    """Figures and relations alone, and RE2 where it is installed."""
    command = [str(STAGES), *map(str, files), "--benchmark_format=json", f"--benchmark_min_time={seconds}"]
    env = {**os.environ, "FAZHI_DATA": str(ROOT / "core/data")}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=env)
    if done.returncode != 0:
        raise SystemExit(f"bench: {STAGES.name} ended with {done.returncode}")
    return {row["name"]: row for row in json.loads(done.stdout)["benchmarks"]}


def rate(call: Callable[[], object], seconds: float) -> float:
    """Calls a second of processor time, after one call to warm up."""
    call()
    done, began = 0, time.process_time()
    while (took := time.process_time() - began) < seconds:
        call()
        done += 1
    return done / took


def row(name: str, reports: float, size: float, *more: str) -> None:
    print(f"{name:<22}{reports:>11,.0f}{reports * size / 1e6:>8.1f}{1e6 / reports:>11.1f}", *more, sep="")


def texts_of(folder: str) -> list[Path]:
    return sorted((CORPUS / folder).glob("*.txt"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", type=Path, help="writes the figures to a file as well")
    arguments = parser.parse_args()
    seconds = 0.2 if arguments.quick else 2.0

    real = texts_of("report") or [ROOT / "examples/sample_report.txt"]
    sets = {"report": real[:1]}
    work = sorted(texts_of("work_report"), key=lambda file: (file.stat().st_size, file.name))
    if work:
        quarter = len(work) // 4
        sets |= {"work reports, short": work[:quarter], "work reports, long": work[-quarter:]}

    figures: dict[str, float] = {}
    heads = f"{'reports/s':>11}{'MB/s':>8}{'µs each':>11}{'read alone':>11}{'peak MB':>9}{'2 threads':>11}"
    print(f"{'one thread':<22}{heads}")
    for name, files in sets.items():
        rows = native(name, files, seconds)
        one, two = (rows[f"assess/{name}/real_time/threads:{threads}"] for threads in (1, 2))
        reports = len(files) * 1e6 / one["cpu_time"]
        size = sum(file.stat().st_size for file in files) / len(files)
        ratio = two["items_per_second"] / one["items_per_second"]
        read = rows[f"read/{name}/real_time"]["cpu_time"] / len(files)
        row(name, reports, size, f"{read:>11.1f}{two['peak_mb']:>9.1f}{ratio:>11.2f}")
        figures |= {
            f"{name}: reports/s": reports,
            f"{name}: MB/s": reports * size / 1e6,
            f"{name}: two threads": ratio,
            f"{name}: peak MB": two["peak_mb"],
        }

    import autocorrect_py

    import fazhi

    text = real[0].read_text("utf-8")
    python = rate(lambda: fazhi.assess(fazhi.parse(text)), seconds)
    lint = rate(lambda: autocorrect_py.lint_for(text, "text"), seconds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures |= {"Python: reports/s": python, "AutoCorrect: reports/s": lint}
    row("report, from Python", python, len(text.encode()), f"{'':>11}{peak:>9.1f}")
    row("AutoCorrect's lint", lint, len(text.encode()))

    texts = [
        *real[:1],
        *(file for name in ("work_report", "official_document", "framework") for file in texts_of(name)),
    ]
    rows = stages(texts, seconds)
    speed = {name: row["bytes_per_second"] / 1e6 for name, row in rows.items()}
    print(f"figures and relations, {len(texts)} texts: {speed['stages/all']:.0f} MB/s", end="")
    print(f"; a text of 1 MB {speed['stages/long']:.0f}, of 4 MB {speed['stages/longer']:.0f}", end="")
    print(
        f"; a pattern of quantities in RE2 {speed['re2/all']:.0f} MB/s" if "re2/all" in speed else "; RE2 not installed"
    )
    figures |= {f"{name}: MB/s": value for name, value in speed.items()}
    growth = speed["stages/longer"] / speed["stages/long"]

    reports = figures["report: reports/s"]
    checks = {
        f"≥ {REPORTS_A_SECOND:,} reports a second": reports >= REPORTS_A_SECOND,
        f"≥ {AUTOCORRECT_RATIO} × AutoCorrect's lint ({reports / lint:.1f})": reports >= AUTOCORRECT_RATIO * lint,
        f"figures and relations ≥ {STAGES_MB_A_SECOND} MB/s": speed["stages/all"] >= STAGES_MB_A_SECOND,
        # A fifth is what the caches of a processor lose.
        f"time grows with the length alone ({growth:.2f})": growth >= 0.8,
        f"two threads ≥ {TWO_THREADS_RATIO} × one": figures["report: two threads"] >= TWO_THREADS_RATIO,
    }
    if work:
        short, long = figures["work reports, short: MB/s"], figures["work reports, long: MB/s"]
        # A tenth is the noise of a shared machine.
        checks[f"long work reports no slower a byte than short ones ({long / short:.2f})"] = long >= 0.9 * short
    for promise, held in checks.items():
        print(f"{'ok    ' if held else 'MISSED'} {promise}")
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1), "utf-8")
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
