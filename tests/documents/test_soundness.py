"""A file that nobody can open is taken, and told at once."""

import io
import zipfile

import pytest

from app.documents import soundness
from app.documents.soundness import doubt
from app.kernel.child import Busy
from tests.documents.recognition.made import PROGRAMME, scan
from tests.documents.steps import docx, empty_place, upload_to

PDF = scan(PROGRAMME)
TOLD = "АРП.pdf у\u00a0нас не\u00a0открывается"


def broken(whole: bytes) -> bytes:
    """A DOCX whose body ends in the middle."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, data[: len(data) // 2] if name == "word/document.xml" else data)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (PDF, "АРП.pdf", False),
        (b"\xef\xbb\xbf" + PDF, "АРП.pdf", False),  # whatever readers take
        (PDF[: len(PDF) // 2], "АРП.pdf", True),
        (b"%PDF-1.4 and nothing else", "АРП.PDF", True),
        (docx(), "АРП.docx", False),
        (broken(docx()), "АРП.docx", True),
        (b"a picture", "АРП.jpg", False),  # it is cleaned, or refused
    ],
)
def test_it_is_told_of_what_does_not_open_and_of_nothing_else(data, name, told):
    stream = io.BytesIO(data)
    assert (name in doubt(stream, name)) is told
    assert stream.tell() == 0


def test_without_time_to_look_nothing_is_told(monkeypatch):
    def busy(*_, **__):
        raise Busy

    monkeypatch.setattr(soundness, "in_child", busy)
    assert doubt(io.BytesIO(PDF[:100]), "АРП.pdf") == ""


def test_a_school_hears_of_it_on_the_next_page_and_its_file_is_kept(school):
    upload_to(school, empty_place(school), PDF[: len(PDF) // 2], "АРП.pdf")
    said = school.page.xpath('string(//p[contains(@class, "flash--hand")])')
    assert TOLD in said
    assert "Сохранена версия 1" in school.text
