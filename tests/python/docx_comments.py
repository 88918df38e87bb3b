"""Writes comments into Word files at places that a report gives, as an exporter would: runs are split."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.text.run import Run
from lxml import etree

import fazhi as fz

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MAIN = b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"'
ONE = {f"{W}{name}" for name in ("tab", "ptab", "br", "cr", "noBreakHyphen", "sym")}
PRINTED = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def shown(run: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """What a run shows, element by element; a symbol as ?."""
    for e in run:
        if e.tag == f"{W}t":
            yield e, e.text or ""
        elif e.tag in ONE:
            yield e, PRINTED.get(e.tag, "?")


def open_document(data: bytes) -> docx.document.Document:
    """python-docx takes no templates: their type is changed on the way."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "[Content_Types].xml":
                part = re.sub(rb'"[^"]*\.main\+xml"', MAIN, part)
            new.writestr(name, part)
    return docx.Document(io.BytesIO(out.getvalue()))


class Commenter:
    def __init__(self, data: bytes) -> None:
        self.document = open_document(data)
        root = self.document.element
        self.runs = [list(p.iter(f"{W}r")) for p in root.iter(f"{W}p")]
        self.pieces: dict[etree._Element, list[tuple[int, etree._Element]]] = {}

    def run(self, place: fz.SourcePlace) -> etree._Element:
        return self.runs[place.paragraph][place.run]

    def can_hold_comments(self, place: fz.SourcePlace) -> bool:
        """Word takes none in text boxes, and a symbol has no text to read back."""
        run = self.run(place)
        boxed = any(a.tag == f"{W}txbxContent" for a in run.iterancestors())
        return not boxed and run.find(f"{W}sym") is None and run.find(f"{MC}AlternateContent") is None

    def _split(self, run: etree._Element, offset: int) -> None:
        """Makes a piece of the run begin at an offset."""
        pieces = self.pieces.setdefault(run, [(0, run)])
        index = max(i for i, (start, _) in enumerate(pieces) if start <= offset)
        start, piece = pieces[index]
        if start == offset:
            return
        at, right = start, copy.deepcopy(piece)
        for e in [e for e in right if e.tag != f"{W}rPr"]:
            right.remove(e)
        moving = False
        for e in [e for e in piece if e.tag != f"{W}rPr"]:
            text = e.text or "" if e.tag == f"{W}t" else "?" * (e.tag in ONE)
            if not moving and at < offset < at + len(text):
                half = copy.deepcopy(e)
                e.text, half.text = text[: offset - at], text[offset - at :]
                for t in (e, half):
                    t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                right.append(half)
                moving = True
            elif moving or at >= offset:
                right.append(e)
                moving = True
            at += len(text)
        piece.addnext(right)
        pieces.insert(index + 1, (offset, right))

    def _piece(self, run: etree._Element, offset: int) -> etree._Element:
        return [piece for start, piece in self.pieces[run] if start <= offset][-1]

    def comment(self, places: list[fz.SourcePlace], text: str) -> None:
        first, last = places[0], places[-1]
        end = last.offset + last.size
        self._split(self.run(first), first.offset)
        self._split(self.run(last), end)
        runs = [self._piece(self.run(first), first.offset), self._piece(self.run(last), end - 1)]
        self.document.add_comment([Run(r, self.document.paragraphs[0]) for r in runs], text=text)

    def save(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def is_seen(run: etree._Element) -> bool:
    gone = {f"{W}del", f"{W}moveFrom", f"{MC}Fallback", f"{W}txbxContent"}
    if run.find(f"{W}rPr/{W}vanish") is not None or any(a.tag in gone for a in run.iterancestors()):
        return False
    merges = [cell.find(f"{W}tcPr/{W}vMerge") for cell in run.iterancestors(f"{W}tc")]
    return all(merge is None or merge.get(f"{W}val") == "restart" for merge in merges)


def read_comments(data: bytes) -> dict[str, str]:
    """Text of each comment → the characters it stands on, as python-docx gives them."""
    document = docx.Document(io.BytesIO(data))
    texts = {str(c.comment_id): c.text for c in document.comments}
    out: dict[str, str] = {}
    open_now: set[str] = set()
    in_result: list[bool] = []
    for e in document.element.body.iter():
        if e.tag == f"{W}commentRangeStart":
            open_now.add(e.get(f"{W}id"))
            out[texts[e.get(f"{W}id")]] = ""
        elif e.tag == f"{W}commentRangeEnd":
            open_now.discard(e.get(f"{W}id"))
        elif e.tag == f"{W}fldChar":
            kind = e.get(f"{W}fldCharType")
            if kind == "begin":
                in_result.append(False)
            elif kind == "separate":
                in_result[-1] = True
            else:
                in_result.pop()
        elif e.tag == f"{W}r" and is_seen(e) and all(in_result):
            for number in open_now:
                out[texts[number]] += Run(e, document.paragraphs[0]).text
    return out
