"""Whatever happened in a year, what a page tells somebody to do can be done by him from the place where it leads."""

import io
import re
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from urllib.parse import urldefrag

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from app.demo import federal_table
from app.documents.appeals import services as appeals
from app.expertise.opinions.held import held
from app.expertise.opinions.publishing import publish
from app.expertise.queries import examined_in
from app.expertise.services import Said, append, freeze_due
from app.extensions import db
from app.kernel.transaction import begin_write
from app.refusals import Refused
from app.year.cycle.models import Stage
from app.year.cycle.queries import stages_of, windows
from tests.as_of.world import World
from tests.browser_like import Browser
from tests.documents.steps import docx
from tests.house import NOON
from tests.rules.filling_in import filled

pytestmark = [pytest.mark.long, pytest.mark.sqlite]  # the pages and their forms are the same on either database
DAYS = (NOON, datetime(2022, 6, 3, 9, tzinfo=UTC), datetime(2022, 9, 5, 9, tzinfo=UTC))
PEOPLE = {
    "school": ("/", "/conclusions", "/schools/1/kit"),
    "school2": ("/", "/conclusions", "/schools/2/kit"),
    "curator": ("/", "/desk", "/appeals", "/schools/1/kit"),
    "department": ("/", "/appeals", "/schools/1/kit"),
    "municipal": ("/", "/duties", "/conclusions/1"),
    "expert": ("/", "/rounds"),
    "rcoko": ("/", "/duties"),
    "admin": ("/",),
}
ACTS = ("upload", "upload", "submit", "submit", "approve", "approve", "send_back", "reopen", "withdraw", "undo")
ACTS += ("plan_on", "plan_on", "ask_to_open", "ask_to_prolong", "switch_direction", "trash", "keep", "mark_remark")
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 40)), min_size=12, max_size=20)
# Where tasks, kit, documents, evidence, the desk, conclusions and stages lead.
LEADS = re.compile(
    r"/(documents/\d+|schools/[12]/kit(/[\w-]+)?|desk(/\d+)?|appeals|factors/\d+|profiles/[12]|conclusions(/[12])?"
    r"|stages/\d+|stages/examined/\d+/(review|opinions)|duties|plan/\d+)"
)
QUICK = {"deadline": None, "suppress_health_check": list(HealthCheck), "derandomize": True}
WAITING = ("Открыть",)  # the button of what waits for somebody else
PAGES, OF_EACH, NOT_HERE = 16, 1, ("/theme", "/sign-out")


class Year(World):
    """The same acts, and the appeals of schools."""

    def ask_to_open(self, chosen: int) -> None:
        if document := self._document(chosen, "approved"):
            appeals.ask_to_open(document, "Новые сроки", self.head, self.now)

    def publish(self) -> None:
        """Each stage whose day has passed was examined, and a day ago everybody came to know of it."""
        then = self.now - timedelta(1)
        freeze_due(then)
        federal_table.play(then)
        for stage in stages_of(self.cycle):
            if stage.due_on < then.date():
                self._examine(stage, then)
                publish(stage, {one.key: "Позже" for one in held(stage)}, self.region, then)

    def _examine(self, stage: Stage, then: datetime) -> None:
        for line in examined_in(stage):
            if line.presented and line.asked and not line.results:
                append(line, "regional", Said("needs_work", Decimal("31.2"), "Нет сроков"), self.region, then)

    def ask_to_prolong(self, chosen: int) -> None:
        window = windows(self.cycle)[0]
        appeals.ask_to_prolong(self.schools[chosen % 2], window, "Не успели", self.head, self.now)


@settings(max_examples=6, phases=[Phase.generate], **QUICK)
@given(day=st.sampled_from(DAYS), published=st.booleans(), steps=STEPS)
def test_every_task_instruction_and_button_can_be_done_from_its_place(seeded, day, published, steps):
    app = seeded.as_seeded()
    now = lived(app, day, published and day > NOON, steps)
    app.extensions["clock"] = lambda: now
    people = {who: Browser(app, who) for who in PEOPLE}
    seeded.keep("lived")
    try:
        for who, person in people.items():
            seeded.put_back("lived")
            pages = list(walked(person, PEOPLE[who]))
            for url, action in to_press(app, pages):
                seeded.put_back("lived")
                press(person, url, action, who)
    finally:
        seeded.leave()


