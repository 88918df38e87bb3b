"""Word files made for the tests, part by part, so that each holds one thing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def _types(parts: Iterable[str], template: bool) -> str:
    rows = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    for part in parts:
        kind = re.sub(r"word/|[0-9]*\.xml", "", part)
        kind = {"document": "template.main" if template else "document.main"}.get(kind, kind)
        if part.startswith("word/") and "/" not in part[5:]:
            rows += f'<Override PartName="/{part}" ContentType="{_WORD}.{kind}+xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rows}</Types>'


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str = "", num: int | None = None, level: int | None = None, style: str = "", mark: str = "") -> str:
    """A paragraph; text that begins with "<" is taken as runs."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None or level is not None:
        properties += "<w:numPr>"
        properties += f'<w:ilvl w:val="{level}"/>' if level is not None else ""
        properties += f'<w:numId w:val="{num}"/>' if num is not None else ""
        properties += "</w:numPr>"
    properties += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    content = text if text.startswith("<") else run(text) if text else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def lvl(index: int, form: str, text: str, start: int | None = 1, more: str = "", number_format: str = "") -> str:
    first = f'<w:start w:val="{start}"/>' if start is not None else ""
    form = number_format or f'<w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{index}">{first}{form}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(index: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{index}">{more}{"".join(levels)}</w:abstractNum>'


def num(index: int, abstract_index: int, more: str = "") -> str:
    return f'<w:num w:numId="{index}"><w:abstractNumId w:val="{abstract_index}"/>{more}</w:num>'


def style(name: str, properties: str = "", based_on: str = "", kind: str = "paragraph", more: str = "") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    content = f'<w:name w:val="{name}"/>{based}<w:pPr>{properties}</w:pPr>'
    return f'<w:style w:type="{kind}" w:styleId="{name}" {more}>{content}</w:style>'


def num_pr(num_id: int, level: int | None = None) -> str:
    at = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
    return f'<w:numPr>{at}<w:numId w:val="{num_id}"/></w:numPr>'


def docx(
    *body: str,
    numbering: str = "",
    styles: str = "",
    parts: dict[str, str] | None = None,
    relations: tuple[tuple[str, str], ...] = (),
    space: str = W,
    template: bool = False,
    stored: bool = False,
) -> bytes:
    """The bytes of a file. `parts` adds parts by name, `relations` of the document by (type, target);
    `stored`: not packed."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    spaces = f'xmlns:w="{space}" xmlns:mc="{MC}" xmlns:r="{_OFFICE}" xmlns:m="{MATH}"'
    files = {
        "_rels/.rels": head + _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f"{head}<w:document {spaces}><w:body>{''.join(body)}</w:body></w:document>",
    }
    if numbering:
        files["word/numbering.xml"] = f"{head}<w:numbering {spaces}>{numbering}</w:numbering>"
    if styles:
        files["word/styles.xml"] = f"{head}<w:styles {spaces}>{styles}</w:styles>"
    own = [(kind, f"{kind}.xml") for kind in ("numbering", "styles") if f"word/{kind}.xml" in files]
    if own or relations:
        files["word/_rels/document.xml.rels"] = head + _relations(*own, *relations)
    for name, text in (parts or {}).items():
        files[name] = text.replace(">", f" {spaces}>", 1)
    files = {"[Content_Types].xml": head + _types(files, template), **files}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()
