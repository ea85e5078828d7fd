"""The name of a file comes back as the person gave it: on the page, in the header, from either store (F1 – F3, F5)."""

import hashlib
from urllib.parse import unquote

import pytest

from tests.documents.steps import docx, empty_place, upload_to

NAMES = {
    "of a school": "Антирисковая программа №3 (риск “Низкая мотивация”).docx",
    "with signs": "Антирисковая программа №3 (риск «Низкая мотивация»); 100%, {v2}'.docx",
    "of 256 bytes": "ж" * 128 + ".docx",
    "of 300 letters": "Щ" * 300 + ".docx",
    "composed in two": "Отчёт й.docx",
}


@pytest.mark.parametrize("what", NAMES)
def test_the_name_survives_upload_page_and_download(what, school):
    name, data = NAMES[what], docx(what)
    upload_to(school, empty_place(school), data, name)
    assert name in school.text
    answer = school.get(file_of(school))
    assert hashlib.sha256(answer.data).digest() == hashlib.sha256(data).digest()
    assert name_in(answer) == name


@pytest.mark.parametrize("name", ['кавычка".docx', "перевод\r\nSet-Cookie: a=b.docx", "точка;запятая,%00{}.docx"])
def test_no_name_breaks_out_of_its_header(name, app):
    from app.archive.sending import disposition

    header = disposition(name)
    plain, _, whole = header.partition("; filename*=UTF-8''")
    assert header.isascii()
    assert header.isprintable()
    assert unquote(whole) == name
    assert plain == 'attachment; filename="document.docx"'


def file_of(school) -> str:
    """The address of the file on the page."""
    return next(h for h in school.page.xpath("//a/@href") if h.startswith("/versions/") and h.endswith("/file"))


def name_in(answer) -> str:
    """The name by RFC 6266; the whole header is ASCII."""
    header = answer.headers["Content-Disposition"]
    assert header.isascii()
    assert header.startswith('attachment; filename="document.docx"; ')
    return unquote(header.partition("filename*=UTF-8''")[2])
