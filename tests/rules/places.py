"""Who knocks, and an address for every route: the things of the own school, of a neighbour's and of a far one's.

A new route with a new argument fails the matrix until its thing is named here.
"""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule

from app.archive.models import Blob
from app.borrowing.models import ReportPair
from app.directory.models import Grant, Municipality, Official, Person, School
from app.documents.appeals.models import Appeal
from app.documents.checks.models import CheckRule
from app.documents.models import Document, Remark, Submission, Version
from app.expertise.assignments.models import Assignment, Substitution, Workplace
from app.expertise.federal.models import FederalImport
from app.expertise.models import FrozenItem
from app.expertise.reviews.models import ExpertRemark
from app.expertise.sheets.models import BankRemark
from app.extensions import db
from app.notices.models import Letter
from app.orders.models import Order, OrderScan
from app.plan.amendments.models import PlanAmendment
from app.plan.answering.models import Answering
from app.plan.execution.models import Proof
from app.plan.intake.models import PlanImport
from app.plan.models import Execution, Snapshot
from app.plan.registers.models import ProjectEvent
from app.roles import Role
from app.year.cycle.models import (
    Cycle,
    Deadline,
    EvidenceKind,
    Monitoring,
    Participation,
    RiskDirection,
    SchoolRisk,
    Stage,
)
from app.year.profile.models import RiskProfile

PEOPLE = {
    "school": Role.SCHOOL,
    "curator": Role.CURATOR,
    "municipal": Role.MUNICIPAL,
    "department": Role.REGIONAL,
    "expert": Role.LEAD,
    "expert2": Role.REVIEWER,
    "rcoko": Role.ANALYST,
    "admin": Role.ADMIN,
}
NOBODY = 999_999
OWN, NEIGHBOUR, FAR = "МБОУ «Заречная СОШ» (демо)", "МБОУ «Ольховская ООШ» (демо)", "МБОУ «Берёзовская СОШ» (демо)"
# Arguments that name a thing of a school, and what stands there for a school.
OF_SCHOOL = {
    "participation_id": lambda school: select(Participation.id).where(Participation.school_id == school.id),
    "document_id": lambda school: _of(school, select(func.min(Document.id))),
    "version_id": lambda school: _of(school, select(func.min(Version.id)).join(Version.document)),
    "remark_id": lambda school: _of(school, select(func.min(Remark.id)).join(Remark.document)),
    "risk_id": lambda school: (
        select(func.min(SchoolRisk.id)).join(SchoolRisk.participation).where(Participation.school_id == school.id)
    ),
    "appeal_id": lambda school: (
        select(func.min(Appeal.id)).join(Appeal.participation).where(Participation.school_id == school.id)
    ),
    "profile_id": lambda school: (
        select(func.min(RiskProfile.id)).join(RiskProfile.participation).where(Participation.school_id == school.id)
    ),
    "receipt_number": lambda school: _of(school, select(func.min(Submission.id)).join(Submission.document)),
    "frozen_item_id": lambda school: (
        select(func.min(FrozenItem.id))
        .join(FrozenItem.participation)
        .where(Participation.school_id == school.id, FrozenItem.version_id.isnot(None))
    ),
    "expert_remark_id": lambda school: (
        select(func.min(ExpertRemark.id))
        .join(ExpertRemark.frozen_item)
        .join(FrozenItem.participation)
        .where(Participation.school_id == school.id)
    ),
}
# Arguments that name a thing of the whole region.
OF_REGION = {
    "person_id": select(func.max(Person.id)),
    "grant_id": select(func.max(Grant.id)),
    "direction_id": select(func.min(RiskDirection.id)),
    "kind_id": select(func.min(EvidenceKind.id)),
    "rule_id": select(func.min(CheckRule.id)),
    "stage_id": select(func.min(Stage.id)),
    "assignment_id": select(func.max(Assignment.id)).where(Assignment.role == "second"),
    "substitution_id": select(func.max(Substitution.id)),
    "workplace_id": select(func.max(Workplace.id)),
    "bank_remark_id": select(func.min(BankRemark.id)),
    "order_id": select(func.min(Order.id)),
    "official_id": select(func.min(Official.id)),
    "scan_id": select(func.min(OrderScan.id)),
    "event_id": select(func.min(ProjectEvent.id)),
    "entry_id": select(func.min(ProjectEvent.id)),
    "monitoring_id": select(func.min(Monitoring.id)),
    "snapshot_id": select(func.min(Snapshot.id)),
    "number": select(1),
    "amendment_id": select(func.min(PlanAmendment.id)),
    "answering_id": select(func.min(Answering.id)),
    "proof_id": select(func.min(Proof.id)),
    "part_id": select(func.min(Execution.id)).where(~Execution.whole),
    "import_id": select(func.min(PlanImport.id)),
    "federal_id": select(func.min(FederalImport.id)),
    "position": select(1),
    "pair_id": select(func.min(ReportPair.id)),
    "other_id": select(func.max(ReportPair.other_id)),
    "sha256": select(func.min(Blob.sha256)),
    "year": select(func.max(Cycle.year)),
    "day": select(func.min(Deadline.id)),
    "letter_id": select(func.min(Letter.id)),
    "town_id": select(func.min(Municipality.id)),
}
# Routes whose arguments go together.
TOGETHER = {"plan.missing": {"number": 11, "measure": 1}}
# Arguments that show an id in another dress.
DRESSED = {"receipt_number": "2022-{:06}", "day": "deadline-{}-due_on"}
# Arguments that are words and not ids.
WORDS = {
    "template": "O_PLAN",
    "letter": "L_MOUO_REMIND",
    "key": "concept",
    "register_key": "events",
    "move": "fix",
    "entry_key": "deadline-1-due_on",
    "guide_name": "school",
}


