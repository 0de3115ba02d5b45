"""registration: when and where somebody died."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.add_column("movement", sa.Column("happened_on", sa.String(length=10), nullable=True))
        op.add_column("movement", sa.Column("happened_time", sa.String(), nullable=True))
        op.add_column("movement", sa.Column("place", sa.String(), nullable=True))


def downgrade(vault: str) -> None:
    if vault == "general":
        for column in ("place", "happened_time", "happened_on"):
            op.drop_column("movement", column)
