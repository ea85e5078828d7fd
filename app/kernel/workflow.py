"""Declared transitions and the one way to fire them: change the row only if it stands as it was seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import update
from sqlalchemy.orm import object_mapper

from app.extensions import db
from app.kernel.changing import changed
from app.permissions import Actor, Place, denial
from app.refusals import Refusal, Refused, refuse_if


class Moved(Place, Protocol):
    """A row that stands in one of the states."""

    @property
    def id(self) -> int:
        """Its key."""

    @property
    def state(self) -> str:
        """A key of the states."""


@dataclass(frozen=True)
class State:
    """A state as people read it: word, icon and tone of the visual language.

    `fact` is how the thing came to it, for who comes too late or too early: «Документ уже подтверждён».
    """

    word: str
    icon: str
    tone: str
    solid: bool = False
    fact: str = ""


@dataclass(frozen=True)
class Transition:
    """One row of the law: verb, where from, where to, by whose permission."""

    name: str
    verb: str
    sources: tuple[str, ...]
    target: str
    action: str


@dataclass(frozen=True)
class Workflow:
    """The states of a thing and the moves between them."""

    name: str
    states: Mapping[str, State]
    transitions: tuple[Transition, ...]
    placed: bool = True  # the thing lies in a school; else a role is enough, wherever it is held

    def __getitem__(self, name: str) -> Transition:
        return next(t for t in self.transitions if t.name == name)

    def refusal(self, name: str, actor: Actor, thing: Moved) -> Refusal | None:
        """Why the actor can't make this move now, or None when they can."""
        move = self[name]
        denied = denial(actor, move.action, thing if self.placed else None)
        if denied is None and thing.state not in move.sources:
            return Refusal("state", f"{self.states[thing.state].fact}. Ничего не\u00a0изменено: обновите страницу.")
        return denied

    def open_to(self, actor: Actor, thing: Moved) -> list[Transition]:
        """The moves that the actor can make now: these are the buttons."""
        return [t for t in self.transitions if self.refusal(t.name, actor, thing) is None]

    def fire(self, name: str, actor: Actor, thing: Moved, **values: object) -> None:
        """Move the thing; raises Refused when it can't be moved, or when somebody was faster (zero rows changed)."""
        refuse_if(self.refusal(name, actor, thing))
        row, seen = object_mapper(thing).columns, thing.state
        moved = changed(
            update(type(thing))
            .where(row.id == thing.id, row.state == seen)
            .values(state=self[name].target, **values)
            .execution_options(synchronize_session=False)
        )
        db.session.expire(thing)
        if moved != 1:
            raise Refused.because("stale", f"Кто-то успел раньше. {self.states[thing.state].fact}.")
