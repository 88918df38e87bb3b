"""Automatic numbers by feature: twelve made files each, every line exact; LibreOffice where it does as Word does."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from docx_features import FEATURES, Generator

import fazhi as fz

SEEDS = range(12)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda f: f.__name__)
def test_every_line_is_what_word_prints(feature: Generator) -> None:
    for seed in SEEDS:
        data, lines = feature(random.Random(seed))
        report = fz.read(data)
        assert report.text.split("\n")[:-1] == lines, seed
        assert report.importer == "docx"


# Elsewhere LibreOffice is no oracle: it lets a numStyleLink share its list, takes no level from w:pStyle alone, ignores
# isLgl and lvlRestart=0, counts deleted paragraphs and merged cells, and has its own signs for bullets.
ORACLE = [
    *("level_of_another_style", "num_zero", "several_nums", "start_override", "level_override", "skipped", "suffixes"),
    *("tentative", "empty_paragraphs", "content_controls", "table_of_contents", "sequences", "strict", "template"),
    "japanese_counting",
]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_the_same(tmp_path: Path) -> None:
    wanted = {}
    for feature in FEATURES:
        for seed in SEEDS[:3] if feature.__name__ in ORACLE else ():
            data, lines = feature(random.Random(seed))
            name = f"{feature.__name__}-{seed}"
            (tmp_path / f"{name}.docx").write_bytes(data)
            wanted[name] = "".join(lines)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(file) for file in sorted(tmp_path.glob("*.docx"))]
    convert = ["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path / "out")]
    subprocess.run(["soffice", profile, *convert, *files], check=True, capture_output=True, timeout=300)
    for name, text in wanted.items():
        got = (tmp_path / "out" / f"{name}.txt").read_text("utf-8-sig")
        assert re.sub(r"\s", "", got) == re.sub(r"\s", "", text), name
