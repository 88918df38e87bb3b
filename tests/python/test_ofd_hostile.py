"""OFD files that attack their reader: a clear error each, at once and in little memory; nothing outside is touched."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_packages import ATTACKS, packed
from ofd_files import LEFT, TOP, Hand, Line, Page, ofd, parts_of, typeset

import fazhi as fz

SECONDS = 2.0
MEGABYTES = 300
GOOD = parts_of([Page([Line("正文的一行文字。", LEFT, TOP, 5.6)])])


def refused(data: bytes, **options: int) -> fz.ParseError:
    began = time.perf_counter()
    with pytest.raises(fz.ParseError) as error:
        fz.read(data, importer="ofd", **options)
    assert time.perf_counter() - began < SECONDS
    assert str(error.value).startswith("<bytes> ")
    assert error.value.message_zh.startswith("<bytes>")
    assert error.value.message_zh != str(error.value)
    return error.value


@pytest.mark.parametrize("part", ["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"])
@pytest.mark.parametrize("attack", [name for name in ATTACKS if name != "million_entries"])
def test_attacks_on_any_part(attack: str, part: str) -> None:
    refused(ATTACKS[attack](GOOD, part))


WORDS = {
    "zip_bomb": "ZIP bomb",
    "two_gigabytes": "over the limit",
    "two_gigabytes_that_claim_little": "damaged",
    "million_entries": "max_entries",
    "xml_bomb": "document type",
    "external_entity": "document type",
    "late_document_type": "document type",
    "wrong_checksum": "checksum",
    "encrypted": "encrypted",
    "unknown_method": "method",
    "symbolic_link": "link",
    "leads_out": "leads out",
    "leads_to_a_drive": "leads out",
    "deep": "holds no text",
    "elements": "memory",
    "attributes": "memory",
}


@pytest.mark.parametrize("attack", list(ATTACKS))
def test_the_reason_is_named(attack: str) -> None:
    assert WORDS[attack] in str(refused(ATTACKS[attack](GOOD, "Doc_0/Pages/Page_0/Content.xml")))


PEAK = """
import sys
import fazhi as fz
try:
    fz.read(sys.argv[1], importer="ofd")
except fz.ParseError:
    print(open("/proc/self/status").read())
