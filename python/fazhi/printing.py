"""Printing: rich tables on a terminal, plain lines in a pipe, JSON where asked for."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeVar

    T = TypeVar("T")


class _Tongue:
    """Picks the words of the language asked for."""

    language = "en"

    def __call__(self, zh: str, en: str) -> str:
        return (zh or en) if self.language == "zh" else (en or zh)


tongue = _Tongue()


class Printer:
    """Where a command's results and talk go."""

    def __init__(self, *, json: bool) -> None:
        self.json = json
        self.rich = sys.stdout.isatty() and not json

    def data(self, value: object) -> None:
        """One JSON value, UTF-8 whatever the locale."""
        import json

        text = json.dumps(value, ensure_ascii=False, indent=1)
        sys.stdout.flush()
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:
            print(text)
        else:
            buffer.write(text.encode("utf-8", "replace") + b"\n")
            buffer.flush()

    def text(self, line: str = "") -> None:
        if self.rich:
            import rich

            rich.print(_literal(line))
        else:
            print(line)

    def table(self, names: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
        """A table on a terminal; in a pipe a header and lines whose cells are divided by tabs."""
        if self.rich:
            import rich
            from rich.table import Table

            table = Table(title=_literal(title) if title else None)  # type: ignore[arg-type]
            for name in names:
                table.add_column(name, overflow="fold")  # wrapped, never cut
            for row in rows:
                table.add_row(*(_literal(str(cell)) for cell in row))  # type: ignore[arg-type]
            rich.print(table)
            return
        if title:
            print(title)
        print("\t".join(names))
        for row in rows:
            print("\t".join(" ".join(str(cell).split()) for cell in row))

    def say(self, line: str) -> None:
        """Talk, on stderr."""
        print(f"fazhi: {line}", file=sys.stderr)

    def complain(self, error: BaseException) -> None:
        self.say(tongue(getattr(error, "message_zh", ""), str(error)))

    def progress(self, items: Sequence[T]) -> Iterator[T]:
        """The items, with a bar on a terminal where there are many."""
        if len(items) < 2 or not sys.stderr.isatty():
            yield from items
            return
        from rich.console import Console
        from rich.progress import track

        yield from track(items, description="", console=Console(stderr=True), transient=True)


def _literal(line: str) -> object:
    """Text of reports may hold what rich takes for markup."""
    from rich.text import Text

    return Text(line)
