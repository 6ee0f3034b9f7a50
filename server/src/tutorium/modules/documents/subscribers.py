"""What documents does when nobody asks."""

from tutorium.modules.accounts.events import TutorSubmitted
from tutorium.modules.auth.events import ConsentWithdrawn
from tutorium.modules.documents.events import (
    DocumentApproved,
    DocumentExpired,
    DocumentUploaded,
    FilesDropped,
    ProgressDue,
    RequestDue,
    VerdictDue,
    VerificationDecided,
)
from tutorium.modules.documents.model.wire import REPLY, VerificationReply
from tutorium.modules.documents.providers import LINK
from tutorium.modules.documents.service import applications, asking, keeping, replies, scanning
from tutorium.platform import broker
from tutorium.platform.db import Db
from tutorium.platform.events import on
from tutorium.platform.jobs import every


@on(DocumentUploaded)
async def look_through(event: DocumentUploaded) -> None:
    """The worker draws the pages."""
    await scanning.scan(event.document_id)


@on(RequestDue)
async def ask_document_system(event: RequestDue) -> None:
    """The broker gets the request; while it is away, it is tried again."""
    await asking.send_request(event.document_id, event.number)


@on(ProgressDue)
async def remind_document_system(event: ProgressDue) -> None:
    """15 minutes without a sign of progress."""
    await asking.remind(event.document_id)


@on(VerdictDue)
async def turn_to_moderators(event: VerdictDue) -> None:
    """48 hours without a verdict."""
    await asking.give_up(event.document_id)


@on(TutorSubmitted)
async def begin_verification(db: Db, event: TutorSubmitted) -> None:
    """What the tutor has uploaded is checked now."""
    await applications.begin(db, event.tutor_id)


@on(VerificationDecided)
async def move_profile(event: VerificationDecided) -> None:
    """The profile follows the application."""
    await applications.tell_accounts(event.tutor_id)


@on(ConsentWithdrawn)
async def drop_files_without_consent(event: ConsentWithdrawn) -> None:
    """What the tutor lets nobody check is not kept."""
    if event.kind == "tutor_documents":
        await keeping.drop_without_consent(event.user_id)


@on(DocumentApproved)
async def give_badge(event: DocumentApproved) -> None:
    """Students are told what was verified."""
    await keeping.give_badge(event.document_id)


@on(DocumentExpired)
async def take_badge(event: DocumentExpired) -> None:
    """And no longer, once it has ended."""
    await keeping.take_badge(event.document_id)


@on(FilesDropped)
async def delete_files(event: FilesDropped) -> None:
    """The bytes follow their key."""
    await keeping.drop_files(event.document_id, pages=event.pages)


@broker.consumes(LINK, REPLY, VerificationReply)
async def apply_reply(db: Db, message: broker.Message, reply: VerificationReply) -> None:
    """What the Document System answers, once, whatever the order."""
    try:
        await replies.apply_reply(db, reply)
    except ValueError as error:
        raise broker.Malformed(str(error)) from error


@every("*/5 * * * *")
async def rescue_uploads() -> None:
    """Every five minutes: uploads nobody has looked through."""
    await scanning.rescue()


@every("17 * * * *")
async def purge_files() -> None:
    """Every hour: files whose time is over."""
    await applications.purge_abandoned()
    await keeping.purge_due()


@every("43 3 * * *")
async def expire_documents() -> None:
    """Every night: documents that end soon, and those that have ended."""
    await keeping.expire_due()


@every("* * * * *")
async def measure_documents() -> None:
    """Every minute: how many documents wait where."""
    await keeping.measure()
