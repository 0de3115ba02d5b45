"""shelter: incidents, guards, shifts and their handover."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "guard_duty",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("post_id", sa.String(), nullable=False),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("unit", sa.String(), nullable=False),
            sa.Column("starts_at", sa.String(length=27), nullable=False),
            sa.Column("ends_at", sa.String(length=27), nullable=False),
            sa.Column("note", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_guard_duty_from", "guard_duty", ["site_id", "starts_at"], unique=False)
        op.create_table(
            "guard_post",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("starts", sa.Integer(), nullable=False),
            sa.Column("ends", sa.Integer(), nullable=False),
            sa.Column("active", sa.Boolean(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "incident",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("number", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("place", sa.String(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("stays", sa.Text(), nullable=True),
            sa.Column("outsiders", sa.String(), nullable=True),
            sa.Column("told", sa.String(), nullable=False),
            sa.Column("done", sa.String(), nullable=True),
            sa.Column("reported_to", sa.String(), nullable=True),
            sa.Column("reported_at", sa.String(length=27), nullable=True),
            sa.Column("sealed_for", sa.Text(), nullable=True),
            sa.Column("state", sa.String(), nullable=False),
            sa.Column("outcome", sa.String(), nullable=True),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_incident_day", "incident", ["site_id", "day"], unique=False)
        op.create_index("ix_incident_state", "incident", ["site_id", "state"], unique=False)
        op.create_table(
            "shift_note",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("shift", sa.String(), nullable=False),
            sa.Column("text", sa.String(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_shift_note_day", "shift_note", ["site_id", "day"], unique=False)
        op.create_table(
            "shift_span",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("code", sa.String(), nullable=False),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("starts", sa.Integer(), nullable=False),
            sa.Column("ends", sa.Integer(), nullable=False),
            sa.Column("active", sa.Boolean(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "turnover",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("number", sa.String(), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("shift", sa.String(), nullable=False),
            sa.Column("to_shift", sa.String(), nullable=False),
            sa.Column("giver_id", sa.String(), nullable=False),
            sa.Column("taker_id", sa.String(), nullable=True),
            sa.Column("taker", sa.String(), nullable=False),
            sa.Column("state", sa.String(), nullable=False),
            sa.Column("how", sa.String(), nullable=True),
            sa.Column("printed_at", sa.String(length=27), nullable=False),
            sa.Column("taken_at", sa.String(length=27), nullable=True),
            sa.Column("form_version", sa.Integer(), nullable=False),
            sa.Column("copies", sa.Integer(), nullable=False),
            sa.Column("values", sa.Text(), nullable=True),
            sa.Column("lines_digest", sa.String(), nullable=False),
            sa.Column("statement", sa.Text(), nullable=False),
            sa.Column("short_code", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_turnover_day", "turnover", ["site_id", "day"], unique=False)
        op.create_index("ix_turnover_number", "turnover", ["number"], unique=False)


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("turnover")
        op.drop_table("shift_span")
        op.drop_table("shift_note")
        op.drop_table("incident")
        op.drop_table("guard_post")
        op.drop_table("guard_duty")
