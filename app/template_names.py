"""THE table of what any template may ask for beside its own words: a name, and what stands behind it.

Each block is a room. What changes from request to request (who reads, the moment that is shown, the day of the demo)
is said by the processors of `kernel/dated`, `people/accounts/actor`, `year/cycle/demo_clock`, `search` and the pictures
of the plan; the words of the house itself by `kernel/filters`.
"""

from app.archive.photos import said_of
from app.borrowing.routes import may_see_borrowing
from app.documents import queries as documents
from app.documents.appeals import routes as appeals
from app.documents.appeals.workflow import FLOW as APPEALS
from app.documents.checks.queries import report_of
from app.documents.checks.routes import may_submit_version
from app.documents.checks.words import CLEAN, NOT_SEEN, WARNED, headline, look, not_compared
from app.documents.evidence.coordination_routes import late_of
from app.documents.guards import is_mendable
from app.documents.kit import slot_of
from app.documents.recognition.queries import progress
from app.documents.remarks import FLOW as REMARKS
from app.documents.trash_routes import trashed_of
from app.documents.workflow import DOCUMENT_STATES, FREQUENT_REASONS, RETURN_REASONS, states_of
from app.expertise import queries as expertise
from app.expertise import words as outcomes
from app.expertise import zones
from app.expertise.federal.words import LOOKS as FEDERAL_LOOKS
from app.expertise.federal.workflow import FLOW as FEDERAL
from app.expertise.opinions.held import held_now
from app.expertise.opinions.listed import pairs_listed
from app.expertise.opinions.routes import pair_of
from app.expertise.opinions.words import COUNTS
from app.expertise.results import words as results
from app.expertise.results.routes import stage_pages
from app.expertise.reviews.told import said_count
from app.expertise.rules import outcome
from app.help.routes import here as help_here
from app.help.telling import fresh
from app.home import navigation
from app.home.routes import THEMES
from app.kernel.ways import here, way
from app.notices.routes import unread
from app.plan.executors import FULL
from app.plan.intake import rules as intake
from app.plan.intake import words as intake_words
from app.plan.intake.workflow import FLOW as IMPORTS
from app.plan.workflow import BY_CALENDAR
from app.plan.workflow import FLOW as PLAN
from app.setup.current import several_years
from app.year.profile import words as risks
from app.year.profile.workflow import FLOW as RISKS

DOCUMENTS = {
    "document_states": DOCUMENT_STATES,
    "states_of": states_of,
    "said_of": said_of,
    "approved_at": documents.approved_at,
    "gone_at": documents.gone_at,
    "return_reasons": RETURN_REASONS,
    "frequent_reasons": FREQUENT_REASONS,
    "remark_flow": REMARKS,
    "is_mendable": is_mendable,
    "trashed_of": trashed_of,
    "late_of": late_of,
    "recognition_of": progress,
}
CHECKS = {
    "report_of": report_of,
    "headline": headline,
    "look_of": look,
    "not_compared": not_compared,
    "warned": WARNED,
    "clean": CLEAN,
    "not_seen": NOT_SEEN,
    "may_submit_version": may_submit_version,
}
APPEALS_OF_SCHOOLS = {
    "appeal_states": APPEALS.states,
    "appeal_about": appeals.about_document,
    "appeal_about_window": appeals.about_window,
    "may_answer_appeal": appeals.may_answer,
    "hindrance_of_appeal": appeals.hindrance_of,
    "slot_of_document": slot_of,
}
EXPERTISE = {
    "outcomes": outcomes.OUTCOMES,
    "totals": outcomes.TOTALS,
    "sources": outcomes.SOURCES,
    "outcome_reasons": outcomes.WHY,
    "outcome_of": outcome,
    "score_of": zones.said_of,
    "frozen_in": expertise.frozen_in,
    "held_in": held_now,
    "opinions_in": pairs_listed,
    "opinions_of": pair_of,
    "adjudicated": COUNTS,
    "federal_states": FEDERAL.states,
    "match_looks": FEDERAL_LOOKS,
}
RESULTS = {
    "stage_pages": stage_pages,
    "zone_looks": results.ZONES,
    "zone_meanings": results.MEANINGS,
    "change_looks": results.CHANGES,
    "compared": results.compared,
    "gap": results.gap,
    "remarks_said": said_count,
    "sheets_left": results.left,
}
PLAN_AND_YEAR = {
    "plan_states": {**PLAN.states, **BY_CALENDAR},
    "risk_states": RISKS.states,
    "risk_words": risks,
}
INTAKE = {
    "import_states": IMPORTS.states,
    "row_looks": intake_words.LOOKS,
    "kind_words": intake_words.KINDS,
    "field_words": intake_words.FIELDS,
    "executor_names": FULL,
    "period_of": intake_words.period,
    "day_titles": intake_words.DAYS,
    "names_of": intake_words.named,
    "refusable": intake.refusable,
    "asked_of": intake.asked,
    "row_parts": intake.PARTS,
    "text_words": intake_words.TEXTS,
}
FRAME = {
    "several_years": several_years,
    "nav": navigation.lines,
    "sections_abreast": navigation.ABREAST,
    "unread_messages": unread,
    "help_here": help_here,
    "fresh_release": fresh,
    "themes": THEMES,
    "here": here,
    "way": way,
    "may_see_borrowing": may_see_borrowing,
}
TEMPLATE_NAMES: dict[str, object] = {
    **DOCUMENTS,
    **CHECKS,
    **APPEALS_OF_SCHOOLS,
    **EXPERTISE,
    **RESULTS,
    **PLAN_AND_YEAR,
    **INTAKE,
    **FRAME,
}
