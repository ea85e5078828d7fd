"""A leave: days, reason, nobody away twice, conflicts of the stand-in; a stated workplace."""

import pytest

from app.expertise.assignments.models import Substitution, Workplace
from tests.expertise.assignments.conftest import KROMY, tick
from tests.rules.places import FAR

DAYS = {"starts_on": "2022-04-04", "ends_on": "2022-04-08", "reason": "Отпуск."}


def stand_in(who, region, absent: str, other: str, **typed):
    who.get("/reviewers")
    people = {"absent": region.person(absent), "substitute": region.person(other)}
    return who.submit("/reviewers/substitutions", **people, **DAYS | typed)


def test_a_substitution_is_written_and_recalled(lead, region):
    stand_in(lead, region, "expert", "expert2")
    assert "отсутствует Соловьёва Нина (демо), замещает Крылова Татьяна (демо)" in lead.text
    recall = next(f.get("action") for f in lead.page.forms if "/recall" in (f.get("action") or ""))
    lead.submit(recall)
    assert "Замещение отменено" in lead.text
    lead.post(recall, {})
    assert lead.status == 422
    assert "уже отменено" in lead.text


@pytest.mark.parametrize(
    ("form", "typed", "said"),
    [
        ("substitutions", {"absent": "0", **DAYS}, "Выберите, кто отсутствует."),
        ("workplaces", {"person": "0"}, "Выберите эксперта."),
        ("workplaces", {}, "что-то одно"),
    ],
)
def test_a_form_without_its_person_or_place_says_so_on_the_page(lead, region, form, typed, said):
    lead.get("/reviewers")
    lead.post(f"/reviewers/{form}", {"person": region.person("expert2")} | typed)
    assert lead.status == 422
    assert said in lead.text


@pytest.mark.parametrize(
    ("absent", "other", "typed", "said"),
    [
        ("expert", "expert", {}, "Замещает другой эксперт"),
        ("expert", "expert2", {"ends_on": "2022-04-01"}, "заканчивается раньше"),
        ("expert", "expert2", {"ends_on": "когда-нибудь"}, "Напишите день, месяц и год"),
        ("expert", "expert2", {"starts_on": "2022-03-01"}, "Первый день уже прошёл"),
        ("expert", "expert2", {"reason": " "}, "почему нужно замещение"),
        ("expert3", "expert", {"starts_on": "2022-05-06", "ends_on": "2022-05-09"}, "уже замещает другой"),
        ("expert", "expert3", {"starts_on": "2022-04-20", "ends_on": "2022-04-25"}, "сам(а) отсутствует"),
        ("expert2", "expert", {"starts_on": "2022-05-01", "ends_on": "2022-05-02"}, "сам(а) замещает"),
    ],
)
def test_what_can_not_be_is_said_and_what_was_typed_stays(lead, region, absent, other, typed, said):
    before = region.count(Substitution)
    stand_in(lead, region, absent, other, **typed)
    assert lead.status == 422
    assert said in lead.text
    assert lead.page.xpath('//input[@id="ends_on"]/@value') == [{**DAYS, **typed}["ends_on"]]
    assert region.count(Substitution) == before


def test_a_stand_in_with_a_conflict_needs_a_reason(lead, region):
    lead.submit("/rounds/1/assignments", school=tick(lead, 1, KROMY), reviewer=region.person("expert"), because="")
    stand_in(lead, region, "expert", "expert3")
    assert lead.status == 422
    assert "Зайцев Роман (демо) работает в этом муниципалитете" in lead.text
    stand_in_again = {"absent": region.person("expert"), "substitute": region.person("expert3"), **DAYS}
    lead.submit("/reviewers/substitutions", **stand_in_again, because="Больше некому.")
    assert "Замещение записано" in lead.text
    lead.get(f"/rounds/1/schools/{region.place(KROMY)}")
    assert "Больше некому. Соловьёва Нина (демо)" in lead.text


def test_who_gives_the_second_opinion_does_not_stand_in_for_the_first(lead, region):
    lead.submit("/rounds/1/assignments", school=tick(lead, 1, FAR), reviewer=region.person("expert"), because="")
    asking = f"/rounds/1/schools/{region.place(FAR)}"
    lead.get(asking)
    lead.submit(f"{asking}/second-opinion", reviewer=region.person("expert2"), reason="Спорная цель.")
    stand_in(lead, region, "expert", "expert2")
    assert lead.status == 422
    assert "второе мнение" in lead.text
    end = next(f.get("action") for f in (lead.get(asking) and lead.page.forms) if "/end" in f.get("action", ""))
    lead.submit(end)
    lead.post(end, {})
    assert lead.status == 422
    assert "Этот запрос уже снят" in lead.text
    stand_in(lead, region, "expert", "expert2")
    assert "Замещение записано" in lead.text
    lead.get(asking)
    lead.submit(f"{asking}/second-opinion", reviewer=region.person("expert2"), reason="Спорная цель.")
    assert lead.status == 422
    assert "другой эксперт" in lead.text


def test_a_stated_workplace_is_a_conflict_until_it_is_removed(lead, region):
    lead.get("/reviewers")
    school = lead.page.xpath('//select[@id="school"]/option[contains(., "Рябиновская")]/@value')[0]
    lead.submit("/reviewers/workplaces", person=region.person("expert2"), school=school, municipality="")
    assert "Место работы указано" in lead.text
    lead.submit("/reviewers/workplaces", person=region.person("expert2"), school=school, municipality="")
    assert lead.status == 422
    assert "уже указано" in lead.text
    typed = {"school": tick(lead, 1, KROMY), "reviewer": region.person("expert2"), "because": ""}
    lead.submit("/rounds/1/assignments", **typed)
    assert lead.status == 422
    assert "в этой школе" in lead.text
    lead.get("/reviewers")
    row = lead.page.xpath('//tr[contains(., "expert2@")]//form/@action')[0]
    lead.submit(row)
    assert region.count(Workplace) == 2
    lead.post(row, {})
    assert lead.status == 422
    assert "уже убрано" in lead.text
    lead.submit("/rounds/1/assignments", **typed | {"school": tick(lead, 1, KROMY)})
    assert region.now()[region.place(KROMY)] == "expert2"
