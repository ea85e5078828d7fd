"""Every kind of duty, by its key: a set of rows for a scope, in the same few statements however large the region."""

from collections.abc import Callable, Iterable

from app.duties.beginning import activation, profile, visit
from app.duties.papers import documents
from app.duties.region import monitoring, orders, plan, reports
from app.duties.reviewing import publication, remarks, sheets
from app.duties.rows import Duty, Scope
from app.duties.shown import evidence, permissions

SETS: dict[str, Callable[[Scope], Iterable[Duty]]] = {
    "profile": profile,
    "visit": visit,
    "activation": activation,
    "documents": documents,
    "evidence": evidence,
    "permission": permissions,
    "remarks": remarks,
    "sheets": sheets,
    "publication": publication,
    "plan": plan,
    "reports": reports,
    "monitoring": monitoring,
    "orders": orders,
}
