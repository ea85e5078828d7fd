"""Nothing that a person uploads can run in our origin, whatever its name says (P3)."""

import io

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from sqlalchemy import select

from app.archive.services import keep
from app.demo import files
from app.documents.models import Version
from app.documents.preview import html_of
from app.extensions import db
from tests.house import NOON

SCRIPT = b"<html><script>document.title = 'ran'; parent.ran = true</script><p>page</p></html>"
DISGUISES = ("page.html", "page.svg", "page.xhtml", "page.pdf", "page.png", "page.docx", "page")


@pytest.fixture
def disguised(app):
    """A file that got past the door: disguised("x.pdf") → the version that holds a script under this name."""

    def version(name: str, data: bytes = SCRIPT) -> int:
        with app.app_context():
            found = db.session.scalars(select(Version).order_by(Version.id)).first()
            found.blob, found.filename = keep(data, NOON), name
            db.session.commit()
            return found.id

    return version


@pytest.mark.parametrize("query", ["", "?show=1"], ids=["download", "shown"])
@pytest.mark.parametrize("name", DISGUISES)
def test_a_file_is_an_attachment_or_a_picture_and_never_a_page(name, query, school, disguised):
    answer = school.client.get(f"/versions/{disguised(name)}/file{query}")
    policy = answer.headers["Content-Security-Policy"]
    assert answer.mimetype in ("application/octet-stream", "application/pdf", "image/png")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "allow-scripts" not in policy
    assert "unsafe-eval" not in policy
    shown = bool(query) and answer.mimetype != "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("inline" if shown else "attachment")


def test_a_docx_is_shown_without_anything_that_acts():
    made, out = Document(), io.BytesIO()
    made.add_paragraph("<script>alert(1)</script><img src=x onerror=alert(1)>")
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), made.part.relate_to("javascript:alert(1)", RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph = made.add_paragraph()
    link.append(paragraph.add_run("Откройте")._r)
    paragraph._p.append(link)
    made.add_picture(io.BytesIO(files.photo(1)))
    made.save(out)
    html = html_of(out.getvalue())
    assert "&lt;script&gt;" in html
    assert "Откройте" in html
    assert not [part for part in ("<script", "<a", "javascript:") if part in html]
    assert html.count("<img") == 1
    assert '<img class="doc-picture" src="data:image/jpeg;base64,' in html
