"""A migration after the last release only adds to the schema: the code before it goes on meanwhile (ADR 0042)."""

import ast
from pathlib import Path

import pytest

from tests.operation.running import ROOT

VERSIONS = ROOT / "migrations" / "versions"
RELEASED = "0095"  # the newest migration of the last release; what that release has stopped using may go after it
# What old code does not notice. A new column has a default of the database or may be empty: old code does not name it.
ADDS = {"create_table", "create_index", "add_column", "bulk_insert", "execute", "f", "create_foreign_key"}
TAKES = ("DROP ", "RENAME ", "ALTER ", "DELETE ")


def taken_by(code: str) -> list[str]:
    """What a migration does that code before it would notice."""
    tree = ast.parse(code)
    if any(isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == "CONTRACTS" for one in tree.body):
        return []
    found = []
    for call in (one for one in ast.walk(tree) if isinstance(one, ast.Call)):
        name = ast.unparse(call.func)
        if name.startswith(("op.", "batch.", "table.")) and name.partition(".")[2] not in ADDS:
            found.append(name)
        if name == "op.execute" and any(word in ast.unparse(call).upper() for word in TAKES):
            found.append("op.execute")
        if name.endswith("add_column") and not is_optional(call):
            found.append(name)
    return found


def is_optional(call: ast.Call) -> bool:
    """The column of an `add_column` may be left out by code that does not know it."""
    words = ast.unparse(call)
    return "server_default" in words or "nullable=True" in words


def later() -> list[Path]:
    return sorted(path for path in VERSIONS.glob("[0-9]*.py") if path.name[:4] > RELEASED)


@pytest.mark.parametrize("path", later(), ids=lambda path: path.name)
def test_a_migration_since_the_release_only_adds(path):
    assert taken_by(path.read_text(encoding="utf-8")) == [], f"see ADR 0042: {path.name}"


@pytest.mark.parametrize(
    "line",
    [
        'op.drop_table("x")',
        'op.rename_table("x", "y")',
        'op.execute("ALTER TABLE x RENAME TO y")',
        'op.add_column("x", sa.Column("y", sa.Integer(), nullable=False))',
        'op.alter_column("x", "y", nullable=False)',
    ],
)
def test_what_old_code_would_notice_is_found(line):
    assert taken_by(line)
    assert taken_by(f'CONTRACTS = "since release 0.6 nothing reads it"\n{line}') == []


def test_a_new_table_and_a_column_with_a_default_are_no_harm():
    assert taken_by('op.create_table("x")\nop.add_column("x", sa.Column("y", sa.Integer(), server_default="0"))') == []
