"""The guide stands in the page, what is new is told once, and everybody knows whom to write to."""

import json
from urllib.parse import unquote

import pytest
from markupsafe import Markup

from app.extensions import db
from app.help.leading import EXPLAINED, OF_ROLE, explaining
from app.help.reading import PAGES, releases
from app.people.accounts.models import ToldRelease
from app.roles import Role
from app.version import VERSION
from tests.browser_like import Browser
from tools import help as building


def test_the_pages_of_help_are_fresh():
    assert {page.name: page.read_text("utf-8") for page in PAGES.iterdir()} == building.made()


def test_every_role_has_a_guide_and_every_explanation_stands_in_it(app):
    assert set(OF_ROLE) == set(Role)
    for blueprint, headings in EXPLAINED.items():
        assert blueprint in app.blueprints
        for guide, heading in headings.items():
            anchor = explaining(blueprint, [next(role for role, name in OF_ROLE.items() if name == guide)])[1]
            assert f'id="{anchor}"' in (PAGES / f"{guide}.html").read_text("utf-8"), heading


def test_changes_are_read_by_version_and_reader():
    text = "# Что нового\n\n## Ещё не выпущено\n- Тайна.\n\n## 0.2.0 – 02.01.2022\n### Школа\n- Один `файл`.\n"
    (told,) = json.loads(building.changes(text))
    assert told == {"version": "0.2.0", "day": "02.01.2022", "changes": {"Школа": ["Один <code>файл</code>."]}}
    assert releases()[0].version == VERSION
    assert releases()[0].told(["нет таких"]) == []
    assert all(isinstance(line, Markup) for line in releases()[0].told(["Всем"]))


def test_the_foot_leads_to_the_part_of_the_guide_that_explains_the_page(school, browser):
    school.get("/schools/1/kit")
    (link,) = school.page.xpath('//footer//a[contains(text(), "Справка")]/@href')
    school.get(link)
    anchor = unquote(link.partition("#")[2])
    assert school.page.xpath(f'//h2[@id="{anchor}"]')
    pictures = school.page.xpath('//div[@class="guide"]//img/@src')
    assert pictures
    assert all(school.client.get(picture).status_code == 200 for picture in pictures)
    assert school.client.get("/help/nobody").status_code == 404


@pytest.mark.parametrize(
    ("who", "asks", "never"),
    [
        ("school", ("Куратор школы", "Муниципальный координатор", "Департамент"), "Руководитель экспертизы"),
        ("expert2", ("Руководитель экспертизы", "Департамент"), "Куратор школы"),
        ("department", ("Администратор программы",), "Куратор школы"),
    ],
)
def test_everybody_knows_whom_to_write_to(who, asks, never, browser):
    person = browser(who)
    person.get("/help")
    kinds = person.page.xpath('//section[@id="ask"]//h3/text()')
    assert all(any(kind.startswith(one) for kind in kinds) for one in asks)
    assert never not in kinds
    assert person.page.xpath('//section[@id="ask"]//a[starts-with(@href, "mailto:")]')


def test_a_release_is_told_once_on_the_first_page_after_signing_in(app):
    assert "Программа обновилась" not in Browser(app, "school").text  # a newcomer, for whom everything is new
    with app.app_context():
        db.session.query(ToldRelease).update({"version": "0.4.0"})
        db.session.commit()
    for told in (True, False):
        person = Browser(app, "school")
        assert ("Программа обновилась" in person.text) is told
        person.get("/")
        assert "Программа обновилась" not in person.text


def test_changes_are_for_the_reader_and_for_all_when_asked(school):
    school.get("/help/changes")
    assert "Школа" in school.page.xpath("//h3/text()")
    assert "Администратор" not in school.page.xpath("//h3/text()")
    school.get("/help/changes?whole=1")
    assert "Администратор" in school.page.xpath("//h3/text()")
