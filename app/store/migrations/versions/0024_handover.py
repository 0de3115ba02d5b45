"""handover: receiving offices."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "incoming_head",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("incoming_id", sa.String(), nullable=False),
            sa.Column("stay", sa.String(), nullable=False),
            sa.Column("person", sa.String(), nullable=True),
            sa.Column("position", sa.Integer(), nullable=False),
            sa.Column("line", sa.Text(), nullable=True),
            sa.Column("outcome", sa.String(), nullable=True),
            sa.Column("note", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_incoming_head_paper", "incoming_head", ["incoming_id"], unique=False)
        op.create_table(
            "incoming_paper",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("from_site", sa.String(), nullable=False),
            sa.Column("from_code", sa.String(), nullable=False),
            sa.Column("from_name", sa.String(), nullable=False),
            sa.Column("paper_id", sa.String(), nullable=False),
            sa.Column("number", sa.String(), nullable=False),
            sa.Column("office_number", sa.String(), nullable=True),
            sa.Column("variant", sa.String(), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=True),
            sa.Column("total", sa.Integer(), nullable=False),
            sa.Column("giver", sa.Text(), nullable=True),
            sa.Column("receiver", sa.Text(), nullable=True),
            sa.Column("names_digest", sa.String(), nullable=True),
            sa.Column("statement", sa.Text(), nullable=True),
            sa.Column("replaces", sa.String(), nullable=True),
            sa.Column("manifest_id", sa.String(), nullable=False),
            sa.Column("batch_id", sa.String(), nullable=False),
            sa.Column("called_off", sa.String(), nullable=True),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "paper_receipt",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("handover_id", sa.String(), nullable=False),
            sa.Column("source", sa.String(), nullable=False),
            sa.Column("from_site", sa.String(), nullable=True),
            sa.Column("from_name", sa.String(), nullable=False),
            sa.Column("revision", sa.Integer(), nullable=False),
            sa.Column("content", sa.Text(), nullable=True),
            sa.Column("state", sa.String(), nullable=False),
            sa.Column("signed_by", sa.String(), nullable=True),
            sa.Column("answered_at", sa.String(length=27), nullable=True),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("decision", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_paper_receipt_handover", "paper_receipt", ["handover_id"], unique=False)
        op.create_table(
            "receipt_code",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("handover_id", sa.String(), nullable=False),
            sa.Column("code", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "sent_paper",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("handover_id", sa.String(), nullable=False),
            sa.Column("partner_id", sa.String(), nullable=False),
            sa.Column("partner_name", sa.String(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("file_name", sa.String(), nullable=False),
            sa.Column("times", sa.Integer(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_sent_paper_handover", "sent_paper", ["handover_id"], unique=False)
        op.create_table(
            "written_answer",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("incoming_id", sa.String(), nullable=False),
            sa.Column("revision", sa.Integer(), nullable=False),
            sa.Column("content", sa.Text(), nullable=True),
            sa.Column("content_digest", sa.String(), nullable=False),
            sa.Column("signed_by", sa.String(), nullable=False),
            sa.Column("remarks", sa.String(), nullable=True),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_written_answer_paper", "written_answer", ["incoming_id"], unique=False)


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("written_answer")
        op.drop_table("sent_paper")
        op.drop_table("receipt_code")
        op.drop_table("paper_receipt")
        op.drop_table("incoming_paper")
        op.drop_table("incoming_head")
