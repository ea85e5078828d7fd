"""The words of the entries in SQLite: an FTS5 table whose row is known by the entry's id."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Select, column, delete, insert, select, table, text

from app.extensions import db
from app.search.question import Term

CREATE = """
CREATE VIRTUAL TABLE IF NOT EXISTS search_words
USING fts5(words, tokenize = 'unicode61 remove_diacritics 0', detail = none, prefix = '3')
"""
WORDS = table("search_words", column("rowid"), column("words"), column("search_words"))  # the last is FTS5 itself


def create() -> None:
    """Make the table when it is not there."""
    db.session.execute(text(CREATE))


def put(words: Mapping[int, str]) -> None:
    """Keep the words of these entries in place of what stood."""
    if words:
        drop(words)
        db.session.execute(insert(WORDS), [{"rowid": key, "words": said} for key, said in words.items()])


def drop(entry_ids: Collection[int]) -> None:
    """Forget these."""
    db.session.execute(delete(WORDS).where(WORDS.c.rowid.in_(entry_ids)))


def holding(terms: Sequence[Term]) -> Select:
    """The ids of the entries that hold every term."""
    return select(WORDS.c.rowid).where(WORDS.c.search_words.op("MATCH")(" AND ".join(map(_expression, terms))))


def _expression(term: Term) -> str:
    ways = [f'"{one}"' for one in sorted(term.stems)] + ([f'"{term.beginning}" *'] if term.beginning else [])
    return f"({' OR '.join(ways)})"
