"""What a first page shows: lines with a verb, a thing, a deadline and one button, in blocks by what they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Act:
    """One thing to do; `url` is the very place where it is done, `due_on` its last day, inclusive.

    `state` is of the plan, when it is more than the day says: returned, lapsed. `remark` is as somebody typed it; `by`
    stands before the day.
    """

    title: str
    why: str
    button: str
    url: str
    due_on: date | None = None
    about: str = ""
    state: str = ""
    remark: str = ""
    by: str = "Срок до"


@dataclass(frozen=True)
class Block:
    """Acts of one kind under their heading; `told` is true of news: nothing is to be done.

    `more` are the words and the address of the whole list, when there is one; `hidden` acts of it are not shown here.
    """

    key: str
    label: str
    acts: Sequence[Act]
    more: tuple[str, str] | None = None
    hidden: int = 0
    told: bool = False

    @property
    def count(self) -> int:
        """How many things there are, shown or not."""
        return len(self.acts) + self.hidden


def late(blocks: Sequence[Block], today: date) -> int:
    """How many things should have been done."""
    return sum(act.due_on is not None and act.due_on < today for act in acts_of(blocks))


def acts_of(blocks: Sequence[Block]) -> list[Act]:
    """All that is to be done, block after block."""
    return [act for block in blocks if not block.told for act in block.acts]
