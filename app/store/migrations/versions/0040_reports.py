"""reports: figures an office declares."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "report_declared",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("period", sa.String(), nullable=False),
            sa.Column("subject", sa.String(), nullable=False),
            sa.Column("number", sa.Integer(), nullable=True),
            sa.Column("source", sa.Text(), nullable=False),
            sa.Column("as_of", sa.String(length=10), nullable=True),
            sa.Column("withdrawn", sa.Boolean(), nullable=False),
            sa.Column("replaces", sa.Text(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("chosen_by", sa.String(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_report_declared_period", "report_declared", ["site_id", "period"], unique=False)


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("report_declared")
