"""What was typed by hand can be taken away with a trace; a verdict that its score does not give is asked about."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from app.expertise.federal.columns import read_row
from app.expertise.federal.matching import matches
from app.expertise.lines import Line
from app.expertise.models import FrozenItem, Result
from app.expertise.reviews.queries import counting
from app.expertise.rules import agrees, outcome, said
from app.extensions import db
from app.journal.models import Event
from app.year.cycle.models import Stage
from tests.expertise.filling import sent

RESULT = {"source": "federal", "revision": 0, "verdict": "needs_work", "score": "40", "remarks": "Не тот документ."}


def typed(expert, line: int, **more):
    expert.get(f"/rounds/examined/{line}?source=federal")
    return expert.post(f"/rounds/examined/{line}/result", RESULT | more)


def test_a_federal_result_typed_about_a_wrong_document_is_taken_away_and_the_regional_word_counts(expert, line, app):
    concept = line()
    sent(expert, concept)
    typed(expert, concept)
    away = f"/rounds/examined/{concept}/result/withdrawal"
    expert.get(f"/rounds/examined/{concept}?source=federal")
    expert.submit(away, reason=" ")
    assert expert.status == 422
    assert "Напишите, почему результат убирается" in expert.text
    expert.get(f"/rounds/examined/{concept}?source=federal")
    expert.submit(away, reason="Другая школа.")
    assert "Прежний результат убран" in expert.text
    assert "Другая школа." in expert.text
    with app.app_context():
        assert said(db.session.get(FrozenItem, concept)).source == "regional"
        kept = db.session.scalars(select(Result).where(Result.source == "federal").order_by(Result.revision)).all()
        assert [(one.revision, one.withdrawn) for one in kept] == [(1, False), (2, True)]
        event = db.session.scalars(select(Event).where(Event.kind == "result:withdrawn")).one()
        assert event.data["reason"] == "Другая школа."
    assert expert.post(away, {"revision": 2, "reason": "Ещё раз."}).status_code == 422


def away(who, line: int, source: str, **words):
    """From the page of that source, as a browser without htmx sends it."""
    who.get(f"/rounds/examined/{line}?source={source}")
    who.submit(f"/rounds/examined/{line}/result/withdrawal", **words)


def test_a_refused_taking_away_keeps_its_reason_before_the_eyes(expert, line):
    concept = line()
    typed(expert, concept)
    away(expert, concept, "federal", reason="Другая школа.", revision="99")
    assert expert.status == 422
    assert "изменили в другом окне" in expert.text
    assert expert.page.xpath('//details[@open]//input[@id="take-away"]/@value') == ["Другая школа."]
    expert.submit(f"/rounds/examined/{concept}/result/withdrawal", reason="Другая школа.")
    assert "Результат убран. Вывода об этом документе теперь нет." in expert.text


def test_a_regional_word_past_the_sheet_is_taken_away_and_the_sheet_counts_again(expert, line, browser, app):
    concept = line()
    sent(expert, concept)
    expert.get(f"/rounds/examined/{concept}")
    assert "Убрать вывод ОИРО" not in expert.text  # a word of the sheet is changed by the sheet alone
    bare = {"source": "regional", "revision": 1, "reason": "Так."}
    assert expert.post(f"/rounds/examined/{concept}/result/withdrawal", bare).status_code == 422
    assert "откройте лист заново" in expert.text
    past = RESULT | {"source": "regional", "revision": 1, "because": "Письмо."}
    expert.post(f"/rounds/examined/{concept}/result", past)
    assert browser("expert2").post(f"/rounds/examined/{concept}/result/withdrawal", bare).status_code in (403, 422)
    away(expert, concept, "regional", reason="Не тот документ.")
    assert "Результат убран. Считается вывод ОИРО." in expert.text
    with app.app_context():
        found = db.session.get(FrozenItem, concept)
        assert (said(found).verdict, str(said(found).score), said(found).revision) == ("ok", "100.0", 3)
        assert db.session.scalars(counting()).one().review.frozen_item_id == concept


def test_a_regional_word_about_a_line_that_is_not_asked_is_taken_away(expert, freeze_due, at, app):
    freeze_due(2022, 6, 21, 9)
    at(2022, 6, 21, 9)
    with app.app_context():
        unasked = select(FrozenItem.id).join(FrozenItem.stage).where(Stage.number == 2)
        unasked = unasked.where(FrozenItem.asked.is_(False), FrozenItem.sha256.is_not(None))
        line = db.session.scalars(unasked.order_by(FrozenItem.id)).first()
    typed(expert, line, source="regional", verdict="ok", score="90", remarks="")
    away(expert, line, "regional", reason="Не спрашивали.")
    assert "Результат убран. Вывода об этом документе теперь нет." in expert.text
    with app.app_context():
        assert outcome(db.session.get(FrozenItem, line)) == "with_set"


def test_a_result_that_was_changed_meanwhile_is_not_taken_away(expert, line):
    concept = line()
    typed(expert, concept)
    expert.get(f"/rounds/examined/{concept}?source=federal")
    typed(expert, concept, revision=1, verdict="ok", score="90")
    answer = expert.post(f"/rounds/examined/{concept}/result/withdrawal", {"revision": 1, "reason": "Так."})
    assert answer.status_code == 422
    assert "изменили в другом окне" in expert.text
    assert "Ваш текст остался" in expert.text
    expert.post(f"/rounds/examined/{concept}/result/withdrawal", {"revision": 1, "reason": ""})
    assert "изменили в другом окне" in expert.text
    assert "Ваш текст" not in expert.text


@pytest.mark.parametrize(
    ("verdict", "score", "agree"),
    [("ok", "80", True), ("ok", "79.9", False), ("ok_with_remarks", "50", True), ("ok_with_remarks", "49.9", False)],
)
def test_a_verdict_agrees_with_a_score_on_the_bound_and_not_below_it(verdict, score, agree):
    assert agrees(verdict, Decimal(score), 80, 50) is agree
    assert agrees(verdict, None, 80, 50)


def test_a_contradictory_result_is_asked_about_and_written_when_it_is_meant(expert, line, app):
    concept = line()
    assert typed(expert, concept, verdict="ok", score="12").status_code == 422
    assert "Вывод и балл не сходятся" in expert.text
    assert "Не тот документ." in expert.text
    assert typed(expert, concept, verdict="ok", score="12", meant="yes").status_code == 200
    with app.app_context():
        assert str(db.session.scalars(select(Result)).one().score) == "12.0"


COLUMNS = {"school": 0, "document": 1, "verdict": 2, "score": 3}
LINE = Line(1, 1, "concept", "Концепция развития", "", "f" * 64, True, 1, "Первая СОШ", "Первая СОШ", None, 1, "Ливны")


@pytest.mark.parametrize(
    ("score", "answer", "what"), [("12", {}, "contradicts"), ("12", {"meant": 1}, "new"), ("80", {}, "new")]
)
def test_a_row_of_a_table_that_contradicts_itself_is_asked_about(score, answer, what):
    row = read_row(1, ["Первая СОШ", "Концепция", "Принято", score], COLUMNS, 100, (80, 50))
    [found] = matches([row], {1: answer}, [LINE])
    assert found.what == what
    assert found.asked == (what == "contradicts")
