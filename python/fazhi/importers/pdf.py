"""pdf: the text of a PDF in paragraphs, its tables as tables, running heads and page numbers set aside."""

from __future__ import annotations

import ctypes
import logging
import threading
import time
from collections.abc import Callable, Sequence

import fazhi as fz
from fazhi.imported import Imported
from fazhi.importers.pdf_document import Document
from fazhi.importers.pdf_page import Page, pdfium, read_page
from fazhi.options import problem

_one_at_a_time = threading.Lock()
_log = logging.getLogger("fazhi")


def _is_pdf(head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


@fz.importer("pdf", suffixes=[".pdf"], probe=_is_pdf, title="PDF文件", title_en="PDF file", version="1")
def pdf(data: bytes, *, pages: int = 2000, characters: int = 1_000_000, seconds: int = 120) -> Imported:
    """The text of a PDF: paragraphs joined over line, column and page ends.

    pages, characters, seconds: a file that has or takes more is refused.
    """
    with _one_at_a_time:
        in_time = _clock(seconds)  # waiting for another file is not the time of this one
        read = _read(data, pages, characters, in_time)
    _check_text(read)
    return Document(read, in_time).imported()


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _clock(seconds: int) -> Callable[[], None]:
    """Starts a clock; what it gives is to be called now and then, and refuses the file when its time is over."""
    deadline = time.monotonic() + seconds

    def in_time() -> None:
        if time.monotonic() > deadline:
            raise _limit("seconds", "takes longer", "读取时间过长", seconds)

    return in_time


def _read(data: bytes, most_pages: int, most_characters: int, in_time: Callable[[], None]) -> list[Page]:
    buffer = ctypes.create_string_buffer(data, len(data))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        raise _load_error(pdfium.FPDF_GetLastError())
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count > most_pages:
            raise _limit("pages", f"has {count} pages", f"有{count}页", most_pages)
        read: list[Page] = []
        left = most_characters
        for number in range(count):
            page = read_page(document, number, left, in_time)
            if page is None:
                raise problem(
                    fz.ParseError,
                    f"page {number + 1} of the PDF is damaged; open it in a reader and save it anew",
                    f"PDF第{number + 1}页已损坏；请用阅读器打开后另存",
                )
            left -= page.characters
            if left < 0:
                raise _limit("characters", "has more characters", "字符数过多", most_characters)
            in_time()
            read.append(page)
        return read
    finally:
        pdfium.FPDF_CloseDocument(document)


def _load_error(code: int) -> fz.ParseError:
    if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return problem(
            fz.ParseError,
            "the PDF is encrypted and asks for a password; open it in a reader and save it without one",
            "PDF已加密，需要密码；请用阅读器打开后另存为不加密的文件",
        )
    return problem(
        fz.ParseError,
        "the PDF is damaged or cut off; open it in a reader and save it anew, or fetch it again",
        "PDF已损坏或不完整；请用阅读器打开后另存，或重新获取",
    )


def _limit(option: str, en: str, zh: str, most: int) -> fz.ParseError:
    return problem(
        fz.ParseError, f"the PDF {en}; the limit is {most} (option {option})", f"PDF{zh}；限额为{most}（选项{option}）"
    )


def _check_text(pages: Sequence[Page]) -> None:
    """A file of pictures, or in a font that does not say its characters, is said and not read as empty."""
    words = [word for page in pages for word in page.words]
    unmapped, total = sum(page.unmapped for page in pages), sum(len(word.text) for word in words)
    if not words:
        if any(page.pictures for page in pages):
            raise problem(
                fz.ParseError,
                "the PDF holds pictures of pages and no text: it was scanned; recognise its text first (OCR)",
                "PDF中只有页面图像而没有文字，应为扫描件；请先识别文字（OCR）",
            )
        raise problem(fz.ParseError, "the PDF holds no text", "PDF中没有文字")
    if 2 * unmapped > total:
        raise problem(
            fz.ParseError,
            "the fonts of the PDF do not say which characters they show; recognise its text first (OCR)",
            "PDF所用字体未标明字符，无法取得文字；请先识别文字（OCR）",
        )
    scanned = [page.number + 1 for page in pages if page.pictures and not page.words]
    if scanned:
        _log.warning("pages of pictures without text are not read: %s", ", ".join(map(str, scanned)))
