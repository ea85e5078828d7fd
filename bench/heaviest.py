"""The heaviest pages asked for by one school, all at once, while somebody else asks /health: how long he waits."""

import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, perf_counter, sleep

from docx import Document as Docx
from sqlalchemy import select

from app.documents.checks.services import check_version
from app.documents.models import Version
from app.extensions import db
from bench.house import House, Houses
from bench.measure import Figure
from bench.visitor import Visitor

ASKED, AT_ONCE, PATIENCE = 20, 20, 60  # requests of the school, of them together, seconds for them all
PAUSE, AIM = 0.05, 1.0
TEXTS = ("слово дело ", "дело слово ")
TIMES = 3000


def measure(houses: Houses) -> list[Figure]:
    """The 95th percentile of /health in seconds; what the school itself waited is in the note."""
    house = houses.demo
    school, stranger, waits = Visitor(house.port), Visitor(house.port), []
    pages, tabs = list(_pages(house, school)), [school.tab() for _ in range(AT_ONCE)]
    until = monotonic() + PATIENCE
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        asked = [crowd.submit(_seconds, tabs[n % AT_ONCE], pages[n % len(pages)]) for n in range(ASKED)]
        while monotonic() < until and (len(waits) < ASKED or not all(one.done() for one in asked)):
            waits.append(_seconds(stranger, "/health"))
            sleep(PAUSE)
        took = sorted(one.result(PATIENCE) for one in asked)
    p95 = sorted(waits)[int(len(waits) * 0.95)]
    note = f"{ASKED} requests of one school: half within {took[len(took) // 2]:.2f} s, all within {took[-1]:.2f} s"
    return [Figure("/health during the heaviest pages, p95, s", [p95], AIM, note=note)]


def _seconds(visitor: Visitor, path: str) -> float:
    began = perf_counter()
    visitor.get(path)
    return perf_counter() - began


def _pages(house: House, school: Visitor) -> Iterator[str]:
    """A document with two versions of the kind that once stopped the house: its comparison, versions and check."""
    file = house.folder / "heavy.docx"
    place = school.programme()
    for number, words in enumerate(TEXTS):
        docx, out = Docx(), io.BytesIO()
        docx.add_paragraph(words * TIMES)
        docx.save(out)
        file.write_bytes(out.getvalue())
        page = school.get(place)
        school.upload(re.search(r'action="([^"]+/versions)"', page)[1], page, f"heavy-{number}", file)
        with house.app.app_context():
            newest = list(db.session.scalars(select(Version).order_by(Version.id.desc()).limit(number + 1)))
            document, ids = newest[0].document_id, [version.id for version in newest]
        place = f"/documents/{document}"
    with house.app.app_context():
        for version_id in reversed(ids):
            check_version(version_id)
            db.session.rollback()
    yield f"/documents/{document}/changes"
    yield f"/documents/{document}/changes?old=1&new=2"
    yield f"/documents/{document}"
    yield from (f"/versions/{version_id}" for version_id in ids)
