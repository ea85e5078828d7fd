"""The page of a document says one thing about it, to each reader what is his."""

import re

import pytest
from lxml import html

from app.documents import queries
from app.documents.models import Document
from app.extensions import db
from app.year.cycle.models import Participation
from app.year.cycle.queries import windows
from tests.documents.steps import docx, empty_place, form_to, send, upload_to, version_of


def decide(curator, document: int, verdict: str, **more):
    typed = {"version_id": version_of(curator, document), "verdict": verdict, "reason": "other", "remark": "Сроки."}
    return curator.post(f"/documents/{document}/decision", {**typed, **more}, htmx=True)


def badges(person) -> list[str]:
    return [
        " ".join(one.text_content().split())
        for one in person.page.xpath('//section[@id="state"]//*[contains(@class, "state--")]')
    ]


def test_the_sending_has_its_own_time_whatever_the_curator_undid_later(school, curator, sent, at):
    at(2022, 3, 25, 9)
    decide(curator, sent, "approve")
    at(2022, 3, 26, 9)
    curator.get(f"/documents/{sent}")
    curator.submit(f"/documents/{sent}/undoing", reason="Ошибка.")
    school.get(f"/documents/{sent}")
    assert "Отправлена 24.03.2022 в 12:00, квитанция" in school.text


def test_an_undone_decision_makes_nobody_wait_anew(school, curator, sent, at, browser):
    at(2022, 4, 1, 9)
    decide(curator, sent, "approve")
    at(2022, 4, 3, 9)
    curator.get(f"/documents/{sent}")
    curator.submit(f"/documents/{sent}/undoing", reason="Ошибка.")
    curator.get(f"/desk/{sent}")
    (age,) = curator.page.xpath('//ol[@class="queue"]//a[@aria-current="true"]/span[@class="queue__age"]')
    assert " ".join(age.text_content().split()) == "10 дней"
    curator.get("/matrix")
    (cell,) = curator.page.xpath(f'//a[@href="/documents/{sent}"]')
    assert "10 д." in cell.text_content().replace("\xa0", " ")
    curator.get("/schools/1/kit")
    assert "версия 1, 24.03.2022" in curator.text.replace("\xa0", " ")


def test_one_state_stands_first_and_old_remarks_say_to_what_version_they_are(school, curator, sent):
    decide(curator, sent, "return")
    school.get(f"/documents/{sent}")
    assert badges(school) == ["Возвращён на доработку"]
    assert "Что просит исправить куратор" in school.text
    upload_to(school, f"/documents/{sent}", docx("Версия вторая"))
    send(school, sent)
    school.get(f"/documents/{sent}")
    assert badges(school) == ["На проверке у куратора"]
    assert "Замечания к версии 1" in school.text
    assert "Возвращён" not in school.page.xpath('//section[@id="remarks"]')[0].text_content()


def test_a_remark_is_mended_in_a_newer_version_and_not_before_it_is_there(school, curator, sent, app):
    decide(curator, sent, "return")
    school.get(f"/documents/{sent}")
    assert "/fix" not in school.last.text
    with app.app_context():
        (remark,) = (one.id for one in db.session.get(Document, sent).remarks)
    assert school.post(f"/remarks/{remark}/fix", {}, htmx=True).status_code == 422
    upload_to(school, f"/documents/{sent}", docx("Версия вторая"))
    school.submit(f"/remarks/{remark}/fix")
    assert "Исправлено школой" in school.text


def test_each_reads_what_is_his(school, curator, sent):
    words = ("Ответ куратора появится здесь", "Отправить можно и так", "Делать ничего не нужно")
    for verdict in ("", "approve"):
        if verdict:
            decide(curator, sent, verdict)
        curator.get(f"/documents/{sent}")
        assert not [said for said in words if said in curator.text]
    school.get(f"/documents/{sent}")
    assert "Делать ничего не нужно" in school.text
    assert "Отправить можно и так" not in school.text


def test_while_a_version_is_at_the_curators_another_file_is_asked_for_quietly(school, sent):
    school.get(f"/documents/{sent}")
    form = form_to(school, "/versions")
    (folded,) = form.xpath('.//details[not(@open)][summary="Заменить файл"]')
    assert folded.xpath('.//input[@type="file"]')


