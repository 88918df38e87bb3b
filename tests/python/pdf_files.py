"""PDF files made by three independent writers: typst (PyPI), LibreOffice and Chromium (where they are installed).

A document is a list of blocks; a `Layout` says how it is set. `write` gives the files of many documents in one call,
for LibreOffice and Chromium take seconds to start.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Literal

WRITERS = ("typst", "libreoffice", "chromium")
FONT_FOLDER = "/usr/share/fonts"
FONT_PACKAGE = "fonts-wqy-microhei"
SIZES = {"a4": (210, 297), "a5": (148, 210), "16k": (184, 260)}


@dataclass(frozen=True)
class Block:
    kind: Literal["title", "heading", "text", "right", "table"]
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Layout:
    """Lengths in mm, sizes in points. foot: "{}" is the page, "{all}" their number."""

    paper: str = "a4"
    margin: float = 28
    columns: int = 1
    size: float = 16
    leading: float = 1.75
    indent: float = 2  # of the first line, in characters
    space: float = 0  # between paragraphs, in points
    justify: bool = True
    head: str = ""
    foot: str = ""
    font: str = "WenQuanYi Micro Hei"
    ruled: bool = True


def missing(writer: str) -> str:
    """Why that writer cannot be used here; "" where it can."""
    if not any(Path(FONT_FOLDER).rglob("wqy-microhei.ttc")):
        return f"no Chinese font: the Debian package {FONT_PACKAGE}"
    if writer == "typst":
        try:
            import typst  # noqa: F401
        except ModuleNotFoundError:
            return "typst (PyPI) is not installed"
        return ""
    program = {"libreoffice": "soffice", "chromium": "chromium"}[writer]
    return "" if shutil.which(program) else f"{program} is not installed"


def write(writer: str, documents: Sequence[tuple[Sequence[Block], Layout]]) -> list[bytes]:
    return {"typst": _typst, "libreoffice": _libreoffice, "chromium": _chromium}[writer](documents)


# ── typst ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_TYPST = """
#let d = json(bytes(sys.inputs.d))
#let l = d.layout
#set page(
  width: d.width * 1mm, height: d.height * 1mm, margin: l.margin * 1mm, columns: l.columns,
  header: if l.head != "" { align(center, text(size: 9pt, l.head)) },
  footer: if l.foot != "" { context align(center, text(size: 10pt,
    l.foot.replace("{}", str(counter(page).get().first())).replace("{all}", str(counter(page).final().first())))) },
)
#set text(font: l.font, size: l.size * 1pt, lang: "zh", region: "cn")
#set par(justify: l.justify, leading: (l.leading - 1) * 1em, spacing: (l.leading - 1) * 1em + l.space * 1pt,
  first-line-indent: (amount: l.indent * 1em, all: true))
#for b in d.blocks {
  if b.kind == "title" { align(center, text(size: 1.3em, par(first-line-indent: 0em, justify: false, b.text))) }
  else if b.kind == "right" { align(right, par(first-line-indent: 0em, b.text)) }
  else if b.kind == "heading" { par(strong(b.text)) }
  else if b.kind == "table" {
    set par(first-line-indent: 0em, justify: false, leading: 0.4em)
    set text(size: 0.75em)
    align(center, table(columns: b.rows.first().len(), stroke: if l.ruled { 0.5pt } else { none }, inset: 4pt,
      ..b.rows.flatten()))
  }
  else { par(b.text) }
}
"""


def _typst(documents: Sequence[tuple[Sequence[Block], Layout]]) -> list[bytes]:
    import typst

    fonts = typst.Fonts(font_paths=[FONT_FOLDER])
    out = []
    for blocks, layout in documents:
        width, height = SIZES[layout.paper]
        given = {
            "layout": vars(layout),
            "blocks": [vars(b) for b in blocks],
            "width": width,
            "height": height,
        }
        out.append(typst.compile(_TYPST.encode(), font_paths=fonts, sys_inputs={"d": json.dumps(given)}))
    return out


# ── LibreOffice ──────────────────────────────────────────────────────────────────────────────────────────────────────

# punctuation-wrap: LibreOffice 7.4 does not draw some of the marks that hang over the edge.
_ODF = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'{font}'"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties style:font-name="F" style:font-name-asian="F"
 fo:font-size="{size}pt" style:font-size-asian="{size}pt" fo:language="zh" fo:country="CN" style:language-asian="zh"
 style:country-asian="CN"/></style:default-style>
<style:style style:name="text" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}"
 fo:line-height="{line}pt" fo:text-indent="{indent}pt" fo:margin-bottom="{space}pt" fo:orphans="0"
 fo:widows="0" style:punctuation-wrap="simple"/></style:style>
<style:style style:name="heading" style:family="paragraph" style:parent-style-name="text"><style:text-properties
 fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
<style:style style:name="title" style:family="paragraph"><style:paragraph-properties fo:text-align="center"
 fo:margin-bottom="12pt"/><style:text-properties fo:font-size="{title}pt" style:font-size-asian="{title}pt"/>
</style:style>
<style:style style:name="right" style:family="paragraph"><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="cell" style:family="paragraph"><style:text-properties fo:font-size="{cell}pt"
 style:font-size-asian="{cell}pt"/></style:style>
<style:style style:name="edge" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
<style:text-properties fo:font-size="10pt" style:font-size-asian="10pt"/></style:style>
</office:styles>
<office:automatic-styles>
<style:style style:name="ruled" style:family="table-cell"><style:table-cell-properties fo:padding="1mm"
 fo:border="{border}"/></style:style>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="{width}mm" fo:page-height="{height}mm"
 fo:margin="{margin}mm"><style:columns fo:column-count="{columns}" fo:column-gap="8mm"/></style:page-layout-properties>
<style:header-style/><style:footer-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">{head}{foot}
</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>
"""


