"""reconciliation: first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "closing",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("scope", sa.String(), nullable=False),
            sa.Column("batch_id", sa.String(), nullable=True),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("figures", sa.Text(), nullable=False),
            sa.Column("difference", sa.Integer(), nullable=False),
            sa.Column("reason", sa.String(), nullable=True),
            sa.Column("vouched_by", sa.String(), nullable=True),
            sa.Column("have", sa.Text(), nullable=True),
            sa.Column("reopened_reason", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_closing_batch", "closing", ["batch_id"], unique=False)


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("closing")
