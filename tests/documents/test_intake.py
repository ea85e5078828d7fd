"""What may come in and what may not: each refusal in words, quickly, with flat memory, and nothing kept (P7, U12)."""

import io
import os
import unicodedata
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.archive import files
from app.archive.package import look_at_ole, look_at_zip
from app.archive.photos import clean, said_of
from app.demo import files as demo
from app.kernel.child import in_child
from tests.documents import hostile

PAPERS = Path(__file__).parent / "papers"
LIMIT = 20 * 1024 * 1024
HEIC = (PAPERS / "photo.heic").read_bytes()
DOC = (PAPERS / "programme.doc").read_bytes()


def refused(data: bytes, name: str):
    return files.refusal(io.BytesIO(data), name, len(data), LIMIT)


TAKEN = {
    "программа.docx": hostile.docx(),
    "программа.doc": DOC,
    "программа.odt": (PAPERS / "programme.odt").read_bytes(),
    "таблица.xlsx": hostile.xlsx(),
    "слайды.pptx": hostile.pptx(),
    "приказ.pdf": hostile.pdf(),
    "без печати.pdf": hostile.pdf(owner="owner"),
    "без правки.pdf": hostile.pdf(owner="owner", method="AES_256"),
    "фото.JPEG": demo.photo(1),
    "IMG_0001.HEIC": HEIC,
    "справка.rtf": b"{\\rtf1 text}",
}
BOMBS = {
    "100 KB that are 100 MB": hostile.bomb,
    "the same in the text": hostile.bomb_of_text,
    "headers that lie": hostile.liar,
    "entries over one another": hostile.overlapping,
    "a crowd of entries": lambda: hostile.crowd(6000),
    "a huge list of entries": lambda: hostile.crowd(60_000),
    "entities": hostile.with_entities,
}
REFUSED = {
    "a project of macros": (hostile.with_project, "а.docx", "макросы"),
    "a DOCM renamed": (hostile.renamed_docm, "а.docx", "макросы"),
    "a DOCM": (hostile.renamed_docm, "а.docm", "макросы"),
    "macros inside": (hostile.with_inner_macros, "а.docx", "макросы"),
    "macros of OpenDocument": (lambda: hostile.odt(macros=True), "а.odt", "макросы"),
    "a DOCX under a password": ((PAPERS / "locked.docx").read_bytes, "а.docx", "закрыт паролем"),
    "the same, named .doc": ((PAPERS / "locked.docx").read_bytes, "а.doc", "закрыт паролем"),
    "a DOC under a password": (lambda: hostile.locked_doc(DOC), "а.doc", "закрыт паролем"),
    "an ODT under a password": (lambda: hostile.odt(locked=True), "а.odt", "закрыт паролем"),
    "a PDF under a password": (lambda: hostile.pdf("secret"), "а.pdf", "закрыт паролем"),
    "a PDF under a strong one": (lambda: hostile.pdf("secret", method="AES_256"), "а.pdf", "закрыт паролем"),
    "a DOC named DOCX": (lambda: DOC, "а.docx", "На самом деле это DOC"),
    "a table named DOCX": (hostile.xlsx, "а.docx", "На самом деле это XLSX"),
    "an RTF that acts": (lambda: b"{\\rtf1{\\object\\objemb\\objupdate}}", "а.rtf", "макросы"),
    "a table of before XLSX": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "а.xls",
        "сохраните как «Книга Excel (*.xlsx)»",
    ),
    "a template": (hostile.template, "а.dotx", "сохраните как «Документ Word (*.docx)»"),
    "a table named XLS": (hostile.xlsx, "а.xls", "На самом деле это XLSX"),
    "a film": (lambda: b"\0\0\0\x18ftypmp42", "а.mp4", "дайте ссылку"),
    "an archive": (lambda: hostile.odt().replace(b"opendocument.text", b"opendocument.tetx"), "а.odt", "не похоже"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_an_honest_file_is_taken(name):
    assert refused(TAKEN[name], name) is None


def test_a_photograph_of_a_telephone_is_kept_as_jpg_without_where_it_was_taken():
    photo = clean(HEIC, "heic")
    kept = Image.open(io.BytesIO(photo.data))
    assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (120, 80), {})
    assert said_of(",".join(photo.mended)).startswith(
        "Фотография переведена из\u00a0HEIC в\u00a0JPG и\u00a0сохранена без"
    )


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_taken_is_refused_in_words(name):
    make, called, words = REFUSED[name]
    assert words in refused(make(), called).sentence


