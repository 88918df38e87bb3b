"""Encodings of texts and pages: believed only where they decode, never changed in silence, damage said. And what a file
is, told by its content."""

from __future__ import annotations

import io
import logging
import zipfile
from pathlib import Path

import pytest
from docx_files import docx, p
from html_pages import page

import fazhi as fz

TEXT = (
    "甲县2023年法治政府建设情况报告\n一、主要工作\n全年办结案件120件，其中处罚80件、许可40件。"
    "推进依法行政，成效明显。\n"
)


def html(declared: str, text: str = TEXT) -> str:
    body = "".join(f"<p>{line}</p>" for line in text.splitlines() * 3)
    return f"<html><head><meta charset='{declared}'></head><body><div class='TRS_Editor'>{body}</div></body></html>"


def read(data: bytes, importer: str, log: pytest.LogCaptureFixture) -> tuple[fz.Report, str]:
    log.clear()
    with log.at_level(logging.WARNING, "fazhi"):
        report = fz.read(data, importer=importer)
    return report, log.text


@pytest.mark.parametrize("declared", ["gb2312", "GB2312", "gbk", "gb18030", "x-gbk", "cp936"])
def test_a_declared_part_of_gb18030_is_gb18030(declared: str, caplog: pytest.LogCaptureFixture) -> None:
    """镕 is in GBK alone, 𠮷 in GB 18030 alone."""
    report, said = read(html(declared, TEXT + "朱镕基，𠮷林。").encode("gb18030"), "html", caplog)
    assert "朱镕基，𠮷林。" in report.text
    assert report.encoding == "gb18030"
    assert said == ""


@pytest.mark.parametrize(
    ("declared", "written", "found"),
    [
        ("utf-8", "gb18030", "gb18030"),
        ("utf-8", "gbk", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),
        ("gbk", "utf-8", "utf-8"),
        ("big5", "utf-8", "utf-8"),
        ("big5", "gb18030", "gb18030"),
        ("iso-8859-1", "gb18030", "gb18030"),
        ("windows-1252", "utf-8", "utf-8"),
        ("none-such", "gb18030", "gb18030"),
    ],
)
def test_a_wrong_declaration_is_said(declared: str, written: str, found: str, caplog: pytest.LogCaptureFixture) -> None:
    report, said = read(html(declared).encode(written), "html", caplog)
    assert "全年办结案件120件" in report.text
    assert report.encoding == found
    assert f"declares {declared}, but" in said


@pytest.mark.parametrize(
    ("declared", "written"), [("utf-8", "utf-8"), ("utf-8", "utf-8-sig"), ("gb2312", "gb18030"), ("utf-16", "utf-16")]
)
def test_a_right_declaration_is_silent(declared: str, written: str, caplog: pytest.LogCaptureFixture) -> None:
    report, said = read(html(declared).encode(written), "html", caplog)
    assert "全年办结案件120件" in report.text
    assert said == ""


def test_traditional_pages_are_big5(caplog: pytest.LogCaptureFixture) -> None:
    text = "東城區2023年法治政府建設情況報告。全年辦結案件120件，其中處罰80件、許可40件。依法行政，成效明顯。"
    report, said = read(html("big5", text).encode("big5"), "html", caplog)
    assert "全年辦結案件120件" in report.text
    assert report.encoding == "big5"
    assert said == ""
    assert "120件" in fz.read(html("", text).encode("big5"), importer="html", encoding="big5").text


def test_xml_pages_declare_in_their_first_line(caplog: pytest.LogCaptureFixture) -> None:
    data = ('<?xml version="1.0" encoding="gb2312"?>\n' + html("x").replace("<meta charset='x'>", "")).encode("gb18030")
    report, said = read(data, "html", caplog)
    assert report.encoding == "gb18030"
    assert said == ""


@pytest.mark.parametrize("importer", ["text", "html"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_named_encoding_is_strict(importer: str, encoding: str) -> None:
    """The first fault ends it, whatever another decoder would make of the bytes."""
    text = TEXT if importer == "text" else html(encoding)
    data = text.encode(encoding) + b"\xff\xff"
    with pytest.raises(fz.ParseError, match=f"(?i)not valid {encoding} at byte {len(data) - 2}") as caught:
        fz.read(data, importer=importer, encoding=encoding)
    assert caught.value.message_zh
    with pytest.raises(fz.ParseError):
        fz.read(data, importer=importer)
    with pytest.raises(fz.OptionError, match="unknown encoding"):
        fz.read(data, importer=importer, encoding="gb99999")


@pytest.mark.parametrize("declared", ["undefined", "idna", "rot13", "shift_jis"])
def test_bytes_that_are_no_text_are_refused_whatever_the_page_declares(declared: str) -> None:
    """Python has codecs that are no encodings of pages; none is tried."""
    with pytest.raises(fz.ParseError, match="not valid") as caught:
        fz.read(html(declared).encode() + b"\xff\xff", importer="html")
    assert caught.value.message_zh
    if declared == "shift_jis":
        assert "gb18030" not in str(caught.value)


def test_a_damaged_page_is_not_read_as_another_encoding() -> None:
    data = html("utf-8").encode()
    at = data.index("办结".encode())
    with pytest.raises(fz.ParseError, match=f"not valid UTF-8 at byte {at}"):
        fz.read(data[:at] + b"\xb0" + data[at:], importer="html")


@pytest.mark.parametrize("importer", ["text", "html"])
@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("锟斤拷锟斤拷", "holds 锟斤拷 at byte"),
        ("\ufffd\ufffd", r"holds U+FFFD at byte"),
        ("烫烫烫烫", "holds 烫烫烫 at byte"),
    ],
)
def test_lost_characters_are_said(importer: str, damage: str, said: str, caplog: pytest.LogCaptureFixture) -> None:
    text = TEXT.replace("成效明显", damage)
    data = (text if importer == "text" else html("utf-8", text)).encode()
    assert said in read(data, importer, caplog)[1]


