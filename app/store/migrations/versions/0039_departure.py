"""departure: tickets nobody travels with, people who do not travel a leg."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "departure_left_behind",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("leg_id", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("reason", sa.String(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_departure_left_behind_leg", "departure_left_behind", ["site_id", "leg_id"], unique=False)
        op.create_index("ix_departure_left_behind_stay", "departure_left_behind", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "departure_ticket_end",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("leg_id", sa.String(), nullable=False),
            sa.Column("rider_id", sa.String(), nullable=False),
            sa.Column("attempt", sa.Integer(), nullable=False),
            sa.Column("ticket", sa.String(), nullable=True),
            sa.Column("fare", sa.BigInteger(), nullable=False),
            sa.Column("fund", sa.String(), nullable=True),
            sa.Column("back", sa.BigInteger(), nullable=False),
            sa.Column("reason", sa.String(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_departure_ticket_end_leg", "departure_ticket_end", ["site_id", "leg_id"], unique=False)


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("departure_ticket_end")
        op.drop_table("departure_left_behind")
