"""shelter: rooms, beds, who sleeps where and who is in the house."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "bed",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("room_id", sa.String(), nullable=False),
            sa.Column("label", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("rank", sa.Integer(), nullable=False),
            sa.Column("blocked", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_bed_room", "bed", ["site_id", "room_id"], unique=False)
        op.create_table(
            "placement",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("step", sa.Integer(), nullable=False),
            sa.Column("place", sa.String(), nullable=True),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("breaks", sa.Text(), nullable=True),
            sa.Column("reason", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_placement_stay", "placement", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "presence",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("place", sa.String(), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_presence_stay", "presence", ["site_id", "stay_id", "at"], unique=False)
        op.create_table(
            "room",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("building", sa.String(), nullable=False),
            sa.Column("level", sa.Integer(), nullable=False),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("use", sa.String(), nullable=False),
            sa.Column("near_staff", sa.Boolean(), nullable=False),
            sa.Column("closed", sa.String(), nullable=True),
            sa.Column("note", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("room")
        op.drop_table("presence")
        op.drop_table("placement")
        op.drop_table("bed")
