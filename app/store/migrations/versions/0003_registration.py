"""registration: first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "card",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("number", sa.String(), nullable=False),
            sa.Column("token", sa.String(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=True),
            sa.Column("batch_id", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_card_number", "card", ["site_id", "number"], unique=False)
        known = sa.text("token IS NOT NULL")
        op.create_index(
            "ix_card_token", "card", ["site_id", "token"], unique=False, sqlite_where=known, postgresql_where=known
        )
        op.create_table(
            "family",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("label", sa.String(), nullable=False),
            sa.Column("card_number", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "family_member",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("family_id", sa.String(), nullable=False),
            sa.Column("person_id", sa.String(), nullable=False),
            sa.Column("relation", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_family_member_family", "family_member", ["site_id", "family_id"], unique=False)
        op.create_index("ix_family_member_person", "family_member", ["site_id", "person_id"], unique=False)
        op.create_table(
            "movement",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("from_account", sa.String(), nullable=False),
            sa.Column("to_account", sa.String(), nullable=False),
            sa.Column("after", sa.String(), nullable=True),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("document_kind", sa.String(), nullable=True),
            sa.Column("document_id", sa.String(), nullable=True),
            sa.Column("reason", sa.String(), nullable=True),
            sa.Column("settles", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_movement_stay", "movement", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "need",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("note", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_need_stay", "need", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "person",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("father_name", sa.String(), nullable=True),
            sa.Column("aliases", sa.Text(), nullable=True),
            sa.Column("sex", sa.String(), nullable=True),
            sa.Column("birth_date", sa.String(length=10), nullable=True),
            sa.Column("birth_year", sa.Integer(), nullable=True),
            sa.Column("birth_precision", sa.String(), nullable=True),
            sa.Column("birth_place", sa.String(), nullable=True),
            sa.Column("age", sa.Integer(), nullable=True),
            sa.Column("age_months", sa.Integer(), nullable=True),
            sa.Column("age_on", sa.String(length=10), nullable=True),
            sa.Column("category", sa.String(), nullable=False),
            sa.Column("nationality", sa.String(), nullable=False),
            sa.Column("nationality_country", sa.String(), nullable=True),
            sa.Column("nationality_basis", sa.Text(), nullable=True),
            sa.Column("nik", sa.String(), nullable=True),
            sa.Column("family_card", sa.String(), nullable=True),
            sa.Column("religion", sa.String(), nullable=True),
            sa.Column("marital", sa.String(), nullable=True),
            sa.Column("education", sa.String(), nullable=True),
            sa.Column("origin_code", sa.String(), nullable=True),
            sa.Column("origin_text", sa.String(), nullable=True),
            sa.Column("destination_code", sa.String(), nullable=True),
            sa.Column("destination_text", sa.String(), nullable=True),
            sa.Column("destination_address", sa.String(), nullable=True),
            sa.Column("destination_unknown", sa.String(), nullable=True),
            sa.Column("kin_name", sa.String(), nullable=True),
            sa.Column("kin_relation", sa.String(), nullable=True),
            sa.Column("kin_phone", sa.String(), nullable=True),
            sa.Column("plan", sa.String(), nullable=True),
            sa.Column("note", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "person_document",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("person_id", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("number", sa.String(), nullable=True),
            sa.Column("number_key", sa.String(), nullable=True),
            sa.Column("state", sa.String(), nullable=True),
            sa.Column("note", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_person_document_key", "person_document", ["site_id", "number_key"], unique=False)
        op.create_index("ix_person_document_person", "person_document", ["site_id", "person_id"], unique=False)
        op.create_table(
            "person_note",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("person_id", sa.String(), nullable=False),
            sa.Column("text", sa.String(), nullable=False),
            sa.Column("details", sa.Text(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_person_note_person", "person_note", ["site_id", "person_id"], unique=False)
        op.create_table(
            "same_arrival",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("other_id", sa.String(), nullable=False),
            sa.Column("reason", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_same_arrival_other", "same_arrival", ["site_id", "other_id"], unique=False)
        op.create_index("ix_same_arrival_stay", "same_arrival", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "same_person",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("person_id", sa.String(), nullable=False),
            sa.Column("other_id", sa.String(), nullable=False),
            sa.Column("other_site", sa.String(), nullable=False),
            sa.Column("verdict", sa.String(), nullable=False),
            sa.Column("note", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_same_person_other", "same_person", ["site_id", "other_id"], unique=False)
        op.create_index("ix_same_person_person", "same_person", ["site_id", "person_id"], unique=False)
        op.create_table(
            "stay",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("person_id", sa.String(), nullable=True),
            sa.Column("batch_id", sa.String(), nullable=True),
            sa.Column("line_id", sa.String(), nullable=True),
            sa.Column("card_number", sa.String(), nullable=True),
            sa.Column("head_class", sa.String(), nullable=True),
            sa.Column("infant", sa.Boolean(), nullable=False),
            sa.Column("body", sa.Boolean(), nullable=False),
            sa.Column("origin", sa.String(), nullable=False),
            sa.Column("mother_stay_id", sa.String(), nullable=True),
            sa.Column("arrived_at", sa.String(length=27), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("declared_by", sa.String(), nullable=True),
            sa.Column("paper_number", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_stay_batch", "stay", ["site_id", "batch_id"], unique=False)
        known = sa.text("mother_stay_id IS NOT NULL")
        op.create_index(
            "ix_stay_mother",
            "stay",
            ["site_id", "mother_stay_id"],
            unique=False,
            sqlite_where=known,
            postgresql_where=known,
        )
        op.create_index("ix_stay_person", "stay", ["site_id", "person_id"], unique=False)


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("stay")
        op.drop_table("same_person")
        op.drop_table("same_arrival")
        op.drop_table("person_note")
        op.drop_table("person_document")
        op.drop_table("person")
        op.drop_table("need")
        op.drop_table("movement")
        op.drop_table("family_member")
        op.drop_table("family")
        op.drop_table("card")
