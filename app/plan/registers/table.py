"""THE table of registers: what a row holds, who writes it, and which items of the plan it proves.

Pages, forms and documentation are made from it; a new register is a model and a line here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.plan.registers import models, words


@dataclass(frozen=True)
class Field:
    """A field of the form: `kind` is text, long, link, number, choice, school, municipality or curator."""

    name: str
    label: str
    kind: str = "text"
    choices: Mapping[str, str] = field(default_factory=dict)
    optional: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Register:
    """`items` are the numbers of the plan of 2022, said to the reader; the indicators know rows, not numbers."""

    key: str
    title: str
    model: type[models.Entry]
    action: str
    day: str
    items: str
    fields: tuple[Field, ...]


def _kinds(label: str, choices: Mapping[str, str], name: str = "kind") -> Field:
    return Field(name, label, "choice", choices)


SCHOOL = Field("participation_id", "Школа", "school")
LINK = Field("link", "Ссылка", "link", optional=True)
REGISTERS = {
    one.key: one
    for one in (
        Register(
            "events",
            "Мероприятия",
            models.ProjectEvent,
            "register.keep",
            "День мероприятия",
            "1, 18–20, 22, 23, 27, 29, 30, 32",
            (_kinds("Что это", words.EVENTS), Field("title", "Тема"), LINK),
        ),
        Register(
            "publications",
            "Публикации",
            models.ProjectPublication,
            "register.keep",
            "День публикации",
            "13, 21, 24, 29, 30, 31, 32",
            (
                _kinds("Что опубликовано", words.PUBLICATIONS),
                _kinds("Где", words.PLACES, "place"),
                Field("title", "Название"),
                Field("link", "Ссылка", "link"),
            ),
        ),
        Register(
            "letters",
            "Отправленные письма",
            models.SentLetter,
            "register.keep",
            "Дата письма",
            "2, 5, 7, 13, 21, 24",
            (
                _kinds("О\u00a0чём", words.LETTERS, "subject"),
                Field("addressee", "Кому", hint="Например: федеральному координатору, всем МОУО."),
                Field("number", "Исходящий номер"),
                Field("note", "Примечание", "long", optional=True),
            ),
        ),
        Register(
            "contracts",
            "Договоры с\u00a0кураторами",
            models.CuratorContract,
            "register.keep",
            "День, когда документы собраны",
            "7",
            (Field("person_id", "Куратор", "curator"), Field("note", "Примечание", "long", optional=True)),
        ),
        Register(
            "heads",
            "Обучение директоров",
            models.HeadTraining,
            "register.keep",
            "День окончания курса",
            "16",
            (
                SCHOOL,
                Field("course", "Курс"),
                Field("hours", "Часов", "number"),
                Field("paper", "Номер удостоверения"),
            ),
        ),
        Register(
            "teachers",
            "Обучение учителей",
            models.TeacherTraining,
            "register.keep",
            "По\u00a0состоянию на",
            "17",
            (
                SCHOOL,
                Field("needed", "Нужно обучить, человек", "number"),
                Field(
                    "trained",
                    "Обучено, человек",
                    "number",
                    hint="Считаются сведения на\u00a0последний день. Имена не\u00a0нужны.",
                ),
            ),
        ),
        Register(
            "resources",
            "ЦОС и\u00a0«Земский учитель»",
            models.ResourceUse,
            "register.keep",
            "С\u00a0какого дня",
            "28",
            (SCHOOL, _kinds("Ресурс", words.RESOURCES), Field("note", "Как используется", "long"), LINK),
        ),
        Register(
            "municipal",
            "Меры муниципалитетов",
            models.MunicipalMeasure,
            "register.municipal",
            "День документа или совещания",
            "25, 26",
            (
                Field("municipality_id", "Муниципалитет", "municipality"),
                _kinds("Что сделано", words.MEASURES),
                Field("note", "Документ: название, дата, номер", "long"),
                LINK,
            ),
        ),
    )
}
