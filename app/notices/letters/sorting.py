"""What becomes of a notice that no letter carries yet: pure, by the table and by what its person has chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.notices.table import PAGE, row_of


@dataclass(frozen=True)
class Waiting:
    """A notice as it waits: `choice` is the person's own way or empty, `reachable` whether a letter can reach one."""

    id: int
    person_id: int
    kind: str
    whom: str
    way: str
    thing: str
    thing_id: int | None
    read: bool
    reachable: bool
    choice: str


def way_of(notice: Waiting, states: Mapping[tuple[str, int | None], str]) -> str:
    """By which way it goes now: at once, by the digest, or in the page alone.

    No letter says what was read, what is not so any more, or what the table has forgotten.
    """
    row = row_of(notice.kind, notice.whom)
    if row is None or notice.read or not notice.reachable:
        return PAGE
    if row.stands and states.get((notice.thing, notice.thing_id)) not in row.stands:
        return PAGE
    return row.way if row.firm or row.way == PAGE else notice.choice or row.way
