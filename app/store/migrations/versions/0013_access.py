"""access: how many people the post can shelter."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.add_column("site", sa.Column("capacity", sa.Integer(), nullable=True))


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_column("site", "capacity")
