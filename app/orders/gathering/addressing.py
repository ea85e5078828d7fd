"""To whom a letter goes: each school or municipality a letter with its own rows, and «Кому» by the directory."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from app.directory.models import Municipality, Person
from app.directory.queries import holders
from app.extensions import db
from app.orders.queries import newest_of
from app.papers.declension import initials_first, is_woman, name, surname_first
from app.papers.facts import Facts, ListFacts
from app.papers.kinds import Kind
from app.refusals import Refusal, Refused
from app.roles import Role
from app.year.cycle.models import Cycle, Participation

NO_SCHOOL = Refusal("school", "Отметьте у\u00a0каждого выбранного муниципалитета хотя бы одну школу.")
UNCHOSEN = Refusal("receiver", "Выберите, кому письмо: каждому получателю составляется своё.")
GONE = Refusal("receiver", "Этому получателю писать сейчас не\u00a0о\u00a0чем: данные изменились.")
TO_ALL = "Руководителям органов местного самоуправления, осуществляющих управление в\u00a0сфере образования"
TO_ONE = "Руководителю органа местного самоуправления, осуществляющего управление в\u00a0сфере образования"
TO_FEDERAL = "Директору ФГБУ «Федеральный институт\nоценки качества образования»"
FEDERAL = ("L_FIOKO_MUN", "L_FIOKO_CUR", "L_FIOKO_PLAN")


@dataclass(frozen=True)
class Receiver:
    """A school or a municipality that a letter may be about, how many rows it would hold, and of which schools."""

    id: int
    name: str
    rows: int
    schools: tuple[tuple[int, str], ...] = ()


def receivers(kind: Kind, given: dict) -> list[Receiver]:
    """Whom the data of the day give a reason to write to, in the order of the rows."""
    found: dict[int, list[dict]] = {}
    for row in given["tables"]["rows"]:
        found.setdefault(row["to"][kind.to], []).append(row)
    return [Receiver(key, rows[0][kind.to], len(rows), _schools(kind, rows)) for key, rows in found.items()]


def _schools(kind: Kind, rows: Sequence[dict]) -> tuple[tuple[int, str], ...]:
    """Of a letter to a municipality, which may be written of some of its schools."""
    return () if kind.to == "school" else tuple((row["to"]["school"], row["school"]) for row in rows)


def for_one(kind: Kind, given: dict, receiver: int | None, schools: Collection[int] = ()) -> dict:
    """The rows of one receiver and of nobody else; of these schools alone, where some are named."""
    if receiver is None:
        raise Refused(UNCHOSEN)
    own = [row for row in given["tables"]["rows"] if row["to"][kind.to] == receiver]
    own = [row for row in own if not schools or row["to"]["school"] in schools]
    if not own:
        raise Refused(GONE)
    rows = [{column: words for column, words in row.items() if column != "to"} for row in own]
    said = (given.get("said") or {}) | ({"school": rows[0]["school"]} if kind.to == "school" else {})
    kept = {"id": str(receiver)} | ({"schools": " ".join(map(str, sorted(schools)))} if schools else {})
    return given | {"tables": {"rows": rows, "receiver": [kept]}, "said": said}


def receiver_in(facts: Facts) -> int | None:
    """Whose letter a draft is."""
    kept = facts.tables.get("receiver") if isinstance(facts, ListFacts) else None
    return int(kept[0]["id"]) if kept else None


def schools_in(facts: Facts) -> tuple[int, ...]:
    """The schools that a draft was chosen to be about; none when it is about all of its receiver."""
    kept = facts.tables.get("receiver") if isinstance(facts, ListFacts) else None
    return tuple(map(int, kept[0].get("schools", "").split())) if kept else ()


def addressee(kind: Kind, cycle: Cycle, on: date, receiver: int | None) -> str:
    """«Кому» as the directory proposes it to the clerk."""
    if kind.code in FEDERAL:
        last = newest_of(cycle, FEDERAL)
        return (last.facts["typed"]["addressee"] if last else "") or TO_FEDERAL
    if kind.to == "school":
        return to_school(db.session.get_one(Participation, receiver), on)
    if kind.to == "municipality":
        return f"{TO_ONE}\n({db.session.get_one(Municipality, receiver).name})"
    return TO_ALL


def to_school(school: Participation, on: date) -> str:
    """«Директору …, Фамилии И. О.»; a name that does not tell a man from a woman stands as it is."""
    head = next(iter(holders(Role.SCHOOL, school.school_id, on)), None)
    return "\n".join(filter(None, ("Директору", school.school.short_name, in_dative(head.name) if head else "")))


def in_dative(full_name: str) -> str:
    """«Фамилии И. О.»."""
    woman = is_woman(full_name) if len(full_name.split()) > 1 else None
    return full_name if woman is None else name(full_name, woman)["dat"]


def performer(person: Person) -> str:
    """Who has drawn the letter up, as under it."""
    return ", ".join(filter(None, (surname_first(initials_first(person.name)), person.phone)))
