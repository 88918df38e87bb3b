"""The hand-written stub says what the extension has."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_stub_agrees_with_the_extension() -> None:
    pytest.importorskip("mypy")
    allowlist = ROOT / "python" / "stubtest_allowlist.txt"
    command = [sys.executable, "-m", "mypy.stubtest", "fazhi._core", "--allowlist", str(allowlist)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
