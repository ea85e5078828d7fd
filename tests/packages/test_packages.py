"""A package holds what its reader may see, says of itself what it lacks, and can be checked anywhere (E3, E4)."""

import hashlib
import io
import os
import zipfile
from urllib.parse import unquote

import bagit
import pytest
from docx import Document as Docx
from openpyxl import load_workbook
from sqlalchemy import select

from app.documents.models import Document, Version
from app.extensions import db
from app.packages.layout import MANIFEST
from app.packages.made import LACKS, LETTER, REGISTER
from tests.documents.steps import docx, empty_place, upload_to


def opened(person, url: str) -> tuple[str, zipfile.ZipFile]:
    """The name of the download, and the ZIP, every file of which was read."""
    answer = person.client.get(url)
    assert answer.status_code == 200, url
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    found = zipfile.ZipFile(io.BytesIO(answer.data))
    assert found.testzip() is None
    return unquote(answer.headers["Content-Disposition"].rpartition("''")[2]), found


def digests(found: zipfile.ZipFile) -> dict[str, str]:
    """By path, as the manifest says them."""
    lines = found.read(MANIFEST).decode().splitlines()
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}


def rows(found: zipfile.ZipFile) -> list[dict]:
    """Of the register."""
    head, *rest = load_workbook(io.BytesIO(found.read(REGISTER)))["Опись"].iter_rows(min_row=2, values_only=True)
    return [dict(zip(head, one, strict=True)) for one in rest]


def bytes_of(app, sha256: str):
    """Where the archive keeps it."""
    return app.extensions["store"].path_of(sha256)


def test_a_school_takes_its_kit_and_every_digest_holds(school):
    name, found = opened(school, "/schools/1/kit.zip")
    listed = digests(found)
    assert listed
    assert all(hashlib.sha256(found.read(path)).hexdigest() == digest for path, digest in listed.items())
    assert set(found.namelist()) == {*listed, MANIFEST, LETTER}
    assert all(info.flag_bits & 0x800 for info in found.infolist() if not info.filename.isascii())
    assert name.startswith("НЕПОЛНЫЙ Комплект документов МБОУ «Заречная СОШ»")
    lacking = found.read(LACKS).decode("utf-8-sig")
    assert "не\u00a0загружен" in lacking
    assert "Пакет неполный" in " ".join(one.text for one in Docx(io.BytesIO(found.read(LETTER))).paragraphs)
    assert {one["Файл в\u00a0пакете"] for one in rows(found)} - {None} == set(listed) - {LACKS, REGISTER}


def test_medk_gets_what_is_confirmed_under_plain_names_and_hears_what_is_not(school):
    _, found = opened(school, "/schools/1/medk.zip")
    files = [path for path in found.namelist() if path not in (MANIFEST, LETTER, REGISTER, LACKS)]
    with school.app.app_context():
        own = select(Document).join(Document.participation).where(Document.participation_id == 1)
        confirmed = [
            one.standing_version for one in db.session.scalars(own) if one.approved and one.standing_version.blob
        ]
        assert len(files) == len(confirmed) > 0
        assert {digests(found)[path] for path in files} == {one.blob.sha256 for one in confirmed}
    assert all(path.replace("_", "").replace(".", "").isalnum() for path in files)
    assert "не\u00a0подтверждён куратором" in found.read(LACKS).decode("utf-8-sig")


def test_nobody_gets_what_is_not_for_them(browser):
    stranger, curator, school = browser("school3"), browser("curator"), browser("school")
    assert stranger.client.get("/schools/1/kit.zip").status_code == 404
    assert browser("admin").client.get("/matrix.zip").status_code == 403
    assert curator.client.get("/years/2022/archive.zip").status_code == 403
    draft = docx("Ещё не\u00a0отправлено")
    upload_to(school, empty_place(school), draft)
    sha256 = hashlib.sha256(draft).hexdigest()
    assert sha256 in digests(opened(school, "/schools/1/papers.zip")[1]).values()
    assert sha256 not in digests(opened(curator, "/schools/1/papers.zip")[1]).values()


def test_a_file_that_is_lost_or_cut_is_told_and_never_stands_for_itself(school):
    name, found = opened(school, "/schools/1/papers.zip")
    assert not name.startswith("НЕПОЛНЫЙ")
    assert LACKS not in found.namelist()
    lost, cut, *_ = [one for one in rows(found) if one["SHA-256"]]
    bytes_of(school.app, lost["SHA-256"]).unlink()
    broken = bytes_of(school.app, cut["SHA-256"])
    broken.chmod(0o600)
    os.truncate(broken, 10)
    name, found = opened(school, "/schools/1/papers.zip")
    assert name.startswith("НЕПОЛНЫЙ ")
    said = " ".join(one["Чего не\u00a0хватает"] or "" for one in rows(found))
    assert "нет в\u00a0архиве" in said
    assert "повреждён" in said
    assert not {lost["SHA-256"], cut["SHA-256"]} & set(digests(found).values())


def test_a_file_that_rots_under_its_length_cuts_the_answer(school):
    _, found = opened(school, "/schools/1/papers.zip")
    path = bytes_of(school.app, next(one["SHA-256"] for one in rows(found) if one["SHA-256"]))
    path.chmod(0o600)
    path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:])
    with pytest.raises(ConnectionResetError):
        _ = school.client.get("/schools/1/papers.zip").data


def test_the_matrix_goes_out_as_it_is_narrowed(browser):
    department = browser("department")
    _, every = opened(department, "/matrix.zip")
    _, some = opened(department, "/matrix.zip?words=Заречная")
    schools = {one["Школа"] for one in rows(every)}
    assert {one["Школа"] for one in rows(some)} == {"МБОУ «Заречная СОШ» (демо)"} < schools
    assert len(set(every.namelist())) == len(every.namelist())


def test_a_stage_goes_out_with_what_was_fixed(browser, at):
    department = browser("department")
    assert department.client.get("/rounds/1/set.zip").status_code == 404
    at(2022, 4, 30, 9)
    department.app.test_cli_runner().invoke(args=["stages", "freeze"])
    _, found = opened(department, "/rounds/1/set.zip")
    held = {one["SHA-256"] for one in rows(found) if one["SHA-256"]}
    listed = department.client.get("/rounds/1/manifest").text
    assert held
    assert all(digest in listed for digest in held)


def test_an_item_goes_out_to_those_who_see_what_proves_it(browser):
    municipal = browser("municipal")
    municipal.get("/plan/25")
    municipal.upload("/plan/25/proofs", docx("Меры поддержки района"), "Меры.docx")
    assert [one["Имя при загрузке"] for one in rows(opened(municipal, "/plan/25/proofs.zip")[1])] == ["Меры.docx"]
    assert rows(opened(browser("department"), "/plan/25/proofs.zip")[1]) == []  # it is not reported yet


def test_a_year_is_a_valid_bag(browser, tmp_path):
    name, found = opened(browser("department"), "/years/2022/archive.zip")
    found.extractall(tmp_path)
    (top,) = tmp_path.iterdir()
    kept = bagit.Bag(str(top))
    kept.validate()
    assert top.name == name.removesuffix(".zip")
    with browser("department").app.app_context():
        sent = select(Version).where(Version.standing == "sent", Version.blob_id.is_not(None))
        held = {digests["sha256"] for path, digests in kept.entries.items() if path.startswith("data/")}
        assert {one.digest for one in db.session.scalars(sent)} <= held
    broken = next(path for path in (top / "data").rglob("*.docx"))
    broken.write_bytes(broken.read_bytes() + b"!")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(top)).validate()
