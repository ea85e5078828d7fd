"""The region whose house this is, in the words that pages and papers say of it, and its zone. Pure: it asks nobody.

Whoever speaks to people asks `region()`; where the words come from is told once, by `told_by` (setup/current.py).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

# Russia's eleven zones: the name that computers know, and what people add to a time of the day.
ZONES = {
    "Europe/Kaliningrad": "мск\u22121",
    "Europe/Moscow": "мск",
    "Europe/Samara": "мск+1",
    "Asia/Yekaterinburg": "мск+2",
    "Asia/Omsk": "мск+3",
    "Asia/Krasnoyarsk": "мск+4",
    "Asia/Irkutsk": "мск+5",
    "Asia/Yakutsk": "мск+6",
    "Asia/Vladivostok": "мск+7",
    "Asia/Magadan": "мск+8",
    "Asia/Kamchatka": "мск+9",
}
WORD = re.compile(r"\{(institute|centre|clock)\}")


@dataclass(frozen=True)
class Region:
    """What a coordinator has said of the region; what nobody has said yet is empty, and a paper leaves a line for it.

    `name` and each body stand in the cases that papers need; `…_short` is how people call the body on a page.
    A region may have no assessment centre: then `centre` is empty, and papers do not name it.
    """

    name: str = ""
    name_gen: str = ""
    city: str = ""
    department: str = ""
    department_gen: str = ""
    department_site: str = ""
    unit_dat: str = ""
    institute_short: str = "ИРО"
    institute: str = ""
    institute_gen: str = ""
    institute_dat: str = ""
    institute_site: str = ""
    centre_short: str = "РЦОКО"
    centre: str = ""
    centre_gen: str = ""
    centre_dat: str = ""
    centre_site: str = ""
    footer: str = ""
    zone: str = "Europe/Moscow"

    @cached_property
    def clock(self) -> ZoneInfo:
        """The calendar and the clock that the region lives by."""
        return ZoneInfo(self.zone)

    @property
    def clock_word(self) -> str:
        """«мск», «мск+4»: said after a time of the day."""
        return ZONES[self.zone]

    @property
    def foot(self) -> str:
        """What stands at the foot of each page."""
        return self.footer or ", ".join(filter(None, ("Проект адресной методической помощи «500+»", self.department)))


Key = TypeVar("Key", bound=str)
UNNAMED = Region()
_source: list[Callable[[], Region]] = [lambda: UNNAMED]


def told_by(source: Callable[[], Region]) -> None:
    """From now on this says which region it is."""
    _source[0] = source


def region() -> Region:
    """The region of this moment."""
    return _source[0]()


def said(words: str, of: Region | None = None) -> str:
    """Words of the code with the region's own in place of {institute}, {centre} and {clock}."""
    return WORD.sub(lambda found: _word(found[1], of or region()), words) if "{" in words else words


def _word(name: str, of: Region) -> str:
    return {"institute": of.institute_short, "centre": of.centre_short, "clock": of.clock_word}[name]


class Said(Mapping[Key, str]):
    """A table of words, a constant of its module, that is read with the region's own names in it."""

    def __init__(self, words: Mapping[Key, str]) -> None:
        self.words = dict(words)

    def __getitem__(self, key: Key) -> str:
        return said(self.words[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def __or__(self, more: Mapping[Key, str]) -> "Said[Key]":
        return Said(self.words | dict(more))
