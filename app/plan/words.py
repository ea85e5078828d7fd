"""How a list calls the items and their executors; the words of the order itself stand on the page of an item."""

from collections.abc import Iterable, Mapping

from app.kernel.words import day, share
from app.plan.indicators.values import Ahead, Tally
from app.plan.items import AnyItem, Heading
from app.region import Said, said

EXECUTORS = Said(
    {
        "DEP": "Департамент",
        "OIRO": "{institute}",
        "ORCOKO": "{centre}",
        "MOUO": "МОУО",
        "REG_COORD": "рег. координаторы",
        "MUN_COORD": "мун. координаторы",
        "SCHOOL": "школы",
        "SCHOOL_HEAD": "директора",
        "CURATOR": "кураторы",
    }
)
# As a paper names them; the Department, the institute, the centre and МОУО are so named in the order on the plan.
IN_FULL = {
    "REG_COORD": "региональные координаторы",
    "MUN_COORD": "муниципальные координаторы",
    "SCHOOL": "общеобразовательные организации",
    "SCHOOL_HEAD": "директора общеобразовательных организаций",
    "CURATOR": "кураторы общеобразовательных организаций",
}
# domain.md §11.1, by the key of an item; an item of another year is called by its full title.
SHORT_TITLES = {
    "project_readiness_info": "Информационная готовность, совещание с МОУО",
    "regional_coordinators_appointed": "Региональные координаторы и данные для ЛК ФИС ОКО",
    "schools_selected": "Отбор школ для участия",
    "curator_candidates_selected": "Отбор кандидатов в кураторы",
    "municipal_coordinators_sent": "Список муниципальных координаторов федеральному координатору",
    "school_survey": "Анкетирование школ для рисковых профилей",
    "curators_list_sent": "Список кураторов федеральному координатору, договоры",
    "risk_profile_downloads": "Получение рисковых профилей школ",
    "concept_docs_development": "Разработка концептуальных документов и антирисковых программ",
    "curator_first_visit": "Первичное посещение, верификация РПШ, активация направлений",
    "concept_docs_uploaded": "Концептуальные документы размещены и подтверждены кураторами",
    "evidence_uploaded": "Подтверждающие документы размещены",
    "plan_sent": "План-график утверждён и направлен федеральному координатору",
    "roadmap_monitoring_1": "Анализ первого мониторинга дорожной карты",
    "roadmap_monitoring_2_3": "Анализ второго и третьего мониторингов Плана-графика",
    "heads_training": "Курсы повышения квалификации директоров",
    "teachers_training": "Курсы повышения квалификации учителей-предметников",
    "kickoff_webinar": "Установочный семинар (вебинар)",
    "regional_webinars": "Региональные методические вебинары",
    "rumo_meetings": "Тематические заседания РУМО",
    "methodical_recommendations": "Методические рекомендации",
    "federal_webinars_participation": "Участие в еженедельных федеральных вебинарах, ВКС",
    "coordination_meetings": "Совещания сопровождения проекта",
    "collection_published": "Сборник материалов",
    "municipal_support_measures": "Меры поддержки на муниципальном уровне",
    "municipal_meetings": "Совещания с руководителями школ",
    "experience_webinars": "Вебинары по обмену опытом",
    "project_resources_use": "Ресурсы «Цифровая образовательная среда», «Земский учитель»",
    "practices_broadcast": "Трансляция педагогических практик",
    "expertise_analysis": "Анализ экспертизы документов",
    "info_support": "Информационная поддержка на портале и сайте {institute}",
    "final_seminar": "Итоговый семинар",
}
# Kinds of periods that a list shows by the day of the nearest end; the others by their own words.
BY_DAY = ("date", "range", "dates", "month")


def tally(one: Tally) -> str:
    """«школы …: 34 из 45, 75,5 %»: a share is cut, never rounded up; one thing alone is there or not.

    What has not begun is not counted against anybody: «…, 3-й этап: впереди, с 15.11.2022».
    """
    if one.ahead and not one.part:
        return f"{one.label}: впереди, с\u00a0{day(one.ahead.starts_on)}"
    if one.whole == 1:
        return f"{one.label}: {'да' if one.part else 'нет'}"
    if not one.whole:
        return f"{one.label}: нет данных"
    return f"{one.label}: {one.part} из\u00a0{one.whole}, {share(one.part, one.whole)}"


def begins(one: Ahead) -> str:
    """«3-й этап (с 15.11.2022)»."""
    return f"{one.name} (с\u00a0{day(one.starts_on)})"


def ahead(periods: Iterable[str]) -> str:
    """«впереди: 3-й этап (с 15.11.2022)»; nothing when all has begun."""
    return f"впереди: {', '.join(periods)}" if periods else ""


def short_title(item: AnyItem | Heading) -> str:
    """«Отбор школ для участия»."""
    return said(SHORT_TITLES.get(item.key, item.title))


def executors(item: AnyItem) -> str:
    """«Департамент, ОИРО, школы»."""
    return _named(item, EXECUTORS)


def executors_in_full(item: AnyItem) -> str:
    """«Департамент, ОИРО, общеобразовательные организации»: in a paper."""
    return _named(item, EXECUTORS | IN_FULL)


def _named(item: AnyItem, words: Mapping[str, str]) -> str:
    named = ", ".join(words.get(one.code, one.code) for one in item.executors)
    return named[:1].upper() + named[1:]