def lived(app, day: datetime, published: bool, steps) -> datetime:
    """The moment at which the history ends; it is written to the database."""
    with app.app_context():
        begin_write()
        year = Year(day)
        if published:
            year.publish()
        for act, chosen in steps:
            with suppress(Refused):  # what the house does not allow has not happened
                getattr(year, act)(chosen)
            year.pass_time(1)
            db.session.flush()
        db.session.commit()
        db.session.remove()
        return year.now


def walked(person, first: tuple[str, ...]):
    """Each page in reach with its forms; every task leads to a page on which something can be done."""
    ahead, opened, found = list(first), set(), set()
    while ahead and len(opened) < PAGES:
        url = ahead.pop(0)
        if url in opened:
            continue
        opened.add(url)
        assert person.get(url).status_code == 200, url
        yield url, person.page
        ahead += [one for one in leads(person.page) if one not in ahead]
        places, buttons = exact_places(person.page) - found, tasks(person.page)
        found |= places
        for target in places:
            anchor = urldefrag(target)[1]
            assert person.get(urldefrag(target)[0]).status_code == 200, (url, target)
            assert person.page.xpath(f'//*[@id="{anchor}"]'), f"{url}: no #{anchor} on {target}"
        for words, target in buttons:
            assert person.get(urldefrag(target)[0]).status_code == 200, (url, target)
            doable = forms_of(person.page) or any(words.startswith(one) for one in WAITING)
            assert doable, f"{url}: «{words}» leads to {target}, where nothing can be done"


def leads(page) -> list[str]:
    found = (urldefrag(href.partition("?")[0])[0] for href in page.xpath("//main//a/@href"))
    return [href for href in dict.fromkeys(found) if LEADS.fullmatch(href)]


def exact_places(page) -> set[str]:
    """Links to a place of another page."""
    hrefs = page.xpath("//main//a/@href")
    return {href for href in hrefs if href.startswith("/") and urldefrag(href)[1] and LEADS.match(href)}


def tasks(page) -> list[tuple[str, str]]:
    """The buttons of a list of tasks: their words and where they lead."""
    own = '//*[@id="tasks"]//li[contains(@class, "task") and not(contains(@class, "task--told"))]'
    buttons = page.xpath(f'{own}//a[contains(@class, "btn")]')
    return [(" ".join(one.text_content().split()), one.get("href")) for one in buttons]


def forms_of(page) -> list:
    own = page.xpath('//main//form[@method="post"]')
    return [form for form in own if form.get("action") not in NOT_HERE]


def to_press(app, pages) -> list[tuple[str, str]]:
    """The page and the action of a few forms of each kind."""
    router, seen, found = app.url_map.bind("localhost"), Counter(), []
    for url, page in pages:
        for form in forms_of(page):
            endpoint = router.match(form.get("action"), "POST")[0]
            seen[endpoint] += 1
            if seen[endpoint] <= OF_EACH:
                found.append((url, form.get("action")))
    return found


def press(person, url: str, action: str, who: str) -> None:
    """Fill the form as its page shows it, and send it; what is asked back is answered once, in place."""
    person.get(url)
    form = form_to(person.page, action)
    assert form is not None, f"{who}: {action} is gone from {url}"
    answer = person.client.post(action, data=typed(form))
    if answer.status_code == 422:
        form = form_to(lxml_html.fromstring(answer.text), action)
        assert form is not None, f"{who} on {url} pressed {action} and lost the form: {said(answer)}"
        answer = person.client.post(action, data=typed(form))
    assert answer.status_code < 400, f"{who} on {url} pressed {action}: {answer.status_code} {said(answer)}"


def form_to(page, action: str):
    return next((one for one in forms_of(page) if one.get("action") == action), None)


def said(answer) -> str:
    """What the answer complains of."""
    return re.sub(r"<[^>]+>", "", " ".join(re.findall(r'(?s)role="alert"[^>]*>(.*?)</p>', answer.text))).strip()


def typed(form) -> dict:
    """As anybody fills it: every box ticked, a file or a link and not both, and days that are possible."""
    data = filled(form)
    for box in form.xpath('.//input[@type="checkbox"]'):
        same = form.xpath('.//input[@type="checkbox"][@name=$name]/@value', name=box.get("name"))
        data[box.get("name")] = same or "on"
    for field in form.xpath('.//input[@type="date"]'):
        data[field.get("name")] = field.get("max") or "2022-12-20"
    if "file" in data:
        data["file"] = (io.BytesIO(docx(form.get("action"))), "Новый файл.docx")
        data.pop("url", None)
    return data
