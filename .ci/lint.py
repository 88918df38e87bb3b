"""Formatting, static analysis and types, each with its pinned tool; --fix mends what can be mended."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "dev"
# Third-party code compiled as one file of ours; nothing of it is ours to check.
NOT_TIDIED = {"core/src/json/boost_json.cpp"}
# What only g++ knows, and what only clang says of libstdc++ 12.
TIDY_ARGUMENTS = [
    "--quiet",
    "--removed-arg=-fno-gnu-unique",
    "--extra-arg=-Wno-unknown-warning-option",
    "--extra-arg=-Wno-deprecated-declarations",
]


def tracked(*patterns: str) -> list[str]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def run(name: str, *command: str) -> bool:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    good = done.returncode == 0
    print(f"{'ok    ' if good else 'FAILED'} {name}", flush=True)
    if not good:
        print(done.stdout + done.stderr, flush=True)
    return good


def digest(parts: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()


def tidy() -> bool:
    """clang-tidy on every source; a file is not looked at again while it and all headers stay as they were."""
    cache = BUILD / "tidy"
    cache.mkdir(exist_ok=True)
    headers = [ROOT / name for name in (".clang-tidy", ".ci/lint.py", "pyproject.toml", *sorted(tracked("*.hpp")))]
    common = digest(file.read_bytes() for file in headers)
    compiled = (BUILD / "compile_commands.json").read_text("utf-8")
    # Tests break rules on purpose: broken plugins, literals glued together.
    sources = [
        name
        for name in tracked("*.cpp", ":!tests", ":!plugins/*/tests")
        if f'"{ROOT / name}"' in compiled and name not in NOT_TIDIED
    ]

    def look(name: str) -> str:
        mark = cache / digest([common.encode(), name.encode(), (ROOT / name).read_bytes()])
        if mark.exists():
            return ""
        done = subprocess.run(
            ["clang-tidy", "-p", str(BUILD), *TIDY_ARGUMENTS, name], cwd=ROOT, capture_output=True, text=True
        )
        if done.returncode == 0:
            mark.touch()
            return ""
        return done.stdout or done.stderr

    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        complaints = [text for text in pool.map(look, sources) if text]
    print(f"{'FAILED' if complaints else 'ok    '} clang-tidy, {len(sources)} files", flush=True)
    print("".join(complaints), end="", flush=True)
    return not complaints


ALLOWED = "python/stubtest_allowlist.txt"


def main() -> int:
    fix = "--fix" in sys.argv[1:]
    # The native example is what the scaffold writes, to the letter.
    cpp = tracked("*.cpp", "*.hpp", ":!examples/plugin_cpp")
    results = [
        run("clang-format", "clang-format", *(["-i"] if fix else ["--dry-run", "-Werror"]), *cpp),
        run("ruff format", "ruff", "format", *([] if fix else ["--check", "--diff"])),
        run("ruff check", "ruff", "check", *(["--fix"] if fix else [])),
        run("mypy --strict", "mypy"),
        run("stubtest", "stubtest", "fazhi._core", "--mypy-config-file", "pyproject.toml", "--allowlist", ALLOWED),
        tidy(),
    ]
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    return int(not all(results))


if __name__ == "__main__":
    sys.exit(main())
