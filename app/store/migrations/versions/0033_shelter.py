"""shelter: the move the book followed a count with."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.add_column("stock_count", sa.Column("settled_as", sa.String(), nullable=True))


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_column("stock_count", "settled_as")
