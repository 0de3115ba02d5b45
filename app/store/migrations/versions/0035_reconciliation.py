"""reconciliation: scans of reconciliation papers, what an explanation is about, parts of stated numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.add_column("closing", sa.Column("scan_digest", sa.String(), nullable=True))
        op.add_column("explanation", sa.Column("about", sa.String(), nullable=True))
        op.add_column("stated_count", sa.Column("kind", sa.String(), nullable=True))


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_column("stated_count", "kind")
        op.drop_column("explanation", "about")
        op.drop_column("closing", "scan_digest")