def _odf(blocks: Sequence[Block], layout: Layout) -> str:
    def edge(kind: str, text: str) -> str:
        text = escape(text).replace("{}", "<text:page-number>1</text:page-number>")
        text = text.replace("{all}", "<text:page-count>1</text:page-count>")
        return f'<style:{kind}><text:p text:style-name="edge">{text}</text:p></style:{kind}>' if text else ""

    def block(b: Block) -> str:
        if b.kind != "table":
            return f'<text:p text:style-name="{b.kind}">{escape(b.text, quote=False)}</text:p>'
        rows = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell table:style-name="ruled"><text:p text:style-name="cell">{escape(c)}</text:p>'
                "</table:table-cell>"
                for c in row
            )
            + "</table:table-row>"
            for row in b.rows
        )
        count = len(b.rows[0])
        return f'<table:table><table:table-column table:number-columns-repeated="{count}"/>{rows}</table:table>'

    width, height = SIZES[layout.paper]
    return _ODF.format(
        font=layout.font,
        size=layout.size,
        title=layout.size * 1.3,
        cell=layout.size * 0.75,
        align="justify" if layout.justify else "start",
        line=layout.size * layout.leading,
        indent=layout.size * layout.indent,
        space=layout.space,
        border="0.5pt solid #000000" if layout.ruled else "none",
        width=width,
        height=height,
        margin=layout.margin,
        columns=layout.columns,
        head=edge("header", layout.head),
        foot=edge("footer", layout.foot),
        body="".join(map(block, blocks)),
    )


def _libreoffice(documents: Sequence[tuple[Sequence[Block], Layout]]) -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for i, (blocks, layout) in enumerate(documents):
            names.append(Path(folder, f"{i:05}.fodt"))
            names[-1].write_text(_odf(blocks, layout), "utf-8")
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*command, "--outdir", folder, *map(str, names)],
            check=True,
            capture_output=True,
            timeout=60 + 20 * len(names),
        )
        return [name.with_suffix(".pdf").read_bytes() for name in names]


# ── Chromium ─────────────────────────────────────────────────────────────────────────────────────────────────────────

_CSS = """
@page {{ size: {width}mm {height}mm; margin: {margin}mm; {edges} }}
body {{ margin: 0; font: {size}pt/{leading} "{font}"; text-align: {align}; columns: {columns}; column-gap: 8mm;
  column-fill: auto; orphans: 1; widows: 1 }}
p {{ margin: 0 0 {space}pt; text-indent: {indent}em }}
.title {{ font-size: 1.3em; text-align: center; text-indent: 0 }}
.right {{ text-align: right; text-indent: 0 }}
.heading {{ font-weight: bold }}
table {{ border-collapse: collapse; font-size: 0.75em; width: 100%; line-height: 1.3; text-align: left }}
td {{ border: {border}; padding: 1mm }}
"""


def _html(blocks: Sequence[Block], layout: Layout) -> str:
    def content(text: str) -> str:
        text = text.replace("{all}", '" counter(pages) "').replace("{}", '" counter(page) "')
        return f'content: "{text}"; font: 10pt "{layout.font}"'

    edges = "".join(
        f"@{place} {{ {content(text)} }}"
        for place, text in (("top-center", layout.head), ("bottom-center", layout.foot))
        if text
    )
    width, height = SIZES[layout.paper]
    css = _CSS.format(
        **{
            **vars(layout),
            "width": width,
            "height": height,
            "edges": edges,
            "align": "justify" if layout.justify else "left",
            "border": "0.5pt solid black" if layout.ruled else "none",
        }
    )

    def block(b: Block) -> str:
        if b.kind != "table":
            return f'<p class="{b.kind}">{escape(b.text, quote=False)}</p>\n'
        rows = ("".join(f"<td>{escape(c)}</td>" for c in row) for row in b.rows)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>\n"

    body = "".join(map(block, blocks))
    return f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><style>{css}</style><body>{body}</body></html>'


def _chromium(documents: Sequence[tuple[Sequence[Block], Layout]]) -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:

        def one(i: int) -> bytes:
            page, out = Path(folder, f"{i}.html"), Path(folder, f"{i}.pdf")
            page.write_text(_html(*documents[i]), "utf-8")
            subprocess.run(
                [
                    "chromium",
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    f"--user-data-dir={folder}/profile{i}",
                    "--no-pdf-header-footer",
                    f"--print-to-pdf={out}",
                    page.as_uri(),
                ],
                check=True,
                capture_output=True,
                timeout=120,
            )
            shutil.rmtree(Path(folder, f"profile{i}"), ignore_errors=True)
            return out.read_bytes()

        with ThreadPoolExecutor(max(1, len(os.sched_getaffinity(0)))) as pool:
            return list(pool.map(one, range(len(documents))))


# ── by hand ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def by_hand(
    content: bytes,
    *,
    page: str = "/MediaBox [0 0 595 842]",
    resources: str = "",
    every_page: str = "",
    objects: tuple[str, ...] = (),
    trailer: str = "",
    pages: int = 1,
) -> bytes:
    """A PDF with one content stream for each page. every_page: what they inherit; objects: from number 6."""
    kids = " ".join("3 0 R" for _ in range(pages))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} {every_page} >>",
        f"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> {resources} >> {page} >>",
        f"<< /Length {len(content)} >>\nstream\n{content.decode('latin-1')}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *objects,
    ]
    out, places = b"%PDF-1.7\n", []
    for i, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{i} 0 obj\n{part}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}{end}".encode("latin-1")
