"""What other tools read in texts: run by side_by_side.py, in an environment of its own that holds them.

    python peers.py TOOL FILE...

prints {"seconds": …, "version": …, "figures": [[[start, end, value, unit, approximation], …] for each file]}.

Each tool in the best setting that its documents name. None: what the tool does not give.
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

Row = tuple[int, int, str, str | None, str | None]
LEAST_SECONDS = 1.0


def recognizers_text() -> tuple[Callable[[str], list[Row]], str]:
    """Numbers and percentages; the units of currency and dimension where one is recognised around the same number."""
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    from recognizers_text import Culture

    def read(text: str) -> list[Row]:
        rows: list[Row] = []
        # The widest reading of a place counts: 98.5% rather than 98.5.
        for recognize in (recognize_percentage, recognize_currency, recognize_dimension, recognize_number):
            for found in recognize(text, Culture.Chinese):
                start, end = found.start, found.end + 1
                value = str((found.resolution or {}).get("value"))
                if not any(start < b and a < end for a, b, *_ in rows):
                    rows.append((start, end, value.removesuffix("%"), None, None))
        return rows

    return read, "recognizers-text-suite"


def jionlp() -> tuple[Callable[[str], list[Row]], str]:
    """Amounts of money: the only quantities that JioNLP extracts from running text."""
    import jionlp as jio

    kinds = {"accurate": "exact", "blur": "about", "blur+": "over", "blur-": "under"}

    def read(text: str) -> list[Row]:
        rows: list[Row] = []
        for found in jio.ner.extract_money(text, with_parsing=True):
            detail = found["detail"]
            numbers = detail["num"] if isinstance(detail["num"], list) else [detail["num"]]
            start, end = found["offset"]
            rows.append((start, end, numbers[0], detail["case"], kinds.get(detail["definition"])))
        return rows

    return read, "jionlp"


def cn2an() -> tuple[Callable[[str], list[Row]], str]:
    """It converts a numeral and finds none: given runs of numerals, in the mode that takes mixed ones."""
    import cn2an

    numeral = re.compile(r"[0-9零〇一二两三四五六七八九十百千万亿]+(?:\.[0-9]+[十百千万亿]*)?")

    def read(text: str) -> list[Row]:
        rows: list[Row] = []
        for match in numeral.finditer(text):
            try:
                value = str(cn2an.cn2an(match[0], "smart"))
            except ValueError:
                continue
            rows.append((match.start(), match.end(), value, None, None))
        return rows

    return read, "cn2an"


def main() -> None:
    warnings.simplefilter("ignore")
    sys.stdout, real = sys.stderr, sys.stdout  # one of them greets on import
    read, package = {"recognizers-text": recognizers_text, "jionlp": jionlp, "cn2an": cn2an}[sys.argv[1]]()
    texts = [Path(name).read_text("utf-8") for name in sys.argv[2:]]
    figures = [read(text) for text in texts]
    rounds, began = 0, time.process_time()
    while (took := time.process_time() - began) < LEAST_SECONDS:
        for text in texts:
            read(text)
        rounds += 1
    answer = {"seconds": took / rounds, "version": importlib.metadata.version(package), "figures": figures}
    real.write(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
