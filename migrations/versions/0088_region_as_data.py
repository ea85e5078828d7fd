"""The region as a row: its names in cases, its bodies and its zone; houses that lived before this are Oryol's."""

import sqlalchemy as sa
from alembic import op

revision = "0088"
down_revision = "0087"
branch_labels = None
depends_on = None


LONG = ("department", "department_gen", "department_site", "unit_dat", "institute", "institute_gen", "institute_dat")
LONG += ("institute_site", "centre", "centre_gen", "centre_dat", "centre_site", "footer")
SHORT = {"name": 200, "name_gen": 200, "city": 120, "institute_short": 60, "centre_short": 60, "zone": 40}
INSTITUTE = "Орловской области дополнительного профессионального образования «Институт развития образования»"
CENTRE = "Орловской области «Региональный центр оценки качества образования»"
ORYOL = {
    "name": "Орловская область",
    "name_gen": "Орловской области",
    "city": "г. Орёл",
    "department": "Департамент образования Орловской области",
    "department_gen": "Департамента образования Орловской области",
    "department_site": "",
    "unit_dat": "Управлению общего образования",
    "institute_short": "ОИРО",
    "institute": f"Бюджетное учреждение {INSTITUTE}",
    "institute_gen": f"бюджетного учреждения {INSTITUTE}",
    "institute_dat": f"бюджетному учреждению {INSTITUTE}",
    "institute_site": "оиро.рф",
    "centre_short": "ОРЦОКО",
    "centre": f"Бюджетное учреждение {CENTRE}",
    "centre_gen": f"бюджетного учреждения {CENTRE}",
    "centre_dat": f"бюджетному учреждению {CENTRE}",
    "centre_site": "",
    "footer": "",
    "zone": "Europe/Moscow",
}


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_table(
        "regions",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(length), nullable=False) for name, length in SHORT.items()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in LONG),
        sa.CheckConstraint("id = 1", name=op.f("ck_regions_one_row")),
        sa.CheckConstraint("institute_short <> '' AND centre_short <> ''", name=op.f("ck_regions_short_names")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regions")),
    )
    if op.get_bind().scalar(sa.text("SELECT id FROM cycles LIMIT 1")):
        named = sa.table("regions", sa.column("id"), *(sa.column(name) for name in ORYOL))
        op.get_bind().execute(sa.insert(named).values(id=1, **ORYOL))
