"""A stage as a workbook: schools, documents with both sources, municipalities, totals: what the screen shows."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from app.expertise.lines import Word
from app.expertise.results.figures import DocumentFigures, Figures, SchoolFigures
from app.expertise.results.words import CHANGES, MEANINGS, ZONES, compared, gap
from app.expertise.words import OUTCOMES, STATES
from app.expertise.zones import said_of
from app.kernel import spreadsheet
from app.kernel.spreadsheet import Sheet
from app.kernel.words import day, moment, share
from app.region import region, said
from app.year.cycle.models import Stage

PLACE = ("Муниципалитет", "Код школы", "Школа")
SCHOOLS = (
    *PLACE,
    "Активировано направлений",
    "Документов",
    "Представлено",
    "Подтверждено куратором",
    "Балл, %",
    "Из чего балл",
    "Зона",
    "Почему",
    "Вывод",
    "Замечаний {institute}",
    "Документов с замечаниями федерального",
    "Замечания",
    "Зона в прошлом этапе",
    "Балл в прошлом этапе, %",
    "Изменение",
    "Расхождений с федеральным",
)
DOCUMENTS = (
    *PLACE,
    "Документ",
    "Состояние на день этапа",
    "Итоговый вывод",
    "{institute}: вывод",
    "{institute}: балл, %",
    "{institute}: замечания",
    "{institute}: кто записал",
    "{institute}: когда",
    "Федеральный: вывод",
    "Федеральный: балл, %",
    "Федеральный: замечания",
    "Федеральный: кто записал",
    "Федеральный: когда",
    "Сравнение",
    "Разница баллов",
)
TOWNS = (
    "Муниципалитет",
    "Школ",
    *(f"{ZONES[key].word} зона" for key in MEANINGS if key),
    ZONES[""].word,
    "Балл, %",
    "По школам",
)


def workbook(stage: Stage, found: Figures, shown: str, now: datetime) -> bytes:
    """An XLSX of these figures; `shown` says to what they are narrowed."""
    return spreadsheet.workbook(
        [
            Sheet("Школы", tuple(map(said, SCHOOLS)), map(_school, found.schools)),
            Sheet("Документы", tuple(map(said, DOCUMENTS)), map(_document, found.documents)),
            Sheet("Муниципалитеты", TOWNS, (_town(name, own) for name, own in found.towns)),
            Sheet("Итоги", ("Показатель", "Значение"), _totals(stage, found, shown, now)),
        ]
    )


def _place(one: SchoolFigures | DocumentFigures) -> tuple[str, str, str]:
    return one.line.municipality, one.line.code or "", one.line.school


def _school(school: SchoolFigures) -> tuple:
    was = school.before
    return (
        *_place(school),
        school.activated,
        school.required,
        school.presented,
        school.approved,
        _number(school.score),
        said_of(school.mean),
        ZONES[school.zone].word,
        school.because,
        OUTCOMES[school.outcome].word,
        school.regional_remarks,
        school.federal_remarks,
        "\n".join(one.whole for one in school.remarks),
        ZONES[was.zone].word if was else "",
        _number(was.score) if was else "",
        CHANGES[school.change].word,
        school.differences,
    )


def _document(one: DocumentFigures) -> tuple:
    look = compared(one)
    return (
        *_place(one),
        one.line.title,
        STATES[one.line.state],
        OUTCOMES[one.outcome].word,
        *_word(one.regional),
        *_word(one.federal),
        look.word if look else "",
        "" if one.gap is None else gap(one),
    )


def _word(word: Word | None) -> tuple:
    if word is None:
        return ("",) * 5
    return OUTCOMES[word.verdict].word, _number(word.score), word.remarks, word.reviewer, moment(word.recorded_at)


def _town(name: str, own: Figures) -> tuple:
    return name, len(own.schools), *(own.zones[key] for key in MEANINGS), _number(own.mean), own.rated


def _totals(stage: Stage, found: Figures, shown: str, now: datetime) -> Iterator[tuple]:
    yield "Этап", f"{stage.number}-й, {day(stage.due_on)}"
    yield "Показано", shown
    yield "Школ", len(found.schools)
    for key in MEANINGS:
        yield ZONES[key].word + (f" зона, {MEANINGS[key]}" if key else ""), found.zones[key]
    yield "Все документы подтверждены, школ", found.confirmed
    yield "Все документы подтверждены, доля", share(found.confirmed, len(found.schools))
    yield "Средний балл, %", _number(found.mean)
    yield "Средний балл – по школам", found.rated
    yield "Школ, в балл которых вошёл федеральный", found.with_federal
    yield "Школ, в балл которых вошли не все документы: есть документ без балла", found.with_unscored
    yield "Документов представлено", found.presented
    yield "Листов этапа", found.sheets
    yield "Листов не заполнено", found.left
    yield "Документов с двумя результатами", found.both
    yield "Из них расходятся", len(found.differing)
    for key in ("better", "worse", "same", "unlike"):
        yield f"К прошлому этапу: {CHANGES[key].word.lower()}", found.changes[key]
    yield "Состояние на", f"{moment(now)} {region().clock_word}"


def _number(value: Decimal | None) -> float | str:
    return "" if value is None else float(value)
