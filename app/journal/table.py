"""The journal as a table: a row for each event, in a file that Excel opens, made portion after portion."""

import csv
import io
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO

from app.journal.models import Event
from app.journal.queries import MOST, Wanted, mentioned, names_of, portions
from app.journal.words import SENTENCES, SUBJECTS
from app.kernel.spreadsheet import RISKY
from app.kernel.words import moment

HEADS = ("Произошло", "Что", "О чём", "Кто", "Записано", "№ записи", "Печать записи")
MORE = "Это не весь отбор: в таблице последние {} записей. Сузьте отбор, чтобы получить остальные."
IN_MEMORY = 1024 * 1024


def table(wanted: Wanted, total: int) -> IO[bytes]:
    """A CSV of what is wanted, the newest first; its last line says when there is more."""
    made = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    words = io.TextIOWrapper(made, encoding="utf-8-sig", newline="")
    writer = csv.writer(words, delimiter=";")
    writer.writerow(HEADS)
    for events in portions(wanted):
        writer.writerows([_safe(cell) for cell in row] for row in _rows(events))
    if total > MOST:
        writer.writerow([MORE.format(MOST)])
    words.detach()
    return made


def _rows(events: list[Event]) -> Iterator[tuple]:
    names, others = names_of(events), mentioned(events)
    for one in events:
        subject = f"{SUBJECTS.get(one.subject, one.subject)} {names.get(one.id, one.subject_id or '')}".strip()
        yield (
            moment(one.happened_at),
            SENTENCES.get(one.kind, one.kind),
            subject + _also(one, others),
            one.actor.name if one.actor else "система",
            moment(one.recorded_at),
            one.id,
            one.seal,
        )


def _also(event: Event, others: dict[int, str]) -> str:
    """Whom else the event names."""
    said = {"ссылку выдал": event.data.get("issued_by"), "замещает": event.data.get("stands_for")}
    return "".join(f", {word}: {others[key]}" for word, key in said.items() if key in others)


def _safe(cell: object) -> str:
    """No cell becomes a formula, and a plain space is a space."""
    words = f"{cell}".replace("\u00a0", " ")
    return f"'{words}" if words.startswith(RISKY) else words
