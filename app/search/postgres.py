"""The words of the entries in PostgreSQL: a tsvector made of the stems as they are, with a GIN index."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Select, bindparam, cast, column, delete, func, literal, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY, insert

from app.extensions import db
from app.search.question import Term

CREATE = """
CREATE TABLE IF NOT EXISTS search_words (entry_id integer PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX IF NOT EXISTS search_words_words ON search_words USING gin (words)
"""
WORDS = table("search_words", column("entry_id"), column("words"))
_NEW = insert(WORDS).values(
    entry_id=bindparam("key"), words=func.array_to_tsvector(func.string_to_array(bindparam("said"), " "))
)
PUT = _NEW.on_conflict_do_update(index_elements=["entry_id"], set_={"words": _NEW.excluded.words})


def create() -> None:
    """Make the table when it is not there."""
    for statement in CREATE.split(";"):
        db.session.execute(text(statement))


def put(words: Mapping[int, str]) -> None:
    """Keep the words of these entries in place of what stood; they do not pass through PostgreSQL's own parser."""
    if words:
        db.session.execute(PUT, [{"key": key, "said": said} for key, said in words.items()])


def drop(entry_ids: Collection[int]) -> None:
    """Forget these."""
    db.session.execute(delete(WORDS).where(WORDS.c.entry_id.in_(entry_ids)))


def holding(terms: Sequence[Term]) -> Select:
    """The ids of the entries that hold every term.

    The question stands in a subquery, so that the planner does not see how frequent its words are: for frequent ones
    it would read every vector out of line, which it takes for cheap, and not ask the index.
    """
    asked = select(cast(literal(" & ".join(map(_expression, terms))), TSQUERY)).scalar_subquery()
    return select(WORDS.c.entry_id).where(WORDS.c.words.op("@@")(asked))


def _expression(term: Term) -> str:
    ways = [f"'{one}'" for one in sorted(term.stems)] + ([f"'{term.beginning}':*"] if term.beginning else [])
    return f"({' | '.join(ways)})"
