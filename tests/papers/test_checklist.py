"""«Перед регистрацией», line by line: of a whole order nothing is asked, and each thing that is taken away is told."""

from dataclasses import replace
from datetime import date

import pytest

from app.demo.oryol import ORYOL
from app.papers.checklist import checks, text_checks
from app.papers.drawing import Paper
from app.papers.facts import Inflected, ListFacts, PlanFacts, StageFacts
from app.papers.kinds import KINDS
from app.papers.retouch import Text
from app.papers.templates.samples import BASIS, CONTROLLER, SIGNATORY, YEAR, filled, sample
from app.papers.wording import BLANK_NUMBER
from app.region import UNNAMED

DAY = date(2022, 2, 28)


def listing(code: str) -> ListFacts:
    """A list order or a letter with everything filled in."""
    return filled(code, {"year": 2022, "region": ORYOL, "signatory": SIGNATORY, "controller": CONTROLLER})


PLAN, STAGE, SCHOOLS = sample("O_PLAN"), sample("O_STAGE1"), listing("O_SCH")
FIRST, *REST = STAGE.rows
LETTER, NO_LETTER = "Письмо-основание прошлого цикла", "Письмо-основание не указано"
UNCONFIRMED = "Имя и должность {} в падежах не подтверждены"


def told(facts, acting: bool = True) -> list[tuple[str, bool]]:
    """What is amiss, and whether it bars the registration."""
    found = [one for one in checks(facts, DAY, acting) if not one.good]
    return [(one.sentence.replace("\u00a0", " "), one.fatal) for one in found]


@pytest.mark.parametrize("code", KINDS)
def test_of_a_whole_order_nothing_is_asked(code):
    assert told(sample(code)) == []


def plan(**more) -> PlanFacts:
    return replace(PLAN, **more)


def plan_row(**more) -> PlanFacts:
    return replace(PLAN, rows=(replace(PLAN.rows[0], **more), *PLAN.rows[1:]))


def stage(**more) -> StageFacts:
    return replace(STAGE, **more)


def scored(approved: int) -> StageFacts:
    return replace(STAGE, rows=(replace(FIRST, score_pct=None, approved=approved), *REST))


def listed(code: str, **more) -> ListFacts:
    return replace(listing(code), **more)


def rows(kind: str, **cells: str) -> ListFacts:
    first, *rest = listing(kind).tables["rows"]
    return listed(kind, tables={"rows": (first | cells, *rest)})


def survey(first: int, last: int) -> ListFacts:
    return listed("O_SCH", days={"survey_from": date(2022, 5, first), "survey_to": date(2022, 5, last)})


LACKING = {
    "no letter under the plan": (plan(basis=None), NO_LETTER, True),
    "a letter without its number": (plan(basis=replace(BASIS, number="")), NO_LETTER, True),
    "a letter without its title": (plan(basis=replace(BASIS, title="")), NO_LETTER, True),
    "a letter of the year before": (plan(basis=replace(BASIS, signed_on=date(YEAR - 1, 6, 30))), LETTER, False),
    "no letter under a list": (listed("O_SCH", basis=None), NO_LETTER, True),
    "no rows of the plan": (plan(rows=()), "заполнены строки 0 из 0", True),
    "a row without its task": (plan_row(title=""), "заполнены строки 1 из 2", True),
    "a row without its days": (plan_row(period=""), "заполнены строки 1 из 2", True),
    "a row without its executors": (plan_row(executors=""), "заполнены строки 1 из 2", True),
    "a row without its indicator": (plan_row(indicator=""), "заполнены строки 1 из 2", True),
    "no schools of a stage": (stage(rows=()), "Приложение: школ 0", True),
    "a school without a score": (scored(approved=1), "Без балла остались строки 1", False),
    "a webinar before the stage": (stage(webinar_by=date(2022, 4, 28)), "Сроки стоят не по порядку", True),
    "a repair on the day of the stage": (stage(rework_by=STAGE.due_on), "Сроки стоят не по порядку", True),
    "a confirmation before the repair": (stage(approve_by=date(2022, 5, 30)), "Сроки стоят не по порядку", True),
    "a period that ends before it begins": (survey(2, 1), "конец раньше начала", True),
    "a day that is not typed": (
        listed("O_SCH", days=SCHOOLS.days | {"survey_to": None}),
        "Не заполнено: Анкетирование, по",
        True,
    ),
    "words that are not typed": (
        listed("O_FREE", typed=listing("O_FREE").typed | {"grounds": ""}),
        "Не заполнено: Преамбула",
        True,
    ),
    "a snapshot of another month": (
        listed("O_PLANMON", tables=listing("O_PLANMON").tables | {"snapshot": ({"strayed": "Снимок июля"},)}),
        "Снимок июля",
        False,
    ),
    "a plan without its order": (
        listed("O_CHANGE", said=listing("O_CHANGE").said | {"plan_number": BLANK_NUMBER}),
        "ссылаться не на что",
        True,
    ),
    "no rows of a list": (listed("O_SCH", tables={"rows": ()}), "Приложение: строк 0", True),
    "rows that are all left out": (
        listed("O_SCH", left_out=("город Ливны", "Верховский район")),
        "отметьте, кого оставить",
        True,
    ),
    "a school without its curator": (rows("O_CUR", name="–", post="–"), "Без куратора", False),
    "a person without a post": (rows("O_MUN", post="–"), "Не указаны должность и место работы", False),
    "a person without a telephone": (rows("O_MUN", phone="–"), "Не указан рабочий телефон", False),
    "a school without its code": (rows("O_SCH", code="–"), "Не указан код в ФИС ОКО", False),
    "a region that nobody has named": (plan(region=UNNAMED), "Регион назван не полностью: регион, город", True),
    "nobody who signs": (plan(signatory=None), "Нет подписанта или контролирующего", True),
    "nobody who controls": (plan(controller=None), "Нет подписанта или контролирующего", True),
    "nobody who signs a letter": (listed("L_MOUO_START", signatory=None), "Нет подписанта на", True),
    "a signature in words that nobody confirmed": (
        plan(signatory=replace(PLAN.signatory, forms=Inflected("Фамилия"))),
        UNCONFIRMED.format("подписанта"),
        True,
    ),
    "a control in words that nobody confirmed": (
        plan(controller=replace(PLAN.controller, forms=Inflected("Фамилия"))),
        UNCONFIRMED.format("контролирующего"),
        True,
    ),
}


