"""health: screening, visits, referrals, papers and who read them."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade(vault: str) -> None:
    if vault == "health":
        op.create_table(
            "health_birth",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("baby_stay_id", sa.String(), nullable=True),
            sa.Column("born_on", sa.String(length=10), nullable=False),
            sa.Column("born_time", sa.String(), nullable=True),
            sa.Column("sex", sa.String(), nullable=True),
            sa.Column("weight", sa.Integer(), nullable=True),
            sa.Column("length", sa.Integer(), nullable=True),
            sa.Column("helper", sa.String(), nullable=True),
            sa.Column("place", sa.String(), nullable=True),
            sa.Column("mother_state", sa.String(), nullable=True),
            sa.Column("baby_state", sa.String(), nullable=True),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_health_birth_stay", "health_birth", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "health_certificate",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("number", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("verdict", sa.String(), nullable=False),
            sa.Column("conditions", sa.String(), nullable=True),
            sa.Column("doctor", sa.String(), nullable=False),
            sa.Column("licence", sa.String(), nullable=True),
            sa.Column("valid_until", sa.String(length=10), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("prints", sa.Integer(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_health_certificate_stay", "health_certificate", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "health_death",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("cause", sa.String(), nullable=True),
            sa.Column("certified_by", sa.String(), nullable=True),
            sa.Column("infectious", sa.Boolean(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "health_death_paper",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("number", sa.String(), nullable=True),
            sa.Column("issued", sa.String(length=10), nullable=True),
            sa.Column("issuer", sa.String(), nullable=True),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_health_death_paper_stay", "health_death_paper", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "health_inpatient",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("step", sa.Integer(), nullable=False),
            sa.Column("referral_id", sa.String(), nullable=True),
            sa.Column("hospital", sa.String(), nullable=False),
            sa.Column("ward", sa.String(), nullable=True),
            sa.Column("companion", sa.String(), nullable=False),
            sa.Column("admitted", sa.String(length=10), nullable=False),
            sa.Column("discharged", sa.String(length=10), nullable=True),
            sa.Column("outcome", sa.String(), nullable=True),
            sa.Column("note", sa.String(), nullable=True),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_health_inpatient_stay", "health_inpatient", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "health_isolation",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("step", sa.Integer(), nullable=False),
            sa.Column("findings", sa.Text(), nullable=True),
            sa.Column("place", sa.String(), nullable=True),
            sa.Column("began", sa.String(length=10), nullable=False),
            sa.Column("ended", sa.String(length=10), nullable=True),
            sa.Column("end_note", sa.String(), nullable=True),
            sa.Column("note", sa.String(), nullable=True),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_health_isolation_stay", "health_isolation", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "health_read",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("screen", sa.String(), nullable=False),
            sa.Column("subjects", sa.Text(), nullable=False),
            sa.Column("kinds", sa.Text(), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_health_read_at", "health_read", ["site_id", "at"], unique=False)
        op.create_table(
            "health_referral",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("number", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("to_kind", sa.String(), nullable=False),
            sa.Column("to_name", sa.String(), nullable=False),
            sa.Column("complaint", sa.String(), nullable=False),
            sa.Column("vitals", sa.Text(), nullable=True),
            sa.Column("findings", sa.Text(), nullable=True),
            sa.Column("suspicion", sa.String(), nullable=True),
            sa.Column("treatment", sa.String(), nullable=True),
            sa.Column("medicines", sa.String(), nullable=True),
            sa.Column("allergies", sa.String(), nullable=True),
            sa.Column("weeks", sa.Integer(), nullable=True),
            sa.Column("companion", sa.String(), nullable=True),
            sa.Column("transport", sa.String(), nullable=True),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("prints", sa.Integer(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_health_referral_stay", "health_referral", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "health_remark",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("line_id", sa.String(), nullable=False),
            sa.Column("list_row", sa.Integer(), nullable=False),
            sa.Column("label", sa.String(), nullable=False),
            sa.Column("text", sa.String(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_health_remark_line", "health_remark", ["site_id", "line_id"], unique=False)
        op.create_table(
            "health_reply",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("referral_id", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("diagnosis", sa.String(), nullable=False),
            sa.Column("treatment", sa.String(), nullable=True),
            sa.Column("verdict", sa.String(), nullable=False),
            sa.Column("control_on", sa.String(length=10), nullable=True),
            sa.Column("isolation", sa.String(), nullable=True),
            sa.Column("doctor", sa.String(), nullable=True),
            sa.Column("answered_on", sa.String(length=10), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_health_reply_stay", "health_reply", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "health_screening",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("card", sa.String(), nullable=True),
            sa.Column("stage", sa.String(), nullable=False),
            sa.Column("vitals", sa.Text(), nullable=True),
            sa.Column("findings", sa.Text(), nullable=True),
            sa.Column("complaint", sa.String(), nullable=True),
            sa.Column("pregnant", sa.Boolean(), nullable=False),
            sa.Column("weeks", sa.Integer(), nullable=True),
            sa.Column("medicines", sa.String(), nullable=True),
            sa.Column("allergies", sa.String(), nullable=True),
            sa.Column("verdict", sa.String(), nullable=False),
            sa.Column("note", sa.String(), nullable=True),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_health_screening_stay", "health_screening", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "health_visit",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("complaint", sa.String(), nullable=False),
            sa.Column("vitals", sa.Text(), nullable=True),
            sa.Column("findings", sa.Text(), nullable=True),
            sa.Column("treatment", sa.String(), nullable=True),
            sa.Column("medicines", sa.String(), nullable=True),
            sa.Column("note", sa.String(), nullable=True),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_health_visit_stay", "health_visit", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "health_wish",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("wanted", sa.Boolean(), nullable=False),
            sa.Column("passed", sa.Boolean(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_health_wish_stay", "health_wish", ["site_id", "stay_id"], unique=False)


def downgrade(vault: str) -> None:
    if vault == "health":
        op.drop_table("health_wish")
        op.drop_table("health_visit")
        op.drop_table("health_screening")
        op.drop_table("health_reply")
        op.drop_table("health_remark")
        op.drop_table("health_referral")
        op.drop_table("health_read")
        op.drop_table("health_isolation")
        op.drop_table("health_inpatient")
        op.drop_table("health_death_paper")
        op.drop_table("health_death")
        op.drop_table("health_certificate")
        op.drop_table("health_birth")