"""


@pytest.mark.parametrize("attack", ["million_entries", "deep", "elements", "attributes"])
def test_the_largest_stay_small(attack: str, tmp_path: Path) -> None:
    file = tmp_path / "attack.ofd"
    file.write_bytes(ATTACKS[attack](GOOD, "Doc_0/Pages/Page_0/Content.xml"))
    done = subprocess.run([sys.executable, "-c", PEAK, str(file)], capture_output=True, text=True, check=True)
    peak = re.search(r"VmHWM:\s+(\d+)", done.stdout)
    assert peak is not None
    assert int(peak[1]) / 1024 < MEGABYTES


def test_truncated_anywhere() -> None:
    pages = typeset([("text", f"第{i}项工作稳步推进，受理案件{i}件。" * 3) for i in range(120)])
    data = ofd(pages, more={"Doc_0/Res/x.bin": random.Random(1).randbytes(20_000)})
    assert len(data) > 20_000
    for end in range(0, len(data), 1024):
        with pytest.raises(fz.FazhiError):
            fz.read(data[:end], importer="ofd")


H = Hand()


def nested_blocks() -> bytes:
    inside = "<ofd:PageBlock>" * 100_000 + "</ofd:PageBlock>" * 100_000
    return ofd([Page(extra=inside)])


def composites_in_composites() -> bytes:
    """Each unit draws the one below it ten times: 10 to the power of 12 objects."""
    units = "".join(
        H.tag(
            "CompositeGraphicUnit",
            f'ID="{i}"',
            H.tag("Content", "", H.tag("CompositeObject", f'ResourceID="{i - 1}"') * 10 if i else H.tag("PathObject")),
        )
        for i in range(13)
    )
    resources = H.root("Res", H.tag("CompositeGraphicUnits", "", units))
    page = Page(extra=H.tag("CompositeObject", 'ResourceID="12"'))
    common = H.tag("DocumentRes", "", "R.xml")
    return ofd([page], common_more=common, more={"Doc_0/R.xml": resources})


def composite_of_itself() -> bytes:
    unit = H.tag("CompositeGraphicUnit", 'ID="1"', H.tag("Content", "", H.tag("CompositeObject", 'ResourceID="1"')))
    resources = H.root("Res", H.tag("CompositeGraphicUnits", "", unit))
    page = Page(extra=H.tag("CompositeObject", 'ResourceID="1"'))
    return ofd([page], common_more=H.tag("DocumentRes", "", "R.xml"), more={"Doc_0/R.xml": resources})


def a_page_many_times() -> bytes:
    row = H.tag("Page", 'ID="1" BaseLoc="Pages/Page_0/Content.xml"')
    return packed({**GOOD, "Doc_0/Document.xml": H.root("Document", H.tag("Pages", "", row * 60_000))})


def pages_that_are_not_there() -> bytes:
    rows = "".join(H.tag("Page", f'ID="1" BaseLoc="Pages/{i}.xml"') for i in range(60_000))
    filler = {f"Doc_0/Res/{i}.bin": b"" for i in range(5_000)}
    return packed({**GOOD, **filler, "Doc_0/Document.xml": H.root("Document", H.tag("Pages", "", rows))})


def a_large_template_on_many_pages() -> bytes:
    use = H.tag("Template", 'TemplateID="7"')
    form = Page([Line("字" * 40, LEFT, TOP + i % 200, 5.6) for i in range(1_000)])
    return ofd([Page(template=use) for _ in range(60)], templates={"7": form})


def too_much_text() -> bytes:
    code = H.tag("TextCode", 'X="0" Y="5" DeltaX="g 999999999 1"', "字" * 700_000)
    return ofd([Page(extra=H.tag("TextObject", 'ID="1" Boundary="0 0 9 9" Size="5"', code * 3))])


def no_utf8() -> bytes:
    parts = dict(GOOD)
    name = "Doc_0/Pages/Page_0/Content.xml"
    content = parts[name]
    assert isinstance(content, str)
    return packed({**parts, name: content.encode().replace("正文".encode(), b"\xff\xfe\xc0")})


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (nested_blocks, "deeper"),
        (composites_in_composites, "max_objects"),
        (composite_of_itself, "deeper"),
        (a_page_many_times, "max_pages"),
        (pages_that_are_not_there, "max_pages"),
        (a_large_template_on_many_pages, "max_characters"),
        (too_much_text, "max_characters"),
        (no_utf8, "UTF-8"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_attacks_by_way_of_the_format(make: Callable[[], bytes], word: str) -> None:
    assert word in str(refused(make(), max_ratio=100_000))  # the same content over and over shrinks like a bomb


def test_pages_made_to_take_long() -> None:
    one_row = Page([Line("字", LEFT + i * 90 % 9973, TOP + i % 7, (1.0, 9.0)[i % 2]) for i in range(30_000)])
    gaps = Page([Line("字词句", LEFT + i % 12 * 40, TOP + i // 12 * 3, 2.0) for i in range(24_000)])
    heap = Page([Line("字", LEFT, TOP, 5.6) for _ in range(30_000)])
    for page in (one_row, gaps, heap):
        data = ofd([page] * 2, hand=Hand(shuffle=1))
        began = time.perf_counter()
        fz.read(data)
        assert time.perf_counter() - began < SECONDS


@pytest.mark.parametrize(
    "attributes",
    [
        'Boundary="1e308 nan inf -1" Size="5"',
        'Boundary="27 60 9 9" Size="-5"',
        'Boundary="27 60 9 9" Size="1e300" CTM="0 0 0 0 0 0"',
        'Boundary="" Size=""',
        'Boundary="27 60 9 9" Size="5" CTM="1e200 1e200 1e200 1e200 0 0"',
        'Boundary="27 60 9 9" Size="5" HScale="0" CharDirection="1e99" ReadDirection="-1e9"',
    ],
)
def test_numbers_beyond_any_page(attributes: str) -> None:
    code = H.tag("TextCode", 'X="1e307" Y="x" DeltaX="g -5 3 g g 1 nan 9e999"', "正文的一行文字")
    data = ofd([Page(extra=H.tag("TextObject", f'ID="99999999999" {attributes}', code))])
    assert "".join(fz.read(data).text.split()) == "正文的一行文字"


def test_limits_are_options() -> None:
    data = ofd([Page([Line("正文", LEFT, TOP, 5.6)]), Page([Line("又一页", LEFT, TOP, 5.6)])])
    for option, value in {"max_pages": 1, "max_characters": 3, "max_objects": 2, "max_entries": 2}.items():
        with pytest.raises(fz.ParseError, match=option):
            fz.read(data, **{option: value})
    assert fz.read(data, max_pages=2, max_characters=5).text == "正文\n又一页\n"


PAGE = "Doc_0/Pages/Page_0/Content.xml"
HEAD = (
    '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">'
    "<ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>"
)


def text_object(words: str, x: float = 20, y: float = 20, delta: str = "") -> str:
    steps = f' DeltaX="{delta}"' if delta else ""
    code = f'<ofd:TextCode X="0" Y="5"{steps}>{words}</ofd:TextCode>'
    return f'<ofd:TextObject ID="1" Boundary="{x} {y} 100 8" Size="5">{code}</ofd:TextObject>'


def test_a_template_named_again_and_again_shows_once() -> None:
    parts = dict(GOOD)
    layer = f"<ofd:Content><ofd:Layer>{text_object('模' * 2000)}</ofd:Layer></ofd:Content>"
    parts["Doc_0/Tpl.xml"] = f"{HEAD}{layer}</ofd:Page>"
    document = parts["Doc_0/Document.xml"]
    assert isinstance(document, str)
    template = '<ofd:TemplatePage ID="9" BaseLoc="Tpl.xml"/></ofd:CommonData>'
    parts["Doc_0/Document.xml"] = document.replace("</ofd:CommonData>", template)
    page = parts[PAGE]
    assert isinstance(page, str)
    parts[PAGE] = page.replace("<ofd:Content>", '<ofd:Template TemplateID="9"/>' * 4000 + "<ofd:Content>")
    began = time.perf_counter()
    text = fz.read(packed(parts), importer="ofd").text
    assert time.perf_counter() - began < SECONDS
    assert text.count("模") == 2000


def test_columns_without_end_are_no_columns() -> None:
    rows = "".join(text_object("字" * 100, row * 400, 20 + 2 * row, "g 100 4") for row in range(200))
    parts = {**GOOD, PAGE: f"{HEAD}<ofd:Content><ofd:Layer>{rows}</ofd:Layer></ofd:Content></ofd:Page>"}
    began = time.perf_counter()
    assert fz.read(packed(parts), importer="ofd").text.count("字") == 20000
    assert time.perf_counter() - began < SECONDS


def test_units_by_the_thousand_are_found_at_once() -> None:
    units = "".join(f'<ofd:CompositeGraphicUnit ID="{n}"/>' for n in range(20000))
    drawn = '<ofd:CompositeObject ResourceID="19999" Boundary="0 0 9 9"/>' * 20000
    head = HEAD + "<ofd:PageRes>../../Res.xml</ofd:PageRes>"
    parts = {
        **GOOD,
        "Doc_0/Res.xml": f'<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnits>{units}'
        "</ofd:CompositeGraphicUnits></ofd:Res>",
        PAGE: f"{head}<ofd:Content><ofd:Layer>{text_object('正文。')}{drawn}</ofd:Layer></ofd:Content></ofd:Page>",
    }
    began = time.perf_counter()
    assert "正文。" in fz.read(packed(parts), importer="ofd", max_ratio=100000).text
    assert time.perf_counter() - began < SECONDS


def test_coordinates_beyond_any_page_are_left_out() -> None:
    far = '<ofd:PathObject Boundary="1e9 1e9 1e9 0" CTM="1e7 0 0 1e7 0 0"/>' * 50
    words = text_object("远处。", 1e7, 1e7).replace("<ofd:TextObject", '<ofd:TextObject CTM="1e7 0 0 1e7 0 0"')
    content = f"<ofd:Content><ofd:Layer>{text_object('正文。')}{far}{words}</ofd:Layer></ofd:Content>"
    assert "正文。" in fz.read(packed({**GOOD, PAGE: f"{HEAD}{content}</ofd:Page>"}), importer="ofd").text
