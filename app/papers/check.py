"""One line of «Перед регистрацией», and the cards where what an order lacks is written."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """The page of a person or of a school, where what the appendix lacks is written."""

    name: str
    page: str
    place: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Check:
    """`fatal` stops the registration; a check that is neither good nor fatal is a question to the clerk.

    `code` names the refusal that it becomes; `page` is where it is mended, when that is not the page of the order,
    and `cards` are many such pages.
    """

    sentence: str
    good: bool
    fatal: bool = False
    page: str = ""
    code: str = "not_ready"
    cards: tuple[Card, ...] = ()
