"""office: old Word and WPS files, RTF and OpenDocument texts, converted by LibreOffice where it is installed.

The file is data from a stranger and LibreOffice a large program. So each call has a folder of its own that is gone
behind it: a copy of the file, a fresh profile in which macros and links are off and every connection goes to a closed
door, and the result. The program has limits of time, memory and size, and all that it started ends with the call.
"""

from __future__ import annotations

import contextlib
import functools
import glob
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import zipfile
from pathlib import Path

import fazhi as fz
from fazhi import _core
from fazhi.decorators import plugin_error
from fazhi.imported import Converted
from fazhi.options import problem

# What is read, by its content → the suffix under which LibreOffice takes it for that.
_SUFFIXES = {"doc": ".doc", "ole": ".doc", "rtf": ".rtf", "odt": ".odt", "wordml": ".xml", "fodt": ".fodt"}
_PLACES = ("/usr/lib/libreoffice/program/soffice", "/opt/libreoffice*/program/soffice")
# The file, the profile, and the result with its pictures.
_WRITTEN = ("-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck", "--nologo")
_SHELL = 'ulimit -f "$1" && ulimit -v "$2" && ulimit -t "$3" && shift 3 && exec "$@"'
# Seconds of work to a second of the clock: what stops the program where the call itself was killed.
_CORES = 4
_TAIL = 300  # characters of LibreOffice's own words in a message
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}</oor:items>
"""
_SETTINGS = {
    # No macros, whoever signed them.
    "/org.openoffice.Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
        "BlockUntrustedRefererLinks": "true",
    },
    # Links in the file are not followed.
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "2", "Field": "0", "Chart": "false"},
    # A proxy that does not answer: no connection, whatever asks for it.
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetNoProxy": "",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
        "ooInetFTPProxyName": "127.0.0.1",
        "ooInetFTPProxyPort": "9",
    },
}


def _is_office(head: bytes) -> bool:
    return _core.content_kind(head) in _SUFFIXES


@fz.importer(
    "office",
    suffixes=[".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".ott", ".fodt"],
    probe=_is_office,
    title="旧版Word、WPS、RTF、OpenDocument（由LibreOffice转换）",
    title_en="Old Word, WPS, RTF, OpenDocument (converted by LibreOffice)",
    version="1",
)
def office(
    data: bytes,
    source: str,
    *,
    program: str = "",
    time_out: int = 60,
    max_output_mb: int = 256,
    max_memory_mb: int = 4096,
) -> Converted:
    """The file as LibreOffice saves it as .docx, read by the importer of .docx.

    program: path of LibreOffice's soffice, looked for where not given. time_out: seconds until it is ended.
    max_output_mb: most megabytes of a file that it writes. max_memory_mb: most megabytes of memory it may use.
    """
    kind = _core.content_kind(data)
    if kind not in _SUFFIXES:
        _core.decode_text(data, "auto", source)  # says what it is instead, where it is no text
        raise problem(
            fz.ParseError,
            f"{source} is text, no Office file; read it with importer='text'",
            f"{source}是文本而非Office文件；请用importer='text'读取",
        )
    for name, value in (("time_out", time_out), ("max_output_mb", max_output_mb), ("max_memory_mb", max_memory_mb)):
        if value < 1:
            raise problem(
                fz.OptionError, f"{name} is a whole number ≥ 1, not {value}", f"{name}应为不小于1的整数，不能是{value}"
            )
    soffice = _find(program)
    with tempfile.TemporaryDirectory(prefix="fazhi-office-", ignore_cleanup_errors=True) as folder:
        given = Path(folder, f"source{_SUFFIXES[kind]}")
        given.write_bytes(data)
        _write_profile(Path(folder, "profile"))
        # Blocks of 512 bytes, kilobytes, seconds.
        limits = (str(max_output_mb << 11), str(max_memory_mb << 10), str(_CORES * time_out))
        words = _run(soffice, limits, given, source, time_out)
        made = Path(folder, "out", "source.docx")
        if not made.is_file() or made.stat().st_size == 0:
            raise _failure(source, "ended without an error and without a result", "未报错，也没有输出结果", words)
        if made.stat().st_size > max_output_mb << 20:
            raise _failure(source, f"wrote more than {max_output_mb} MB", f"输出超过{max_output_mb} MB", words)
        converted = made.read_bytes()
    by, version = _writer(converted)
    original = "wps" if kind in ("doc", "ole") and source.lower().endswith((".wps", ".wpt")) else kind
    return Converted(converted, importer="docx", original=original, by=by, version=version)


def _find(program: str) -> str:
    if program:
        found = shutil.which(program)
        if found is None:
            raise problem(
                fz.OptionError,
                f"program: {program} is no program that can be run; give the path of LibreOffice's soffice",
                f"program：{program}不是可运行的程序；请给出LibreOffice的soffice的路径",
            )
        return os.path.abspath(found)  # it runs in another folder
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return os.path.abspath(found)
    for pattern in _PLACES:
        if places := sorted(glob.glob(pattern)):
            return places[-1]
    raise plugin_error(
        "this format needs LibreOffice Writer, which was not found: install it (Debian, Ubuntu: apt install "
        "libreoffice-writer-nogui, or libreoffice-writer) or give its path (program=), or save the file as .docx",
        "读取此格式需要LibreOffice Writer，但未找到；请安装（Debian、Ubuntu：apt install libreoffice-writer-nogui或"
        "libreoffice-writer），或给出路径（program=），或将文件另存为.docx",
        "office",
        "read",
        "",
    )


@functools.cache
def _profile_text() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    return _PROFILE.format(items=items)


def _write_profile(folder: Path) -> None:
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_profile_text(), "utf-8")


def _run(soffice: str, limits: tuple[str, str, str], given: Path, source: str, seconds: int) -> str:
    """Runs LibreOffice to its end; its words, for messages. Nothing of it is left running."""
    folder = given.parent
    switches = [switch.format(profile=(folder / "profile").as_uri()) for switch in _WRITTEN]
    convert = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(given)]
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",  # no display
    }
    talk = folder / "talk"
    with talk.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603, the program is the user's own choice or LibreOffice
            ["/bin/sh", "-c", _SHELL, "sh", *limits, soffice, *switches, *convert],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            ended = _wait(process.pid, seconds)
        finally:
            # Before the process is taken note of: until then nobody else can have its number.
            _end_group(process.pid)
            status = process.wait()
    words = talk.read_bytes()[-_TAIL:].decode("utf-8", "replace")
    if not ended:
        raise _failure(
            source,
            f"did not end within {seconds} s and was stopped; raise it (time_out=)",
            f"{seconds}秒内未结束，已停止；可调大（time_out=）",
            words,
        )
    if status != 0:
        raise _failure(source, f"failed (exit {status})", f"出错（退出码{status}）", words)
    return words


def _wait(pid: int, seconds: float) -> bool:
    """Whether the process ended in time; it stays to be taken note of. The stop button breaks the sleep."""
    end = time.monotonic() + seconds
    pause = 0.005
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        left = end - time.monotonic()
        if left <= 0:
            return False
        time.sleep(min(pause, left))
        pause = min(pause * 1.5, 0.05)
    return True


def _end_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):  # gone already
        os.killpg(pid, signal.SIGKILL)


def _failure(source: str, en: str, zh: str, words: str) -> fz.ParseError:
    said = " ".join(words.split())
    tail_en, tail_zh = (f" (it said: {said})", f"（其输出：{said}）") if said else ("", "")
    return problem(
        fz.ParseError,
        f"{source}: LibreOffice {en}{tail_en}; see that libreoffice-writer is installed and opens the file, or save it "
        "as .docx",
        f"{source}：LibreOffice{zh}{tail_zh}；请确认已安装libreoffice-writer且能打开此文件，或将文件另存为.docx",
    )


def _writer(docx: bytes) -> tuple[str, str]:
    """Program and version, as it wrote them into the file."""
    import io

    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive, archive.open("docProps/app.xml") as part:
            said = re.search(rb"<Application>([^<>/]{1,40})/([0-9.]{1,20})", part.read(1 << 16))
    except (zipfile.BadZipFile, KeyError, OSError, ValueError):
        said = None
    return (said.group(1).decode("utf-8", "replace"), said.group(2).decode("ascii")) if said else ("LibreOffice", "")
