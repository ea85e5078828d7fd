"""A published stage with remarks of a sheet and a word past it, and the morning after the next stage."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from sqlalchemy import select

from app.expertise.models import FrozenItem
from app.expertise.services import freeze_due
from app.extensions import db
from app.kernel.transaction import begin_write
from app.year.cycle.models import Stage
from tests.documents.steps import docx, upload_to
from tests.expertise.filling import note, sent
from tests.expertise.opinions.test_publishing import publish

FIRST, NEXT = (2022, 4, 30, 9), (2022, 6, 21, 9)
FEDERAL = {"source": "federal", "revision": 0, "verdict": "needs_work", "score": "40", "remarks": "Нет сроков."}


def remarks_of_a_publication(app, browser, at) -> dict[str, tuple]:
    """By endpoint who has a form of a remark, and the form."""
    expert, school = browser("expert"), browser("school")
    _freeze(app, at, FIRST)
    concept = _line(app, 1, "concept")
    sent(expert, concept, note("c3"), c3=1)
    expert.get(f"/rounds/examined/{concept}?source=federal")
    expert.post(f"/rounds/examined/{concept}/result", FEDERAL)
    publish(browser("department"))
    school.get("/conclusions")
    document = school.page.xpath('//a[contains(@href, "#upload")]/@href')[0].partition("#")[0]
    upload_to(school, document, docx("Исправлено"))
    school.get("/conclusions")
    found = _forms(app, school)
    _freeze(app, at, NEXT)
    expert.get(f"/rounds/examined/{_line(app, 2, 'set')}/review")
    return found | _forms(app, expert)


def _freeze(app, at, moment: tuple) -> None:
    with app.app_context():
        begin_write()
        freeze_due(datetime(*moment, tzinfo=UTC))
        db.session.commit()
    at(*moment)


def _line(app, number: int, kind: str) -> int:
    with app.app_context():
        own = (
            select(FrozenItem.id)
            .join(FrozenItem.stage)
            .where(FrozenItem.participation_id == 1, FrozenItem.kind == kind)
        )
        return db.session.scalars(own.where(Stage.number == number)).first()


def _forms(app, person) -> dict[str, tuple]:
    router, found = app.url_map.bind("localhost"), {}
    for form in person.page.xpath('//form[@method="post"]'):
        endpoint = router.match(urlsplit(form.get("action")).path, "POST")[0]
        if "carried" in form.get("action") or endpoint.startswith("conclusions."):
            found[endpoint] = person, form
    return found
