"""Stakeholders: where people stand, ties between posts, and who of us knows whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    with op.batch_alter_table("position") as position:
        # A placeholder is a post that nobody is known to hold.
        position.alter_column("person_id", existing_type=sa.String(length=32), nullable=True)
    op.add_column("position", sa.Column("power", sa.Integer(), nullable=True))
    op.add_column("position", sa.Column("interest", sa.Integer(), nullable=True))
    op.add_column("position", sa.Column("attitude", sa.String(), nullable=True))
    op.add_column("position", sa.Column("buying_roles", sa.Text(), nullable=True))
    op.add_column("position", sa.Column("status", sa.String(), nullable=True))
    op.add_column("position", sa.Column("cadence", sa.String(), nullable=True))
    op.add_column("position", sa.Column("place", sa.Integer(), nullable=True))
    op.add_column("position", sa.Column("shift_x", sa.Integer(), nullable=True))
    op.add_column("position", sa.Column("shift_y", sa.Integer(), nullable=True))
    op.add_column("position", sa.Column("parked", sa.Boolean(), nullable=True))
    op.add_column("person", sa.Column("decision_style", sa.String(), nullable=True))
    op.add_column("person", sa.Column("goals", sa.Text(), nullable=True))
    op.add_column("person", sa.Column("personal_wins", sa.Text(), nullable=True))
    op.add_column("person", sa.Column("contact_preference", sa.String(), nullable=True))
    op.create_table(
        "tie",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("from_id", sa.String(length=32), nullable=False),
        sa.Column("to_id", sa.String(length=32), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("strength", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_tie_account_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["from_id"],
            ["position.id"],
            name=op.f("fk_tie_from_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["to_id"],
            ["position.id"],
            name=op.f("fk_tie_to_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie")),
    )
    op.create_index(op.f("ix_tie_account_id"), "tie", ["account_id"], unique=False)
    op.create_index(op.f("ix_tie_from_id"), "tie", ["from_id"], unique=False)
    op.create_index(op.f("ix_tie_to_id"), "tie", ["to_id"], unique=False)
    op.create_table(
        "relationship",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("strength", sa.String(), nullable=True),
        sa.Column("now", sa.String(), nullable=True),
        sa.Column("wanted", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_relationship_member_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_relationship_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relationship")),
    )
    op.create_index(op.f("ix_relationship_member_id"), "relationship", ["member_id"], unique=False)
    op.create_index(op.f("ix_relationship_person_id"), "relationship", ["person_id"], unique=False)
