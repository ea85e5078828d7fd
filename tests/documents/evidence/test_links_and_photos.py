"""What a version of evidence may be: a link that is never fetched, a photo that is kept clean."""

import hashlib
import io
import socket

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.archive.models import Blob
from app.archive.services import read
from app.documents.models import Version
from app.expertise.models import FrozenItem
from app.expertise.services import freeze_due
from app.extensions import db
from app.kernel import clock
from app.kernel.transaction import begin_write
from tests.documents.evidence.made import phone_photo, picture
from tests.documents.evidence.steps import LINK, attach, newest


def test_a_link_goes_the_whole_way_and_is_never_fetched(school, curator, app, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("a link was looked up"))
    attach(school, app, url=LINK)
    made = newest(app)[0]
    assert made["url"] == LINK
    assert made["blob"] is None
    anchor = school.page.xpath(f'//main//a[@href="{LINK}"]')[0]
    assert anchor.get("rel") == "noopener noreferrer"
    assert "школа57.рф" in school.text
    assert "xn--57-" in school.text
    school.submit(f"/documents/{made['id']}/submission")
    curator.get(f"/desk/{made['id']}")
    assert "Школа приложила ссылку" in curator.text
    assert curator.page.xpath(f'//a[@href="{LINK}"]/@rel')
    curator.submit(f"/documents/{made['id']}/decision", verdict="approve")
    school.get(f"/documents/{made['id']}")
    assert "Принят" in school.text
    version = school.page.xpath('//a[starts-with(@href, "/versions/")]/@href')[0]
    assert school.get(version).status_code == 200
    assert school.get(version + "/check").status_code == 200
    assert school.get(version + "/file").request.path == version


def test_evidence_that_was_not_sent_is_missing_from_no_set_where_other_evidence_is(school, app, at):
    attach(school, app, url=LINK)
    made = newest(app)[0]
    school.submit(f"/documents/{made['id']}/submission")
    attach(school, app, url=LINK + "3")
    draft = newest(app)[0]
    at(2022, 6, 21, 9)
    with app.app_context():
        begin_write()
        freeze_due(clock.now())
        db.session.commit()
        title = db.session.scalars(select(FrozenItem.title).where(FrozenItem.document_id == made["id"])).one()
        here = select(FrozenItem).where(FrozenItem.title == title, FrozenItem.participation_id == 1)
        assert [one.document_id for one in db.session.scalars(here)] == [made["id"]]
        assert draft["state"] == "draft"


def test_a_frozen_link_is_known_by_the_digest_of_its_text(school, app, at, browser):
    attach(school, app, url=LINK)
    made = newest(app)[0]
    school.submit(f"/documents/{made['id']}/submission")
    at(2022, 6, 21, 9)
    with app.app_context():
        begin_write()
        freeze_due(clock.now())
        db.session.commit()
        line = db.session.scalars(select(FrozenItem).where(FrozenItem.document_id == made["id"])).one()
        assert line.sha256 == hashlib.sha256(LINK.encode()).hexdigest()
        stage, examined = line.stage_id, line.id
    expert = browser("expert")
    manifest = expert.download(f"/rounds/{stage}/manifest").decode()
    assert f"\t{LINK}\t{line.sha256}\n" in manifest
    assert "её текста" in manifest.splitlines()[0]
    expert.get(f"/rounds/examined/{examined}")
    assert "Школа приложила ссылку" in expert.text


@pytest.mark.parametrize("row", ["blob_id = NULL, url = NULL", "url = 'https://example.org/'"])
def test_a_version_is_a_file_or_a_link_and_never_both_or_neither(app, row):
    with app.app_context(), pytest.raises(IntegrityError):
        db.session.execute(text(f"UPDATE versions SET {row} WHERE id = 1"))


def test_a_photo_is_kept_clean_and_the_page_says_so(school, app):
    attach(school, app, title="Фото кабинета", file=(io.BytesIO(phone_photo()), "IMG_0001.JPG"))
    assert "Фотография повёрнута как надо" in school.text
    assert "без места съёмки" in school.text
    with app.app_context():
        version = db.session.scalars(select(Version).order_by(Version.id.desc())).first()
        kept = read(version.blob)
        assert picture(kept).size == (1000, 2000)
        assert b"Exif" not in kept
        stored = {digest for digest, _ in app.extensions["store"].walk()}
        assert stored == set(db.session.scalars(select(Blob.sha256))), "the original was kept"
        assert version.filename == "IMG_0001.JPG"


def test_a_broken_photo_is_refused_and_leaves_nothing(school, app):
    broken = (io.BytesIO(phone_photo()[:4000]), "IMG.jpg")
    assert attach(school, app, title="Снимок", file=broken).status_code == 422
    assert "Картинка не открывается" in school.text
    assert school.page.xpath('//input[@name="title"]/@value') == ["Снимок"]
    assert newest(app)[0]["title"] != "Снимок"
