"""The command line: arguments, errors, exit codes. What the commands do stands in commands.py.

Exit codes: 0 done · 1 findings at or above --fail-on · 2 usage · 3 cannot read · 4 plugin failure · 5 cannot write ·
70 internal · 130 stopped. Results go to stdout, talk to stderr.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
import threading

import fazhi as fz
from fazhi import commands
from fazhi.options import nearest
from fazhi.printing import Printer, tongue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, NoReturn

EXIT_CODES = """exit codes:
  0  done                      完成
  1  findings at or above --fail-on   有达到 --fail-on 的发现
  2  usage                     用法错误
  3  cannot read               无法读取
  4  plugin failure            插件故障
  5  cannot write              无法写入
  70 internal error            内部错误
  130 stopped by Ctrl-C or SIGTERM  已按Ctrl-C或SIGTERM停止"""


def language(arguments: Sequence[str]) -> str:
    """zh or en: --lang, else the locale. Files never follow it."""
    for i, word in enumerate(arguments):
        if word == "--lang" and i + 1 < len(arguments) and arguments[i + 1] in ("zh", "en"):
            return arguments[i + 1]
        if word in ("--lang=zh", "--lang=en"):
            return word[-2:]
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.startswith("zh") else "en"
    return "en"


# What the Python API calls them.
_VERBS = {"export": "convert", "assess": "validate", "check": "validate", "read": "show"}


class _Parser(argparse.ArgumentParser):
    """Usage errors in the program's own voice, with the nearest command or choice."""

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        meant = _VERBS if action.dest == "command" else None
        what = action.option_strings[0] if action.option_strings else str(action.metavar or action.dest)
        en, zh = nearest(f"{what}: no {value!r}", f"{what}：没有“{value}”", str(value), map(str, action.choices), meant)
        raise argparse.ArgumentError(None, tongue(zh, en))

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(commands.USAGE, f"fazhi: {message}\n")


def _common(*, with_lang: bool = True) -> _Parser:
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--format", choices=("text", "json"), help=tongue("输出格式", "output format"))
    common.add_argument(
        "--plugin",
        action="append",
        metavar="FILE",
        help=tongue("加载插件文件（.py或原生库）", "load a plugin file (.py or native)"),
    )
    if with_lang:
        common.add_argument("--lang", choices=("zh", "en"), help=tongue("消息语言", "language of messages"))
    return common


def _limit(word: str) -> int:
    if word.isascii() and word.isdigit() and len(word) < 20 and 1 <= int(word) <= fz.api.LARGEST_MAX_BYTES:
        return int(word)
    most = fz.api.LARGEST_MAX_BYTES
    raise argparse.ArgumentTypeError(
        tongue(f"应为不小于1（不大于{most}）的整数：{word}", f"a whole number ≥ 1 (and ≤ {most}), not {word}")
    )


def _reading(parser: argparse.ArgumentParser, *, many: bool = False, two: bool = False) -> None:
    if two:
        parser.add_argument("previous", metavar="PREVIOUS", help=tongue("上年报告", "report of the year before"))
        parser.add_argument("current", metavar="CURRENT", help=tongue("本年报告", "report of this year"))
    else:
        parser.add_argument(
            "reports",
            metavar="REPORT",
            nargs="+" if many else 1,
            help=tongue("报告文件；-为标准输入", "file of a report; - for stdin"),
        )
    parser.add_argument("--importer", metavar="NAME", help=tongue("指定导入器", "read with this importer"))
    parser.add_argument(
        "--max-bytes",
        type=_limit,
        default=fz.api.DEFAULT_MAX_BYTES,
        metavar="N",
        help=tongue("文件大小上限（字节）", "limit of a file's size, in bytes"),
    )
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        help=tongue("文本的编码，如gbk；不指定则自动识别", "encoding of a text file, such as gbk; else it is found"),
    )
    parser.add_argument(
        "-I",
        "--import-option",
        action="append",
        default=[],
        metavar="K=V",
        help=tongue("导入选项", "option of the importer"),
    )


