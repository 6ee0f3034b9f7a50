"""Every SQL statement of the Document System."""

import sqlite3
from datetime import datetime

import msgspec

from tutorium.sandbox.document_system.rules import Rule
from tutorium.sandbox.document_system.wire import Answer, Question


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was asked about. `examined`: its file was fetched; `trouble`: why it could not be."""

    question: Question
    reply_to: str
    received_at: datetime
    requests: int
    sequence: int
    examined: bool
    trouble: str


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """An answer with the moment from which it may be sent."""

    seq: int
    message_id: str
    reply_to: str
    answer: Answer
    due_at: str
    sent_at: str | None


def is_new(sql: sqlite3.Connection, message_id: str, now: str) -> bool:
    """Note a message; False when it has come before."""
    return (
        sql.execute(
            "INSERT INTO ds_message (message_id, received_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (message_id, now),
        ).rowcount
        == 1
    )


def ask(sql: sqlite3.Connection, question: Question, reply_to: str, now: str) -> None:
    """Open the case, or open it again."""
    sql.execute(
        "INSERT INTO ds_case (case_id, question, reply_to, received_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (case_id) DO UPDATE SET question = excluded.question, reply_to = excluded.reply_to,"
        " requests = requests + 1, examined = 0, trouble = ''",
        (str(question.case_id), msgspec.json.encode(question).decode(), reply_to, now),
    )


_CASE = "SELECT question, reply_to, received_at, requests, sequence, examined, trouble FROM ds_case "


def waiting(sql: sqlite3.Connection) -> list[Case]:
    """The cases whose file has not been looked at yet."""
    return [_case(row) for row in sql.execute(_CASE + "WHERE examined = 0 ORDER BY seq").fetchall()]


def cases(sql: sqlite3.Connection, limit: int) -> list[Case]:
    """The newest first."""
    return [_case(row) for row in sql.execute(_CASE + "ORDER BY seq DESC LIMIT ?", (limit,)).fetchall()]


def _case(row: tuple[str, str, str, int, int, int, str]) -> Case:
    question, reply_to, received_at, requests, sequence, examined, trouble = row
    return Case(
        question=msgspec.json.decode(question, type=Question),
        reply_to=reply_to,
        received_at=datetime.fromisoformat(received_at),
        requests=requests,
        sequence=sequence,
        examined=bool(examined),
        trouble=trouble,
    )


def close_examination(sql: sqlite3.Connection, case_id: str, trouble: str, sequence: int) -> None:
    """The file has been looked at; answers up to `sequence` are planned."""
    sql.execute(
        "UPDATE ds_case SET examined = 1, trouble = ?, sequence = ? WHERE case_id = ?",
        (trouble, sequence, case_id),
    )


def plan(sql: sqlite3.Connection, answer: Answer, message_id: str, reply_to: str, due_at: str) -> None:
    """Send this answer from then on."""
    sql.execute(
        "INSERT INTO ds_answer (message_id, case_id, reply_to, answer, due_at) VALUES (?, ?, ?, ?, ?)",
        (message_id, str(answer.case_id), reply_to, msgspec.json.encode(answer).decode(), due_at),
    )


_ANSWER = "SELECT seq, message_id, reply_to, answer, due_at, sent_at FROM ds_answer "


def due(sql: sqlite3.Connection, now: str) -> list[Planned]:
    """The answers to be sent now."""
    found = sql.execute(_ANSWER + "WHERE sent_at IS NULL AND due_at <= ? ORDER BY due_at, seq", (now,))
    return [_planned(row) for row in found.fetchall()]


def answers_of(sql: sqlite3.Connection, case_id: str) -> list[Planned]:
    """The answers to one case, planned and sent."""
    return [_planned(row) for row in sql.execute(_ANSWER + "WHERE case_id = ? ORDER BY seq", (case_id,))]


def _planned(row: tuple[int, str, str, str, str, str | None]) -> Planned:
    seq, message_id, reply_to, answer, due_at, sent_at = row
    return Planned(
        seq=seq,
        message_id=message_id,
        reply_to=reply_to,
        answer=msgspec.json.decode(answer, type=Answer),
        due_at=due_at,
        sent_at=sent_at,
    )


def mark_sent(sql: sqlite3.Connection, seq: int, now: str) -> None:
    """The broker has it."""
    sql.execute("UPDATE ds_answer SET sent_at = ? WHERE seq = ?", (now, seq))


def next_due(sql: sqlite3.Connection) -> str | None:
    """When the next answer is to be sent."""
    row = sql.execute("SELECT min(due_at) FROM ds_answer WHERE sent_at IS NULL").fetchone()
    return row[0] if row else None


def save_rule(sql: sqlite3.Connection, rule: Rule) -> None:
    """For one kind of document; without a kind for all, whatever was said before."""
    if rule.kind is None:
        sql.execute("DELETE FROM ds_rule")
    sql.execute(
        "INSERT OR REPLACE INTO ds_rule (kind, rule) VALUES (?, ?)",
        (rule.kind or "", msgspec.json.encode(rule).decode()),
    )


def rules(sql: sqlite3.Connection) -> dict[str, Rule]:
    """Kind of document, "" for all others -> its rule."""
    rows = sql.execute("SELECT kind, rule FROM ds_rule ORDER BY kind").fetchall()
    return {kind: msgspec.json.decode(rule, type=Rule) for kind, rule in rows}


def forget_rules(sql: sqlite3.Connection) -> None:
    """Everything is approved again."""
    sql.execute("DELETE FROM ds_rule")
