"""Refusals: a rule returns one as a plain value, a service raises it, `kernel/errors` answers it.

A rule that says why something can't be done returns `Refusal | None`: it disables a button on a page.
A service asks the same rules with `refuse_if` and raises `Refused`, so what it returns is what it promises.
"""

from dataclasses import dataclass
from typing import Self

from app.region import said


@dataclass(frozen=True)
class Refusal:
    """Why something can't be done: a code for programs and tests, a Russian sentence with a way on for people.

    `words` may call the bodies of the region by {institute} and {centre}; the sentence says them by their names.
    `status` is of the HTTP answer to a form refused so: 422, or 503 when the fault is ours.
    """

    code: str
    words: str
    status: int = 422

    @property
    def sentence(self) -> str:
        return said(self.words)


class Refused(Exception):
    """A refusal on its way to the page that says it."""

    def __init__(self, refusal: Refusal):
        super().__init__(refusal.sentence)
        self.refusal = refusal

    @classmethod
    def because(cls, code: str, sentence: str, status: int = 422) -> Self:
        """The exception for a refusal that is said in one place only."""
        return cls(Refusal(code, sentence, status))

    @property
    def code(self) -> str:
        return self.refusal.code

    @property
    def sentence(self) -> str:
        return self.refusal.sentence

    @property
    def status(self) -> int:
        return self.refusal.status


def refuse_if(refusal: Refusal | None) -> None:
    """Raise Refused when there is a refusal."""
    if refusal is not None:
        raise Refused(refusal)
