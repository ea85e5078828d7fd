"""The eight roles, the place that each is held for, and the words a person reads."""

from enum import StrEnum


class Role(StrEnum):
    """A role is granted for a school, a municipality or the whole region (Grant)."""

    SCHOOL = "school"
    CURATOR = "curator"
    MUNICIPAL = "municipal"
    REGIONAL = "regional"
    REVIEWER = "reviewer"
    LEAD = "lead"
    ANALYST = "analyst"
    ADMIN = "admin"


TITLES = {
    Role.SCHOOL: "Директор",
    Role.CURATOR: "Куратор",
    Role.MUNICIPAL: "Муниципальный координатор",
    Role.REGIONAL: "Департамент",
    Role.REVIEWER: "Эксперт ОИРО",
    Role.LEAD: "Руководитель экспертизы ОИРО",
    Role.ANALYST: "Аналитик ОРЦОКО",
    Role.ADMIN: "Администратор",
}

PLACES = {
    Role.SCHOOL: "school",
    Role.CURATOR: "school",
    Role.MUNICIPAL: "municipality",
    Role.REGIONAL: "region",
    Role.REVIEWER: "region",
    Role.LEAD: "region",
    Role.ANALYST: "region",
    Role.ADMIN: "region",
}
