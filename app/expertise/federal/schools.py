"""A school as a table names it → the school of the stage. What is not certain is a choice for a person. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Generic, Protocol, TypeVar

from app.kernel.names import plain
from app.kernel.quotes import quoted
from app.year.enrolment.matching import town_key

LEGAL = re.compile(
    r"\b(м[бкао]{0,2}оу|[гкс]?боу|г?коу|кзоу|маобу|мбобу|муниципальн\w+|государственн\w+|казенн\w+|бюджетн\w+|автономн\w+|"
    r"областн\w+|общеобразовательн\w+ (учреждение|организация)|учреждение|организация|имени|им)\b"
)
LEVELS = (
    (re.compile(r"\bсредн\w+ (обще)?(образовательн\w+ )?школ\w+"), "сош"),
    (re.compile(r"\bосновн\w+ (обще)?(образовательн\w+ )?школ\w+"), "оош"),
    (re.compile(r"\bначальн\w+ (обще)?(образовательн\w+ )?школ\w+"), "нош"),
)
NEAR, OFFERED = 0.72, 3


class Named(Protocol):
    """A school of the stage."""

    @property
    def school_id(self) -> int:
        """Its key."""

    @property
    def school(self) -> str:
        """As people call it."""

    @property
    def full_name(self) -> str:
        """As its charter calls it."""

    @property
    def code(self) -> str | None:
        """Of the region."""

    @property
    def municipality(self) -> str:
        """Where it is."""


Place = TypeVar("Place", bound=Named)


@dataclass(frozen=True)
class Found(Generic[Place]):
    """The school, or those that it may be, and why it is not certain."""

    school: Place | None = None
    candidates: tuple[Place, ...] = ()
    why: str = ""


def school_key(name: str) -> tuple[str, ...]:
    """The same for «МБОУ "Заречная СОШ"» and «Заречная средняя общеобразовательная школа»."""
    text = plain(name)
    for pattern, short in LEVELS:
        text = pattern.sub(short, text)
    return tuple(sorted(re.findall(r"[a-zа-я0-9]+", LEGAL.sub(" ", text))))


class Schools(Generic[Place]):
    """The schools of a stage by code and by name."""

    def __init__(self, schools: Iterable[Place]):
        self.by_code: dict[str, Place] = {}
        self.by_key: dict[tuple[str, ...], list[Place]] = defaultdict(list)
        for one in schools:
            if one.code:
                self.by_code[one.code.casefold()] = one
            for key in {school_key(one.school), school_key(one.full_name)}:
                self.by_key[key].append(one)
        self.by_text = {" ".join(key): own for key, own in self.by_key.items()}

    def find(self, name: str, code: str, town: str) -> Found[Place]:
        """By code, by name, by likeness: only the first two are certain, and only when they agree."""
        coded = self.by_code.get(code.casefold()) if code else None
        same = self.by_key.get(school_key(name), []) if school_key(name) else []
        here = [one for one in same if not town or town_key(one.municipality) == town_key(town)]
        if coded:
            if name and coded not in same:
                others = tuple(one for one in same if one is not coded)
                return Found(
                    None, (coded, *others), f"Код {code} у\u00a0школы {quoted(coded.school)}, а\u00a0название другое."
                )
            return Found(coded)
        if len(here) == 1:
            return Found(here[0])
        if same:
            why = "Таких школ несколько." if len(same) > 1 else "Название совпадает, а\u00a0муниципалитет другой."
            return Found(None, tuple(here or same), why)
        if near := self._near(name):
            return Found(None, near, "Название похоже, но\u00a0не\u00a0совпадает.")
        return Found(None, (), "Такой школы среди участников этапа нет.")

    def _near(self, name: str) -> tuple[Place, ...]:
        texts = get_close_matches(" ".join(school_key(name)), self.by_text, OFFERED, NEAR)
        return tuple({one.school_id: one for text in texts for one in self.by_text[text]}.values())
