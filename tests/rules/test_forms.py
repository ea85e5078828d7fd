"""Every form works without JavaScript and with htmx, and what is refused is said in place (H1, H4)."""

import json
from pathlib import Path

import pytest

from app.permissions import PERMISSIONS
from tests.documents.steps import version_of
from tests.rules.places import OWN, PEOPLE, addresses, guarded, school_named

pytestmark = pytest.mark.sqlite  # the forms are the same on either database; test_matrix knocks at the same doors

# Their forms stand only when a plan from a file has no doubts left, or a next year is prepared: see tests/intake.
# A draft comes back from the trash of tests/documents/test_trash.
# Two opinions are decided about when both sheets are sent, a publication is taken back once it is: see tests/opinions.
# A federal result is taken away once it is there: see tests/expertise.
# And the list of schools is taken on the page that answers its file: see tests/enrolment.
# So is a table of past orders, and a blank goes back when another was brought: see tests/orders.
# A remark of expertise is answered after a publication, and judged in the next stage: see tests/expertise.
# A whole kit waits nowhere in the demo: see tests/documents/test_whole.
REMARKS = {"conclusions.answer_remark", "conclusions.answer_words", "reviews.judge_carried", "reviews.judge_words"}
LATER = {
    *REMARKS,
    "intake.approve",
    "years.open_year",
    "trash.bring_back",
    "enrolment_lists.take",
    "enrolment.come_back",
    "assignment_tables.take",
    "opinions.rule",
    "opinions.ask_third",
    "publications.withdraw",
    "expertise.take_away",
    "past_orders.take",
    "blanks.built_in",
    "desk.approve_set",
}


def test_every_action_has_a_plain_form_and_htmx_only_repeats_it(forms, whole_year):
    acting = {rule.endpoint for rule in whole_year.url_map.iter_rules() if "POST" in rule.methods} - LATER
    assert acting - set(forms) == set(), "an action that no form of a page leads to"
    for form in (form for own in forms.values() for form in own):
        posted = form.get("hx-post")
        assert posted is None or posted == form.get("action"), posted
        assert form.get("enctype") == ("multipart/form-data" if form.xpath('.//input[@type="file"]') else None)
        assert posted is None or not form.get("enctype") or form.get("hx-encoding") == form.get("enctype"), posted
        assert not form.xpath(".//*[@hx-get or @hx-put or @hx-delete]"), "no way without JavaScript"
        # A button may ask by itself (to shut the fields meanwhile) what its form asks without JavaScript.
        assert set(form.xpath(".//@hx-post")) <= {form.get("action")}, "no way without JavaScript"


def test_every_action_answers_an_empty_form_with_a_page_or_with_its_region(forms, whole_year, browser):
    with whole_year.app_context():
        own = school_named(OWN)
        every = [(rule, a) for rule in guarded(whole_year) for a in addresses(whole_year, rule, own)]
    leaving = {endpoint for endpoint, own in forms.items() if "data-sign-out" in own[0].attrib}
    tried = [(r, a) for r, a in every if a.method == "POST" and r.endpoint not in LATER | leaving]
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
    assert curator.get("/matrix?page=%00").status_code == 400 and "Запрос не понят" in curator.text


def test_the_version_of_htmx_is_the_one_whose_rules_of_swapping_were_tried(app):
    locked = json.loads(Path(app.static_folder, "vendor.lock.json").read_text())["htmx.org"]["version"]
    assert locked.startswith("2."), "4 swaps every status: try test_guards with it first (H9)"
    assert f'version:"{locked}"' in Path(app.static_folder, "vendor/htmx.min.js").read_text()
