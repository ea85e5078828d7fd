"""Steps of the Department that brings a plan from a file."""

import json

from sqlalchemy import select

from app.extensions import db
from app.plan.known import DATA
from app.plan.models import PlanItem

PLAN = json.loads(DATA.read_text())
ASKED = [1, 7, 8, 9, 14, 16, 17, 18, 26, 28]


def fields(person, position: int) -> dict:
    """What the form of a row would send when nothing is touched."""
    form = person.page.xpath(f'//form[@action="/plan/imports/1/rows/{position}"]')[0]
    return dict(form.form_values()) | {
        name: [one.get("value", "") for one in form.xpath(f'.//input[@name="{name}"]') if mark(one)]
        for name in ("accept", "executor", "start", "end")
    }


def mark(field) -> bool:
    return field.get("type") != "checkbox" or field.get("checked") is not None


def answer(person, position: int, htmx: bool = False, **changed):
    return person.post(f"/plan/imports/1/rows/{position}", fields(person, position) | changed, htmx=htmx)


def answer_all(person) -> None:
    person.get("/plan/imports/1")
    for position in ASKED:
        answer(person, position)


def plan(app, year: int = 2022) -> list[dict]:
    """The plan of a year as it stands, with the keys of plan-2022.json."""
    with app.app_context():
        items = db.session.scalars(
            select(PlanItem).join(PlanItem.cycle).where(PlanItem.cycle.has(year=year)).order_by(PlanItem.number)
        )
        return [
            {
                "number": item.number,
                "key": item.key,
                "title": item.title,
                "period_text": item.period_text,
                "kind": item.kind,
                "windows": [
                    {"start": w.starts_on and w.starts_on.isoformat(), "end": w.ends_on.isoformat()}
                    for w in item.windows
                ],
                "executors": [one.code for one in item.executors],
                "executors_text": item.executors_text,
                "indicator_text": item.indicator_text,
                "threshold": item.threshold_pct,
                "info_support": item.info_support,
            }
            for item in items
        ]
