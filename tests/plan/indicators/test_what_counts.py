"""Row by row, what moves which indicator, told by hand: item and place of the measure → how much part and whole grow.

Whatever is not named stays, so that a row of another kind, town, day or year proves nothing.
"""

from datetime import date

import pytest
from sqlalchemy import delete, select

from app.documents.models import Document
from app.extensions import db
from app.plan.monitoring_services import take
from app.plan.registers import models
from app.plan.registers.words import EVENTS, LETTERS, PUBLICATIONS
from app.year.cycle.models import Cycle, Monitoring, SchoolRisk
from app.year.profile.models import FirstVisit, ProfileReceipt, RiskProfile, Survey
from tests.plan.execution.acting import actor
from tests.plan.indicators.moving import ASKED, DAY, NOON, ONE, counted, entered, moves, person_id, town_id

LINK = {"link": "https://example.org/500"}
TOWN, EMPTY_TOWN = "verkhovye", "glazunovka"
LED_BY_SOKOLOVA = 1
EVENT = {
    "start": {(1, 0): ONE},
    "vks": {(22, 2): ASKED},
    "meeting": {(23, 0): ASKED},
    "rumo": {(20, 0): ONE},
    "exchange": {(27, 2): ASKED},
}
LINKED = EVENT | {"method_wednesday": {(29, 0): ONE}, "final": {(32, 0): ONE}}
LETTER = {
    "contacts": {(2, 2): ONE},
    "coordinators": {(5, 1): ONE},
    "curators": {(7, 1): ONE},
    "plan": {(13, 1): ONE},
    "recommendations": {(21, 1): ONE},
    "collection": {(24, 2): ONE},
}
ANYWHERE = {"recommendations": {(21, 0): ONE}, "note": {(14, 1): ONE, (15, 1): ONE}}
PUBLISHED = {
    ("news", "portal"): {(31, 0): ONE},
    ("news", "oiro"): {(31, 1): ONE},
    ("collection", "portal"): {(24, 0): ONE},
    ("collection", "oiro"): {(24, 1): ONE},
    ("plan", "portal"): {(13, 2): ONE},
    ("plan", "oiro"): {(13, 3): ONE},
}
# What depends on its day: kind, place, day.
ON_A_DAY = (
    ("news", "portal", date(2021, 12, 31), {}),
    ("news", "portal", date(2022, 1, 1), {(31, 0): ONE}),
    ("news", "portal", date(2022, 3, 31), {(31, 0): ONE}),
    ("news", "portal", date(2022, 4, 1), {(31, 2): ONE}),
    ("news", "oiro", date(2022, 9, 30), {(31, 5): ONE}),
    ("news", "oiro", date(2022, 12, 31), {(31, 7): ONE}),
    ("news", "oiro", date(2023, 1, 1), {}),
    ("analysis", "oiro", date(2022, 4, 28), {}),
    ("analysis", "oiro", date(2022, 4, 29), {(30, 1): ONE}),
    ("analysis", "oiro", date(2022, 6, 19), {(30, 1): ONE}),
    ("analysis", "oiro", date(2022, 6, 20), {(30, 4): ONE}),
    ("analysis", "oiro", date(2022, 11, 15), {(30, 7): ONE}),
)
RESULTS_ON = (
    (date(2022, 4, 28), {}),
    (date(2022, 4, 29), {(30, 2): ONE}),
    (date(2022, 6, 20), {(30, 5): ONE}),
    (date(2022, 11, 15), {(30, 8): ONE}),
)


def each_row():
    """Every kind of row of the registers of events, letters and publications, with what it moves."""
    for kind in EVENTS:
        yield models.ProjectEvent, {"kind": kind, "title": "Т"}, EVENT.get(kind, {})
        yield models.ProjectEvent, {"kind": kind, "title": "Т", **LINK}, LINKED.get(kind, {})
    for kind in LETTERS:
        yield models.SentLetter, {"subject": kind, "addressee": "Всем", "number": "1"}, LETTER.get(kind, {})
    for kind in PUBLICATIONS:
        for place in ("portal", "oiro", "other"):
            own = ANYWHERE.get(kind) or PUBLISHED.get((kind, place), {})
            yield models.ProjectPublication, {"kind": kind, "place": place, "title": "Т", **LINK}, own


def test_the_year_has_twelve_schools_eight_towns_and_four_curators(cycle):
    wholes = {key: whole for key, (_, whole) in counted(cycle).items()}
    assert {wholes[key] for key in ((4, 0), (6, 0), (8, 0), (9, 0), (10, 1), (11, 0), (16, 0), (28, 0))} == {12}
    assert [wholes[key] for key in ((5, 0), (25, 0), (26, 0), (7, 2), (19, 1), (22, 1))] == [8, 8, 8, 4, 4, 4]


