"""reconciliation: states of closed periods, differences explained."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "explanation",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("key", sa.String(), nullable=False),
            sa.Column("code", sa.String(), nullable=False),
            sa.Column("amount", sa.Integer(), nullable=False),
            sa.Column("finding", sa.String(), nullable=False),
            sa.Column("reason", sa.String(), nullable=False),
            sa.Column("note", sa.String(), nullable=False),
            sa.Column("by", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_explanation_key", "explanation", ["site_id", "key"], unique=False)
        op.add_column("closing", sa.Column("first_day", sa.String(length=10), nullable=True))
        op.add_column("closing", sa.Column("last_day", sa.String(length=10), nullable=True))
        op.add_column("closing", sa.Column("states", sa.Text(), nullable=True))
        op.add_column("closing", sa.Column("number", sa.String(), nullable=True))
        op.add_column("closing", sa.Column("statement", sa.Text(), nullable=True))
        op.add_column("closing", sa.Column("short_code", sa.String(), nullable=True))


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_column("closing", "short_code")
        op.drop_column("closing", "statement")
        op.drop_column("closing", "number")
        op.drop_column("closing", "states")
        op.drop_column("closing", "last_day")
        op.drop_column("closing", "first_day")
        op.drop_table("explanation")
