"""reconciliation: numbers others state."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "stated_count",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("key", sa.String(), nullable=False),
            sa.Column("source", sa.String(), nullable=False),
            sa.Column("total", sa.Integer(), nullable=False),
            sa.Column("counts", sa.Text(), nullable=True),
            sa.Column("note", sa.String(), nullable=True),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_stated_count_key", "stated_count", ["site_id", "key"], unique=False)


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("stated_count")
