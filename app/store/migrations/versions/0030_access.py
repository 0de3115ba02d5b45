"""access: statements, addenda, the days a receipt may take."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.add_column("site", sa.Column("receipt_days", sa.Integer(), nullable=True))


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_column("site", "receipt_days")
