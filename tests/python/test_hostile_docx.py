"""Files that are not to be trusted end with a sentence, in little time and memory, each in a process of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx_files import docx, p
from hostile_docx import HOSTILE, good

import fazhi as fz

# Of the processor: other work on the machine does not count.
MOST_SECONDS = 2.0
MOST_MB = 300
READ = r"""
import json, re, sys, time
import fazhi as fz
began = time.process_time()
try:
    said = f"read: {len(fz.read(sys.argv[1], importer='docx').text)} characters"
except fz.FazhiError as error:
    said = f"{type(error).__name__}: {error}"
peak = int(re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1]) / 1024
print(json.dumps([said, time.process_time() - began, peak]))
"""


@pytest.mark.parametrize(("make", "reason"), HOSTILE, ids=[make.__name__ for make, _ in HOSTILE])
def test_hostile_files_are_refused_fast_and_small(make: Callable[[], bytes], reason: str, tmp_path: Path) -> None:
    file = tmp_path / "报告.docx"
    file.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", READ, str(file)], capture_output=True, text=True, timeout=120, check=True
    )
    said, seconds, mb = json.loads(done.stdout)
    if reason:
        assert said.startswith("ParseError: "), said
        assert "报告.docx" in said
    assert re.search(reason, said), said
    assert seconds <= MOST_SECONDS, (said, seconds)
    assert mb <= MOST_MB, (said, mb)


def test_a_file_cut_anywhere_is_refused_or_read_whole() -> None:
    data = good()
    whole, tail, said = fz.read(data).text, 0, []
    for size in [*range(0, len(data), 256), *range(len(data) - 40, len(data))]:
        try:
            # The last bytes of a ZIP file say only how long its comment is.
            tail += fz.read(data[:size], importer="docx").text == whole
        except fz.ParseError as error:
            said.append(str(error))
    assert tail <= 3
    assert all(re.search("directory at its end|damaged|no part|is empty", sentence) for sentence in said)


def test_an_encrypted_document_is_told_apart_from_old_word_files() -> None:
    locked = next(make for make, _ in HOSTILE if make.__name__ == "locked_whole")()
    with pytest.raises(fz.ParseError, match="encrypted"):
        fz.read(locked)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("max_part_mb", 1),
        ("max_total_mb", 1),
        ("max_entries", 1),
        ("max_characters", 10),
        ("max_depth", 1),
        ("max_seconds", 0),
    ],
)
def test_each_limit_is_an_option_and_says_its_name(option: str, value: int) -> None:
    box = "<w:tbl><w:tr><w:tc>" * 3 + p("底") + "</w:tc></w:tr></w:tbl>" * 3
    data = docx(*[p("文字" * 10)] * 30, *[p("")] * 300, box, p("<w:r/>" * 200_000), stored=True)
    assert fz.read(data).text.startswith("文字")
    with pytest.raises(fz.ParseError, match=option):
        fz.read(data, **{option: value})
