"""A remark (замечание) as a thing of its own: read from what the curator typed, carried until somebody accepts it."""

import re
from dataclasses import dataclass

from app.kernel.workflow import State, Transition, Workflow

LEAD = re.compile(r"^раздел\s+«(?P<section>[^»]{1,200})»\s*[:.,–—-]?\s*", re.I)
QUOTE = re.compile(r"^«(?P<quote>[^»]{3,2000})»\s*:\s*", re.S)

FLOW = Workflow(
    "remark",
    {
        "open": State("Открыто", "note", "hand", fact="Замечание ещё не\u00a0исправлено"),
        "fixed": State("Исправлено школой", "check", "plain", fact="Замечание уже отмечено исправленным"),
        "accepted": State("Принято", "ok", "done", solid=True, fact="Замечание уже принято"),
        "dropped": State("Снято", "minus-o", "idle", fact="Замечание уже снято"),
    },
    (
        Transition("fix", "Исправили", ("open",), "fixed", "document.submit"),
        Transition("unfix", "Ещё не исправили", ("fixed",), "open", "document.submit"),
        Transition("accept", "Принято", ("open", "fixed"), "accepted", "document.decide"),
        Transition("refuse", "Не исправлено", ("open", "fixed"), "open", "document.decide"),
        Transition("reopen", "Снова открыть с\u00a0отменой решения", ("open", "accepted"), "open", "document.undo"),
        Transition("refix", "Снова счесть исправленным", ("open", "accepted"), "fixed", "document.undo"),
        Transition("drop", "Снять с решением", ("open", "fixed", "accepted"), "dropped", "document.undo"),
    ),
)


@dataclass(frozen=True)
class Said:
    """One remark: where it belongs, the words that it is about, what to do."""

    section: str
    quote: str
    text: str


def read_remarks(typed: str) -> list[Said]:
    """Each paragraph after an empty line is a remark of its own; «Раздел «…»:» and «цитата»: bind it to a place."""
    return [_said(part.strip()) for part in re.split(r"\n\s*\n", typed.replace("\r\n", "\n")) if part.strip()]


def _said(text: str) -> Said:
    section = LEAD.match(text)
    rest = text[section.end() :] if section else text
    quote = QUOTE.match(rest)
    rest = rest[quote.end() :] if quote else rest
    if not rest.strip():
        return Said("", "", text)
    return Said(section["section"] if section else "", quote["quote"] if quote else "", rest.strip())
