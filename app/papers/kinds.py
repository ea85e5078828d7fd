"""THE table of orders and letters (domain.md §7.1): name, title, template, and what a clerk types by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.papers.facts import Facts, ListFacts, PlanFacts, StageFacts

SURVEY = {"survey_from": "Анкетирование, с", "survey_to": "Анкетирование, по"}
DATA_BY = {"data_by": "Направить данные федеральному координатору, до"}
DOCUMENTS_BY = {"documents_by": "Документы, до"}
LETTER = {
    "addressee": "Кому: должность, организация, фамилия в\u00a0дательном падеже",
    "reply_to": "На № … от … (если это ответ)",
    "sheets": "Листов в приложении",
    "performer": "Исполнитель, телефон",
}
SCHOOLS = "общеобразовательных организаций – участников проекта «500+»"


@dataclass(frozen=True)
class Kind:
    """`title` is filled from the year and from what is typed; plan and stage orders make their own.

    Of a kind with `many` several drafts stand side by side.

    `days` and `words` are fields of the form: name → label; `long` words are texts of several lines; without an
    `optional` one an order can still be registered. `printed` are the columns of the appendix that cards must hold.
    `to`: each school or each municipality has a letter of its own.
    """

    code: str
    name: str
    title: str
    shape: type[Facts] = ListFacts
    days: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    long: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset({"reply_to"})
    letter: bool = False
    printed: tuple[str, ...] = ()
    to: str = ""
    cites: bool = False
    many: bool = False

    @property
    def template(self) -> str:
        """The orders of the stages have one template."""
        return "O_STAGE" if self.shape is StageFacts else self.code

    @property
    def series(self) -> str:
        """Orders and letters are numbered apart (domain.md §7.4)."""
        return "letter" if self.letter else "order"


def _letter(
    code: str,
    name: str,
    title: str,
    days: Mapping[str, str] | None = None,
    *,
    optional: frozenset[str] = frozenset({"reply_to"}),
    printed: tuple[str, ...] = (),
    to: str = "",
) -> Kind:
    return Kind(
        code,
        name,
        title,
        days=days or {},
        words=LETTER,
        long=frozenset({"addressee"}),
        optional=optional,
        letter=True,
        printed=printed,
        to=to,
        many=True,
    )


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "O_REG",
            "О назначении региональных координаторов",
            "О назначении региональных координаторов проекта «500+» в {year} году",
            days=DATA_BY,
            cites=True,
            printed=("post",),
        ),
        Kind(
            "O_SCH",
            "Об утверждении перечня школ",
            f"Об утверждении перечня {SCHOOLS} в {{year}} году",
            days=SURVEY,
            cites=True,
            printed=("code",),
        ),
        Kind(
            "O_MUN",
            "Об утверждении муниципальных координаторов",
            "Об утверждении списка муниципальных координаторов проекта «500+» в {year} году",
            days=DATA_BY,
            cites=True,
            printed=("post", "phone"),
        ),
        Kind(
            "O_CUR",
            "Об утверждении кураторов",
            f"Об утверждении списка кураторов {SCHOOLS}",
            days={"visit_from": "Первичное посещение, с", "visit_to": "Первичное посещение, по"} | DOCUMENTS_BY,
            cites=True,
            printed=("post",),
        ),
        Kind("O_PLAN", "Об утверждении плана-графика", "", PlanFacts, cites=True),
        Kind(
            "O_EXP",
            "О составе экспертной группы",
            "Об утверждении состава экспертной группы и порядка экспертизы концептуальных документов",
            printed=("post",),
        ),
        *(
            Kind(f"O_STAGE{no}", f"Об итогах {word} этапа экспертизы", "", StageFacts)
            for no, word in enumerate(("первого", "второго", "третьего"), 1)
        ),
        Kind(
            "O_PLANMON",
            "Об итогах мониторинга плана-графика",
            "Об итогах мониторинга реализации регионального плана-графика проекта «500+» ({month})",
            days={"fix_by": "Исполнить неисполненное, до"},
            many=True,
        ),
        Kind(
            "O_CHANGE",
            "О внесении изменений в план-график",
            "О внесении изменений в приказ {department_gen} от {plan_date} №\u00a0{plan_number} «{plan_title}»",
            words={"points": "Изменения, каждое с новой строки"},
            long=frozenset({"points"}),
        ),
        Kind(
            "O_EVENT",
            "О проведении семинара",
            "О проведении {event_title}",
            days={"event_on": "День мероприятия"},
            words={
                "event": "Что проводится: «установочный семинар (вебинар) …»",
                "event_title": "То же после слов «О проведении»",
                "programme": "Программа: время | содержание | выступающий, каждое с новой строки",
            },
            long=frozenset({"programme"}),
            many=True,
        ),
        Kind(
            "O_FINAL",
            "Об итогах года",
            "Об итогах реализации проекта «500+» в {year} году",
            words={"best": "Школы с положительным опытом, через запятую"},
            optional=frozenset({"best"}),
        ),
        Kind(
            "O_FREE",
            "Приказ в свободной форме",
            "{subject}",
            words={
                "subject": "Заголовок: «О …», «Об …»",
                "grounds": "Преамбула до слова «приказываю»",
                "points": "Пункты, каждый с новой строки и с номером",
            },
            long=frozenset({"grounds", "points"}),
            many=True,
        ),
        _letter(
            "L_FIOKO_MUN",
            "Письмо ФИОКО: муниципальные координаторы",
            "О направлении списка муниципальных координаторов",
            printed=("post",),
        ),
        _letter("L_FIOKO_CUR", "Письмо ФИОКО: кураторы", "О направлении списка кураторов"),
        _letter(
            "L_FIOKO_PLAN",
            "Письмо ФИОКО: план-график",
            "О направлении регионального плана-графика",
            optional=frozenset({"reply_to", "sheets"}),
        ),
        _letter("L_MOUO_START", "Письмо МОУО: начало проекта", "О начале реализации проекта «500+»", SURVEY),
        _letter(
            "L_MOUO_REMIND",
            "Письмо МОУО: напоминание о документах",
            "О размещении документов",
            DOCUMENTS_BY,
            to="municipality",
        ),
        _letter(
            "L_MOUO_RESULTS",
            "Письмо МОУО: итоги этапа",
            "О направлении итогов экспертизы документов",
            to="municipality",
        ),
        _letter(
            "L_SCHOOL_RETURN", "Письмо школе: документы возвращены", "О доработке документов", DOCUMENTS_BY, to="school"
        ),
    )
}


def titled(facts: ListFacts) -> str:
    """The title with what is known filled in; what is not typed yet is «…»."""
    words = {name: text or "…" for name, text in facts.typed.items()}
    return KINDS[facts.kind].title.format_map(
        {"year": facts.year, "department_gen": facts.region.department_gen or "…", **facts.said, **words}
    )
