"""registration: cards sought by who holds them."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"

KNOWN = sa.text("card_number IS NOT NULL")


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_index("ix_stay_card", "stay", ["site_id", "card_number"], sqlite_where=KNOWN, postgresql_where=KNOWN)


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_index("ix_stay_card", table_name="stay")
