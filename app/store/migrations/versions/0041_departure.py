"""departure: a paper a departure does not need."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.add_column("departure_document", sa.Column("waived", sa.Boolean(), nullable=True))


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_column("departure_document", "waived")
