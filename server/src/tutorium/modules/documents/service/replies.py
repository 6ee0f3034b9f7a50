"""What the Document System answers, applied once, in order, and only to what it was asked about."""

import structlog

from tutorium.modules.documents import queries
from tutorium.modules.documents.model import DOCUMENT_SYSTEM, Change, Document
from tutorium.modules.documents.model.rules import reasons_of, state_after, valid_until
from tutorium.modules.documents.model.states import ASKED
from tutorium.modules.documents.model.wire import VerificationReply, day_of
from tutorium.modules.documents.service.moves import decide, lock_both, moderators_deadline, move
from tutorium.platform import clock
from tutorium.platform.db import Db

log = structlog.get_logger("documents")


async def apply_reply(db: Db, reply: VerificationReply) -> None:
    """Move the document by the reply. What comes late, twice or about another attempt is kept and ignored."""
    found = await lock_both(db, reply.case_id)
    if found is None:
        log.warning("document_reply_unknown", outcome=reply.status)
        return
    application, document = found
    if not document.current or document.state not in ASKED or reply.sequence <= document.sequence:
        await _keep(db, document, reply)
        return
    to, change = state_after(reply), _change(document, reply)
    if to == "approved" and change.valid_until and change.valid_until < clock.now().date():
        to, change = "needs_reupload", Change(sequence=reply.sequence, reason_codes=["out_of_date"])
    if to == document.state:
        await queries.documents.note_sequence(db, document.id, reply.sequence)
    elif to in ("in_review", "manual_review"):
        await move(db, document, to, actor=DOCUMENT_SYSTEM, change=change)
    else:
        await decide(db, application, document, to, actor=DOCUMENT_SYSTEM, change=change)


def _change(document: Document, reply: VerificationReply) -> Change:
    to, read = state_after(reply), reply.extracted
    issued_on, told = day_of(read.issued_at), day_of(reply.valid_until or read.expires_at)
    return Change(
        sequence=reply.sequence,
        reason_codes=reasons_of(reply.reason_codes),
        issued_on=issued_on,
        valid_until=valid_until(document.kind, issued_on=issued_on, told=told, decided_on=clock.now().date())
        if to == "approved"
        else None,
        number_last4=read.number_last4[-4:] if read.number_last4 else None,
        name_match=read.name_match,
        deadline_at=moderators_deadline() if to == "manual_review" else None,
    )


async def _keep(db: Db, document: Document, reply: VerificationReply) -> None:
    await queries.documents.write_history(
        db,
        tutor_id=document.tutor_id,
        document_id=document.id,
        at=clock.now(),
        from_state=document.state,
        to_state=document.state,
        actor=DOCUMENT_SYSTEM,
        reason_codes=list(reasons_of(reply.reason_codes)),
        data={"ignored": reply.status, "sequence": reply.sequence},
    )
