"""manifest: heads counted again, lists that come late."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "manifest_addendum",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("batch_id", sa.String(), nullable=False),
            sa.Column("manifest_id", sa.String(), nullable=False),
            sa.Column("line_id", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("differences", sa.Text(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_manifest_addendum_batch", "manifest_addendum", ["batch_id"], unique=False)
        op.create_index("ix_manifest_addendum_stay", "manifest_addendum", ["stay_id"], unique=False)
        op.create_table(
            "muster",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("title", sa.String(), nullable=False),
            sa.Column("place", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("started_at", sa.String(length=27), nullable=False),
            sa.Column("ended_at", sa.String(length=27), nullable=True),
            sa.Column("expected", sa.Text(), nullable=True),
            sa.Column("note", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "muster_seen",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("muster_id", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_muster_seen_muster", "muster_seen", ["muster_id"], unique=False)
        op.add_column("recheck", sa.Column("later", sa.Boolean(), nullable=True))


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_column("recheck", "later")
        op.drop_table("muster_seen")
        op.drop_table("muster")
        op.drop_table("manifest_addendum")
