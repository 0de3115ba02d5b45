"""health: needs ticked with a screening, when an isolation ended."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade(vault: str) -> None:
    if vault == "health":
        op.add_column("health_isolation", sa.Column("ended_at", sa.String(length=27), nullable=True))
        op.add_column("health_screening", sa.Column("needs", sa.Text(), nullable=True))


def downgrade(vault: str) -> None:
    if vault == "health":
        op.drop_column("health_screening", "needs")
        op.drop_column("health_isolation", "ended_at")
