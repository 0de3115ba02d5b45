"""handover: first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "blank_pack",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("form", sa.String(), nullable=False),
            sa.Column("form_version", sa.Integer(), nullable=False),
            sa.Column("prefix", sa.String(), nullable=False),
            sa.Column("first", sa.Integer(), nullable=False),
            sa.Column("last", sa.Integer(), nullable=False),
            sa.Column("printed_at", sa.String(length=27), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "handover",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("number", sa.String(), nullable=True),
            sa.Column("office_number", sa.String(), nullable=True),
            sa.Column("variant", sa.String(), nullable=False),
            sa.Column("state", sa.String(), nullable=False),
            sa.Column("receiver", sa.Text(), nullable=True),
            sa.Column("giver", sa.Text(), nullable=True),
            sa.Column("witnesses", sa.Text(), nullable=True),
            sa.Column("known_by", sa.Text(), nullable=True),
            sa.Column("place", sa.String(), nullable=True),
            sa.Column("day", sa.String(length=10), nullable=True),
            sa.Column("printed_at", sa.String(length=27), nullable=True),
            sa.Column("signed_at", sa.String(length=27), nullable=True),
            sa.Column("to_account", sa.String(), nullable=True),
            sa.Column("form", sa.String(), nullable=True),
            sa.Column("form_version", sa.Integer(), nullable=True),
            sa.Column("paper", sa.String(), nullable=False),
            sa.Column("copies", sa.Integer(), nullable=False),
            sa.Column("values", sa.Text(), nullable=True),
            sa.Column("names_digest", sa.String(), nullable=True),
            sa.Column("statement", sa.Text(), nullable=True),
            sa.Column("short_code", sa.String(), nullable=True),
            sa.Column("replaces", sa.String(), nullable=True),
            sa.Column("remarks", sa.String(), nullable=True),
            sa.Column("from_paper", sa.Boolean(), nullable=False),
            sa.Column("paper_number", sa.String(), nullable=True),
            sa.Column("declared_at", sa.String(length=27), nullable=True),
            sa.Column("written_by", sa.String(), nullable=True),
            sa.Column("scan_digest", sa.String(), nullable=True),
            sa.Column("receipt", sa.Text(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_handover_number", "handover", ["number"], unique=False)
        op.create_index("ix_handover_state", "handover", ["state"], unique=False)
        op.create_table(
            "handover_head",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("handover_id", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("person_id", sa.String(), nullable=True),
            sa.Column("position", sa.Integer(), nullable=False),
            sa.Column("line", sa.Text(), nullable=True),
            sa.Column("outcome", sa.String(), nullable=True),
            sa.Column("note", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_handover_head_handover", "handover_head", ["handover_id"], unique=False)
        op.create_index("ix_handover_head_stay", "handover_head", ["stay_id"], unique=False)
        op.create_table(
            "print_log",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("form", sa.String(), nullable=False),
            sa.Column("subject_id", sa.String(), nullable=True),
            sa.Column("copy_number", sa.Integer(), nullable=False),
            sa.Column("head_total", sa.Integer(), nullable=False),
            sa.Column("purpose", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("print_log")
        op.drop_table("handover_head")
        op.drop_table("handover")
        op.drop_table("blank_pack")
