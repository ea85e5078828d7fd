"""Every form works without JavaScript and with htmx, and what is refused is said in place (H1, H4)."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from app.cycle.models import Participation, SchoolRisk
from app.demo import files
from app.documents.models import Document
from app.extensions import db
from app.permissions import PERMISSIONS
from app.reviews.models import Review
from tests.documents.steps import docx, empty_place, form_to, sent_by, version_of
from tests.federal.made import OWN as SCHOOL
from tests.federal.made import action, begun, confirm
from tests.rules.places import OWN, PEOPLE, addresses, guarded, school_named

pytestmark = pytest.mark.sqlite  # the forms are the same on either database; test_matrix knocks at the same doors

# Their forms stand only when a plan from a file has no doubts left, or a next year is prepared: see tests/intake.
# A draft comes back from the trash of tests/documents/test_trash.
# Two opinions are decided about when both sheets are sent: see tests/opinions.
# And the list of schools is taken on the page that answers its file: see tests/enrolment.
# So is a table of past orders, and a blank goes back when another was brought: see tests/orders.
# A remark of expertise is answered after a publication, and judged in the next stage: see tests/expertise.
REMARKS = {"conclusions.answer_remark", "reviews.judge_carried"}
LATER = {
    *REMARKS,
    "intake.approve",
    "years.open_year",
    "trash.bring_back",
    "enrolment_lists.take",
    "enrolment.come_back",
    "assignment_tables.take",
    "opinions.rule",
    "past_orders.take",
    "blanks.built_in",
}
EVIDENCE = "/schools/1/kit/evidence-2-1"
EVENING = (2022, 6, 21, 9)  # the second stage is over
FOUND: dict[str, list] = {}


@pytest.fixture
def forms(whole_year, seeded, browser, at) -> dict[str, list]:
    """Every form that somebody can see, by the endpoint that it goes to; the house as it is when all were seen."""
    if not seeded.put_back("forms"):
        FOUND.update(_walk(whole_year, browser, at))
        seeded.keep("forms")
    at(*EVENING)
    return FOUND


def _walk(whole_year, browser, at) -> dict[str, list]:
    """Through all pages about one school, as everybody."""
    draft_and_sent(browser("school"))
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
    return found


def draft_and_sent(school) -> None:
    """One document that waits for the curator, and a piece of evidence for two directions that was not sent."""
    sent_by(school)
    school.get(EVIDENCE)
    kind = school.page.xpath('//select[@name="kind"]/option/@value')[1]
    action = form_to(school, "/evidence/").get("action")
    school.upload(action, docx("Черновик"), "справка.docx", kind=kind, title="Справка", risk=["1", "2"])


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
        begun = db.session.scalars(select(Review.examined_id).where(Review.state == "draft")).first()
    return f"/rounds/examined/{begun}/review"


def _collect(person, url: str, router, found: dict) -> None:
    answer = person.get(url)
    if answer.status_code == 200 and answer.mimetype == "text/html":
        for form in person.page.xpath('//form[@method="post"]'):
            found.setdefault(router.match(urlsplit(form.get("action")).path, "POST")[0], []).append(form)


def test_every_action_has_a_plain_form_and_htmx_only_repeats_it(forms, whole_year):
    acting = {rule.endpoint for rule in whole_year.url_map.iter_rules() if "POST" in rule.methods} - LATER
    assert acting - set(forms) == set(), "an action that no form of a page leads to"
    for form in (form for own in forms.values() for form in own):
        posted = form.get("hx-post")
        assert posted is None or posted == form.get("action"), posted
        assert form.get("enctype") == ("multipart/form-data" if form.xpath('.//input[@type="file"]') else None)
        assert posted is None or not form.get("enctype") or form.get("hx-encoding") == form.get("enctype"), posted
        assert not form.xpath(".//*[@hx-get or @hx-post or @hx-put or @hx-delete]"), "no way without JavaScript"


def test_every_action_answers_an_empty_form_with_a_page_or_with_its_region(forms, whole_year, browser):
    with whole_year.app_context():
        own = school_named(OWN)
        every = [(rule, a) for rule in guarded(whole_year) for a in addresses(whole_year, rule, own)]
        tried = [(r, a) for r, a in every if a.method == "POST" and a.url != "/sign-out" and r.endpoint not in LATER]
    people = {}
    for rule, address in tried:
        who = next(name for name, role in PEOPLE.items() if role in PERMISSIONS[address.action].roles)
        person = people.get(who) or people.setdefault(who, browser(who))
        target = forms[rule.endpoint][0].get("hx-target", "")
        for htmx in (True, False):
            answer = person.post(address.url, {}, htmx=htmx)
            assert answer.status_code in (200, 422), (address, answer.status_code)
            if not htmx:
                assert "<html" in answer.text, address
            elif target:
                assert "<html" not in answer.text, address
                assert f'id="{target.lstrip("#")}' in answer.text.lstrip()[:200], address


def test_the_page_tells_htmx_to_show_422_in_place_and_the_rest_as_a_problem(school):
    school.get("/")
    said = json.loads(school.page.xpath('//meta[@name="htmx-config"]/@content')[0])
    rules = [(rule["code"], rule["swap"], rule.get("error", False)) for rule in said["responseHandling"]]
    assert rules == [("204", False, False), ("[23]..", True, False), ("422", True, False), ("[45]..", False, True)]
    assert said["historyCacheSize"] == 0 and said["historyRestoreAsHxRequest"] is False
    assert school.page.xpath('//main//*[@id="problem"][@role="alert"]')


def test_a_page_that_is_restored_from_history_is_whole(curator, sent):
    for headers in ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, {"HX-Boosted": "true"}):
        assert "<html" in curator.get(f"/desk/{sent}", **headers).text
        assert "<html" in curator.get(f"/versions/{version_of(curator, sent)}/check", **headers).text
    assert "HX-Request" in curator.last.headers["Vary"]


def test_a_character_that_cannot_be_kept_is_refused_in_words(curator, sent):
    version = version_of(curator, sent)
    typed = {"version_id": version, "verdict": "return", "remark": "до\0после"}
    assert curator.post(f"/documents/{sent}/decision", typed).status_code == 400
    assert "Запрос не понят" in curator.text


def test_the_version_of_htmx_is_the_one_whose_rules_of_swapping_were_tried(app):
    locked = json.loads(Path(app.static_folder, "vendor.lock.json").read_text())["htmx.org"]["version"]
    assert locked.startswith("2."), "4 swaps every status: try test_guards with it first (H9)"
    assert f'version:"{locked}"' in Path(app.static_folder, "vendor/htmx.min.js").read_text()
