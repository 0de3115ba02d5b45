"""reconciliation: what stood beside the figures of a closing."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.add_column("closing", sa.Column("stood", sa.Text(), nullable=True))


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_column("closing", "stood")
