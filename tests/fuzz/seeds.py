"""Seeds for the fuzzers: python tests/fuzz/seeds.py FOLDER text|docx|ofd SOURCE…

Packages become lists of parts (parts.hpp), small enough to be mutated often; what cannot be opened stays as it is.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

LARGEST = {"text": 20_000, "docx": 60_000, "ofd": 60_000}
LARGEST_PART = 30_000
KEPT = (".xml", ".rels")


def as_parts(file: Path) -> bytes:
    out = b"P"
    with zipfile.ZipFile(file) as package:
        for name in package.namelist():
            data = package.read(name)
            if name.lower().endswith(KEPT) and len(data) <= LARGEST_PART and len(name) <= 200:
                out += name.encode() + b"\n" + len(data).to_bytes(4, "little") + data
    return out


def main() -> None:
    folder, kind, *sources = Path(sys.argv[1]), sys.argv[2], *map(Path, sys.argv[3:])
    folder.mkdir(parents=True, exist_ok=True)
    for source in sources:
        data = source.read_bytes()
        if kind != "text":
            try:
                data = as_parts(source)
            except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
                data = data[: LARGEST[kind]]
        (folder / f"{source.stem}-{source.stat().st_size}").write_bytes(data[: LARGEST[kind]])


if __name__ == "__main__":
    main()
