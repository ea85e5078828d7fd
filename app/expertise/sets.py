"""The set of a stage at a moment: what every school had presented by then, line by line, not yet stored."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import or_, true
from sqlalchemy.orm import selectinload

from app.documents.history import presented
from app.documents.kit import Slot, by_place, concept_slots, evidence_slots
from app.documents.models import Document
from app.documents.queries import CONCEPT, documents_of
from app.expertise import rules
from app.expertise.manifest import digest_of
from app.expertise.models import FrozenItem
from app.expertise.sheets.models import KINDS
from app.expertise.sheets.queries import sheet_of
from app.kernel.as_of import AsOf
from app.kernel.calendar import is_late
from app.year.cycle.models import Participation, Stage
from app.year.cycle.queries import windows
from app.year.profile.as_it_was import schools_at

WHOLE = "Комплект школы в целом"


def set_at(stage: Stage, as_of: AsOf) -> list[FrozenItem]:
    """What stood at the moment, school after school; a constant number of reads."""
    return set_of(stage, schools_at(stage.cycle, true(), as_of), as_of)


def set_of(stage: Stage, schools: Sequence[Participation], as_of: AsOf) -> list[FrozenItem]:
    """The same of these schools."""
    opened = rules.windows_of(stage, windows(stage.cycle))
    sheet = sheet_of(stage)
    asked = sheet.kinds if sheet else frozenset(KINDS) - {"set"}
    documents = defaultdict(list)
    looked_at = or_(CONCEPT, Document.window_id.in_([window.id for window in opened]))
    facts = selectinload(Document.versions), selectinload(Document.events)  # each version with its digest
    for document in documents_of([school.id for school in schools], None, *facts, only=looked_at):
        documents[document.participation_id].append(document)
    lines = []
    for school in schools:
        here = by_place(documents[school.id])
        places = concept_slots(school.risks) + evidence_slots(school.risks, opened)
        for place in places:
            own = [_line(stage, school, place, one, as_of) for one in here.get(place.key, ())]
            own = own or [_line(stage, school, place, None, as_of)]
            lines += [line for line in own if line.presented] or own[:1]
    for line in lines:
        line.asked = line.kind in asked
    return _with_wholes(lines) if "set" in asked else lines


def _line(stage: Stage, school: Participation, place: Slot, document: Document | None, as_of: AsOf) -> FrozenItem:
    version, state = presented(document, as_of) if document else (None, "absent")
    return FrozenItem(
        stage_id=stage.id,
        participation_id=school.id,
        participation=school,
        kind=place.kind,
        title=place.title,
        document_id=document.id if document else None,
        version_id=version.id if version else None,
        version=version,
        sha256=version.digest if version else None,
        state=state,
        late=version is not None and is_late(version.begun_at, stage.due_on),
    )


def _with_wholes(lines: list[FrozenItem]) -> list[FrozenItem]:
    """Each school's lines, and one more that stands for all of them together."""
    found = []
    for school, group in groupby(lines, key=lambda line: line.participation):
        own = list(group)
        presented = any(line.presented for line in own)
        whole = FrozenItem(
            stage_id=own[0].stage_id,
            participation_id=school.id,
            participation=school,
            kind="set",
            title=WHOLE,
            sha256=digest_of(own) if presented else None,
            state="set" if presented else "absent",
            late=False,
            asked=True,
        )
        found += [*own, whole]
    return found
