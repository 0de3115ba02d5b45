"""manifest: statements, addenda, the days a receipt may take."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "recheck_result",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("batch_id", sa.String(), nullable=False),
            sa.Column("number", sa.String(), nullable=False),
            sa.Column("names_digest", sa.String(), nullable=False),
            sa.Column("statement", sa.Text(), nullable=False),
            sa.Column("lines", sa.Text(), nullable=False),
            sa.Column("printed_at", sa.String(length=27), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_recheck_result_batch", "recheck_result", ["batch_id"], unique=False)
        op.create_index("ix_recheck_result_number", "recheck_result", ["number"], unique=False)


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("recheck_result")
