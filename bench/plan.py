"""The board of the plan with every indicator counted anew, for 50 schools and for 6,000; and a plan of 200 rows read.

The schools are written in bulk, each with its directions, its documents and one event that it was at.
"""

import io
import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from docx import Document as Paper
from flask import Flask
from sqlalchemy import event, func, insert, select

from app import create_app
from app.directory.models import Municipality, Person, School
from app.documents.models import Document
from app.extensions import db
from app.plan.importing import items_of
from app.plan.reading import read_plan
from app.plan.registers.models import Attendance, ProjectEvent
from app.settings import Settings
from app.year.cycle.models import Participation, RiskDirection, SchoolRisk
from app.year.cycle.queries import current_cycle
from bench.house import House, Houses
from bench.measure import Figure, ratios, seconds
from bench.visitor import sign_in

SMALL, LARGE, TURNS, ROWS = 50, 6000, 9, 200
NOW = datetime(2022, 3, 1, 9, tzinfo=UTC)
HEAD = ("№ п/п", "Задачи", "Сроки реализации", "Исполнители", "Показатель реализации", "Информационное сопровождение")
DATA = Path(__file__).parents[1] / "app" / "plan" / "data" / "plan-2022.json"


def measure(houses: Houses) -> list[Figure]:
    """The page as a ratio, its statements, and the seconds of an import."""
    with TemporaryDirectory(prefix="opora-bench-") as folder:
        apps = [_filled(houses.demo, Path(folder) / str(size), size) for size in (SMALL, LARGE)]
        small, large = (_board(app) for app in apps)
        found, note = ratios(large, small, TURNS)
        asked = [_statements(app, work) for app, work in zip(apps, (small, large), strict=True)]
    return [
        Figure(f"the board of {LARGE} schools / of {SMALL}, live", found, 2, note=note),
        Figure(f"SQL statements of the board, {LARGE} schools", [asked[1]], 40),
        Figure(f"the same less those of {SMALL}", [asked[1] - asked[0]], 0),
        Figure(f"seconds to read a plan of {ROWS} rows", [seconds(_import(), perf_counter, 3)], 3),
    ]


def _board(app: Flask) -> Callable[[], object]:
    """The page of the Department with nothing remembered of the page before."""
    client = sign_in(app, "department")

    def work() -> None:
        app.extensions.pop("indicators", None)
        assert client.get("/plan").status_code == 200

    return work


def _statements(app: Flask, work: Callable[[], object]) -> int:
    seen = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *_: seen.append(1))
    work()
    return len(seen)


def _filled(house: House, folder: Path, size: int) -> Flask:
    """A copy of the house with so many schools in the project."""
    shutil.copytree(house.folder, folder)
    settings = {name.removeprefix("OPORA_").lower(): value for name, value in house.settings.items()}
    own = {"database": f"sqlite:///{folder / 'opora.db'}", "archive": f"file:{folder / 'archive'}"}
    app = create_app(Settings(**{**settings, **own}))
    with app.app_context():
        _fill(size - db.session.scalar(select(func.count(Participation.id))))
        db.session.commit()
    return app


def _fill(size: int) -> None:
    cycle, person = current_cycle(), db.session.scalar(select(func.min(Person.id)))
    towns, directions = (list(db.session.scalars(select(model.id))) for model in (Municipality, RiskDirection))
    names = [(f"Школа № {n} (замер)", towns[n % len(towns)]) for n in range(size)]
    schools = _keys(School, [{"short_name": n, "full_name": n, "municipality_id": town} for n, town in names])
    joined = _keys(Participation, [{"cycle_id": cycle.id, "school_id": school} for school in schools])
    risks = [
        {
            "participation_id": key,
            "direction_id": one,
            "significance": "high",
            "state": "activated",
            "activated_at": NOW,
        }
        for key in joined
        for one in directions[:2]
    ]
    _keys(SchoolRisk, risks)
    states = ("approved", "approved", "submitted")
    papers = [
        {"participation_id": key, "kind": kind, "state": states[at % 3], "state_since": NOW}
        for at, key in enumerate(joined)
        for kind in ("concept", "midterm")
    ]
    _keys(Document, papers)
    who = {"recorded_by_id": person, "recorded_at": NOW}
    held = ProjectEvent(cycle_id=cycle.id, on=date(2022, 3, 1), kind="webinar", title="Вебинар", link="", **who)
    db.session.add(held)
    db.session.flush()
    mark = {"event_id": held.id, "part": "viewer", "source": "list", **who}
    _keys(Attendance, [{"participation_id": key, **mark} for key in joined])


def _keys(model, rows: list[dict]) -> list[int]:
    return list(db.session.scalars(insert(model).returning(model.id, sort_by_parameter_order=True), rows))


def _import() -> Callable[[], object]:
    """The rows of the order, again and again, as one table of a DOCX."""
    items, paper = json.loads(DATA.read_text()), Paper()
    table = paper.add_table(ROWS + 1, len(HEAD))
    columns = ("title", "period_text", "executors_text", "indicator_text", "info_support")
    for at, row in enumerate(table.rows):
        item = items[(at - 1) % len(items)]
        words = (f"{at}.", *(item[name] for name in columns)) if at else HEAD
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    paper.save(out := io.BytesIO())

    def work() -> None:
        read = read_plan(out.getvalue())
        assert len(items_of(read.rows, read.year)) == ROWS

    return work
