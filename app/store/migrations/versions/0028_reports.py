"""reports: reports: narratives, budgets, what was sent and exported."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "report_budget",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("period", sa.String(), nullable=False),
            sa.Column("fund", sa.String(), nullable=False),
            sa.Column("rupiah", sa.BigInteger(), nullable=False),
            sa.Column("source", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "report_export",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("what", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("period", sa.String(), nullable=False),
            sa.Column("recipient", sa.String(), nullable=False),
            sa.Column("purpose", sa.String(), nullable=False),
            sa.Column("lines", sa.Integer(), nullable=False),
            sa.Column("digest", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "report_health",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("quarter", sa.String(), nullable=False),
            sa.Column("figures", sa.Text(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "report_narrative",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("period", sa.String(), nullable=False),
            sa.Column("part", sa.String(), nullable=False),
            sa.Column("text", sa.Text(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "report_sent",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("number", sa.String(), nullable=False),
            sa.Column("edition", sa.Integer(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("period", sa.String(), nullable=False),
            sa.Column("level", sa.String(), nullable=False),
            sa.Column("form", sa.String(), nullable=False),
            sa.Column("form_version", sa.Integer(), nullable=False),
            sa.Column("content", sa.Text(), nullable=False),
            sa.Column("digest", sa.String(), nullable=False),
            sa.Column("have", sa.Text(), nullable=True),
            sa.Column("statement", sa.Text(), nullable=True),
            sa.Column("short_code", sa.String(), nullable=True),
            sa.Column("reason", sa.String(), nullable=True),
            sa.Column("vouched_by", sa.String(), nullable=True),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_report_sent_number", "report_sent", ["site_id", "number"], unique=False)
        op.create_table(
            "report_setting",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("active", sa.Boolean(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("report_setting")
        op.drop_table("report_sent")
        op.drop_table("report_narrative")
        op.drop_table("report_health")
        op.drop_table("report_export")
        op.drop_table("report_budget")
