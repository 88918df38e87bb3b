"""What other readers of documents make of files: run by importers.py, each in an environment that holds it.

    python importer_peers.py TOOL SUFFIX FILE...

prints {"seconds": of one round over all files, "version": …, "texts": [what was read, null where it failed]}, and the
peak of memory in MB. Seconds are those of the processor, programs that the reader starts counted in. Files are read
into memory beforehand. One function a tool: it gives the call and the name of its package. LibreOffice converts all
files in runs of a few dozen, which is its fastest way.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
import resource
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

Read = Callable[[bytes, str], str]
LEAST_SECONDS = 1.0
BATCH = 32


def fazhi() -> tuple[Read, str]:
    import fazhi as fz

    return lambda data, suffix: fz.read(data).text, "fazhi"


def undoc() -> tuple[Read, str]:
    import undoc

    def read(data: bytes, suffix: str) -> str:
        with undoc.parse_bytes(data) as document:
            return document.to_text()

    return read, "undoc"


def firecrawl_anydoc() -> tuple[Read, str]:
    """Markdown is all it writes without building its model in Python, which takes longer."""
    import anydoc

    return lambda data, suffix: anydoc.to_markdown_bytes(data, suffix), "firecrawl-anydoc"


def python_docx() -> tuple[Read, str]:
    """It has no text of a document: paragraphs and rows of tables in their order, as its users write it."""
    import io

    import docx
    from docx.table import Table

    def read(data: bytes, suffix: str) -> str:
        lines: list[str] = []
        for part in docx.Document(io.BytesIO(data)).iter_inner_content():
            if isinstance(part, Table):
                lines += ["\t".join(cell.text for cell in row.cells) for row in part.rows]
            else:
                lines.append(part.text)
        return "\n".join(lines)

    return read, "python-docx"


def kreuzberg() -> tuple[Read, str]:
    import kreuzberg

    mime = {
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "doc": "application/msword",
        "html": "text/html",
        "pdf": "application/pdf",
    }
    config = kreuzberg.ExtractionConfig(use_cache=False)
    return lambda data, suffix: kreuzberg.extract_bytes_sync(data, mime[suffix], config=config).content, "kreuzberg"


def markitdown() -> tuple[Read, str]:
    import io

    from markitdown import MarkItDown, StreamInfo

    convert = MarkItDown(enable_plugins=False).convert_stream

    def read(data: bytes, suffix: str) -> str:
        return str(convert(io.BytesIO(data), stream_info=StreamInfo(extension=f".{suffix}")).text_content)

    return read, "markitdown"


def docling_slim() -> tuple[Read, str]:
    """The backend of .docx alone: the converter around it wants the models for pages."""
    import io

    from docling.backend.msword_backend import MsWordDocumentBackend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    def read(data: bytes, suffix: str) -> str:
        given = InputDocument(
            path_or_stream=io.BytesIO(data),
            format=InputFormat.DOCX,
            backend=MsWordDocumentBackend,
            filename=f"a.{suffix}",
        )
        document = MsWordDocumentBackend(in_doc=given, path_or_stream=io.BytesIO(data)).convert()
        return str(document.export_to_markdown())

    return read, "docling-slim"


def pandoc() -> tuple[Read, str]:
    import pypandoc

    def read(data: bytes, suffix: str) -> str:
        return str(pypandoc.convert_text(data, "plain", format=suffix, extra_args=["--wrap=none"]))

    return read, "pypandoc-binary"


def ofdkit() -> tuple[Read, str]:
    import ofdkit

    return lambda data, suffix: ofdkit.extract_text(data), "ofdkit"


TOOLS: dict[str, Callable[[], tuple[Read, str]]] = {
    "fazhi": fazhi,
    "undoc": undoc,
    "firecrawl-anydoc": firecrawl_anydoc,
    "kreuzberg": kreuzberg,
    "python-docx": python_docx,
    "markitdown": markitdown,
    "docling-slim": docling_slim,
    "pandoc": pandoc,
    "ofdkit": ofdkit,
}


def libreoffice(files: list[bytes], suffix: str) -> tuple[list[str | None], str]:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{i:04}.{suffix}") for i in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        call = ["soffice", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless"]
        convert = ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder]
        subprocess.run([*call, *convert, *map(str, paths)], check=False, capture_output=True)
        results = [path.with_suffix(".txt") for path in paths]
        texts = [r.read_text("utf-8-sig") if r.exists() else None for r in results]
        said = subprocess.run([*call, "--version"], check=True, capture_output=True, text=True).stdout
        return texts, said.split()[1]


def used() -> float:
    """Seconds of the processor, of this process and of those that it started."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def peak_mb() -> float:
    """Of the largest process: this one alone (getrusage counts what its parent had), or one that it started."""
    own = re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii")) or ["0"]
    return max(int(own[0]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def batch(files: list[bytes], suffix: str) -> dict[str, object]:
    """In runs of a few dozen: a file that ends the program takes those behind it along."""
    began = used()
    texts: list[str | None] = []
    version = ""
    for at in range(0, len(files), BATCH):
        some, version = libreoffice(files[at : at + BATCH], suffix)
        texts += some
    return {"seconds": used() - began, "version": version, "peak_mb": peak_mb(), "texts": texts}


def main() -> None:
    warnings.simplefilter("ignore")
    sys.stdout, real = sys.stderr, sys.stdout  # some greet on import
    tool, suffix, names = sys.argv[1], sys.argv[2], sys.argv[3:]
    files = [Path(name).read_bytes() for name in names]
    answer = batch(files, suffix) if tool == "libreoffice" else one_by_one(tool, files, suffix)
    real.write(json.dumps(answer, ensure_ascii=False))


def one_by_one(tool: str, files: list[bytes], suffix: str) -> dict[str, object]:
    read, package = TOOLS[tool]()
    texts: list[str | None] = []
    for data in files:
        try:
            texts.append(read(data, suffix))
        except Exception as error:  # a failure is a row of the table
            print(type(error).__name__, error)
            texts.append(None)
    good = [data for data, text in zip(files, texts, strict=True) if text is not None]
    rounds, began = 0, used()
    while good and (rounds == 0 or used() - began < LEAST_SECONDS):
        for data in good:
            read(data, suffix)
        rounds += 1
    return {
        "seconds": (used() - began) / max(rounds, 1),
        "version": importlib.metadata.version(package),
        "peak_mb": peak_mb(),
        "texts": texts,
    }


if __name__ == "__main__":
    main()
