"""Reviews with a client: meetings, agendas, slides, snapshots, promises, goals, survey answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    """The foreign keys of a table, by column the table referred to."""
    return [
        sa.ForeignKeyConstraint(
            [column],
            [f"{target}.id"],
            name=op.f(f"fk_{table}_{column}"),
            initially="DEFERRED",
            deferrable=True,
        )
        for column, target in columns.items()
    ]


def upgrade() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=True),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("may_quote", sa.Boolean(), nullable=True),
        sa.Column("survey", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_keys("answer", account_id="account", person_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    op.create_index("ix_answer_account_day", "answer", ["account_id", "day"], unique=False)
    op.create_index(op.f("ix_answer_person_id"), "answer", ["person_id"], unique=False)
    op.create_table(
        "goal",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("baseline", sa.BigInteger(), nullable=True),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("current", sa.BigInteger(), nullable=True),
        sa.Column("progress", sa.BigInteger(), nullable=True),
        sa.Column("due", sa.String(length=10), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("person_id", sa.String(length=32), nullable=True),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_keys("goal", account_id="account", member_id="member", person_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    op.create_index(op.f("ix_goal_account_id"), "goal", ["account_id"], unique=False)
    op.create_index(op.f("ix_goal_member_id"), "goal", ["member_id"], unique=False)
    op.create_index(op.f("ix_goal_person_id"), "goal", ["person_id"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("starts", sa.String(length=27), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("template", sa.String(), nullable=True),
        sa.Column("previous_id", sa.String(length=32), nullable=True),
        sa.Column("pre_read_due", sa.String(length=10), nullable=True),
        sa.Column("pre_read_sent", sa.String(length=10), nullable=True),
        sa.Column("rehearsed", sa.String(length=10), nullable=True),
        sa.Column("client_minutes", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_keys("meeting", account_id="account", member_id="member", previous_id="meeting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index("ix_meeting_account_starts", "meeting", ["account_id", "starts"], unique=False)
    op.create_index(op.f("ix_meeting_member_id"), "meeting", ["member_id"], unique=False)
    op.create_index(op.f("ix_meeting_previous_id"), "meeting", ["previous_id"], unique=False)
    op.create_index("ix_meeting_state_starts", "meeting", ["state", "starts"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("looks", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("person_id", sa.String(length=32), nullable=True),
        sa.Column("block", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_keys("agenda_item", meeting_id="meeting", member_id="member", person_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    op.create_index(op.f("ix_agenda_item_meeting_id"), "agenda_item", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_agenda_item_member_id"), "agenda_item", ["member_id"], unique=False)
    op.create_index(op.f("ix_agenda_item_person_id"), "agenda_item", ["person_id"], unique=False)
    op.create_table(
        "attendee",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=True),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        *_keys("attendee", meeting_id="meeting", member_id="member", person_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendee")),
    )
    op.create_index(op.f("ix_attendee_meeting_id"), "attendee", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_attendee_member_id"), "attendee", ["member_id"], unique=False)
    op.create_index(op.f("ix_attendee_person_id"), "attendee", ["person_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("person_id", sa.String(length=32), nullable=True),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("client_safe", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_keys(
            "decision",
            account_id="account",
            meeting_id="meeting",
            member_id="member",
            person_id="person",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_account_id"), "decision", ["account_id"], unique=False)
    op.create_index(op.f("ix_decision_meeting_id"), "decision", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_decision_member_id"), "decision", ["member_id"], unique=False)
    op.create_index(op.f("ix_decision_person_id"), "decision", ["person_id"], unique=False)
    op.create_table(
        "initiative",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("begins", sa.String(length=10), nullable=True),
        sa.Column("ends", sa.String(length=10), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("goal_id", sa.String(length=32), nullable=True),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("person_id", sa.String(length=32), nullable=True),
        sa.Column("client_safe", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_keys(
            "initiative",
            account_id="account",
            goal_id="goal",
            member_id="member",
            person_id="person",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative")),
    )
    op.create_index(op.f("ix_initiative_account_id"), "initiative", ["account_id"], unique=False)
    op.create_index(op.f("ix_initiative_goal_id"), "initiative", ["goal_id"], unique=False)
    op.create_index(op.f("ix_initiative_member_id"), "initiative", ["member_id"], unique=False)
    op.create_index(op.f("ix_initiative_person_id"), "initiative", ["person_id"], unique=False)
    op.create_table(
        "promise",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("person_id", sa.String(length=32), nullable=True),
        sa.Column("meeting_id", sa.String(length=32), nullable=True),
        sa.Column("made", sa.String(length=10), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("done", sa.String(length=10), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_keys(
            "promise",
            account_id="account",
            meeting_id="meeting",
            member_id="member",
            person_id="person",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
    )
    op.create_index("ix_promise_account_made", "promise", ["account_id", "made"], unique=False)
    op.create_index(op.f("ix_promise_meeting_id"), "promise", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_promise_member_id"), "promise", ["member_id"], unique=False)
    op.create_index(
        "ix_promise_open", "promise", ["due"], unique=False, sqlite_where=sa.text("state = 'open'")
    )
    op.create_index(op.f("ix_promise_person_id"), "promise", ["person_id"], unique=False)
    op.create_table(
        "risk",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("likelihood", sa.String(), nullable=True),
        sa.Column("impact", sa.String(), nullable=True),
        sa.Column("response", sa.Text(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=True),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("person_id", sa.String(length=32), nullable=True),
        sa.Column("client_safe", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_keys(
            "risk",
            account_id="account",
            meeting_id="meeting",
            member_id="member",
            person_id="person",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk")),
    )
    op.create_index(op.f("ix_risk_account_id"), "risk", ["account_id"], unique=False)
    op.create_index(op.f("ix_risk_meeting_id"), "risk", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_risk_member_id"), "risk", ["member_id"], unique=False)
    op.create_index(op.f("ix_risk_person_id"), "risk", ["person_id"], unique=False)
    op.create_table(
        "slide",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("block", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("subtitle", sa.String(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("outlook", sa.Text(), nullable=True),
        sa.Column("deck_notes", sa.Text(), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("speaker_notes", sa.Text(), nullable=True),
        sa.Column("options", sa.Text(), nullable=True),
        *_keys("slide", meeting_id="meeting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slide")),
    )
    op.create_index(op.f("ix_slide_meeting_id"), "slide", ["meeting_id"], unique=False)
    op.create_table(
        "snapshot",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("made", sa.String(length=27), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("withheld", sa.Text(), nullable=True),
        *_keys("snapshot", meeting_id="meeting", member_id="member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
    )
    op.create_index(op.f("ix_snapshot_meeting_id"), "snapshot", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_snapshot_member_id"), "snapshot", ["member_id"], unique=False)
