"""Rows of a list of people of all roles against the house: what each would do, what is amiss. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from app.importing.columns import Columns
from app.kernel.names import plain
from app.kernel.quotes import quoted
from app.people.forms import ADDRESS
from app.roles import PLACES, Role
from app.year.enrolment.matching import town_key

HEADS = {
    "name": ("фамилия", "фио", "имя", "сотрудник"),
    "email": ("почта", "e-mail", "email", "эл", "адрес"),
    "role": ("роль", "кто"),
    "town": ("муниципал", "район", "городской округ"),
    "school": ("школа", "оо", "организация", "краткое"),
    "post": ("должность",),
    "phone": ("телефон", "рабочий телефон"),
}
COLUMNS = Columns(
    HEADS,
    frozenset({"name", "email", "role"}),
    "В\u00a0файле не\u00a0нашлась таблица: нужны столбцы «ФИО», «Почта» и\u00a0«Роль», остальные по\u00a0роли.",
)
# How a role may be called, the longer beginning first.
WORDS = {
    "руководитель экспертизы": Role.LEAD,
    "муницип": Role.MUNICIPAL,
    "директор": Role.SCHOOL,
    "руководитель школы": Role.SCHOOL,
    "куратор": Role.CURATOR,
    "департамент": Role.REGIONAL,
    "министерств": Role.REGIONAL,
    "региональн": Role.REGIONAL,
    "эксперт": Role.REVIEWER,
    "аналитик": Role.ANALYST,
    "администратор": Role.ADMIN,
}


@dataclass(frozen=True)
class Row:
    """A row as written; `number` is its number in the file."""

    number: int
    name: str = ""
    email: str = ""
    role: str = ""
    town: str = ""
    school: str = ""
    post: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Known:
    """What the house has: ids of places by their plain names, names by address, roles that are held."""

    towns: Mapping[str, int]
    schools: Mapping[tuple[int, str], int]  # (municipality, name) → school
    people: Mapping[str, str]
    held: frozenset[tuple[str, Role, int | None]]  # address, role, place


@dataclass(frozen=True)
class Line:
    """A row and its meaning: 'new' person, another 'role' of a known one, or it 'stands'; `doubt` bars nothing."""

    row: Row
    role: Role | None
    place: int | None
    what: str
    doubt: str
    troubles: tuple[str, ...]


def read_people(data: bytes) -> list[Row]:
    """The rows that are not empty; NoTable with a sentence when there is no such table."""
    return [Row(number, **words) for number, words in COLUMNS.rows(data)]


def lines(rows: Iterable[Row], known: Known) -> list[Line]:
    """One line for each row, in order."""
    rows = list(rows)
    names: dict[str, str] = {}
    twice = Counter((row.email.casefold(), plain(row.role), plain(row.town), plain(row.school)) for row in rows)
    found = []
    for row in rows:
        role = role_of(row.role)
        place, troubles = placed(row, role, known)
        troubles += list(_of_person(row, known.people, names))
        key = row.email.casefold(), plain(row.role), plain(row.town), plain(row.school)
        troubles += ["Такая строка стоит в\u00a0файле дважды."] if twice[key] > 1 and row.email else []
        names.setdefault(row.email.casefold(), row.name)
        found.append(Line(row, role, place, _what(row, role, place, known), _doubt(row, known), tuple(troubles)))
    return found


def role_of(words: str) -> Role | None:
    """The role that the words begin with."""
    said = plain(words)
    return next((role for start, role in WORDS.items() if said.startswith(start)), None)


def placed(row: Row, role: Role | None, known: Known) -> tuple[int | None, list[str]]:
    """Where the role is held: the id of a school or a municipality, None for the region; and why it can't be said."""
    if role is None:
        return None, [f"Роль {quoted(row.role)} не\u00a0узнана." if row.role else "Не\u00a0названа роль."]
    if PLACES[role] == "region":
        return None, []
    town = known.towns.get(town_key(row.town))
    if PLACES[role] == "municipality":
        return town, [] if town is not None else [_no_town(row, known.towns)]
    own = [at for (of, name), at in known.schools.items() if name == plain(row.school) and town in (None, of)]
    if row.town and town is None:
        return None, [_no_town(row, known.towns)]
    if len(own) == 1:
        return own[0], []
    if own:
        return None, [f"Школ {quoted(row.school)} несколько: назовите муниципалитет."]
    near = get_close_matches(plain(row.school), [name for _, name in known.schools], 1, 0.75)
    hint = " Есть похожая, проверьте название." if near else ""
    return None, [f"Школы {quoted(row.school)} нет в\u00a0доме.{hint}" if row.school else "Не\u00a0названа школа."]


def _no_town(row: Row, towns: Mapping[str, int]) -> str:
    near = " Есть похожий, проверьте название." if get_close_matches(town_key(row.town), towns, 1, 0.75) else ""
    return (
        f"Муниципалитета {quoted(row.town)} нет в\u00a0списке.{near}" if row.town else "Не\u00a0назван муниципалитет."
    )


def _of_person(row: Row, people: Mapping[str, str], names: Mapping[str, str]) -> Iterator[str]:
    if not row.name:
        yield "Не\u00a0названо имя."
    for said, words, most in (("Имя", row.name, 200), ("Телефон", row.phone, 60)):
        if len(words) > most:
            yield f"{said}: сократите до\u00a0{most} знаков, сейчас их {len(words)}."
    if not ADDRESS.fullmatch(row.email) or len(row.email) > 200:
        yield f"Почта {quoted(row.email)} написана не\u00a0целиком." if row.email else "Не\u00a0названа почта."
        return
    other = people.get(row.email.casefold()) or names.get(row.email.casefold())
    if other and row.name and plain(other) != plain(row.name):
        yield f"Почта {row.email} уже принадлежит другому человеку: {other}."


def _what(row: Row, role: Role | None, place: int | None, known: Known) -> str:
    if row.email.casefold() not in known.people:
        return "new"
    return "stands" if role is not None and (row.email.casefold(), role, place) in known.held else "role"


def _doubt(row: Row, known: Known) -> str:
    """The same name under another address may be one person, or two."""
    said = plain(row.name)
    others = (email for email, name in known.people.items() if plain(name) == said)
    other = next((email for email in others if email != row.email.casefold()), None)
    return (
        f"Человек с\u00a0таким именем уже есть, с\u00a0почтой {other}. Если это он, исправьте почту." if other else ""
    )


def amiss(found: Sequence[Line]) -> list[str]:
    """The numbers of the rows that bar the whole list."""
    return [str(line.row.number) for line in found if line.troubles]
