"""manifest: receiving offices."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.add_column("manifest_line", sa.Column("carried", sa.Text(), nullable=True))


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_column("manifest_line", "carried")
