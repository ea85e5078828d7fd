"""A year that is over is read on its last day by whoever had a part in it."""

import pytest

LINKS = "//section[.//h2[contains(., '2022')]]//a/@href"


@pytest.fixture
def department(browser):
    """The Department, after it opened the next year."""
    person = browser("department")
    person.get("/plan/years")
    assert person.page.xpath("//a[@href='/years']") == []
    person.submit("/plan/years")
    person.get("/plan/years/2023")
    person.submit("/plan/years/2023/opening", sure="1", reason="Новый набор школ")
    return person


def test_every_link_to_the_year_before_opens_in_that_year(department, browser):
    department.get("/years")
    links = department.page.xpath(LINKS)
    assert "/plan?on=2022-03-23" in links
    for link in links:
        department.get(link)
        assert department.status == 200, link
    department.get("/plan?on=2022-03-23")
    assert "План-график 2022" in department.text
    school = browser("school")
    school.get("/years")
    (kit, conclusions) = school.page.xpath(LINKS)
    school.get(kit)
    assert (school.status, conclusions) == (200, "/conclusions/1")
    assert "Концепция развития" in school.text


def test_an_opening_with_work_in_the_year_stays(department, browser):
    department.get("/plan/years/2023")
    assert "Отменить открытие" in department.text
    department.submit("/plan/years/2023/taking-back", reason="Открыли раньше времени")
    department.get("/plan")
    assert "План-график 2022" in department.text
    department.get("/plan/years/2022")
    assert "Отменить открытие" not in department.text