def processor() -> float:
    """Seconds of it that this process and its children took: a busy machine takes none of them."""
    return sum(os.times()[:4])


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_within_two_seconds_and_the_memory_stays_flat(name):
    data = BOMBS[name]()
    assert len(data) < 8 * 1024 * 1024
    started = processor()
    said = refused(data, "а.docx")
    assert processor() - started < 2
    assert said is not None
    assert said.code == "bomb"
    assert in_child(look_at_zip, io.BytesIO(data), megabytes=48).trouble == "bomb"  # not for lack of memory


def test_the_file_on_disk_is_read_from_its_start_after_the_child_has_read_it():
    data = hostile.with_entries(hostile.docx(), {"word/media/image1.png": bytes(range(256)) * 4000})
    with TemporaryFile() as kept:
        kept.write(data)
        assert files.refusal(kept, "а.docx", len(data), LIMIT) is None
        assert b"".join(iter(lambda: kept.read(65536), b"")) == data


@given(st.binary(max_size=300))
def test_no_bytes_break_the_looking(data):
    assert look_at_zip(io.BytesIO(b"PK\x03\x04" + data + b"PK\x05\x06" + data)).kind is None
    assert look_at_ole(io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data)).kind is None


DECLARED = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
HIDDEN = '<?xml version="1.0" encoding="UTF-7"?><x/>'


@pytest.mark.parametrize("name", ["word/document.dat", "word/picture.png", "noname", "custom/x.XML"])
@pytest.mark.parametrize(
    "part",
    [
        DECLARED.encode(),
        b"\xef\xbb\xbf \r\n\t" + DECLARED.encode(),
        DECLARED.encode("utf-16"),
        DECLARED.encode("utf-16-be"),
        DECLARED.encode("utf-32"),
        DECLARED.encode("cp037"),
        b" " * 70_000 + DECLARED.encode(),
        HIDDEN.encode(),
    ],
    ids=["plain", "after white space", "utf-16", "without its mark", "utf-32", "ebcdic", "far", "unseen"],
)
def test_a_part_of_any_name_may_declare_no_entities(name, part):
    assert look_at_zip(io.BytesIO(hostile.with_entries(hostile.docx(), {name: part}))).trouble == "bomb"


@pytest.mark.parametrize("part", [b"\x89PNG <!ENTITY", b"", b" \n", b"<p>plain</p>", b"\xff\xd8<!ENTITY"])
def test_what_is_no_markup_is_not_taken_for_it(part):
    assert look_at_zip(io.BytesIO(hostile.with_entries(hostile.docx(), {"word/media/a.bin": part}))).trouble == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Антирисковая программа №3 (риск «Низкая мотивация»).docx", None),
        (unicodedata.normalize("NFD", "Йод и ёлка.docx"), "Йод и ёлка.docx"),
        ("..\\..\\Windows\\Программа.docx", "Программа.docx"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:Программа.docx", "Программа.docx"),
        (".скрытый.docx", "скрытый.docx"),
        ("CON.docx", "_CON.docx"),
        ("..\\..\\C:\\CON.docx", "_CON.docx"),
        ("....C:CON.docx", "_CON.docx"),
        ("C:..D: aux .docx", "_aux .docx"),
        ("com¹.docx", "_com¹.docx"),
        ("Программа.docx. ", "Программа.docx"),
        ("lpt1", "_lpt1"),
        ("отчёт\u202excod.exe", "отчётxcod.exe"),
        ("две\r\nстроки.pdf", "двестроки.pdf"),
        ("...", "Документ"),
    ],
)
def test_a_name_is_kept_without_what_could_hurt(typed, kept):
    assert files.name_of(typed) == (kept or typed)


HURTFUL = st.lists(st.sampled_from(["..", "\\", "/", "C:", "CON", "nul", ".docx", " ", "\u202e", "ё", "й", "\0", "а"]))


@given(st.text(max_size=400) | HURTFUL.map("".join))
def test_a_kept_name_is_one_plain_name_and_stays_as_it_is(typed):
    name = files.name_of(typed)
    assert name
    assert not set("/\\\n\r\0") & set(name)
    assert not name.startswith(".")
    assert name[1:2] != ":"
    assert name.split(".")[0].strip().upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
    assert files.name_of(name) == name
