"""The parts of evidence by themselves: links, photos, windows, the counts of items 11 and 12."""

import hashlib
import struct
import time
import zlib
from dataclasses import dataclass
from io import BytesIO
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from PIL import Image, PngImagePlugin

from app.archive.photos import Photo, clean
from app.documents.evidence.rules import meets, tally
from app.documents.links import Link, read_link
from app.kernel.spreadsheet import RISKY, Sheet, workbook
from app.refusals import Refused
from tests.documents.evidence.made import phone_photo, picture
from tests.refusing import refusal_of


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "data:text/html,<script>1</script>",
        "ftp://example.org/a",
        "//example.org/a",
        "школа.рф",
        "https://",
        "https:///path",
        "https://user:secret@example.org/",
        "https://school.example.org@evil.example/",
        "https://exa mple.org/",
        "https://example.org\\@evil.example/",
        "https://example.org:99999999/",
        "https://[::1",
        "https://localhost/",
        "https://" + "a" * 64 + ".org/",
        "https://example.org/" + "a" * 2000,
        "java\nscript:alert(1)",
    ],
)
def test_only_an_open_page_of_the_web_is_a_link(typed):
    assert refusal_of(read_link, typed).sentence.endswith(".")


def test_a_link_says_its_real_host_and_the_readable_one():
    link = read_link("  https://школа57.рф:8443/новости?id=1#пункт ")
    assert link.host == "xn--57-6kcaza9c8e.xn--p1ai" or link.host.startswith("xn--")
    assert link.decoded_host == "школа57.рф"
    assert not link.is_mixed
    assert read_link(f"https://{link.host}/").decoded_host == "школа57.рф"
    assert link.url == "https://школа57.рф:8443/новости?id=1#пункт"


def test_letters_that_pass_for_others_are_told():
    assert read_link("https://оipro.example.org/").is_mixed
    assert not read_link("https://oipro.example.org/").is_mixed


def test_the_digest_of_a_link_is_that_of_its_text():
    url = "https://школа.рф/а"
    assert Link(url).sha256 == hashlib.sha256(url.encode("utf-8")).hexdigest()


@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_link_with_a_host_or_a_refusal(typed):
    try:
        read = read_link(typed)
    except Refused:
        return
    assert read.host.isascii()
    assert read.url.lower().startswith(("http://", "https://"))


def test_a_photo_stands_upright_small_and_tells_nothing_of_its_place():
    data = phone_photo()
    photo = clean(data, "jpg")
    assert isinstance(photo, Photo)
    assert photo.mended == ("upright", "shrunk", "stripped")
    image = picture(photo.data)
    assert image.size == (1000, 2000)
    assert image.format == "JPEG"
    # orientation 6 turns clockwise: what lay on the left stands on top
    assert image.getpixel((500, 100))[2] > 150
    assert image.getpixel((500, 1900))[0] > 150
    assert dict(image.getexif()) == {}
    assert "exif" not in image.info
    assert "comment" not in image.info
    for secret in (b"Exif", "СекретныйТелефон".encode(), b"SECRET-COMMENT", b"GPS"):
        assert secret not in photo.data


def test_of_a_picture_with_several_frames_the_first_is_kept():
    out = BytesIO()
    frames = [Image.new("RGB", (40, 30), color) for color in ("red", "blue")]
    frames[0].save(out, "MPO", save_all=True, append_images=frames[1:])
    kept = picture(clean(out.getvalue(), "jpg").data)
    assert kept.format == "JPEG"
    assert kept.getpixel((5, 5))[0] > 200


def test_a_png_loses_its_texts_too_and_keeps_its_transparency():
    said, out = PngImagePlugin.PngInfo(), BytesIO()
    said.add_text("Author", "SECRET-NAME")
    said.add_itxt("XML:com.adobe.xmp", "SECRET-XMP")
    Image.new("RGBA", (50, 40), (1, 2, 3, 128)).save(out, "PNG", pnginfo=said)
    photo = clean(out.getvalue(), "png")
    assert photo.mended == ("stripped",)
    assert b"SECRET" not in photo.data
    assert picture(photo.data).mode == "RGBA"
    assert picture(photo.data).size == (50, 40)


@pytest.mark.parametrize(
    ("ending", "mode"),
    [*(("jpg", mode) for mode in ("1", "L", "CMYK")), *(("png", mode) for mode in ("1", "L", "P", "I;16"))],
)
def test_pictures_of_every_kind_are_kept_readable(ending, mode):
    out = BytesIO()
    Image.new(mode, (30, 20)).save(out, {"jpg": "JPEG", "png": "PNG"}[ending])
    assert picture(clean(out.getvalue(), ending).data).size == (30, 20)


@pytest.mark.parametrize("data", [b"\xff\xd8\xff nothing more", phone_photo()[:3000], b"\x89PNG\r\n\x1a\n" + b"x" * 99])
def test_a_broken_picture_is_not_kept(data):
    assert clean(data, "jpg") is None


def test_a_picture_bomb_takes_neither_memory_nor_time():
    header = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = phone_photo((8, 8), 1, "PNG")
    bomb = bomb[:12] + header + struct.pack(">I", zlib.crc32(header)) + bomb[33:]
    started = time.process_time()
    assert clean(bomb, "png") is None
    assert time.process_time() - started < 5


@dataclass
class Line:
    """A place with documents in these states."""

    states: list[str]

    @property
    def documents(self):
        return [SimpleNamespace(state=state) for state in self.states]

    @property
    def stands(self):
        return "approved" in self.states


STATES = st.sampled_from(["draft", "submitted", "returned", "approved", "withdrawn"])
LINES = st.lists(st.lists(STATES, max_size=3).map(Line), max_size=5)


@given(LINES)
def test_the_strict_rule_never_counts_a_school_that_the_lenient_one_does_not(lines):
    assert meets("strict", lines) <= meets("lenient", lines)


@given(LINES, st.data())
def test_one_more_accepted_document_never_takes_a_school_out(lines, data):
    if not lines:
        assert not meets("strict", lines)
        assert not meets("lenient", lines)
        return
    at = data.draw(st.integers(0, len(lines) - 1))
    more = [Line([*line.states, "approved"]) if n == at else line for n, line in enumerate(lines)]
    for rule in ("strict", "lenient"):
        assert meets(rule, more) >= meets(rule, lines)
    assert meets("lenient", more)


def test_nothing_of_nothing_is_nothing():
    found = tally([])
    assert (found.part, found.whole) == (0, 0)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)


@settings(deadline=None)
@given(st.lists(TEXTS | st.sampled_from(RISKY[:4]).flatmap(lambda r: TEXTS.map(lambda t: r + t)), min_size=1))
def test_no_cell_becomes_a_formula_and_every_text_stays_itself(values):
    page = load_workbook(BytesIO(workbook([Sheet("Лист", ["Слова"], [[value] for value in values])]))).active
    cells = [page.cell(row, 1) for row in range(2, len(values) + 2)]
    assert [cell.value for cell in cells] == values
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert all(cell.quotePrefix for cell in cells if cell.value.startswith(RISKY))
