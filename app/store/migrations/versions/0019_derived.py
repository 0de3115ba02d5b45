"""derived: the ledger of people, its postings and what they are by month."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "posting",
            sa.Column("site", sa.String(length=32), nullable=False),
            sa.Column("stay", sa.String(length=32), nullable=False),
            sa.Column("step", sa.Integer(), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("left_day", sa.String(length=10), nullable=False),
            sa.Column("left_at", sa.String(length=27), nullable=False),
            sa.Column("source", sa.String(length=40), nullable=False),
            sa.Column("account", sa.String(length=40), nullable=False),
            sa.Column("movement", sa.String(length=32), nullable=False),
            sa.Column("document_kind", sa.String(length=20), nullable=False),
            sa.Column("document", sa.String(length=32), nullable=False),
            sa.Column("paper", sa.String(length=32), nullable=False),
            sa.Column("person", sa.String(length=32), nullable=False),
            sa.Column("batch", sa.String(length=32), nullable=False),
            sa.Column("head_class", sa.String(length=2), nullable=False),
            sa.Column("infant", sa.Boolean(), nullable=False),
            sa.Column("body", sa.Boolean(), nullable=False),
            sa.Column("nationality", sa.String(length=40), nullable=False),
            sa.Column("province", sa.String(length=2), nullable=False),
            sa.PrimaryKeyConstraint("site", "stay", "step"),
        )
        op.create_index("ix_posting_account", "posting", ["site", "account", "left_day", "day"], unique=False)
        op.create_index("ix_posting_batch", "posting", ["site", "batch", "day"], unique=False)
        op.create_index("ix_posting_day", "posting", ["site", "day"], unique=False)
        op.create_table(
            "posting_month",
            sa.Column("site", sa.String(length=32), nullable=False),
            sa.Column("month", sa.String(length=7), nullable=False),
            sa.Column("source", sa.String(length=40), nullable=False),
            sa.Column("account", sa.String(length=40), nullable=False),
            sa.Column("head_class", sa.String(length=2), nullable=False),
            sa.Column("infant", sa.Boolean(), nullable=False),
            sa.Column("body", sa.Boolean(), nullable=False),
            sa.Column("nationality", sa.String(length=40), nullable=False),
            sa.Column("province", sa.String(length=2), nullable=False),
            sa.Column("heads", sa.Integer(), nullable=False),
            sa.PrimaryKeyConstraint(
                "site", "month", "source", "account", "head_class", "infant", "body", "nationality", "province"
            ),
        )


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("posting_month")
        op.drop_table("posting")
