"""The first steps of a school in its year: the profile taken, the first visit, the factors verified and activated."""

from collections.abc import Iterator

from sqlalchemy import case, func, select

from app.duties.places import schools
from app.duties.rows import Duty, Scope
from app.extensions import db
from app.kernel import calendar
from app.roles import Role
from app.year.cycle.models import Participation, SchoolRisk
from app.year.cycle.queries import deadline
from app.year.profile.models import FirstVisit, ProfileReceipt, RiskProfile

_FILES = select(func.max(RiskProfile.id)).where(RiskProfile.participation_id == Participation.id)
_TAKEN = select(ProfileReceipt.id).where(ProfileReceipt.profile_id == RiskProfile.id)
_VISITED = select(FirstVisit.id).where(FirstVisit.participation_id == Participation.id)


def profile(scope: Scope) -> Iterator[Duty]:
    """The newest file that its school has not taken; a file that came late waits from its own day on."""
    day = deadline(scope.cycle, "risk_profile").due_on
    waiting = schools(scope, RiskProfile.uploaded_at).join(
        RiskProfile, RiskProfile.id == _FILES.correlate(Participation).scalar_subquery()
    )
    for _, school_id, town, name, uploaded_at in db.session.execute(waiting.where(~_TAKEN.exists())):
        due_on = max(day, calendar.local(uploaded_at).date())
        if scope.wanted(due_on):
            at = (school_id, town, None, name)
            yield Duty("profile", "untaken", due_on, Role.SCHOOL, *at, "", "", ("profile.own", {}))


def visit(scope: Scope) -> Iterator[Duty]:
    """Schools that nobody has visited."""
    due_on = deadline(scope.cycle, "activation").due_on
    if not scope.wanted(due_on):
        return
    unseen = schools(scope).where(~_VISITED.correlate(Participation).exists())
    for place, school_id, town, name in db.session.execute(unseen):
        where = "profile.one", {"participation_id": place, "_anchor": "visit"}
        yield Duty("visit", "waits", due_on, Role.CURATOR, school_id, town, None, name, name, "", where)


def activation(scope: Scope) -> Iterator[Duty]:
    """Schools with factors that nobody has verified, or with none of the verified ones activated."""
    due_on = deadline(scope.cycle, "activation").due_on
    if not scope.wanted(due_on):
        return
    unverified, verified = (func.min(case((SchoolRisk.state == state, SchoolRisk.id))) for state in _STATES)
    active = func.count(SchoolRisk.activated_at)
    asked = schools(scope, unverified, verified).join(SchoolRisk, SchoolRisk.participation_id == Participation.id)
    asked = asked.group_by(*asked.exported_columns[:4])
    for _, school_id, town, name, first, ready in db.session.execute(asked.having((active == 0) | (unverified > 0))):
        if risk := first or ready:
            state = "unverified" if first else "inactive"
            where = "factors.one", {"risk_id": risk}
            yield Duty("activation", state, due_on, Role.CURATOR, school_id, town, None, name, name, "", where)


_STATES = ("in_profile", "verified")
