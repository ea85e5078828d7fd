"""One name for one thing: stages, frozen items, confirmations, adjudications, waivers, fingerprints, voided rows.

Nothing is copied: tables and columns are renamed where they stand, then the constraints, indexes and functions that
carry an old name in theirs. The journal keeps the words it was written in (app/journal/services.py, FORMER_NAMES).
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0070"
branch_labels = None
depends_on = None

TABLES = {
    "rounds": "stages",
    "round_changes": "stage_changes",
    "examined": "frozen_items",
    "conclusions": "confirmations",
    "rulings": "adjudications",
    "conflict_overrides": "conflict_waivers",
    "version_prints": "version_fingerprints",
    "blank_editions": "template_editions",
}
COLUMNS = {
    "round_id": "stage_id",
    "examined_id": "frozen_item_id",
    "concluded_by_id": "answered_by_id",
    "concluded_at": "answered_at",
    "struck_at": "voided_at",
    "struck_because": "void_reason",
    "stood_in_because": "on_behalf_reason",
    "blank_id": "template_id",
    "blank": "template",
}
# `versions.examined` is a column of its own and keeps its name, so a bare «examined» is a table only where it is one.
OF_TABLE = r"(?<=(?:FROM|INTO|JOIN) )examined\b|(?<=(?:UPDATE) )examined\b"


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    connection = op.get_bind()
    _columns(sa.inspect(connection))
    for old, new in TABLES.items():
        op.execute(f"ALTER TABLE {old} RENAME TO {new}")
    if connection.dialect.name == "postgresql":
        _names_on_postgres(connection)
        _functions_on_postgres(connection)
    else:
        _indexes_on_sqlite(connection)
        _constraints_on_sqlite(connection)


def _columns(inspector: sa.Inspector) -> None:
    for table in inspector.get_table_names():
        for column in inspector.get_columns(table):
            if column["name"] in COLUMNS:
                op.execute(f"ALTER TABLE {table} RENAME COLUMN {column['name']} TO {COLUMNS[column['name']]}")


def _renamed(name: str) -> str:
    """The name of a constraint, an index or a sequence after its table and its column."""
    kind, _, rest = name.partition("_") if re.match(r"(pk|fk|uq|ck|ix)_", name) else ("", "", name)
    for old, new in TABLES.items():
        if rest == old or rest.startswith(f"{old}_"):
            rest = new + rest[len(old) :]
            break
    for old, new in COLUMNS.items():
        rest = re.sub(rf"_{old}$", f"_{new}", rest)
    return f"{kind}_{rest}" if kind else rest


def _names_on_postgres(connection: sa.Connection) -> None:
    here = "connamespace = current_schema()::regnamespace AND conrelid <> 0 AND conparentid = 0"
    constraints = f"SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE {here}"
    for table, name in connection.execute(sa.text(constraints)).all():
        if _renamed(name) != name:
            op.execute(f'ALTER TABLE {table} RENAME CONSTRAINT "{name}" TO "{_renamed(name)}"')
    kinds = "relnamespace = current_schema()::regnamespace AND relkind IN ('i', 'S')"
    for name, kind in connection.execute(sa.text(f"SELECT relname, relkind::text FROM pg_class WHERE {kinds}")).all():
        if _renamed(name) != name:
            op.execute(f'ALTER {"INDEX" if kind == "i" else "SEQUENCE"} "{name}" RENAME TO "{_renamed(name)}"')


def _functions_on_postgres(connection: sa.Connection) -> None:
    """The body of a function is text to PostgreSQL: what is renamed outside is not renamed in it."""
    own = "pronamespace = current_schema()::regnamespace AND prolang = (SELECT oid FROM pg_language WHERE lanname = 'plpgsql')"
    for (body,) in connection.execute(sa.text(f"SELECT pg_get_functiondef(oid) FROM pg_proc WHERE {own}")).all():
        head, mark, rest = body.partition("AS $")
        new = _reworded(rest)
        if new != rest:
            connection.exec_driver_sql((head + mark + new).replace("%", "%%"))


def _reworded(body: str) -> str:
    body = re.sub(OF_TABLE, "frozen_items", body)
    words = {**{old: new for old, new in TABLES.items() if old != "examined"}, **COLUMNS}
    return re.sub(r"\b(" + "|".join(words) + r")\b", lambda found: words[found[1]], body)


def _indexes_on_sqlite(connection: sa.Connection) -> None:
    found = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    for name, sql in connection.execute(sa.text(found)).all():
        if _renamed(name) != name:
            op.execute(f"DROP INDEX {name}")
            connection.exec_driver_sql(re.sub(rf"\b{name}\b", _renamed(name), sql, count=1))


def _constraints_on_sqlite(connection: sa.Connection) -> None:
    """SQLite renames no constraint; its name stands in the text of the table and nowhere in its pages.

    https://www.sqlite.org/lang_altertable.html, section 7: a change that leaves the content on disk as it is.
    """
    found = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%CONSTRAINT%'"
    tables = connection.execute(sa.text(found)).all()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    for name, sql in tables:
        new = re.sub(r'(CONSTRAINT "?)(\w+)', lambda one: one[1] + _renamed(one[2]), sql)
        if new != sql:
            connection.exec_driver_sql(
                "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?", (new, name)
            )
    connection.exec_driver_sql("PRAGMA writable_schema = RESET")
    sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    assert sound == "ok", sound
