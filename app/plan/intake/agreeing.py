"""What a file under review would do to the plan of its year, when a person has to agree to that in so many words."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db
from app.kernel.words import listed, pluralize
from app.plan.intake.models import PlanImport
from app.plan.intake.queries import lines
from app.plan.models import PlanItem
from app.year.cycle.models import Cycle

YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True)
class Asked:
    """`consent` is what the tick beside the sentence says."""

    name: str
    sentence: str
    consent: str


def agreements(found: PlanImport) -> list[Asked]:
    """The questions about the file as a whole; each is asked until the plan is approved."""
    rows = [line.item for line in lines(found)]
    return [one for one in (_year(rows, found.cycle.year), _fewer(rows, found.cycle)) if one]


def other_year(rows: Iterable[Mapping], year: int) -> int | None:
    """The year that the periods name most often, when it is not the year of the plan."""
    named = Counter(int(said) for row in rows for said in YEAR.findall(row["period_text"]))
    most = max(named, key=lambda one: (named[one], one == year), default=year)
    return most if most != year else None


def _year(rows: list[dict], year: int) -> Asked | None:
    other = other_year(rows, year)
    if other is None:
        return None
    said = f"План на\u00a0{year} год, а\u00a0в\u00a0сроках чаще всего стоит {other}."
    hint = f"Если файл на\u00a0{other} год, уберите его и\u00a0загрузите с\u00a0верным заголовком."
    return Asked("year", f"{said} {hint}", f"Год верный: это план {year} года с\u00a0такими сроками")


def _fewer(rows: list[dict], cycle: Cycle) -> Asked | None:
    standing = list(db.session.scalars(select(PlanItem.number).where(PlanItem.cycle_id == cycle.id)))
    gone = sorted(set(standing) - {row["number"] for row in rows})
    if not gone:
        return None
    said = f"Сейчас в\u00a0плане {pluralize(len(standing), 'мероприятие', 'мероприятия', 'мероприятий')}"
    now = f"{said}, станет {len(rows)}. {'Исчезнет' if len(gone) == 1 else 'Исчезнут'} {listed(gone)}."
    return Asked("fewer", now, f"Так и\u00a0нужно: заменить {len(standing)} на\u00a0{len(rows)}")
