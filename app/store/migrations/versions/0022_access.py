"""access: receiving offices."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "partner",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("code", sa.String(), nullable=False),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("zone", sa.String(), nullable=False),
            sa.Column("authority", sa.Text(), nullable=False),
            sa.Column("certificates", sa.Text(), nullable=False),
            sa.Column("revocations", sa.Text(), nullable=False),
            sa.Column("vouched_by", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("partner")