@pytest.mark.parametrize("importer", ["text", "html"])
@pytest.mark.parametrize(("codec", "named"), [("gb18030", "GBK"), ("latin-1", "Latin-1"), ("cp1252", "Latin-1")])
def test_text_decoded_twice_is_said(importer: str, codec: str, named: str, caplog: pytest.LogCaptureFixture) -> None:
    twice = TEXT.encode().decode(codec, "replace").replace("\ufffd", "?")
    if importer == "html":
        twice = html("utf-8", "依法治国。" * 20 + "\n" + twice)
    assert f"decoded twice: UTF-8 that was read as {named}" in read(twice.encode(), importer, caplog)[1]


# ── What a file is ──


def package(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


PAGE = page("trs", 1).html
WORD = docx(*map(p, TEXT.splitlines()))


def sources(data: bytes, name: str, folder: Path) -> list[object]:
    """The same bytes as a path, as bytes, and as an open file."""
    path = folder / name
    path.write_bytes(data)
    named = io.BytesIO(data)
    named.name = name
    return [path, str(path), data, named]


@pytest.mark.parametrize(
    ("data", "name", "importer"),
    [
        (PAGE.encode(), "网页.txt", "html"),
        (PAGE.encode("gb18030").replace(b"utf-8", b"gb2312"), "网页.doc", "html"),
        (WORD, "报告.doc", "docx"),
        (WORD, "报告.txt", "docx"),
        (WORD, "报告.pdf", "docx"),
        (TEXT.encode(), "报告.html", "text"),
        (TEXT.encode("gb18030"), "报告.docx", "text"),
    ],
)
def test_content_decides_and_a_wrong_ending_is_said(
    data: bytes, name: str, importer: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for source in sources(data, name, tmp_path):
        caplog.clear()
        with caplog.at_level(logging.WARNING, "fazhi"):
            report = fz.read(source)
        assert report.importer == importer
        if isinstance(source, bytes):
            assert "is named" not in caplog.text  # no name, no wrong one
        else:
            assert f"{name} is named {Path(name).suffix}, but its content is" in caplog.text
            assert f"it is read with the importer '{importer}'" in caplog.text


@pytest.mark.parametrize("name", ["报告.docx", "报告.DOCX", "报告", "报告.2023"])
def test_a_right_ending_or_none_is_silent(name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / name
    path.write_bytes(WORD)
    with caplog.at_level(logging.WARNING, "fazhi"):
        assert fz.read(path).importer == "docx"
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (package("[Content_Types].xml", "xl/workbook.xml"), r"an Excel workbook \(xlsx\)"),
        (package("[Content_Types].xml", "ppt/presentation.xml"), r"a PowerPoint file \(pptx\)"),
        (package("a/report.txt"), "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "a picture"),
        (b"Rar!\x1a\x07" + bytes(60), "an archive"),
    ],
)
@pytest.mark.parametrize("name", ["报告.txt", "报告.html", "报告.doc", "报告.bin", "报告"])
def test_what_cannot_be_read_is_named(data: bytes, what: str, name: str, tmp_path: Path) -> None:
    for source in sources(data, name, tmp_path):
        with pytest.raises(fz.ParseError, match=what) as caught:
            fz.read(source)
        assert caught.value.message_zh


@pytest.mark.parametrize("suffix", [".docx", ".ofd"])
def test_a_package_of_another_format_is_named(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"报告{suffix}"
    path.write_bytes(package("[Content_Types].xml", "xl/workbook.xml"))
    with pytest.raises(fz.ParseError, match=r"an Excel workbook \(xlsx\)"):
        fz.read(path)
    path.write_bytes(package("a/report.txt"))  # a Word file that has lost its parts, for all that is known
    with pytest.raises(fz.ParseError, match="has no part"):
        fz.read(path)


def test_a_piece_of_markup_in_a_text_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "笔记.txt"
    path.write_text("<div>\n" + TEXT, "utf-8")
    assert fz.read(path).importer == "text"
    assert fz.read(PAGE.encode()).importer == "html"  # the importer of pages is at hand now, and still
    assert fz.read(path).importer == "text"


@pytest.mark.parametrize(
    "address", ["https://www.example.gov.cn/a/t20240101_1.html", "ftp://x/y.docx", "file:///a.txt"]
)
def test_an_address_is_not_opened(address: str) -> None:
    with pytest.raises(fz.IoError, match="fazhi opens no network connection; save the page or file") as caught:
        fz.read(address)
    assert "不连接网络" in caught.value.message_zh
