"""handover: who was not taken by a receiver is found at once."""

from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_index("ix_handover_head_outcome", "handover_head", ["site_id", "outcome"], unique=False)


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_index("ix_handover_head_outcome", table_name="handover_head")
