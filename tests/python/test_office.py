"""Old Word and WPS files, RTF and OpenDocument: by LibreOffice, and clear errors where it is missing or fails."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import socket
import subprocess
import sys
import textwrap
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx_files import docx, p

import fazhi as fz

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

LINES = [
    "甲县2023年法治政府建设情况报告",
    "一、主要工作",
    "（一）严格执法。全年办结案件120件，其中行政处罚80件、行政许可40件。",
    "二、下一步安排",
    "继续推进依法行政。",
]


def rtf(*lines: str, more: str = "") -> bytes:
    """Each Chinese character by its code, as Word writes it."""
    body = "".join(
        "".join(c if c.isascii() else f"\\u{ord(c) - (65536 if ord(c) > 32767 else 0)}?" for c in line) + "\\par\n"
        for line in lines
    )
    return f"{{\\rtf1\\ansi\\ansicpg936\\uc1 {more}{body}}}".encode("ascii")


def odt(*lines: str, more: str = "") -> bytes:
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    body = more + "".join(f"<text:p>{line}</text:p>" for line in lines)
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr(
            "content.xml",
            f'<office:document-content {spaces} office:version="1.2"><office:body><office:text>{body}</office:text>'
            "</office:body></office:document-content>",
        )
    return out.getvalue()


@pytest.fixture(scope="module")
def doc(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A Word 97 file, written by LibreOffice out of a made one."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("doc")
    (folder / "a.docx").write_bytes(docx(*map(p, LINES)))
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "doc:MS Word 97",
            "--outdir",
            str(folder),
            str(folder / "a.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "a.doc").read_bytes()


def check(report: fz.Report, data: bytes, original: str) -> None:
    assert [line for line in report.text.split("\n") if line] == LINES
    assert [s.label for s in report.sections] == ["一、", "（一）", "二、"]
    assert [r.verdict for r in report.relations] == ["proved"]
    assert report.importer == "office"
    assert report.source_hash == hashlib.sha256(data).hexdigest()
    assert report.conversion is not None
    assert report.conversion[:2] == (original, "LibreOffice")
    assert fz.Report.from_json(report.to_json()).conversion == report.conversion


@needs_libreoffice
@pytest.mark.parametrize("make", [rtf, odt], ids=["rtf", "odt"])
def test_texts_of_other_programs(make: Callable[..., bytes], tmp_path: Path) -> None:
    data = make(*LINES)
    file = tmp_path / f"报告.{make.__name__}"
    file.write_bytes(data)
    report = fz.read(file)
    check(report, data, make.__name__)
    assert report.source_name == file.name
    parts = {part["kind"]: part for part in fz.assess(report).provenance.parts}
    assert parts["importer"]["id"] == "fazhi.importers.office"
    assert parts["converter"]["id"] == "LibreOffice"
    assert parts["converter"]["version"] == report.conversion[2] != ""


@needs_libreoffice
def test_old_word_and_wps(doc: bytes, tmp_path: Path) -> None:
    check(fz.read(doc), doc, "doc")
    wps = tmp_path / "报告.wps"
    wps.write_bytes(doc)
    check(fz.read(wps), doc, "wps")
    with wps.open("rb") as file:
        check(fz.read(file), doc, "wps")


@needs_libreoffice
def test_automatic_numbers_of_a_list_survive() -> None:
    table = (
        r"{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc37\levelstartat1\levelfollow2"
        r"{\leveltext\'02\'00\u12289?;}{\levelnumbers\'01;}}\listid7}}"
        r"{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}}"
    )
    line = r"\pard\ls1\ilvl0 \u30002?\par" + "\n" + r"\pard\ls1\ilvl0 \u20057?\par" + "\n"
    report = fz.read(rtf(more=table + line))
    assert report.text.split() == ["一、甲", "二、乙"]


@needs_libreoffice
def test_nothing_is_fetched_and_no_profile_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture by address, on a server that counts who calls."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    asked: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        done = threading.Event()

        def serve() -> None:
            while not done.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                asked.append(connection.recv(100))
                connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"
        picture = (
            f'<text:p><draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="{address}" '
            'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>'
        )
        report = fz.read(odt(*LINES, more=picture))
        done.set()
        thread.join()
    assert "120件" in report.text
    assert asked == []
    assert list(tmp_path.iterdir()) == []


# ── A program in LibreOffice's place ──


def fake(folder: Path, script: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("script", "english", "chinese"),
    [
        ("exit 0", "ended without an error and without a result", "没有输出结果"),
        ("echo 源文件损坏; exit 77", r"failed \(exit 77\) \(it said: 源文件损坏\)", "退出码77"),
        ("kill -SEGV $$", r"failed \(exit -11\)", "退出码-11"),
        ("sleep 30", r"did not end within 1 s and was stopped; raise it \(time_out=\)", "1秒内未结束"),
        ("head -c 3000000 /dev/zero > $TMPDIR/x && exit 3; exit 4", r"failed \(exit 4\)", "退出码4"),
    ],
    ids=["no output", "error", "crash", "time-out", "too much"],
)
def test_failures_are_said(tmp_path: Path, script: str, english: str, chinese: str) -> None:
    began = time.monotonic()
    with pytest.raises(fz.ParseError, match=english) as caught:
        fz.read(rtf(*LINES), program=fake(tmp_path, script), importer="office", time_out=1, max_output_mb=2)
    assert time.monotonic() - began < 5
    assert str(caught.value).startswith("<bytes>: LibreOffice")
    assert "save it as .docx" in str(caught.value)
    assert chinese in caught.value.message_zh


def test_all_that_it_started_ends_with_the_call(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    script = f"sleep 60 & echo $! > {pids}; (sleep 60) & echo $! >> {pids}; sleep 60"
    with pytest.raises(fz.ParseError, match="did not end"):
        fz.read(rtf(*LINES), program=fake(tmp_path, script), importer="office", time_out=1)
    time.sleep(0.1)
    for pid in map(int, pids.read_text().split()):
        state = Path(f"/proc/{pid}/stat")
        assert not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"


def test_the_stop_button_ends_it(tmp_path: Path) -> None:
    program = fake(tmp_path, "sleep 60")
    script = f"""
        import os, signal, threading, time
        signal.signal(signal.SIGINT, signal.default_int_handler)
        import fazhi as fz
        sent = []
        def stop():
            time.sleep(0.7)
            sent.append(time.monotonic())
            os.kill(os.getpid(), signal.SIGINT)
        threading.Thread(target=stop).start()
        try:
            fz.read({rtf(*LINES)!r}, importer="office", program={program!r})
        except KeyboardInterrupt as error:
            print(type(error).__name__, time.monotonic() - sent[0])
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, timeout=60)
    name, seconds = done.stdout.split()
    assert name == "Cancelled", done.stderr
    assert float(seconds) <= 0.2


