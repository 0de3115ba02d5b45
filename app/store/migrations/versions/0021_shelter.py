"""shelter: absences, the kitchen's tally, doubles decided about, heirs on receipts."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "absence",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("note", sa.String(), nullable=False),
            sa.Column("place", sa.String(), nullable=False),
            sa.Column("since", sa.String(length=10), nullable=True),
            sa.Column("seen_by", sa.String(), nullable=True),
            sa.Column("movement_id", sa.String(), nullable=True),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_absence_stay", "absence", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "aid_double",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("claim_id", sa.String(), nullable=False),
            sa.Column("pieces", sa.Integer(), nullable=False),
            sa.Column("reason", sa.String(), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "meal_tally",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("slot", sa.String(), nullable=False),
            sa.Column("delivered", sa.Integer(), nullable=False),
            sa.Column("leftover", sa.Integer(), nullable=False),
            sa.Column("spoilt", sa.Integer(), nullable=False),
            sa.Column("reason", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.add_column("aid_receipt", sa.Column("party_paper", sa.String(), nullable=True))
        op.add_column("aid_receipt", sa.Column("party_address", sa.String(), nullable=True))
        op.add_column("meal_rate", sa.Column("fund", sa.String(), nullable=True))


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_column("meal_rate", "fund")
        op.drop_column("aid_receipt", "party_address")
        op.drop_column("aid_receipt", "party_paper")
        op.drop_table("meal_tally")
        op.drop_table("aid_double")
        op.drop_table("absence")
