"""What other readers of documents make of files: run by importers.py, each in an environment that holds it.

    python importer_peers.py TOOL SUFFIX FILE...

prints {"seconds": of one round over all files, "version": …, "texts": [what was read, null where it failed]}, and the
peak of memory in MB. Files are read into memory beforehand; a reader that takes nothing but a path is given one in a
folder in memory. One function a tool: it gives the call and the name of its package.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

Read = Callable[[bytes, str], str]
LEAST_SECONDS = 1.0


def fazhi() -> tuple[Read, str]:
    import fazhi as fz

    return lambda data, suffix: fz.read(data).text, "fazhi"


def undoc() -> tuple[Read, str]:
    import undoc

    def read(data: bytes, suffix: str) -> str:
        with undoc.parse_bytes(data) as document:
            return document.to_text()

    return read, "undoc"


def firecrawl_anydoc() -> tuple[Read, str]:
    """Markdown is all it writes without building its model in Python, which takes longer."""
    import anydoc

    return lambda data, suffix: anydoc.to_markdown_bytes(data, suffix), "firecrawl-anydoc"


def ofdkit() -> tuple[Read, str]:
    import ofdkit

    return lambda data, suffix: ofdkit.extract_text(data), "ofdkit"


TOOLS: dict[str, Callable[[], tuple[Read, str]]] = {
    "fazhi": fazhi,
    "undoc": undoc,
    "firecrawl-anydoc": firecrawl_anydoc,
    "ofdkit": ofdkit,
}


def peak_mb() -> float:
    """Of this process alone: getrusage counts what its parent had."""
    return int((re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii")) or ["0"])[0]) / 1024


def main() -> None:
    warnings.simplefilter("ignore")
    sys.stdout, real = sys.stderr, sys.stdout  # some greet on import
    read, package = TOOLS[sys.argv[1]]()
    suffix = sys.argv[2]
    files = [Path(name).read_bytes() for name in sys.argv[3:]]
    texts: list[str | None] = []
    for data in files:
        try:
            texts.append(read(data, suffix))
        except Exception as error:  # a failure is a row of the table
            print(type(error).__name__, error)
            texts.append(None)
    good = [data for data, text in zip(files, texts, strict=True) if text is not None]
    rounds, began = 0, time.process_time()
    while good and (rounds == 0 or time.process_time() - began < LEAST_SECONDS):
        for data in good:
            read(data, suffix)
        rounds += 1
    answer = {
        "seconds": (time.process_time() - began) / max(rounds, 1),
        "version": importlib.metadata.version(package),
        "peak_mb": peak_mb(),
        "texts": texts,
    }
    real.write(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