def _assessing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--profile", default="web", help=tongue("尺度：web（公开稿）或filed（报送稿）", "web (as published) or filed")
    )
    parser.add_argument("--as-of", metavar="YYYY-MM-DD", help=tongue("以此日为准", "the day on which it is judged"))
    parser.add_argument(
        "--rule",
        action="append",
        default=[],
        metavar="ID",
        help=tongue("只用此规则或规则族", "this rule or family only"),
    )
    parser.add_argument(
        "--without-rule", action="append", default=[], metavar="ID", help=tongue("不用此规则", "without this rule")
    )
    parser.add_argument(
        "-V",
        "--validator-option",
        action="append",
        default=[],
        metavar="PLUGIN.K=V",
        help=tongue("校验或评分插件的选项", "option of a validator or scorer"),
    )


def _parser() -> argparse.ArgumentParser:
    common, alone = _common(), _common(with_lang=False)
    top = _Parser(
        prog="fazhi",
        parents=[common],
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=tongue(
            "读取、核算、校验、评分、导出法治政府建设年度报告",
            "read, prove, check, score and export reports on rule-of-law government",
        ),
    )
    top.add_argument("--version", action="version", version=f"fazhi {fz.__version__}")
    kinds = top.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)

    show = kinds.add_parser(
        "show", parents=[common], help=tongue("报告的抬头、提纲和勾稽", "header, outline and proofs of a report")
    )
    _reading(show, many=False)

    validate = kinds.add_parser("validate", parents=[common], help=tongue("校验", "check reports"))
    _reading(validate, many=True)
    _assessing(validate)
    validate.add_argument("--fail-on", choices=("error", "warning", "review", "never"), default="error")

    compare = kinds.add_parser(
        "compare",
        parents=[common],
        help=tongue("与上年报告逐项比较", "compare a report with that of the year before"),
    )
    _reading(compare, two=True)
    compare.add_argument("--fail-on", choices=("error", "warning", "review", "never"), default="error")

    score = kinds.add_parser("score", parents=[common], help=tongue("按清单评分", "score reports against a checklist"))
    _reading(score, many=True)
    _assessing(score)
    score.add_argument("--checklist", action="append", metavar="NAME|FILE")

    convert = kinds.add_parser("convert", parents=[common], help=tongue("读取、评估并导出", "read, assess and export"))
    _reading(convert, many=True)
    _assessing(convert)
    convert.add_argument("--checklist", action="append", metavar="NAME|FILE")
    convert.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="OUT",
        help=tongue("文件；多份报告时为文件夹；-为标准输出", "a file; a folder for many reports; - for stdout"),
    )
    convert.add_argument("-t", "--to", metavar="FORMAT|FILE.py", help=tongue("导出格式", "export format"))
    convert.add_argument(
        "-O", "--option", action="append", default=[], metavar="K=V", help=tongue("导出选项", "option of the exporter")
    )
    convert.add_argument(
        "--accept",
        metavar="FILE",
        help=tongue("算账单的核实意见（填好的csv）", "opinions for the sheet of sums (its csv, filled in)"),
    )

    rules = kinds.add_parser("rules", parents=[common], help=tongue("规则", "the rules")).add_subparsers(
        dest="action", metavar="ACTION", required=True, parser_class=_Parser
    )
    rules.add_parser("list", parents=[common])
    rules.add_parser("show", parents=[common]).add_argument("id", metavar="ID")

    plugins = kinds.add_parser("plugins", parents=[common], help=tongue("插件", "the plugins")).add_subparsers(
        dest="action", metavar="ACTION", required=True, parser_class=_Parser
    )
    plugins.add_parser("list", parents=[common])
    plugins.add_parser("doctor", parents=[common])
    plugins.add_parser("show", parents=[common]).add_argument("name")
    plugins.add_parser("check", parents=[common]).add_argument("file", metavar="FILE|NAME")
    new = plugins.add_parser("new", parents=[alone])
    new.add_argument("kind", choices=("exporter",))
    new.add_argument("name")
    new.add_argument("--lang", dest="code", choices=("python", "cpp"), default="python")
    new.add_argument("-o", "--output", metavar="FOLDER")

    config = kinds.add_parser(
        "config", parents=[common], help=tongue("头文件与CMake所在", "where headers and CMake files stand")
    )
    for name in ("include", "cmakedir", "plugindir"):
        config.add_argument(f"--{name}", action="append_const", const=name, dest="wanted")
    return top


