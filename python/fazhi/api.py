"""The verbs: read, parse, validate, score, assess, export."""

from __future__ import annotations

import os

from fazhi import _core
from fazhi import options as _options
from fazhi._core import Assessment, IoError, OptionError, ParseError, Report, Scorecard

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import IO, Any, TypeAlias, TypeVar, overload

    from fazhi.tables import Findings

    Path: TypeAlias = str | os.PathLike[str]
    Names: TypeAlias = Path | Iterable[Path]
    PluginOptions: TypeAlias = Mapping[str, Mapping[str, object]]
    F = TypeVar("F", bound=Callable[..., Any])
else:

    def overload(function):
        return function


_ALSO = {"checklists": "checklist"}  # further spellings


def _spelled(function: F) -> F:
    """A keyword that is not known gets the nearest one that is; Python itself names none."""
    code = function.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]

    def call(*given: Any, **named: Any) -> Any:
        for name in [name for name in named if name not in names]:
            other = _ALSO.get(name)
            if other in names and other not in named:
                named[other] = named.pop(name)
                continue
            raise TypeError(_options.nearest(f"{function.__name__}() has no parameter {name!r}", "", name, names)[0])
        return function(*given, **named)

    call.__name__, call.__qualname__ = function.__name__, function.__qualname__
    call.__module__, call.__doc__ = function.__module__, function.__doc__
    call.__wrapped__ = function  # type: ignore[attr-defined]
    return call  # type: ignore[return-value]


DEFAULT_PROFILE = "web"
DEFAULT_CHECKLIST = "statutory-contents"
DEFAULT_MAX_BYTES: int = _core.default_max_bytes
LARGEST_MAX_BYTES = 2**32 - 1  # what the core can count
_LONG_PATH = 80
_PIECE = 1 << 20
_HEAD = 4096  # what tells the families of formats apart


def read(
    source: Path | bytes | bytearray | memoryview | IO[bytes] | IO[str],
    importer: str | None = None,
    *,
    max_bytes: int = DEFAULT_MAX_BYTES,
    **options: object,
) -> Report:
    """Reads a report from a path, from bytes or from an open file.

    The importer is chosen by content; `importer` names one (`fazhi plugins list`), whose options follow as keywords.
    Raises IoError (missing, a folder, no permission), ParseError (empty, binary, over `max_bytes`), PluginError.
    """
    name = importer or ""
    _check_limit(max_bytes)
    if isinstance(source, (str, os.PathLike)):
        path = os.fspath(source)
        raw = os.fsencode(path)
        _ensure_reader(name, _suffix(path), b"" if name else _head(raw))
        # A file name is bytes; what stands in messages and in the JSON is text.
        shown = raw.decode("utf-8", "replace")
        if (len(shown) > _LONG_PATH or "\n" in shown or "://" in shown) and not os.path.lexists(raw):
            raise _no_file(shown)
        return _core.read_path(raw, shown, _suffix(path), name, _options.encode(options), max_bytes)
    shown = "<bytes>"
    if not isinstance(source, (bytes, bytearray, memoryview)):
        if not hasattr(source, "read"):
            raise TypeError(f"read() takes a path, bytes or an open file, not {type(source).__name__}")
        shown = str(getattr(source, "name", shown))
        content = _content(source, max_bytes)
        if isinstance(content, str):
            if options:
                raise _options.problem(
                    OptionError,
                    f"{shown} is open as text, decoded already; {', '.join(options)} needs bytes: open(…, 'rb')",
                    f"{shown}以文本方式打开，字符已经解码，{'、'.join(options)}不起作用；请以二进制方式打开",
                )
            return parse(content, max_bytes=max_bytes)
        source = content
    data = bytes(source)
    if len(data) > max_bytes:
        raise _too_large(shown, len(data), max_bytes)
    _ensure_reader(name, _suffix(shown), data)
    return _core.read_bytes(data, shown, _suffix(shown), name, _options.encode(options))


