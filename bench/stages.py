"""The figures of a stage of 6,000 schools against those of 100, per school, and their SQL statements.

The rows are written in bulk: two finished stages, four documents a school, both sources for a half of them.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import event, insert

from app.directory.models import Municipality, Person, School
from app.expertise.models import FrozenItem, Result
from app.expertise.results.queries import figures_of
from app.extensions import db
from app.year.cycle.models import Cycle, Participation, Stage
from bench.house import Houses
from bench.measure import Figure, ratios

SMALL, LARGE, TURNS = 100, 6000, 5
KINDS = ("concept", "midterm", "antirisk", "antirisk")
SAID = (("ok", 91), ("ok_with_remarks", 66), ("needs_work", 38))
NOW = datetime(2030, 5, 1, tzinfo=UTC)


def measure(houses: Houses) -> list[Figure]:
    """The time as a ratio per school, and the statements of the large stage, less those of the small one."""
    with houses.demo.app.app_context():
        stages = {size: _stages_of(size, 2030 + at) for at, size in enumerate((SMALL, LARGE))}

        def figures(size: int):
            def work() -> None:
                found = figures_of(db.session.get(Stage, stages[size]))
                assert sum(found.zones.values()) == size
                assert found.mean is not None
                assert len(found.towns)
                assert sum(found.changes.values()) == size

            return work

        found, note = ratios(figures(LARGE), figures(SMALL), TURNS)
        asked = [statements(figures(size)) for size in (SMALL, LARGE)]
    per_school = [ratio * SMALL / LARGE for ratio in found]
    return [
        Figure(f"a stage of {LARGE} schools / of {SMALL}, per school", per_school, 1.3, note=note),
        Figure(
            f"SQL statements of {LARGE} schools less of {SMALL}", [asked[1] - asked[0]], 0, note=f"{asked[1]} in all"
        ),
    ]


def statements(work) -> int:
    """How often it asks the database."""
    seen = []
    event.listen(db.engine, "before_cursor_execute", listener := lambda *_: seen.append(1))
    work()
    event.remove(db.engine, "before_cursor_execute", listener)
    return len(seen)


def _stages_of(size: int, year: int) -> int:
    """Two finished stages of a year of its own; gives the id of the second."""
    person = db.session.query(Person.id).limit(1).scalar()
    towns = [id_ for (id_,) in db.session.query(Municipality.id).order_by(Municipality.id)]
    cycle = Cycle(year=year, title=f"Замер, {size} школ", opened=False)
    db.session.add(cycle)
    db.session.flush()
    schools = [
        {
            "short_name": f"Школа № {year}-{n}",
            "full_name": f"Школа № {year}-{n}",
            "municipality_id": towns[n % len(towns)],
        }
        for n in range(size)
    ]
    ids = _keys(School, schools)
    taking = _keys(Participation, [{"cycle_id": cycle.id, "school_id": key} for key in ids])
    for number in (1, 2):
        stage = _stage(cycle, number)
        lines = [_line(stage, key, kind, n + at) for n, key in enumerate(taking) for at, kind in enumerate(KINDS)]
        examined = _keys(FrozenItem, lines)
        db.session.execute(
            insert(Result), [one for n, key in enumerate(examined) for one in _words(key, n, number, person)]
        )
    db.session.commit()
    return stage.id


def _stage(cycle: Cycle, number: int) -> Stage:
    due = date(cycle.year, 4 * number, 29)
    stage = Stage(
        cycle_id=cycle.id, number=number, opens_on=due - timedelta(30), due_on=due, examines="concept", out_of_order=""
    )
    db.session.add(stage)
    db.session.flush()
    return stage


def _line(stage: Stage, participation_id: int, kind: str, n: int) -> dict:
    title = f"Документ {kind} «{n % 9}»"
    own = {"stage_id": stage.id, "participation_id": participation_id, "kind": kind, "title": title}
    return {**own, "state": "approved" if n % 7 else "submitted", "sha256": None, "asked": True, "late": False}


def _words(frozen_item_id: int, n: int, number: int, person: int) -> list[dict]:
    said = []
    for source in ("regional", "federal")[: 1 + n % 2]:
        verdict, score = SAID[(n * number + len(source)) % 3]
        word = {"verdict": verdict, "score": Decimal(score), "remarks": f"Замечание {n % 23}." * (verdict != "ok")}
        who = {"reviewer_id": person, "recorded_at": NOW, "revision": 1, "withdrawn": False}
        said.append({"frozen_item_id": frozen_item_id, "source": source, **word, **who})
    return said


def _keys(model, rows: list[dict]) -> list[int]:
    return list(db.session.scalars(insert(model).returning(model.id, sort_by_parameter_order=True), rows))
