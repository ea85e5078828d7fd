"""Every form works without JavaScript and with htmx, and what is refused is said in place (H1, H4)."""

import json
from pathlib import Path

import pytest

from app.permissions import PERMISSIONS
from tests.documents.desk.whole import make_whole
from tests.documents.steps import form_to, version_of
from tests.rules.places import OWN, PEOPLE, addresses, guarded, school_named
from tests.rules.plainly import is_answered_empty, works_without_javascript

pytestmark = pytest.mark.sqlite  # the forms are the same on either database; test_matrix knocks at the same doors

# Their forms stand only when a plan from a file has no doubts left, or a next year is prepared: see tests/intake.
# A draft comes back from the trash of tests/documents/test_trash.
# Two opinions are decided about when both sheets are sent, a publication is taken back once it is: see tests/opinions.
# A federal result is taken away once it is there: see tests/expertise.
# And the list of schools is taken on the page that answers its file: see tests/enrolment.
# So is a table of past orders, and a blank goes back when another was brought: see tests/orders.
# A link to a new password needs mail, the address of a calendar is taken back once it was given, reminders are sent
# once they are drawn up: see tests/notices/test_way_in, tests/calendar, tests/orders/register/test_reminding.
# A remark of expertise is answered after a publication, and judged in the next stage; a whole kit waits nowhere in
# the demo: both are walked below.
# The first person, year and people of a house, tables of towns and people, a trial of mail: see tests/setup and
# tests/notices/test_invitations.
REMARKS = {"conclusions.answer_remark", "conclusions.answer_words", "reviews.judge_carried", "reviews.judge_words"}
WALKED = {*REMARKS, "desk.approve_set"}
LATER = {
    "intake.approve",
    "years.open_year",
    "carrying.carry",
    "trash.bring_back",
    "enrolment_lists.take",
    "enrolment.come_back",
    "assignment_tables.take",
    "opinions.adjudicate",
    "opinions.ask_third",
    "publications.withdraw",
    "expertise.take_away",
    "past_orders.take",
    "templates.built_in",
    "recovery.ask",
    "recovery.keep",
    "calendar.revoke",
    "letters.send_reminders",
    "mail.try_it",
    "people_lists.print_slips",
    "people_lists.take",
    "people_lists.write_letters",
    "setup.come_first",
    "setup.name_year",
    "town_lists.take",
    "training.clear",
    "years.take_back",
}


def test_every_action_has_a_plain_form_and_htmx_only_repeats_it(forms, whole_year):
    acting = {rule.endpoint for rule in whole_year.url_map.iter_rules() if "POST" in rule.methods} - LATER - WALKED
    assert acting - set(forms) == set(), "an action that no form of a page leads to"
    for form in (form for own in forms.values() for form in own):
        works_without_javascript(form)


def test_every_action_answers_an_empty_form_with_a_page_or_with_its_region(forms, whole_year, browser):
    with whole_year.app_context():
        own = school_named(OWN)
        every = [(rule, a) for rule in guarded(whole_year) for a in addresses(whole_year, rule, own)]
    leaving = {endpoint for endpoint, own in forms.items() if "data-sign-out" in own[0].attrib}
    tried = [(r, a) for r, a in every if a.method == "POST" and r.endpoint not in LATER | WALKED | leaving]
    people = {}
    for rule, address in tried:
        who = next(name for name, role in PEOPLE.items() if role in PERMISSIONS[address.action].roles)
        person = people.get(who) or people.setdefault(who, browser(who))
        is_answered_empty(person, address.url, forms[rule.endpoint][0].get("hx-target", ""))


def test_so_do_those_that_stand_after_a_publication(published):
    assert set(published) == REMARKS
    for person, form in published.values():
        works_without_javascript(form)
        is_answered_empty(person, form.get("action"), form.get("hx-target", ""))


def test_so_does_the_form_of_a_whole_kit_also_when_nothing_of_it_waits_any_more(school, curator):
    make_whole(school)
    curator.get("/schools/1/kit")
    form = form_to(curator, "/schools/1/kit/approval")
    works_without_javascript(form)
    for status in (200, 422):
        is_answered_empty(curator, form.get("action"), "")
        assert curator.page.xpath('//main//*[@role="alert"]') or status == 200


def test_the_page_tells_htmx_to_show_422_in_place_and_the_rest_as_a_problem(school):
    school.get("/")
    said = json.loads(school.page.xpath('//meta[@name="htmx-config"]/@content')[0])
    rules = [(rule["code"], rule["swap"], rule.get("error", False)) for rule in said["responseHandling"]]
    assert rules == [("204", False, False), ("[23]..", True, False), ("422", True, False), ("[45]..", False, True)]
    assert said["historyCacheSize"] == 0
    assert said["historyRestoreAsHxRequest"] is False
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
    assert curator.get("/matrix?page=%00").status_code == 400
    assert "Запрос не понят" in curator.text


def test_the_version_of_htmx_is_the_one_whose_rules_of_swapping_were_tried(app):
    locked = json.loads(Path(app.static_folder, "vendor.lock.json").read_text())["htmx.org"]["version"]
    assert locked.startswith("2."), "4 swaps every status: try test_guards with it first (H9)"
    assert f'version:"{locked}"' in Path(app.static_folder, "vendor/htmx.min.js").read_text()
