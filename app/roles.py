"""The eight roles, the place that each is held for, and the words a person reads."""

from enum import StrEnum

from app.region import Said


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


WORDS = {
    Role.SCHOOL: "Директор",
    Role.CURATOR: "Куратор",
    Role.MUNICIPAL: "Муниципальный координатор",
    Role.REGIONAL: "Департамент",
    Role.REVIEWER: "Эксперт {institute}",
    Role.LEAD: "Руководитель экспертизы {institute}",
    Role.ANALYST: "Аналитик {centre}",
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

TITLES = Said(WORDS)
