"""Statements about the applications of tutors."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.documents.model import Application, StateCount, TaxStatus, Waiting
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value


async def application(db: Db, tutor_id: UUID) -> Application | None:
    return await fetch_optional(
        db,
        Application,
        """
        SELECT tutor_id, state, teaches_minors, tax_status, submitted_at, deadline_at, reason_code, note,
               decided_at, decided_by, reapply_at, version
        FROM documents.application WHERE tutor_id = $1
        """,
        tutor_id,
    )


async def lock_application(db: Db, tutor_id: UUID) -> Application:
    """The tutor's application, until the end of the transaction nobody else's; begun when there is none."""
    await execute(
        db,
        """
        INSERT INTO documents.application (tutor_id, state, teaches_minors) VALUES ($1, 'draft', false)
        ON CONFLICT DO NOTHING
        """,
        tutor_id,
    )
    found = await fetch_optional(
        db,
        Application,
        """
        SELECT tutor_id, state, teaches_minors, tax_status, submitted_at, deadline_at, reason_code, note,
               decided_at, decided_by, reapply_at, version
        FROM documents.application WHERE tutor_id = $1 FOR UPDATE
        """,
        tutor_id,
    )
    return found or Application(tutor_id=tutor_id)


async def save_answers(db: Db, tutor_id: UUID, *, teaches_minors: bool, tax_status: TaxStatus | None) -> None:
    await execute(
        db,
        """
        UPDATE documents.application SET teaches_minors = $2, tax_status = $3, version = version + 1
        WHERE tutor_id = $1
        """,
        tutor_id,
        teaches_minors,
        tax_status,
    )


async def turn(db: Db, application: Application) -> None:
    """Store how the application stands now; its row is locked."""
    await execute(
        db,
        """
        UPDATE documents.application SET state = $2, submitted_at = $3, deadline_at = $4, reason_code = $5,
            note = $6, decided_at = $7, decided_by = $8, reapply_at = $9, version = version + 1
        WHERE tutor_id = $1
        """,
        application.tutor_id,
        application.state,
        application.submitted_at,
        application.deadline_at,
        application.reason_code,
        application.note,
        application.decided_at,
        application.decided_by,
        application.reapply_at,
    )


async def waiting(db: Db, *, after: tuple[datetime, UUID] | None, limit: int) -> list[Waiting]:
    """What waits for a moderator, the nearest deadline first: applications none of whose documents is
    still on its way, and documents that a person has to look at, of listed tutors too.
    """
    return await fetch_all(
        db,
        Waiting,
        """
        SELECT tutor_id, state, submitted_at, deadline_at, documents_waiting FROM (
            SELECT a.tutor_id, a.state, a.submitted_at,
                   coalesce(least(a.deadline_at, min(d.deadline_at) FILTER (WHERE d.state = 'manual_review')),
                            a.submitted_at) AS deadline_at,
                   count(*) FILTER (WHERE d.state = 'manual_review') AS documents_waiting,
                   count(*) FILTER (WHERE d.state IN ('uploaded', 'scanning', 'queued', 'sent', 'in_review'))
                       AS on_their_way
            FROM documents.application a
            JOIN documents.document d ON d.tutor_id = a.tutor_id AND d.current
            GROUP BY a.tutor_id
        ) q
        WHERE (documents_waiting > 0 OR state = 'in_verification' AND on_their_way = 0)
          AND ($1::timestamptz IS NULL OR (deadline_at, tutor_id) > ($1, $2))
        ORDER BY deadline_at, tutor_id LIMIT $3
        """,
        after[0] if after else None,
        after[1] if after else None,
        limit,
    )


async def count_waiting(db: Db) -> int:
    counted = await fetch_value(
        db,
        int,
        """
        SELECT count(*) FROM (
            SELECT a.tutor_id
            FROM documents.application a
            JOIN documents.document d ON d.tutor_id = a.tutor_id AND d.current
            GROUP BY a.tutor_id
            HAVING count(*) FILTER (WHERE d.state = 'manual_review') > 0
                OR a.state = 'in_verification' AND count(*) FILTER (
                    WHERE d.state IN ('uploaded', 'scanning', 'queued', 'sent', 'in_review')) = 0
        ) q
        """,
    )
    return counted or 0


async def state_counts(db: Db) -> list[StateCount]:
    return await fetch_all(
        db,
        StateCount,
        """
        SELECT state, count(*) AS count, min(uploaded_at) AS oldest
        FROM documents.document WHERE current GROUP BY state
        """,
    )


async def abandoned(db: Db, *, before: datetime, limit: int) -> list[Application]:
    """Drafts nobody has touched since: their last upload is older."""
    return await fetch_all(
        db,
        Application,
        """
        SELECT tutor_id, state, teaches_minors, tax_status, submitted_at, deadline_at, reason_code, note,
               decided_at, decided_by, reapply_at, version
        FROM documents.application a
        WHERE state = 'draft' AND EXISTS (
            SELECT FROM documents.document d WHERE d.tutor_id = a.tutor_id AND d.purged_at IS NULL)
          AND NOT EXISTS (
            SELECT FROM documents.document d WHERE d.tutor_id = a.tutor_id AND d.uploaded_at >= $1)
        ORDER BY tutor_id LIMIT $2
        """,
        before,
        limit,
    )
