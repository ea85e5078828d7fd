"""The people of a region in their browsers, and what anybody does there: open a page, fill in its form, send it."""

import io
import re
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from werkzeug.datastructures import MultiDict

from app.demo import cast
from tests.browser_like import Browser

PASSWORD = "три слова подряд"
NAMES = [name for _, name, _ in cast.SCHOOLS]
HEADS = {name: f"school{number}" if number > 1 else "school" for number, name in enumerate(NAMES, 1)}
CURATORS = [f"curator{number}" if number > 1 else "curator" for number in range(1, len(cast.CURATORS) + 1)]
OWN_CURATOR = {name: CURATORS[number // cast.SCHOOLS_OF_CURATOR] for number, name in enumerate(NAMES)}
File = tuple[bytes, str]


class Company:
    """Everybody who was brought in, signed in once; the year they live in, and the day that the house believes in."""

    def __init__(self, app):
        self.app, self.browsers, self.papers = app, {}, {}
        self.year, self.today = 2022, date(2021, 12, 14)

    def on(self, month: int, day: int, hour: int = 10) -> None:
        """It is this day of the year, at this hour in Moscow."""
        self.today = self.day(month, day)
        moment = datetime(self.today.year, self.today.month, day, hour - 3, tzinfo=UTC)
        self.app.extensions["clock"] = lambda: moment

    def day(self, month: int, day: int) -> date:
        """A day of the year; December of the year before is month 0."""
        return date(self.year, month, day) if month else date(self.year - 1, 12, day)

    def begin(self, year: int) -> None:
        """This year is open now: the numbers that its pages have."""
        self.year, page = year, self.opened("department", "/participants")
        links = page.xpath('//a[starts-with(@href, "/participants/")]')
        self.places = {" ".join(one.text_content().split()): one.get("href").split("/")[2] for one in links}
        stages = ways(self.opened("department", "/rounds/days"), r"/rounds/\d+/days")
        self.stages = [way.split("/")[2] for way in stages]
        taken = ways(self.opened("department", "/plan/monitorings"), r"/plan/monitorings/\d+/snapshot")
        self.monitorings = [way.split("/")[3] for way in taken]

    def __getitem__(self, who: str) -> Browser:
        if who not in self.browsers:
            self.browsers[who] = Browser(self.app, who)
        return self.browsers[who]

    def opened(self, who: str, url: str):
        """The page at the address."""
        self[who].get(url)
        assert self[who].status == 200, f"{who}: {url} is {self[who].status}"
        return self[who].page

    def send(self, who: str, url: str, action: str = "", file: File | None = None, /, **typed) -> str:
        """Open the page, fill in its form whose action is this (the address itself if none is said), send it."""
        self.opened(who, url)
        return self.press(who, action or url, file, **typed)

    def press(self, who: str, action: str, file: File | None = None, /, **typed) -> str:
        """Fill in a form of the page that lies open and send it as a browser would; the words of the answer."""
        person = self[who]
        data = standing(form_to(person.page, action))
        for name, value in typed.items():
            data.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
        if file:
            data.add("file", (io.BytesIO(file[0]), file[1]))
        person._read(person.client.post(action, data=data, follow_redirects=True))
        assert person.status == 200, f"{who}, {action}: {alerts(person.page) or person.text}"
        assert not alerts(person.page), f"{who}, {action}: {alerts(person.page) or person.text}"
        return person.text

    def bring_in(self, name: str, email: str, post: str, phone: str, **role) -> None:
        """A new card, a role, a link, a password of one's own."""
        self.send("department", "/people/new", "/people", name=name, email=email, post=post, phone=phone)
        card = ways(self["department"].page, r"/people/\d+/roles")[0].removesuffix("/roles")
        self.press("department", f"{card}/roles", **role)
        self.press("department", f"{card}/invitation")
        link = urlsplit(self["department"].page.xpath('//input[@id="link"]/@value')[0]).path
        guest = Browser(self.app, None)
        guest.get(link)
        guest.submit(link, password=PASSWORD)
        guest.get("/sign-in")
        guest.submit("/sign-in", email=email, password=PASSWORD)
        assert name in guest.text, guest.text
        self.browsers[email.partition("@")[0]] = guest


def form_to(page, action: str):
    """The form that is sent there."""
    found = [form for form in posted(page) if form.get("action") == action]
    assert found, f"no form to {action}; there are {[form.get('action') for form in posted(page)]}"
    return found[0]


def posted(page) -> list:
    return [form for form in page.forms if (form.get("method") or "").lower() == "post"]


def ways(page, pattern: str) -> list[str]:
    """Where the forms of the page lead, of those that look so."""
    return [way for form in posted(page) if re.fullmatch(pattern, way := form.get("action"))]


def standing(form) -> MultiDict:
    """What the fields of a form hold; a file that nobody chose is not sent."""
    return MultiDict(form.form_values())


def alerts(page) -> list[str]:
    """What the page complains of."""
    return [said for one in page.xpath('//*[@role="alert"]') if (said := " ".join(one.text_content().split()))]
