"""A walk through all pages about one school, as everybody: the forms that somebody can see."""

from urllib.parse import urlsplit

from sqlalchemy import select

from app.demo import files
from app.documents.models import Document
from app.expertise.reviews.models import Review
from app.extensions import db
from app.year.cycle.models import Participation, SchoolRisk
from tests.documents.steps import docx, empty_place, form_to, sent_by, upload_to
from tests.expertise.federal.made import OWN as SCHOOL
from tests.expertise.federal.made import action, begun, confirm
from tests.rules.places import OWN, PEOPLE, addresses, guarded, school_named

EVIDENCE = "/schools/1/kit/evidence-2-1"
EVENING = (2022, 6, 21, 9)  # the second stage is over


def every_form(whole_year, browser, at) -> dict[str, list]:
    """By the endpoint that it goes to."""
    draft_and_sent(browser("school"))
    opened_again(whole_year, browser("curator"))
    new_profile(browser("department"))
    invitation = come_and_gone(browser("department"), browser())
    with whole_year.app_context():
        rules = [rule for rule in guarded(whole_year) if "GET" in rule.methods]
        pages = [a.url for rule in rules for a in addresses(whole_year, rule, school_named(OWN)) if a.method == "GET"]
        own = db.session.scalars(select(Document.id).join(Document.participation).where(Participation.school_id == 1))
        pages += [url for key in own for url in (f"/documents/{key}", f"/desk/{key}")]
        risks = db.session.scalars(select(SchoolRisk.id).where(SchoolRisk.participation_id == 1))
        pages += [
            "/people/1",
            "/orders/2",
            "/plan/18",
            "/plan/20",
            "/plan/25",
            "/duties?open=20",
            "/rounds/2/assignments/proposal",
            EVIDENCE,
            *(f"/factors/{key}" for key in risks),
        ]
    found, router = {}, whole_year.url_map.bind("localhost")
    for who in (*PEOPLE, None):
        person = browser(who)
        for url in pages if who else ["/sign-in", invitation]:
            _collect(person, url, router, found)
    _collect(with_federal_results(browser("expert")), "/rounds/federal/2", router, found)
    _collect(with_federal_results(browser("expert"), written=False), "/rounds/federal/3", router, found)
    _collect(browser("expert"), begun_sheet(whole_year), router, found)
    third = browser("school3")
    _collect(third, empty_place(third), router, found)
    at(*EVENING)
    _collect(browser("department"), "/rounds/2", router, found)
    _collect(browser("department"), "/appeals", router, found)
    _collect(browser("school"), "/schools/1/kit/evidence-1-1", router, found)
    return found


def draft_and_sent(school) -> None:
    """One document waits for the curator, one is mended, and evidence for two directions was not sent."""
    with school.app.app_context():
        own = select(Document.id).join(Document.participation).where(Participation.school_id == 1)
        returned = db.session.scalars(own.where(Document.state == "returned").order_by(Document.id)).first()
    upload_to(school, f"/documents/{returned}", docx("Исправлено"))
    sent_by(school)
    school.get(EVIDENCE)
    kind = school.page.xpath('//select[@name="kind"]/option/@value')[1]
    action = form_to(school, "/evidence/").get("action")
    school.upload(action, docx("Черновик"), "справка.docx", kind=kind, title="Справка", risk=["1", "2"])


def opened_again(app, curator) -> None:
    """An approved document waits for a newer version."""
    with app.app_context():
        own = select(Document.id).join(Document.participation).where(Participation.school_id == 1)
        newest = db.session.scalars(own.where(Document.state == "approved").order_by(Document.id.desc())).first()
    curator.get(f"/documents/{newest}")
    curator.submit(f"/documents/{newest}/reopening", reason="Нужны новые сроки.")


def new_profile(department) -> None:
    """A corrected profile that the school has not taken yet."""
    department.get("/profiles/1")
    department.upload("/profiles/1/file", files.risk_profile("Школа", [("Дефицит", "высокая")]), "РПШ.pdf")


def with_federal_results(expert, written: bool = True):
    """A table without doubts, and what stands in it is written."""
    begun(expert, [SCHOOL, "Концепция развития", "", "Принято", "92" if written else "93", ""])
    if written:
        confirm(expert)
    else:
        answers = expert.page.xpath('//select[starts-with(@name, "row-")]')[0]
        expert.submit(action(expert, "/answers"), **{answers.get("name"): "replace:1"})
    return expert


def come_and_gone(department, guest) -> str:
    """The newest person is one whose way in is closed; the address is of somebody else's invitation."""
    links = []
    for email in ("came@example.org", "gone@example.org"):
        department.get("/people/new")
        department.submit("/people", name="Новый человек (демо)", email=email, post="", phone="")
        closing = form_to(department, "/closing").get("action")
        department.post(closing.replace("closing", "invitation"), {})
        links.append(urlsplit(department.page.xpath('//input[@id="link"]/@value')[0]).path)
    guest.get(links[1])
    guest.post(links[1], {"password": "три слова подряд"})
    department.post(closing, {})
    return links[0]


def begun_sheet(app) -> str:
    """A sheet that was not sent yet."""
    with app.app_context():
        begun = db.session.scalars(select(Review.frozen_item_id).where(Review.state == "draft")).first()
    return f"/rounds/examined/{begun}/review"


def _collect(person, url: str, router, found: dict) -> None:
    answer = person.get(url)
    if answer.status_code == 200 and answer.mimetype == "text/html":
        for form in person.page.xpath('//form[@method="post"]'):
            found.setdefault(router.match(urlsplit(form.get("action")).path, "POST")[0], []).append(form)