@pytest.mark.parametrize(("facts", "sentence", "fatal"), LACKING.values(), ids=LACKING)
def test_what_an_order_lacks_is_told_alone(facts, sentence, fatal):
    ((said, bars),) = told(facts)
    assert sentence in said
    assert bars is fatal


WHOLE = {
    "a letter of the first day of the cycle": plan(basis=replace(BASIS, signed_on=date(YEAR - 1, 7, 1))),
    "a school that handed nothing in has no score": scored(approved=0),
    "a webinar on the day of the stage": stage(webinar_by=STAGE.due_on),
    "a confirmation on the day of the repair": stage(approve_by=STAGE.rework_by),
    "a period of a single day": survey(1, 1),
    "words that need not be typed": listed("O_FINAL", typed=listing("O_FINAL").typed | {"best": ""}),
    "a letter that nobody controls": listed("L_MOUO_START", controller=None),
}


@pytest.mark.parametrize("facts", WHOLE.values(), ids=WHOLE)
def test_what_an_order_may_do_without_is_not_told(facts):
    assert told(facts) == []


def test_other_officials_than_those_of_the_day_bar_the_registration():
    ((said, bars),) = told(PLAN, acting=False)
    assert "другие должностные лица" in said
    assert bars
    ((said, _),) = told(listed("L_MOUO_START", controller=None), acting=False)
    assert "другие должностные лица" in said


GAP = "Мероприятия по задаче № …."


def saying(title: str, preamble: str, points: tuple[str, ...]) -> Paper:
    """A paper with these words, of which nothing else is asked."""
    return Paper(b"", replace(PLAN, title=title), b"", Text(preamble, points), "")


@pytest.mark.parametrize("place", ("title", "preamble", "points"))
@pytest.mark.parametrize(
    ("words", "sentence", "fatal"),
    [
        ("Приказ от ____ мая", "остался пропуск", True),
        ("Приказ № __ от 1 мая", "остался пропуск", True),
        ("Приказ от « » мая", "остался пропуск", True),
        (GAP, "многоточие", False),
        ("План «Школа «Рост»»", "Кавычки внутри кавычек", False),
    ],
)
def test_what_is_odd_is_told_wherever_it_stands(place, words, sentence, fatal):
    texts = {"title": "О плане", "preamble": "В целях", "points": ("1. Утвердить.",)}
    assert text_checks(saying(**texts), DAY) == []
    (found,) = text_checks(saying(**texts | {place: ("1. " + words,) if place == "points" else words}), DAY)
    assert sentence in found.sentence
    assert found.fatal is fatal
    assert not found.good


@pytest.mark.parametrize(
    ("point", "sentence", "fatal"),
    [
        ("2. —", "Пункт\u00a02 пуст", True),
        ("2.1. Довести.", "Подпункт\u00a02.1 один", False),
        ("2. Провести до 27.02.22.", "уже прошли дни, которые стоят в\u00a0пунктах: 27.02.22", False),
    ],
)
def test_what_is_odd_in_a_point_is_told(point, sentence, fatal):
    (found,) = text_checks(saying("О плане", "В целях", ("1. Утвердить.", point)), DAY)
    assert sentence in found.sentence
    assert found.fatal is fatal
    assert not found.good
