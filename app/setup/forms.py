"""What was typed about the region, its municipalities and its first year."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.directory.region import FIELDS
from app.kernel.names import plain
from app.region import ZONES

NEEDED = {
    "name": "Напишите, как называется регион: «Энская область».",
    "name_gen": "Напишите название в\u00a0родительном падеже: на\u00a0территории чего?",
    "city": "Напишите, где подписывают приказы: «г.\u00a0Энск».",
    "department": "Напишите полное название Департамента: оно стоит на\u00a0бланке.",
    "department_gen": "Напишите то\u00a0же в\u00a0родительном падеже: приказ кого?",
    "institute_short": "Напишите, как институт называют коротко: так его назовут все страницы.",
    "centre_short": "Напишите, как центр называют коротко; если его нет, оставьте РЦОКО.",
}
CITIES = {  # by which people know their zone
    "Europe/Kaliningrad": "Калининград",
    "Europe/Samara": "Самара",
    "Asia/Yekaterinburg": "Екатеринбург",
    "Asia/Omsk": "Омск",
    "Asia/Krasnoyarsk": "Красноярск",
    "Asia/Irkutsk": "Иркутск",
    "Asia/Yakutsk": "Якутск",
    "Asia/Vladivostok": "Владивосток",
    "Asia/Magadan": "Магадан",
    "Asia/Kamchatka": "Камчатка",
}
KINDS = ("городской округ", "муниципальный округ", "муниципальный район")
MOST, LONGEST = 200, 120  # municipalities of one list, letters of a name
LONG_NAME = "Сократите до\u00a0{} знаков, сейчас их {}."
LIMITS = {"name": 200, "name_gen": 200, "city": 120, "institute_short": 60, "centre_short": 60}


@dataclass
class RegionForm:
    """The words of the region as they were typed."""

    typed: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.typed[name]


def read_region(values: Mapping[str, str]) -> RegionForm:
    """Every field without stray spaces; what papers can't do without is asked for."""
    typed = {name: " ".join(values.get(name, "").split()) for name in FIELDS}
    form = RegionForm(typed, {name: sentence for name, sentence in NEEDED.items() if not typed[name]})
    for name in FIELDS:
        most = LIMITS.get(name, 500)
        if len(typed[name]) > most:
            form.errors[name] = LONG_NAME.format(most, len(typed[name]))
    if typed["zone"] not in ZONES:
        form.errors["zone"] = "Выберите часовой пояс региона из\u00a0списка."
    return form


@dataclass(frozen=True)
class Town:
    """A municipality of a pasted list."""

    name: str
    kind: str


@dataclass
class TownsForm:
    """The list as it was pasted, what was read of it, and what is amiss."""

    text: str
    towns: list[Town] = field(default_factory=list)
    error: str = ""


def read_towns(text: str, known: set[str]) -> TownsForm:
    """A line each: the name, and after a tab or a semicolon its kind; what stands already is passed over."""
    form, seen = TownsForm(text.strip()), set(known)
    for number, line in enumerate(form.text.splitlines(), 1):
        name, _, kind = (part.strip() for part in line.replace(";", "\t").partition("\t"))
        if not name:
            continue
        if len(name) > LONGEST:
            form.error = f"Строка {number}: {LONG_NAME.format(LONGEST, len(name))}"
            return form
        if plain(name) not in seen:
            seen.add(plain(name))
            form.towns.append(Town(name, kind if kind in KINDS else kind_of(name)))
    if len(form.towns) > MOST:
        form.error = f"В\u00a0списке больше {MOST} строк: проверьте, что вставлены только муниципалитеты."
    elif not form.towns:
        form.error = "Здесь нет новых муниципалитетов: напишите их по\u00a0одному в\u00a0строке."
    return form


def kind_of(name: str) -> str:
    """What the name itself says of its kind."""
    words = plain(name)
    if "муниципальный округ" in words:
        return KINDS[1]
    return KINDS[0] if words.startswith(("г.", "г ", "город")) or "городской округ" in words else KINDS[2]


def zone_names() -> dict[str, str]:
    """«мск+4, Красноярск», by the name that computers know."""
    return {name: ", ".join(filter(None, (word, CITIES.get(name)))) for name, word in ZONES.items()}
