"""A test client that reads each page as a browser would, and refuses a page that breaks the house's laws."""

import io
import re

from flask import Flask
from flask.testing import FlaskClient
from lxml import html as lxml_html

from app.demo.seed import PASSWORD
from app.version import VERSION


class Browser:
    """Somebody at a computer. Every HTML answer passes the universal checks."""

    def __init__(self, app: Flask, who: str | None):
        self.app: Flask = app
        self.client: FlaskClient = app.test_client()
        self.page = self.last = None
        if who:
            self.get("/sign-in")
            self.submit("/sign-in", email=f"{who}@example.org", password=PASSWORD)

    def get(self, url: str, **headers):
        """Open an address."""
        return self._read(self.client.get(url, headers=headers, follow_redirects=True))

    @property
    def status(self) -> int:
        """The status of the last answer."""
        return self.last.status_code

    def download(self, url: str) -> bytes:
        """The bytes behind an address."""
        answer = self.client.get(url)
        assert answer.status_code == 200
        return answer.data

    def post(self, url: str, data: dict, htmx: bool = False, follow: bool = True):
        """Send a form with the token of the page."""
        headers = {"HX-Request": "true"} if htmx else {}
        data = {"csrf_token": self.token, **data}
        return self._read(self.client.post(url, data=data, headers=headers, follow_redirects=follow))

    def submit(self, action: str, **typed):
        """Send the form of the page whose action begins so, with its hidden fields and what was typed."""
        posted = (f for f in self.page.forms if (f.get("method") or "").lower() == "post")
        form = next((f for f in posted if (f.get("action") or "").split("?")[0] == action), None)
        assert form is not None, f"no form to {action}"
        hidden = {i.get("name"): i.get("value") for i in form.iterfind('.//input[@type="hidden"]')}
        return self._read(self.client.post(form.get("action"), data={**hidden, **typed}, follow_redirects=True))

    def upload(self, action: str, data: bytes, filename: str, **typed):
        """Send a file by the form of the page."""
        return self.submit(action, file=(io.BytesIO(data), filename), **typed)

    @property
    def token(self) -> str:
        """The CSRF token of the page."""
        return self.page.xpath('//meta[@name="csrf-token"]/@content')[0]

    @property
    def text(self) -> str:
        """What a person reads, in one line."""
        return re.sub(r"\s+", " ", self.page.text_content()).replace("\xa0", " ")

    def _read(self, response):
        self.last = response
        if response.mimetype == "text/html" and response.data:
            page = lxml_html.fromstring(response.get_data(as_text=True))
            if b"<html" in response.data[:300]:
                self.page = page
                check_page(page, self.app.config["SETTINGS"].demo)
            check_part(page)
        return response


def check_page(page, demo: bool = True) -> None:
    """One title, one main heading, the language, a foot with the version; and a demo says that it is one."""
    assert bool(page.find_class("demo-bar")) is demo, "the page does not say whether it is a demo"
    assert len(page.findall(".//title")) == 1
    assert len(page.findall(".//h1")) == 1, "one h1"
    assert page.get("lang") == "ru"
    assert all(f"Версия {VERSION}" in foot.text_content() for foot in page.find_class("foot")), "the foot of the page"


def check_part(page) -> None:
    """Unique ids, labels for fields, a token in every unsafe form, no inline script or style."""
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)), f"ids repeat: {sorted(i for i in ids if ids.count(i) > 1)}"
    labelled = set(page.xpath("//label/@for"))
    for field in page.xpath('//input[not(@type="hidden")] | //textarea | //select'):
        inside = next(field.iterancestors("label"), None) is not None
        assert field.get("aria-label") or inside or field.get("id") in labelled, f"no label: {field.get('name')}"
    for form in page.xpath('//form[translate(@method, "POST", "post")="post"]'):
        assert form.xpath('.//input[@name="csrf_token"]'), f"no token: {form.get('action')}"
    assert not page.xpath("//script[not(@src)]"), "inline script"
    assert not page.xpath("//*[@style]"), "inline style"


def chosen(text: str) -> set[str]:
    """The values of the boxes that are ticked and of the options that are selected."""
    page = lxml_html.fromstring(text)
    return {*page.xpath("//input[@checked]/@value"), *page.xpath("//option[@selected]/@value")}
