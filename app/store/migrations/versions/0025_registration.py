"""registration: whose a card is found by its holder; what goods are worth may pass two milliards."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_index(
            "ix_card_stay",
            "card",
            ["site_id", "stay_id"],
            unique=False,
            sqlite_where=sa.text("stay_id IS NOT NULL"),
            postgresql_where=sa.text("stay_id IS NOT NULL"),
        )
        _rupiah(sa.BigInteger())


def downgrade(vault: str) -> None:
    if vault == "general":
        _rupiah(sa.Integer())
        op.drop_index("ix_card_stay", "card")


def _rupiah(kind: sa.types.TypeEngine[int]) -> None:
    """A file keeps whole numbers of any size in one kind of column; PostgreSQL does not."""
    if op.get_context().dialect.name == "postgresql":
        op.alter_column("deposit", "value", type_=kind)
