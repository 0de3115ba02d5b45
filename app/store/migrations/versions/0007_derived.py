"""derived: first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "position",
            sa.Column("site", sa.String(length=32), nullable=False),
            sa.Column("stay", sa.String(length=32), nullable=False),
            sa.Column("person", sa.String(length=32), nullable=True),
            sa.Column("batch", sa.String(length=32), nullable=True),
            sa.Column("account", sa.String(length=40), nullable=False),
            sa.Column("movement", sa.String(length=32), nullable=True),
            sa.Column("suspense", sa.Integer(), nullable=False),
            sa.Column("head_class", sa.String(length=2), nullable=True),
            sa.Column("age", sa.Integer(), nullable=True),
            sa.Column("infant", sa.Boolean(), nullable=False),
            sa.Column("body", sa.Boolean(), nullable=False),
            sa.Column("nationality", sa.String(length=40), nullable=True),
            sa.Column("origin", sa.String(length=20), nullable=False),
            sa.Column("arrived", sa.String(length=10), nullable=False),
            sa.Column("since", sa.String(length=10), nullable=False),
            sa.PrimaryKeyConstraint("site", "stay"),
        )
        op.create_index("ix_position_account", "position", ["site", "account"], unique=False)
        op.create_index("ix_position_batch", "position", ["site", "batch", "account"], unique=False)
        op.create_index("ix_position_person", "position", ["site", "person"], unique=False)


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("position")
