"""departure: who was not taken by a receiver is free for another departure."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.add_column("departure_aboard", sa.Column("returned", sa.String(length=27), nullable=True))


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_column("departure_aboard", "returned")
