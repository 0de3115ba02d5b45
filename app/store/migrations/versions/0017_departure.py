"""departure: the way home: legs, passengers, seats, the gangway, outgoing manifests."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "departure",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("title", sa.String(), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("note", sa.String(), nullable=True),
            sa.Column("cancelled", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "departure_aboard",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("departure_id", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("reason", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_departure_aboard_departure", "departure_aboard", ["site_id", "departure_id"], unique=False)
        op.create_index("ix_departure_aboard_stay", "departure_aboard", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "departure_boarding_end",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("departure_id", sa.String(), nullable=False),
            sa.Column("attempt", sa.Integer(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index(
            "ix_departure_boarding_end_departure", "departure_boarding_end", ["site_id", "departure_id"], unique=False
        )
        op.create_table(
            "departure_carrier",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("leg_id", sa.String(), nullable=False),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("source", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_departure_carrier_leg", "departure_carrier", ["site_id", "leg_id"], unique=False)
        op.create_table(
            "departure_delay",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("leg_id", sa.String(), nullable=False),
            sa.Column("step", sa.Integer(), nullable=False),
            sa.Column("departs", sa.String(length=27), nullable=False),
            sa.Column("arrives", sa.String(length=27), nullable=True),
            sa.Column("reason", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_departure_delay_leg", "departure_delay", ["site_id", "leg_id"], unique=False)
        op.create_table(
            "departure_document",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("departure_id", sa.String(), nullable=False),
            sa.Column("code", sa.String(), nullable=False),
            sa.Column("done", sa.Boolean(), nullable=False),
            sa.Column("number", sa.String(), nullable=True),
            sa.Column("dated", sa.String(length=10), nullable=True),
            sa.Column("note", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index(
            "ix_departure_document_departure", "departure_document", ["site_id", "departure_id"], unique=False
        )
        op.create_table(
            "departure_document_kind",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("code", sa.String(), nullable=False),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("rank", sa.Integer(), nullable=False),
            sa.Column("active", sa.Boolean(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "departure_escort",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("departure_id", sa.String(), nullable=False),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("nip", sa.String(), nullable=True),
            sa.Column("position", sa.String(), nullable=True),
            sa.Column("institution", sa.String(), nullable=True),
            sa.Column("phone", sa.String(), nullable=True),
            sa.Column("letter", sa.String(), nullable=True),
            sa.Column("letter_date", sa.String(length=10), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_departure_escort_departure", "departure_escort", ["site_id", "departure_id"], unique=False)
        op.create_table(
            "departure_leg",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("departure_id", sa.String(), nullable=False),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("from_place", sa.String(), nullable=False),
            sa.Column("to_place", sa.String(), nullable=False),
            sa.Column("departs", sa.String(length=27), nullable=False),
            sa.Column("arrives", sa.String(length=27), nullable=True),
            sa.Column("left_at", sa.String(length=27), nullable=True),
            sa.Column("arrived_at", sa.String(length=27), nullable=True),
            sa.Column("air_reason", sa.String(), nullable=True),
            sa.Column("shown", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_departure_leg_departure", "departure_leg", ["site_id", "departure_id"], unique=False)
        op.create_table(
            "departure_office",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("departure_id", sa.String(), nullable=False),
            sa.Column("region", sa.String(), nullable=False),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("phone", sa.String(), nullable=True),
            sa.Column("place", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_departure_office_departure", "departure_office", ["site_id", "departure_id"], unique=False)
        op.create_table(
            "departure_passenger",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("departure_id", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("parting", sa.String(), nullable=True),
            sa.Column("escort_id", sa.String(), nullable=True),
            sa.Column("office", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index(
            "ix_departure_passenger_departure", "departure_passenger", ["site_id", "departure_id"], unique=False
        )
        op.create_index("ix_departure_passenger_stay", "departure_passenger", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "departure_print",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("departure_id", sa.String(), nullable=False),
            sa.Column("form", sa.String(), nullable=False),
            sa.Column("subject_id", sa.String(), nullable=True),
            sa.Column("copy_number", sa.Integer(), nullable=False),
            sa.Column("total", sa.Integer(), nullable=False),
            sa.Column("purpose", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_departure_print_departure", "departure_print", ["site_id", "departure_id"], unique=False)
        op.create_table(
            "departure_ride",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("leg_id", sa.String(), nullable=False),
            sa.Column("rider_id", sa.String(), nullable=False),
            sa.Column("vehicle_id", sa.String(), nullable=True),
            sa.Column("seat", sa.Integer(), nullable=True),
            sa.Column("ticket", sa.String(), nullable=True),
            sa.Column("fare", sa.BigInteger(), nullable=True),
            sa.Column("fund", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_departure_ride_leg", "departure_ride", ["site_id", "leg_id"], unique=False)
        op.create_table(
            "departure_vehicle",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("leg_id", sa.String(), nullable=False),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("label", sa.String(), nullable=False),
            sa.Column("plate", sa.String(), nullable=True),
            sa.Column("driver", sa.String(), nullable=True),
            sa.Column("seats", sa.Integer(), nullable=False),
            sa.Column("per_row", sa.Integer(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_departure_vehicle_leg", "departure_vehicle", ["site_id", "leg_id"], unique=False)
        op.create_table(
            "outgoing_manifest",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("departure_id", sa.String(), nullable=False),
            sa.Column("number", sa.String(), nullable=False),
            sa.Column("office", sa.String(), nullable=False),
            sa.Column("version", sa.Integer(), nullable=False),
            sa.Column("after", sa.Boolean(), nullable=False),
            sa.Column("printed_at", sa.String(length=27), nullable=False),
            sa.Column("form_version", sa.Integer(), nullable=False),
            sa.Column("lines", sa.Text(), nullable=True),
            sa.Column("values", sa.Text(), nullable=True),
            sa.Column("differences", sa.Text(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index(
            "ix_outgoing_manifest_departure", "outgoing_manifest", ["site_id", "departure_id"], unique=False
        )


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("outgoing_manifest")
        op.drop_table("departure_vehicle")
        op.drop_table("departure_ride")
        op.drop_table("departure_print")
        op.drop_table("departure_passenger")
        op.drop_table("departure_office")
        op.drop_table("departure_leg")
        op.drop_table("departure_escort")
        op.drop_table("departure_document_kind")
        op.drop_table("departure_document")
        op.drop_table("departure_delay")
        op.drop_table("departure_carrier")
        op.drop_table("departure_boarding_end")
        op.drop_table("departure_aboard")
        op.drop_table("departure")
