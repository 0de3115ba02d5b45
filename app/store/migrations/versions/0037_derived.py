"""derived: heads whose papers and movements differ; heads in suspense found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "paper_doubt",
            sa.Column("site", sa.String(length=32), nullable=False),
            sa.Column("stay", sa.String(length=32), nullable=False),
            sa.PrimaryKeyConstraint("site", "stay"),
        )
        waiting = sa.text("suspense > 0")
        op.create_index(
            "ix_position_suspense", "position", ["site"], unique=False, sqlite_where=waiting, postgresql_where=waiting
        )


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_index("ix_position_suspense", "position")
        op.drop_table("paper_doubt")
