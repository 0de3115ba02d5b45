"""reconciliation: the signed paper of a closing."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.add_column("closing", sa.Column("paper_values", sa.Text(), nullable=True))


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_column("closing", "paper_values")