def test_each_row_of_a_register_proves_its_item_and_no_other(cycle):
    for model, words, expected in each_row():
        with moves(cycle, expected, words):
            entered(model, cycle.id, **words)
    for kind, place, day, expected in ON_A_DAY:
        with moves(cycle, expected, (kind, day)):
            entered(models.ProjectPublication, cycle.id, day, kind=kind, place=place, title="Т", **LINK)
    for day, expected in RESULTS_ON:
        with moves(cycle, expected, day):
            entered(models.ProjectEvent, cycle.id, day, kind="results", title="Т", **LINK)


def test_a_struck_row_and_a_row_of_another_year_prove_nothing(cycle):
    other = Cycle(year=2031, title="Другой год", basis_letter="", opened=False, begins_on=date(2031, 1, 1))
    db.session.add(other)
    db.session.flush()
    for model, words, _ in each_row():
        with moves(cycle, {}, words):
            entered(model, other.id, **words)
            row = entered(model, cycle.id, **words)
            row.voided_at, row.void_reason = NOON, "Дважды"


def test_rows_of_schools_towns_and_curators(cycle):
    school, town = {"participation_id": 1}, town_id(TOWN)
    trained = {"needed": 9, "trained": 4} | school
    for model, words, expected in (
        (models.HeadTraining, {"course": "К", "hours": 36, "paper": "1", **school}, {(16, 0): ONE}),
        (models.TeacherTraining, trained, {(17, 0): (4, 9), (17, 1): ONE}),
        (models.ResourceUse, {"kind": "cos", "note": "Н", **school}, {(28, 0): ONE}),
        (models.MunicipalMeasure, {"kind": "support", "note": "Н", "municipality_id": town}, {(25, 0): ONE}),
        (models.MunicipalMeasure, {"kind": "meeting", "note": "Н", "municipality_id": town}, {(26, 0): ONE}),
        (models.MunicipalMeasure, {"kind": "support", "note": "Н", "municipality_id": town_id(EMPTY_TOWN)}, {}),
        (models.CuratorContract, {"person_id": person_id("curator")}, {(7, 2): ONE}),
        (models.CuratorContract, {"person_id": person_id("school")}, {}),
    ):
        with moves(cycle, expected, words):
            entered(model, cycle.id, **words)
        with moves(cycle, {}, words):
            row = entered(model, cycle.id, **words)
            row.voided_at, row.void_reason = NOON, "Дважды"


def test_profiles_surveys_and_visits(cycle):
    for rows, expected in (
        (delete(Survey).where(Survey.participation_id == 1), {(6, 0): (-1, 0)}),
        (delete(FirstVisit).where(FirstVisit.participation_id == 1), {(10, 0): (-1, 0)}),
        (delete(ProfileReceipt).where(ProfileReceipt.profile_id.in_(profile_of(1))), {(8, 0): (-1, 0)}),
    ):
        with moves(cycle, expected):
            db.session.execute(rows)
    risks = select(SchoolRisk).where(SchoolRisk.participation_id == 1, SchoolRisk.state != "activated")
    with moves(cycle, {(10, 1): (-1, 0)}):
        db.session.scalars(risks).first().state = "in_profile"


@pytest.mark.parametrize("kind", ["concept", "midterm", "antirisk"])
def test_each_kind_of_document_is_asked(cycle, kind):
    """School 4 has everything: sent is enough for item 9 and not for item 11, a draft for neither."""
    own = select(Document).where(Document.participation_id == 4, Document.kind == kind).order_by(Document.id)
    with moves(cycle, {(11, 0): (-1, 0)}):
        db.session.scalars(own).first().state = "submitted"
    with moves(cycle, {(9, 0): (-1, 0), (11, 0): (-1, 0), (11, 1): (-1, 0)}):
        db.session.scalars(own).first().state = "returned"


@pytest.mark.parametrize(("number", "item", "day"), [(1, 14, DAY), (2, 15, date(2022, 10, 31))])
def test_a_snapshot_moves_its_own_item(cycle, number, item, day):
    """The demo has confirmed nine items until March."""
    own = Monitoring.cycle_id == cycle.id, Monitoring.number == number
    monitoring = db.session.scalars(select(Monitoring).where(*own)).one()
    with moves(cycle, {(item, 0): (9, 32)}):
        take(monitoring, cycle, "", actor("department"), NOON.replace(month=day.month, day=day.day), day)


def profile_of(school: int):
    return select(RiskProfile.id).where(RiskProfile.participation_id == school)