def test_a_terminated_command_leaves_nothing_behind(tmp_path: Path) -> None:
    started, private = tmp_path / "started", tmp_path / "private"
    private.mkdir()
    (tmp_path / "a.rtf").write_bytes(rtf(*LINES))
    program = fake(tmp_path, f"echo $$ > {started}.new; mv {started}.new {started}; sleep 60")
    command = [sys.executable, "-m", "fazhi", "show", str(tmp_path / "a.rtf"), "-I", f"program={program}"]
    running = subprocess.Popen(command, env={**os.environ, "TMPDIR": str(private)}, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 30
    while not started.exists() and time.monotonic() < end:
        time.sleep(0.02)
    running.terminate()
    assert running.wait(20) == 130
    assert list(private.iterdir()) == []
    state = Path(f"/proc/{started.read_text().strip()}/stat")
    assert not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"


def test_a_program_named_from_here_is_found_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(tmp_path, "exit 77")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(fz.ParseError, match=r"failed \(exit 77\)"):
        fz.read(rtf(*LINES), program="./soffice", importer="office")


def test_without_libreoffice_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from fazhi.importers import office

    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(office, "_PLACES", ())
    with pytest.raises(fz.PluginError, match="apt install libreoffice-writer-nogui") as caught:
        fz.read(rtf(*LINES))
    assert "libreoffice-writer" in caught.value.message_zh
    assert "请安装" in caught.value.message_zh


@pytest.mark.parametrize(
    "options", [{"program": "/no/such/soffice"}, {"time_out": 0}, {"max_output_mb": 0}, {"max_memory_mb": -1}]
)
def test_wrong_options_are_said(options: dict[str, object]) -> None:
    with pytest.raises(fz.OptionError, match=next(iter(options))):
        fz.read(rtf(*LINES), importer="office", **options)


def test_what_is_no_text_document_is_named() -> None:
    header = bytearray(3 * 512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[30] = 9
    header[76:80] = (1).to_bytes(4, "little")
    header[1024:1028] = b"\xfe\xff\xff\xff"
    header[512 + 76 : 512 + 80] = (1).to_bytes(4, "little")
    for entry, name in ((0, "Root Entry"), (1, "Workbook")):
        at = 512 + 128 * entry
        header[at : at + 2 * len(name)] = name.encode("utf-16-le")
        header[at + 68 : at + 76] = b"\xff" * 8
    with pytest.raises(fz.ParseError, match=r"an old Excel workbook \(xls\)"):
        fz.read(bytes(header))
    with pytest.raises(fz.ParseError, match="is text, no Office file"):
        fz.read("全年办案12件。".encode(), importer="office")
