"""A document as it was at a moment, from what the journal says of it. Pure: the facts that count, in their order."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from app.documents.models import Decision, Document, Version
from app.journal.models import Event
from app.kernel.as_of import AsOf, holding, show_as

# What an event of the journal makes of a document; the rest of them leave it where it is.
LED_TO = {
    "document:submitted": "submitted",
    "document:sent_for": "submitted",
    "document:withdrawn": "withdrawn",
    "document:approved": "approved",
    "document:returned": "returned",
    "document:undone": "submitted",
    "document:reopened": "reopened",
    "document:kept": "approved",
}
SENT = ("document:submitted", "document:sent_for")
TRASH = ("document:discarded", "document:restored")


@dataclass(frozen=True)
class Standing:
    """The state, since when, the number of the version that the curator was asked about last, and those approved.

    Of the approvals that were not undone the last one stands until a newer version is decided. `first` of them it was
    that was opened for newer ones. What is undone has stood since the curator was asked: `asked_at`.
    """

    state: str
    since: datetime
    asked: int
    asked_at: datetime
    approved: tuple[int, ...] = ()
    first: int = 0


def standing(events: Iterable[Event], as_of: AsOf) -> Standing | None:
    """The last fact decides; None while nothing was sent."""
    stood: Standing | None = None
    for event in holding(as_of, events, "happened_at"):
        if event.kind in SENT:
            stood = _asked(stood, event)
        elif stood is not None and event.kind in LED_TO:  # a clock may step back between two of them
            stood = _led(stood, event)
    return stood


def _asked(before: Standing | None, event: Event) -> Standing:
    asked = Standing(LED_TO[event.kind], event.happened_at, event.data["version"], event.happened_at)
    return replace(asked, approved=before.approved, first=before.first) if before else asked


def _led(before: Standing, event: Event) -> Standing:
    approved = _approved(before.approved, event)
    since = before.asked_at if event.kind == "document:undone" else event.happened_at
    first = _first(before, approved, event)
    return replace(before, state=LED_TO[event.kind], since=since, approved=approved, first=first)


def _approved(before: tuple[int, ...], event: Event) -> tuple[int, ...]:
    if event.kind == "document:approved":
        return (*before, event.data["version"])
    undone = event.kind == "document:undone" and event.data.get("undone") == "approve"
    return before[:-1] if undone else before


def _first(before: Standing, approved: tuple[int, ...], event: Event) -> int:
    if not approved:
        return 0
    return before.first or (approved[0] if event.kind == "document:reopened" else 0)


def approvals(decisions: Iterable[Decision]) -> list[Version]:
    """The approved versions whose approval was not undone, in their order; an undoing follows what it undoes."""
    found, last = [], None
    for decision in decisions:
        if decision.verdict == "approve":
            found.append(decision.version)
        elif decision.verdict == "undo" and last == "approve":
            found.pop()
        last = decision.verdict
    return found


def shown_by(events: Iterable[Event], as_of: AsOf) -> dict[int, str]:
    """By the number of a version, whether the school showed it to others: «sent», or «withdrawn» after that."""
    found, asked = {}, 0
    for event in holding(as_of, events, "happened_at"):
        if event.kind in SENT:
            asked = event.data["version"]
            found[asked] = "sent"
        elif asked and event.kind == "document:withdrawn":
            found[asked] = "withdrawn"
    return found


def withdrawals(events: Iterable[Event], as_of: AsOf) -> list[tuple[int, datetime]]:
    """Which version was taken back and when, in their order: the fact stays known to all who see the document."""
    found, asked = [], 0
    for event in holding(as_of, events, "happened_at"):
        if event.kind in SENT:
            asked = event.data["version"]
        elif asked and event.kind == "document:withdrawn":
            found.append((asked, event.happened_at))
    return found


def in_trash(events: Iterable[Event], as_of: AsOf) -> bool:
    """Whether it had been put away and not brought back."""
    moved = [event.kind for event in holding(as_of, events, "happened_at") if event.kind in TRASH]
    return bool(moved) and moved[-1] == "document:discarded"


def presented(document: Document, as_of: AsOf) -> tuple[Version | None, str]:
    """The version that stands, or the one before the curator; what was withdrawn or never sent is absent (item 30)."""
    stood = standing(document.events, as_of)
    if stood is not None and stood.approved:
        return document.versions[stood.approved[-1] - 1], "approved"
    if stood is None or stood.state == "withdrawn":
        return None, "absent"
    return document.versions[stood.asked - 1], stood.state


def restore_state_at(document: Document, as_of: AsOf) -> bool:
    """Show the document as it was; False when it was not there yet, or lay in the trash. Today stays as it is."""
    if not as_of.past:
        return True
    versions = holding(as_of, document.versions, "uploaded_at")
    if not versions or in_trash(document.events, as_of):
        return False
    made_at = versions[0].uploaded_at
    stood = standing(document.events, as_of) or Standing("draft", made_at, 0, made_at)
    begun = {version.number: version.begun_at for version in versions}
    newest = stood.approved[-1] if stood.approved else None
    show_as(
        document,
        {
            "versions": versions,
            "submissions": holding(as_of, document.submissions, "sent_at"),
            "decisions": holding(as_of, document.decisions, "decided_at"),
            "state": stood.state,
            "state_since": stood.since,
            "trashed_at": None,
            "standing_number": None if stood.state == "approved" and newest == stood.asked else newest,
            "first_begun_at": begun.get(stood.first),
        },
    )
    return True


def restore_remarks_at(document: Document, as_of: AsOf) -> Document:
    """Show it with the remarks that had been made, each as it stood."""
    if not as_of.past:
        return document
    made = [remark for remark in document.remarks if as_of.holds(remark.moves[0].moved_at)]
    for remark in made:
        last = holding(as_of, remark.moves, "moved_at")[-1]
        show_as(remark, {"state": last.state, "state_since": last.moved_at})
    show_as(document, {"remarks": made})
    return document
