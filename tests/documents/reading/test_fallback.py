"""When the reading can't do a DOCX, LibreOffice shows it as a PDF."""

import gzip
import io

from PIL import Image

from app.documents import conversion
from app.documents.models import Preview, Version
from app.extensions import db
from app.kernel.child import Overrun
from tests.documents.reading.made import docx as made
from tests.documents.reading.made import p
from tests.documents.reading.test_page import DRAWING
from tests.documents.steps import docx, empty_place, upload_to


def overrun(*_, **__):
    raise Overrun


def test_a_docx_that_the_reading_can_t_do_is_shown_as_a_pdf(school, app, monkeypatch):
    monkeypatch.setattr(conversion, "in_child", overrun)
    monkeypatch.setattr(conversion, "program", lambda: "soffice")
    monkeypatch.setattr(conversion, "as_pdf", lambda data, ending: f"%PDF- of {ending}".encode())
    upload_to(school, empty_place(school), docx("Никак"))
    with app.app_context():
        version = db.session.scalars(db.select(Version).order_by(Version.id.desc())).first()
        assert db.session.get(Preview, version.blob_id).html == ""
    school.get(f"/versions/{version.id}")
    assert school.page.xpath("//iframe/@src") == [f"/versions/{version.id}/pdf#navpanes=0&view=FitH"]
    assert school.client.get(f"/versions/{version.id}/pdf").data == b"%PDF- of docx"


def test_a_picture_of_lines_is_drawn_by_libreoffice_or_named(monkeypatch):
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    told = made(p(inside=DRAWING.format(alt="Печать", part="seal")), media={"seal.wmz": gzip.compress(b"lines")})
    monkeypatch.setattr(conversion, "program", lambda: "soffice")
    monkeypatch.setattr(
        conversion, "converted", lambda files, into: asked.append(files) or {"picture0.png": out.getvalue()}
    )
    asked: list[dict[str, bytes]] = []
    assert 'alt="Печать"' in conversion._html(told, "docx")
    assert asked == [{"picture0.wmf": b"lines"}]
    monkeypatch.setattr(conversion, "converted", lambda files, into: {})
    assert "Рисунок из\u00a0линий: Печать" in conversion._html(told, "docx")