def _parsed(words: Sequence[str]) -> Any:
    """The arguments; an option that is not known gets the nearest that the command takes."""
    parser = _parser()
    given, rest = parser.parse_known_args(words)
    if rest:
        _refuse(parser, given, rest[0].partition("=")[0])
    return given


def _refuse(parser: argparse.ArgumentParser, given: Any, word: str) -> NoReturn:
    known: set[str] = set()
    rooms: list[argparse.ArgumentParser] = [parser]
    while rooms:
        for action in rooms.pop()._actions:
            known.update(action.option_strings)
            if isinstance(action.choices, dict):
                rooms += [
                    action.choices[n] for n in (given.command, getattr(given, "action", "")) if n in action.choices
                ]
    en, zh = f"cannot take {word!r}", f"多余的参数“{word}”"
    if word.startswith("-"):
        en, zh = nearest(f"no option {word}", f"没有选项{word}", word, known)
    parser.error(tongue(zh, en))


def _code(error: BaseException) -> int:
    if isinstance(error, commands.Failed):
        return error.code
    if isinstance(error, fz.PluginError):
        return commands.PLUGIN
    if isinstance(error, fz.IoError):
        return commands.READ
    if isinstance(error, fz.ParseError):
        return commands.READ
    return commands.USAGE if isinstance(error, fz.OptionError) else commands.INTERNAL


@contextlib.contextmanager
def _ended_tidily() -> Iterator[None]:
    """SIGTERM stops as Ctrl-C does: what was begun is put away, and no program is left running."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    tongue.language = language(words)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        given = _parsed(words)
    except SystemExit as stop:
        return _settled(int(stop.code or 0))
    except OSError as error:  # --help
        return _unwritten(error)
    printer = Printer(json=getattr(given, "format", "text") == "json")
    try:
        with _ended_tidily():
            for file in getattr(given, "plugin", ()):
                _load(file)
            return _settled(commands.run(given, printer))
    except (commands.Failed, fz.FazhiError) as error:
        printer.complain(error)
        return _settled(_code(error))
    except OSError as error:
        # What prints names no file.
        if error.filename is None:
            return _unwritten(error)
        return _fault(printer)
    except KeyboardInterrupt:
        printer.say(tongue("已停止", "stopped"))
        return 130
    except Exception:
        return _fault(printer)


def _fault(printer: Printer) -> int:
    import traceback

    printer.say(tongue("内部错误，请报告以下内容：", "internal error; please report this:"))
    traceback.print_exc()
    return commands.INTERNAL


def _settled(status: int) -> int:
    """The code, once all that was printed has been written; a code of an error stays."""
    try:
        sys.stdout.flush()
    except OSError as error:
        return _unwritten(error, status)
    return status


def _unwritten(error: OSError, status: int = commands.DONE) -> int:
    """Stdout is full, or the reader of the pipe has gone and nothing is left to say."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return status
    reason = error.strerror or error
    print(f"fazhi: {tongue(f'无法写入标准输出：{reason}', f'cannot write to stdout: {reason}')}", file=sys.stderr)
    return status if status > commands.FINDINGS else commands.WRITE


def _load(file: str) -> None:
    for row in fz.load_plugin(file):
        if row.status not in ("loaded", "available"):
            raise commands.Failed(
                commands.PLUGIN,
                f"{file}：{row.reason_zh}；{row.remedy_zh}",
                f"{file}: {row.reason_en}; {row.remedy_en}",
            )
