"""handover: statements, addenda, the days a receipt may take."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "bast_addendum",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("handover_id", sa.String(), nullable=False),
            sa.Column("number", sa.String(), nullable=False),
            sa.Column("office_number", sa.String(), nullable=True),
            sa.Column("state", sa.String(), nullable=False),
            sa.Column("reason", sa.String(), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("paper", sa.String(), nullable=False),
            sa.Column("form_version", sa.Integer(), nullable=False),
            sa.Column("copies", sa.Integer(), nullable=False),
            sa.Column("changes", sa.Text(), nullable=False),
            sa.Column("values", sa.Text(), nullable=False),
            sa.Column("names_digest", sa.String(), nullable=False),
            sa.Column("statement", sa.Text(), nullable=False),
            sa.Column("short_code", sa.String(), nullable=False),
            sa.Column("printed_at", sa.String(length=27), nullable=False),
            sa.Column("signed_at", sa.String(length=27), nullable=True),
            sa.Column("scan_digest", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_bast_addendum_handover", "bast_addendum", ["handover_id"], unique=False)
        op.create_index("ix_bast_addendum_number", "bast_addendum", ["number"], unique=False)
        op.create_table(
            "exit_statement",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("number", sa.String(), nullable=False),
            sa.Column("variant", sa.String(), nullable=False),
            sa.Column("state", sa.String(), nullable=False),
            sa.Column("declarant", sa.Text(), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("paper", sa.String(), nullable=False),
            sa.Column("form_version", sa.Integer(), nullable=False),
            sa.Column("copies", sa.Integer(), nullable=False),
            sa.Column("values", sa.Text(), nullable=False),
            sa.Column("names_digest", sa.String(), nullable=False),
            sa.Column("statement", sa.Text(), nullable=False),
            sa.Column("short_code", sa.String(), nullable=False),
            sa.Column("printed_at", sa.String(length=27), nullable=False),
            sa.Column("signed_at", sa.String(length=27), nullable=True),
            sa.Column("scan_digest", sa.String(), nullable=True),
            sa.Column("bast_id", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_exit_statement_number", "exit_statement", ["number"], unique=False)
        op.create_table(
            "exit_statement_head",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("statement_id", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("person_id", sa.String(), nullable=True),
            sa.Column("position", sa.Integer(), nullable=False),
            sa.Column("line", sa.Text(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_exit_statement_head_paper", "exit_statement_head", ["statement_id"], unique=False)
        op.create_index("ix_exit_statement_head_stay", "exit_statement_head", ["stay_id"], unique=False)


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("exit_statement_head")
        op.drop_table("exit_statement")
        op.drop_table("bast_addendum")
