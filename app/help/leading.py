"""Which part of the guide explains a page, and whose guide is whose. Pure."""

from collections.abc import Iterable

from app.region import Said
from app.roles import Role

TITLES = Said(
    {
        "school": "Школе",
        "curator": "Куратору",
        "municipal": "Муниципальному координатору",
        "expert": "Эксперту {institute}",
        "department": "Департаменту",
        "first_day": "Первый день региона",
    }
)
OF_ROLE = {
    Role.SCHOOL: "school",
    Role.CURATOR: "curator",
    Role.MUNICIPAL: "municipal",
    Role.REVIEWER: "expert",
    Role.LEAD: "expert",
    Role.ANALYST: "municipal",
    Role.REGIONAL: "department",
    Role.ADMIN: "department",
}
# Who is told of what in the list of changes, by its headings.
NEWS_OF_ROLE = {
    Role.SCHOOL: "Школа",
    Role.CURATOR: "Куратор",
    Role.MUNICIPAL: "МОУО",
    Role.REVIEWER: "Эксперт ОИРО",
    Role.LEAD: "Эксперт ОИРО",
    Role.REGIONAL: "Департамент",
    Role.ADMIN: "Администратор",
}
# Blueprint → by guide the heading that explains its pages.
EXPLAINED: dict[str, dict[str, str]] = {
    "documents": {"school": "Загрузить и отправить", "curator": "Готовый комплект", "department": "Школы"},
    "trash": {"school": "Если отправили не то"},
    "evidence": {"school": "Подтверждающие документы"},
    "conclusions": {"school": "Если документ вернули"},
    "desk": {"curator": "Решить"},
    "school_conclusions": {"curator": "Что сказала экспертиза", "municipal": "Выводы экспертизы"},
    "mine": {"municipal": "Отчитаться", "department": "План-график"},
    "registers": {"municipal": "Меры муниципалитета", "department": "Реестры"},
    "register_events": {"department": "Реестры"},
    "plan": {"department": "План-график", "municipal": "Отчитаться"},
    "monitorings": {"department": "Мониторинги"},
    "amendments": {"department": "Если план меняется"},
    "days": {"department": "Если план меняется"},
    "intake": {"department": "Другой план и следующий год"},
    "years": {"department": "Другой план и следующий год"},
    "orders": {"department": "Приказы"},
    "order_life": {"department": "Приказы"},
    "letters": {"department": "Приказы"},
    "templates": {"department": "Приказы"},
    "journal": {"department": "Журнал"},
    "setup": {"department": "Первый день региона"},
    "people_lists": {"department": "Первый день региона"},
    "town_lists": {"department": "Первый день региона"},
    "expertise": {"expert": "Набор"},
    "assignments": {"expert": "Набор"},
    "reviews": {"expert": "Экспертный лист"},
    "opinions": {"expert": "Второе и третье мнение"},
    "publications": {"expert": "Публикация"},
    "sheets": {"expert": "Листы и банк замечаний"},
    "federal": {"expert": "Таблица федерального координатора"},
    "results": {"expert": "Итоги и два источника"},
    "checks": {"expert": "Правила проверки"},
}


def guides_of(roles: Iterable[str]) -> list[str]:
    """The guides of the roles, each once, in the order of the roles."""
    return list(dict.fromkeys(OF_ROLE[Role(role)] for role in roles))


def explaining(blueprint: str | None, roles: Iterable[str]) -> tuple[str, str]:
    """The guide and the heading that explain a page to somebody with the roles; the guide of the first role else."""
    own, known = guides_of(roles), EXPLAINED.get(blueprint or "", {})
    for guide in own:
        if guide in known:
            return guide, anchor_of(known[guide])
    return (own[0], "") if own else ("", "")


def anchor_of(heading: str) -> str:
    """«Загрузить и отправить» → «загрузить-и-отправить»."""
    return "-".join(heading.lower().split())


def news_for(roles: Iterable[str]) -> list[str]:
    """The headings of the list of changes that are for the roles, the own ones before that for everybody."""
    own = (NEWS_OF_ROLE.get(Role(role)) for role in roles)
    return list(dict.fromkeys(one for one in (*own, "Всем") if one))
