"""Hostile words in every field of every form and every name of every query: nothing breaks, nothing is obeyed.

`make security` tries all words in every form that was found, a usual run the worst words in one form of each action.
"""

import os

import pytest

from app.permissions import PERMISSIONS
from tests.rules.hostile import LINE, TYPED, harm, names_asked, room_of
from tests.rules.places import OWN, PEOPLE, addresses, guarded, school_named

pytestmark = pytest.mark.sqlite  # what PostgreSQL can't keep is tried by the tests of ids and characters
WHOLE = os.environ.get("OPORA_FUZZ") == "whole"
WORDS = TYPED if WHOLE else ("markup", "template", "odd")
ASKING = ("school", "department", "expert", None) if WHOLE else ("school", "department")
LEFT_ALONE = {"accounts.sign_out", "sessions.leave_everywhere"}  # they would end the trial
TEXT_AREAS = './/textarea | .//input[not(@type) or @type="text" or @type="search" or @type="email" or @type="url"]'
CHOSEN = './/select | .//input[@type="hidden" or @type="radio" or @type="checkbox" or @type="date" or @type="number"]'


@pytest.fixture
def people(whole_year, browser):
    """Each person, signed in once: people("school")."""
    known = {}

    def person(who: str | None):
        if who not in known:
            known[who] = browser(who)
            known[who].get("/")
        return known[who]

    return person


def test_the_words_are_found_in_the_code():
    assert {"q", "on", "clock"} <= set(names_asked("search"))
    assert {"email", "password", "next"} <= set(names_asked("people/accounts"))


@pytest.mark.parametrize("words", WORDS)
def test_no_form_obeys_what_is_typed(words, forms, people):
    tried, wrong = 0, []
    for endpoint, found in forms.items():
        if endpoint in LEFT_ALONE:
            continue
        for form in found if WHOLE else found[:1]:
            person = people(_who(endpoint, people))
            for fields in _filled(form, TYPED[words]):
                answer = person.client.post(form.get("action"), data={**fields, "csrf_token": person.token})
                tried += answer.status_code not in (400, 401, 403, 404)
                wrong += [(harm(answer), endpoint, form.get("action"))] if harm(answer) else []
    assert wrong == []
    assert tried > len(forms), "the forms were read by somebody"
    assert _written(people) == []


@pytest.mark.parametrize("words", WORDS)
def test_no_query_obeys_what_is_asked(words, whole_year, people):
    wrong, router = [], whole_year.url_map.bind("localhost")
    for who in ASKING:
        for url in _pages(whole_year, who):
            names = names_asked(room_of(whole_year.view_functions[router.match(url)[0]]))
            query = dict.fromkeys(names, TYPED[words][: LINE // 6 // len(names)])
            answer = people(who).client.get(url, query_string=query)
            wrong += [(harm(answer), who, url)] if harm(answer) else []
    assert wrong == []


def _who(endpoint: str, people) -> str | None:
    """Somebody whom the table lets do it; a form without a rule is a stranger's."""
    view = people(None).app.view_functions[endpoint]
    roles = PERMISSIONS[view.action].roles if hasattr(view, "action") else ()
    return next((who for who, role in PEOPLE.items() if role in roles), None)


def _filled(form, words: str):
    """The form with the words in its texts, and with the words in everything it has."""
    fields = {field.get("name"): field.get("value") or "" for field in form.xpath(CHOSEN) if field.get("name")}
    for choice in form.xpath(".//select[@name]"):
        fields[choice.get("name")] = next(iter(choice.xpath(".//option/@value")), "")
    texts = {field.get("name"): words for field in form.xpath(TEXT_AREAS) if field.get("name")}
    yield {**fields, **texts}
    yield dict.fromkeys({**fields, **texts}, words)


def _written(people) -> list:
    """What stands anywhere afterwards and is not escaped."""
    found = []
    for who in (*PEOPLE, None):
        for url in _pages(people(None).app, who):
            answer = people(who).client.get(url)
            found += [(harm(answer), who, url)] if harm(answer) else []
    return found


def _pages(app, who: str | None) -> list[str]:
    """The pages of the own school that somebody may open, or those that stand open to a stranger."""
    if who is None:
        return ["/sign-in", "/invitations/x", "/health"]
    with app.app_context():
        school = school_named(OWN)
        every = [a for rule in guarded(app) for a in addresses(app, rule, school)]
    return [a.url for a in every if a.method == "GET" and PEOPLE[who] in PERMISSIONS[a.action].roles]