@_spelled
def parse(text: str, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Report:
    """Reads a report from text at hand: report.text is `text`, code point for code point."""
    _check_limit(max_bytes)
    if not hasattr(text, "encode"):
        raise TypeError(f"parse() takes str, not {type(text).__name__}; for bytes: fz.read(data)")
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise _options.problem(
            ParseError,
            f"<text>: code point {error.start} is half of a surrogate pair; decode the source with its own encoding",
            f"<text>：第{error.start}个字符是半个代理对；请按原文编码解码",
        ) from error
    if len(data) > max_bytes:
        raise _too_large("<text>", len(data), max_bytes)
    if text.startswith("\ufeff"):
        data = b"\xef\xbb\xbf" + data  # a byte-order mark to be taken off: the code point is the caller's
    return _core.read_bytes(data, "<text>", ".txt", "text", [])


@_spelled
def assess(
    report: Report,
    *,
    profile: str = DEFAULT_PROFILE,
    checklist: Names = DEFAULT_CHECKLIST,
    rules: Names = (),
    without_rules: Names = (),
    validators: Names = (),
    as_of: datetime.date | str | None = None,
    previous: Report | None = None,
    siblings: Sequence[Report] = (),
    source_path: Path = "",
    options: PluginOptions | None = None,
) -> Assessment:
    """Runs validators and scorers.

    profile: "web" for a report as published, "filed" for the document itself. checklist: a name, the path of a TOML
    file, or several of them. rules, without_rules: ids or families ("PUN"). as_of: the day on which the report is
    judged; else the day it was published or signed, else 31 March of the year after. previous: last year's report of
    the same unit. source_path: the file that was read, for exporters that write comments back into it. options: of
    validators and scorers, by their name: {"house-style": {"longest": 80}}.
    """
    _check_report(report, "assess")
    names = _names(validators)
    if names:
        from fazhi import plugins

        for name in names:
            plugins.ensure("validator", name)
    return _core.assess(
        report,
        profile,
        _day(as_of),
        _names(checklist),
        _names(rules),
        _names(without_rules),
        names,
        previous,
        list(siblings),
        os.fsencode(source_path).decode("utf-8", "replace"),
        [(name, _options.encode(own)) for name, own in (options or {}).items()],
    )


@_spelled
def validate(
    report: Report,
    *,
    profile: str = DEFAULT_PROFILE,
    rules: Names = (),
    without_rules: Names = (),
    validators: Names = (),
    as_of: datetime.date | str | None = None,
    previous: Report | None = None,
    siblings: Sequence[Report] = (),
    options: PluginOptions | None = None,
) -> Findings:
    """The findings alone; parameters as in assess()."""
    _check_report(report, "validate")
    return assess(
        report,
        profile=profile,
        checklist=(),
        rules=rules,
        without_rules=without_rules,
        validators=validators,
        as_of=as_of,
        previous=previous,
        siblings=siblings,
        options=options,
    ).findings


@_spelled
def score(
    report: Report,
    checklist: Names = DEFAULT_CHECKLIST,
    *,
    profile: str = DEFAULT_PROFILE,
    as_of: datetime.date | str | None = None,
) -> Scorecard:
    """The scorecard of one checklist: a name, or the path of a TOML file."""
    _check_report(report, "score")
    if not isinstance(checklist, (str, os.PathLike)):
        several = list(checklist)
        if len(several) != 1:
            raise TypeError("score() takes one checklist; several: fz.assess(report, checklist=[…]).scorecards")
        checklist = several[0]
    return assess(report, profile=profile, checklist=checklist, as_of=as_of).scorecards[0]


@overload
def export(assessment: Assessment, target: type[str], format: str, **options: object) -> str: ...
@overload
def export(assessment: Assessment, target: type[bytes], format: str, **options: object) -> bytes: ...
@overload
def export(
    assessment: Assessment | Iterable[Assessment],
    target: Path | IO[bytes] | IO[str],
    format: str | None = None,
    **options: object,
) -> list[str]: ...
def export(
    assessment: Assessment | Iterable[Assessment],
    target: type[str] | type[bytes] | Path | IO[bytes] | IO[str],
    format: str | None = None,
    **options: object,
) -> str | bytes | list[str]:
    """Writes an assessment: `export(a, "report.html")`, to an open file, or `export(a, str, "markdown")` as the result.

    The format is an exporter's name, else taken from the suffix. Files appear whole or not at all; their paths are
    returned. Raises OptionError, PluginError, IoError.
    """
    from fazhi import plugins

    if isinstance(assessment, Report):
        raise TypeError("export() takes an assessment; assess it first: fz.export(fz.assess(report), …)")
    rows = [assessment] if isinstance(assessment, Assessment) else assessment
    if not hasattr(rows, "__iter__"):
        raise TypeError(f"export() takes an assessment or several, not {type(rows).__name__}")
    given = _options.encode(options)
    if isinstance(target, (str, os.PathLike)):
        path = os.fspath(target)
        name = format or plugins.exporter_for(_suffix(path))
        plugins.ensure("exporter", name)
        if name == "json" and _suffix(path) == ".jsonl" and options.get("indent") is None:
            given.append(("indent", "false"))
        given += _options.form_by_suffix(_core.plugin_info("exporter", name).options, options, _suffix(path))
        return [os.fsdecode(p) for p in _core.export_path(rows, name, os.fsencode(path), given)]
    if not format:
        raise _options.problem(
            OptionError,
            "format is needed where the target is no path: fz.export(a, str, 'markdown')",
            "目标不是路径时须给出format，例如fz.export(a, str, 'markdown')",
        )
    plugins.ensure("exporter", format)
    files = _core.export_memory(rows, format, given)
    if len(files) > 1:
        raise _options.problem(
            OptionError,
            f"the format {format} writes {len(files)} files; give a path",
            f"格式{format}会写{len(files)}个文件；请给出路径",
        )
    data = files[0][1] if files else b""
    if target is bytes:
        return data
    if target is str:
        return data.decode("utf-8")
    if isinstance(target, type):
        raise TypeError("export() writes to a path, an open file, str or bytes")
    _write(target, data)
    return []


def _write(target: IO[bytes] | IO[str], data: bytes) -> None:
    import io

    if isinstance(target, io.TextIOBase):
        target.write(data.decode("utf-8"))
    else:
        target.write(data)  # type: ignore[arg-type, call-overload, unused-ignore]


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _check_limit(max_bytes: int) -> None:
    if not hasattr(max_bytes, "__index__") or not 1 <= max_bytes <= LARGEST_MAX_BYTES:
        raise _options.problem(
            OptionError,
            f"max_bytes is a whole number ≥ 1 (and ≤ {LARGEST_MAX_BYTES}), not {max_bytes!r}",
            f"max_bytes应为不小于1（不大于{LARGEST_MAX_BYTES}）的整数，不能是{max_bytes!r}",
        )


def _content(source: IO[bytes] | IO[str], limit: int) -> bytes | str:
    """All of an open file, or a little more than the limit."""
    pieces: list[Any] = []
    size = 0
    while size <= limit and (piece := source.read(min(_PIECE, limit + 1 - size))):
        pieces.append(piece)
        size += len(piece)
    if pieces and isinstance(pieces[0], str):
        return "".join(pieces)
    return b"".join(pieces)


def _no_file(path: str) -> IoError:
    """Perhaps the text itself was given for a path: the message is short, and says what to do."""
    import errno

    scheme, divider, _ = path.partition("://")
    if divider and scheme.isalnum() and scheme.isascii():
        return _address(path)
    short = " ".join(path.split())
    short = short if len(short) <= _LONG_PATH else short[:_LONG_PATH] + "…"
    broken = "\n" in path
    error = IoError(errno.ENOENT, f"{short}: no such file" + ("; for text at hand: fz.parse(text)" if broken else ""))
    error.message_zh = f"{short}：没有此文件" + ("；已有文本请用fz.parse(text)" if broken else "")
    error.filename = path
    return error


def _address(path: str) -> IoError:
    import errno

    short = path if len(path) <= _LONG_PATH else path[:_LONG_PATH] + "…"
    error = IoError(
        errno.ENOENT,
        f"{short}: no such file, and fazhi opens no network connection; save the page or file and give its path",
    )
    error.message_zh = f"{short}：没有此文件；fazhi不连接网络，请先保存网页或文件，再给出其路径"
    error.filename = path
    return error


def _names(names: Names) -> list[str]:
    return [os.fspath(name) for name in ([names] if isinstance(names, (str, os.PathLike)) else names)]


def _check_report(report: object, verb: str) -> None:
    if not isinstance(report, Report):
        wanted = "fz.read(path)" if isinstance(report, (str, os.PathLike)) else "fz.read or fz.parse"
        raise TypeError(f"{verb}() takes a report, not {type(report).__name__}; make one with {wanted}")


def _day(day: datetime.date | str | None) -> tuple[int, int, int]:
    if day is None:
        return (0, 0, 0)
    if isinstance(day, str):
        import datetime

        try:
            day = datetime.date.fromisoformat(day)
        except ValueError:
            raise _options.problem(
                OptionError,
                f"as_of is a day such as 2024-03-31, not {day!r}",
                f"as_of应为日期，如2024-03-31，不能是{day!r}",
            ) from None
    return (day.year, day.month, day.day)


def _too_large(name: str, size: int, limit: int) -> ParseError:
    return _options.problem(
        ParseError,
        f"{name}: {size} bytes, more than the limit of {limit}; raise it (max_bytes=; on the command line --max-bytes)",
        f"{name}：{size}字节，超过上限{limit}；如需读取请调大（max_bytes=，命令行用--max-bytes）",
    )


def _head(path: bytes) -> bytes:
    """The first bytes of a regular file; nothing where it cannot be read, which the core reports."""
    import stat

    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return b""
        file = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    except (OSError, ValueError):
        return b""
    try:
        return os.read(file, _HEAD)
    except OSError:
        return b""
    finally:
        os.close(file)


def _ensure_reader(importer: str, suffix: str, data: bytes) -> None:
    """Python importers are looked for only where one is named, or where name or content is not one of plain text."""
    if importer == "text":
        return
    content = "" if importer else _core.content_kind(data)
    if not content and data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        content = "html"  # a piece of a page, perhaps
    if importer or content or suffix not in ("", ".txt", ".text", ".md"):
        from fazhi import plugins

        plugins.ensure_importer(importer, suffix, content)
