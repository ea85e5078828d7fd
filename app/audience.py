"""THE table of audiences: a thing in its state → the roles whose eyes it is for; permissions.py asks it every time.

Where each role sees is the place of its grant, as everywhere (app/roles.py). A thing that lives in states says which
row is its own now (`audience`, a property of the model); what has no states asks nothing here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.region import said
from app.roles import Role

SCHOOL, CURATOR, MUNICIPAL, REGIONAL, REVIEWER, LEAD, ANALYST, ADMIN = Role
EVERYBODY = frozenset(Role)


@dataclass(frozen=True)
class Audience:
    """Who may know of a thing while it is so, and why in Russian: the pages promise it in the same words."""

    roles: frozenset[Role]
    words: str

    @property
    def because(self) -> str:
        """The promise with the names of the region's own bodies."""
        return said(self.words)


def _for(roles: Iterable[Role], because: str) -> Audience:
    """Who leads the expertise sees whatever a reviewer does."""
    eyes = frozenset(roles)
    return Audience(eyes | {LEAD} if REVIEWER in eyes else eyes, because)


_DRAFT = "Ни\u00a0разу не\u00a0отправленное видит только школа."
_ON_BEHALF = "Загруженное за\u00a0школу до\u00a0отправки видят школа и\u00a0Департамент."
_SENT = "Отправленное видят школа, её куратор, муниципалитет и\u00a0регион."

AUDIENCES: dict[str, Audience] = {
    "version:draft": _for({SCHOOL}, _DRAFT),
    "version:on_behalf": _for({SCHOOL, REGIONAL}, _ON_BEHALF),
    "version:sent": _for(EVERYBODY, _SENT),
    "version:withdrawn": _for(
        {SCHOOL}, "Отозванное видит только школа; остальным известно, что и\u00a0когда отозвано."
    ),
    "version:examined": _for(
        {SCHOOL, REGIONAL, REVIEWER, ANALYST},
        "Отозванное после фиксации набора читают те, кто оценивает: набор не\u00a0меняется.",
    ),
    "document:draft": _for({SCHOOL}, _DRAFT),
    "document:on_behalf": _for({SCHOOL, REGIONAL}, _ON_BEHALF),
    "document:sent": _for(EVERYBODY, _SENT),
    "order:draft": _for({REGIONAL}, "Черновик приказа видит только Департамент."),
    "order:review": _for(
        {REGIONAL, REVIEWER, ANALYST},
        "Приказ на\u00a0согласовании видят те, кто согласует: Департамент, {institute} и\u00a0{centre}.",
    ),
    "order:numbered": _for(EVERYBODY, "Зарегистрированный приказ видят все, кому открыт реестр."),
    "review:draft": _for({REVIEWER}, "Неотправленный лист видит эксперт, который его заполняет."),
    "review:sent": _for(
        EVERYBODY,
        "Отправленный лист видят {institute}, {centre} и\u00a0Департамент, а\u00a0кто даёт другое мнение – "
        "после своего; школа видит выводы этапа.",
    ),
}


def opens(role: Role, audience: str | None) -> bool:
    """Whether the role may know of a thing of this audience; None is a thing without states."""
    return audience is None or role in AUDIENCES[audience].roles


def open_to(roles: Iterable[Role]) -> frozenset[str]:
    """The rows of the table that are open to any of the roles."""
    held = set(roles)
    return frozenset(key for key, row in AUDIENCES.items() if row.roles & held)
