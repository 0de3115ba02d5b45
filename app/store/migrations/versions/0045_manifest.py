"""manifest: results handed out as files."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "result_export",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("batch_id", sa.String(), nullable=False),
            sa.Column("whom", sa.String(), nullable=False),
            sa.Column("total", sa.Integer(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_result_export_batch", "result_export", ["batch_id"], unique=False)


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("result_export")
