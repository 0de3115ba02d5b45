"""departure: manifests of one regency."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.add_column("outgoing_manifest", sa.Column("region", sa.String(), nullable=True))


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_column("outgoing_manifest", "region")