def _of(school: School, found):
    return found.join(Document.participation).where(Participation.school_id == school.id)


@dataclass(frozen=True)
class Address:
    """A route with its things in place."""

    url: str
    method: str
    action: str
    place: School | None


def is_placed(rule: Rule) -> bool:
    """True when the route leads to a thing of one school."""
    return bool(rule.arguments & set(OF_SCHOOL))


def guarded(app: Flask) -> list[Rule]:
    """The routes that ask who you are."""
    return [rule for rule in app.url_map.iter_rules() if hasattr(app.view_functions[rule.endpoint], "action")]


def addresses(app: Flask, rule: Rule, school: School | None) -> list[Address]:
    """The addresses of a route, one for each of its methods."""
    url = url_of(rule, TOGETHER.get(rule.endpoint) or {name: _value(name, school) for name in rule.arguments})
    methods = sorted(rule.methods - {"HEAD", "OPTIONS"})
    return [Address(url, method, app.view_functions[rule.endpoint].action, school) for method in methods]


def nowhere(rule: Rule) -> str:
    """The same route to ids that nothing has."""
    return url_of(rule, {name: WORDS.get(name, NOBODY) for name in rule.arguments})


def url_of(rule: Rule, values: dict) -> str:
    """The path with its arguments filled in."""
    return rule.build(values, append_unknown=False)[1]


def _value(name: str, school: School | None):
    assert name in WORDS or name in OF_REGION or name in OF_SCHOOL, (
        f"name the thing of <{name}> in tests/rules/places.py"
    )
    if name in WORDS:
        return WORDS[name]
    found = db.session.scalar(OF_REGION[name] if name in OF_REGION else OF_SCHOOL[name](school))
    assert found, f"the demo year has no {name} for {school and school.short_name}"
    return DRESSED.get(name, "{}").format(found)


def school_named(name: str) -> School:
    """A school of the demo."""
    return db.session.scalars(select(School).where(School.short_name == name)).one()
