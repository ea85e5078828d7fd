"""Where the words of the entries lie: one promise, kept by SQLite (FTS5) and by PostgreSQL (tsvector with GIN).

Both keep the same set of stems and answer by set: every term must be there. Neither stems, ranks or splits by itself.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from sqlalchemy import Select

from app.documents.checks.russian import stems
from app.extensions import db
from app.search import postgres, sqlite
from app.search.question import Term


class Index(Protocol):
    """What a database has to be able to do."""

    def create(self) -> None:
        """Make the table when it is not there."""

    def put(self, words: Mapping[int, str]) -> None:
        """Keep the words of these entries in place of what stood."""

    def drop(self, entry_ids: Collection[int]) -> None:
        """Forget these."""

    def holding(self, terms: Sequence[Term]) -> Select:
        """The ids of the entries that hold every term."""


def index() -> Index:
    """The one of this database."""
    return {"sqlite": sqlite, "postgresql": postgres}[db.engine.dialect.name]


def words_of(lines: Iterable[str]) -> str:
    """The stems of the lines, each once, in order: what an index keeps."""
    return " ".join(sorted({one for line in lines for one in stems(line)}))
