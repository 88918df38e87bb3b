"""Bad input ends in a clear error of the right class: file, place, remedy, in two languages."""

from __future__ import annotations

import errno
import os
import pickle
from pathlib import Path

import pytest

import fazhi as fz


def test_the_classes() -> None:
    assert issubclass(fz.ParseError, fz.FazhiError)
    assert issubclass(fz.ParseError, ValueError)
    assert issubclass(fz.OptionError, ValueError)
    assert issubclass(fz.IoError, OSError)
    assert issubclass(fz.PluginError, fz.FazhiError)
    # `except FazhiError` around the files of a loop must not swallow the stop button.
    assert issubclass(fz.Cancelled, KeyboardInterrupt)
    assert not issubclass(fz.Cancelled, Exception)


def test_a_missing_file_is_an_oserror(tmp_path: Path) -> None:
    path = tmp_path / "没有.txt"
    with pytest.raises(fz.IoError) as caught:
        fz.read(path)
    error = caught.value
    assert error.errno == errno.ENOENT
    assert error.filename == str(path)
    assert str(path) in str(error)
    assert str(path) in error.message_zh
    assert error.message_zh != str(error)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.errno, again.filename) == (str(error), error.errno, error.filename)


BAD = {
    "empty.txt": b"",
    "binary.bin": bytes(range(256)) * 8,
    "truncated.txt": "法治政府建设情况报告，办结".encode()[:-1],
    "nul.txt": "法治\0政府\0建设".encode(),
    "png.txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(100),
}


@pytest.mark.parametrize("name", [name for name in BAD if name != "nul.txt"])
def test_what_is_no_text_is_an_error(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    with pytest.raises(fz.ParseError) as caught:
        fz.read(path)
    assert name in str(caught.value)
    assert name in caught.value.message_zh
    with pytest.raises(fz.ParseError):
        fz.read(BAD[name])


def test_nul_characters_are_refused_or_kept() -> None:
    try:
        report = fz.read(BAD["nul.txt"])
    except fz.ParseError:
        return
    assert report.text.encode() == BAD["nul.txt"]


def test_a_folder_a_pipe_and_a_locked_file(tmp_path: Path) -> None:
    with pytest.raises(fz.IoError, match=r"folder|directory"):
        fz.read(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(fz.IoError):
        fz.read(tmp_path / "pipe")
    if os.geteuid() != 0:
        locked = tmp_path / "locked.txt"
        locked.write_text("法治政府建设")
        locked.chmod(0)
        with pytest.raises(fz.IoError) as caught:
            fz.read(locked)
        assert caught.value.errno == errno.EACCES


def test_over_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("法" * 1000)
    for source in (path, path.read_bytes()):
        with pytest.raises(fz.ParseError, match=r"limit|max"):
            fz.read(source, max_bytes=2999)
        assert len(fz.read(source, max_bytes=3000).text) == 1000
    with pytest.raises(fz.ParseError):
        fz.parse("法" * 1000, max_bytes=2999)
    with pytest.raises(fz.OptionError, match="4294967295"):
        fz.parse("法", max_bytes=2**32)


def test_half_a_surrogate_pair() -> None:
    with pytest.raises(fz.ParseError, match="surrogate"):
        fz.parse("法治\ud842")


@pytest.mark.parametrize(
    "text", ["𠮷" * 50, "（" * 10_000, "\u202e法治\u202c", "《" * 3000 + "》" * 3000, "1" * 5000 + "件。"]
)
def test_odd_text_is_read(text: str) -> None:
    report = fz.parse(text)
    assert report.text == text
    assert fz.assess(report).report == report


def test_a_name_that_no_plugin_has() -> None:
    with pytest.raises(fz.PluginError) as caught:
        fz.read(b"x", "no-such-importer")
    assert caught.value.plugin == "no-such-importer"
    assert caught.value.stage == "find"
    assert "text" in str(caught.value)
