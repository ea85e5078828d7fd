"""The whole life of an order: agreed, published, changed; scans, skipped numbers, past orders; blanks of a clerk."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

SERIES = "series IN ('order', 'letter')"
OPEN = "state IN ('draft', 'review') AND number IS NULL AND signed_on IS NULL AND edition_id IS NULL"
SIGNED = "state NOT IN ('draft', 'review') AND number IS NOT NULL AND signed_on IS NOT NULL"


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.drop_index("uq_orders_number_of_year", "orders")
    with op.batch_alter_table("orders") as table:
        table.drop_constraint(op.f("ck_orders_state"), type_="check")
        table.drop_constraint(op.f("ck_orders_registered_whole"), type_="check")
        table.add_column(sa.Column("series", sa.String(10), nullable=False, server_default="order"))
        table.add_column(sa.Column("imported_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("blank_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_orders_blank_id"), "blobs", ["blank_id"], ["id"])
    op.execute("UPDATE orders SET state = 'signed' WHERE state = 'registered'")
    op.execute("UPDATE orders SET series = 'letter' WHERE kind LIKE 'L!_%' ESCAPE '!'")
    with op.batch_alter_table("orders") as table:
        table.alter_column("series", server_default=None)
        table.create_check_constraint(
            op.f("ck_orders_state"), "state IN ('draft', 'review', 'signed', 'published', 'changed', 'cancelled')"
        )
        table.create_check_constraint(op.f("ck_orders_series"), SERIES)
        table.create_check_constraint(
            op.f("ck_orders_registered_whole"),
            f"({OPEN} AND imported_at IS NULL) OR ({SIGNED} AND (edition_id IS NOT NULL OR imported_at IS NOT NULL))",
        )
    there = sa.text("number IS NOT NULL")
    op.create_index(
        "uq_orders_number_of_year",
        "orders",
        ["series", "register_year", "number"],
        unique=True,
        sqlite_where=there,
        postgresql_where=there,
    )
    _acts()
    _scans()
    _skipped()
    _blanks()
    _drafts()


def _acts() -> None:
    op.create_table(
        "order_acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("by_order_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('submit', 'return', 'publish', 'change', 'cancel', 'send', 'comment')",
            name=op.f("ck_order_acts_kind"),
        ),
        sa.CheckConstraint(
            "(by_order_id IS NOT NULL) = (kind IN ('change', 'cancel'))", name=op.f("ck_order_acts_by_another")
        ),
        sa.CheckConstraint("by_order_id IS NULL OR by_order_id <> order_id", name=op.f("ck_order_acts_never_itself")),
        _refers("order_acts", "order_id", "orders"),
        _refers("order_acts", "by_order_id", "orders"),
        _refers("order_acts", "recorded_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_acts")),
    )
    for column in ("order_id", "by_order_id"):
        op.create_index(op.f(f"ix_order_acts_{column}"), "order_acts", [column])


def _scans() -> None:
    op.create_table(
        "order_scans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("blob_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(1000), nullable=False),
        sa.Column("attached_by_id", sa.Integer(), nullable=False),
        sa.Column("attached_at", sa.DateTime(timezone=True), nullable=False),
        _refers("order_scans", "order_id", "orders"),
        _refers("order_scans", "blob_id", "blobs"),
        _refers("order_scans", "attached_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_scans")),
    )
    op.create_index(op.f("ix_order_scans_order_id"), "order_scans", ["order_id"])


def _skipped() -> None:
    op.create_table(
        "skipped_numbers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(10), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("explained_by_id", sa.Integer(), nullable=False),
        sa.Column("explained_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("0 < first AND first <= last", name=op.f("ck_skipped_numbers_first_to_last")),
        sa.CheckConstraint(SERIES, name=op.f("ck_skipped_numbers_series")),
        _refers("skipped_numbers", "explained_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skipped_numbers")),
    )
    op.create_index(op.f("ix_skipped_numbers_year"), "skipped_numbers", ["year"])


def _blanks() -> None:
    op.create_table(
        "blank_editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("blank", sa.String(20), nullable=False),
        sa.Column("blob_id", sa.Integer(), nullable=True),
        sa.Column("filename", sa.String(1000), nullable=False),
        sa.Column("mended", sa.JSON(), nullable=False),
        sa.Column("brought_by_id", sa.Integer(), nullable=False),
        sa.Column("brought_at", sa.DateTime(timezone=True), nullable=False),
        _refers("blank_editions", "blob_id", "blobs"),
        _refers("blank_editions", "brought_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blank_editions")),
    )
    op.create_index(op.f("ix_blank_editions_blank"), "blank_editions", ["blank"])


def _drafts() -> None:
    op.create_table(
        "order_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        _refers("order_drafts", "order_id", "orders"),
        _refers("order_drafts", "saved_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_drafts")),
    )
    op.create_index(op.f("ix_order_drafts_order_id"), "order_drafts", ["order_id"])


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