def test_one_more_draft_takes_nothing_from_an_accepted_direction(school, app):
    def accepted() -> list[bool]:
        with app.app_context():
            participation = db.session.get(Participation, 1)
            return [line.stands for line in queries.kit(participation, windows(participation.cycle), None)]

    before = accepted()
    school.get("/schools/1/kit")
    counted = school.text[school.text.index("Подтверждающие документы: принято") :][:50]
    place = "/schools/1/kit/evidence-1-1"
    school.get(place)
    kind = school.page.xpath('//select[@name="kind"]/option/@value')[1]
    school.upload(
        form_to(school, "/evidence/").get("action"), docx("Ещё"), "ещё.docx", kind=kind, title="Ещё", risk="1"
    )
    assert accepted() == before
    assert any(before)
    school.get("/schools/1/kit")
    assert counted in school.text
    assert "принято 1 из 2" in school.text


def test_a_stale_tab_says_what_was_decided_and_gives_the_words_back(curator, sent):
    seen = version_of(curator, sent)
    decide(curator, sent, "approve")
    typed = {"version_id": seen, "verdict": "return", "reason": "dates_wrong", "remark": "Назовите месяц."}
    answer = curator.post(f"/documents/{sent}/decision", typed, htmx=True)
    said = answer.text.replace("\xa0", " ")
    assert answer.status_code == 422
    assert "Этот документ уже подтверждён 24.03.2022 в 12:00. Ваше замечание ниже, школе оно не ушло." in said
    assert "Назовите месяц." in said
    assert "Сроки" in said


def test_the_address_follows_to_the_document_that_is_shown_next(curator, sent):
    answer = decide(curator, sent, "approve")
    shown = answer.headers["HX-Replace-Url"]
    (present,) = html.fromstring(answer.text).xpath('//ol[@class="queue"]//a[@aria-current="true"]/@href')
    assert shown == present != f"/desk/{sent}"


def test_an_empty_place_has_its_button_for_the_school_alone(school, curator):
    school.get("/schools/1/kit")
    curator.get("/schools/1/kit")
    assert 'btn" href="/schools/1/kit/' in school.last.text
    assert 'btn" href="/schools/1/kit/' not in curator.last.text


@pytest.mark.parametrize("remark", ["", "Уже лучше."])
def test_an_approval_with_open_remarks_asks_for_a_word_on_each_and_speaks_of_a_text_only_when_there_is_one(
    remark, school, curator, sent
):
    decide(curator, sent, "return", remark="Назовите месяц.\n\nНазовите ответственных.")
    upload_to(school, f"/documents/{sent}", docx("Версия вторая"))
    send(school, sent)
    said = decide(curator, sent, "approve", remark=remark, reason=[]).text.replace("\xa0", " ")
    assert "Сначала решите по двум замечаниям: приняты или нет." in said
    assert ("Ваш текст сохранён ниже" in said) == bool(remark)


def test_the_first_page_of_a_school_says_how_much_is_left(school, curator, sent):
    decide(curator, sent, "return")
    school.get("/")
    said = school.text.replace("\xa0", " ")
    assert "Куратор вернул её 24 марта. Осталось исправить одно замечание." in said
    assert re.search(r"Есть по (одному|двум) из (двух|трёх|четырёх) направлений\.", said)


@pytest.mark.parametrize("kind", ["antirisk", "evidence"])
def test_sending_stands_before_the_trash_on_both_pages(kind, school):
    if kind == "antirisk":
        upload_to(school, empty_place(school), docx())
    else:
        school.get("/schools/1/kit/evidence-1-1")
        form = form_to(school, "/evidence/")
        chosen = form.xpath('.//select[@name="kind"]/option/@value')[1]
        school.upload(form.get("action"), docx("Ещё"), "ещё.docx", kind=chosen, title="Ещё", risk="1")
    words = [" ".join(one.text_content().split()) for one in school.page.xpath('//section[@id="state"]//button')]
    sending, trash = (next(at for at, one in enumerate(words) if part in one) for part in ("Отправить", "в корзину"))
    assert sending < trash
