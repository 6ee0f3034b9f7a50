"""Facts about profiles and guardians that become messages; which messages, says the table."""

from tutorium.modules.accounts.events import (
    GuardianInvited,
    GuardianshipEnded,
    GuardianshipStarted,
    LearnerInvited,
    ProfileEditApproved,
    ProfileEditRejected,
)
from tutorium.modules.notifications.service.queueing import queue
from tutorium.platform.db import Db
from tutorium.platform.events import event_name, on


@on(ProfileEditApproved)
async def profile_edit_approved(db: Db, event: ProfileEditApproved) -> None:
    """To the tutor."""
    await queue(db, event_name(type(event)), about=event.review_id, to={"tutor": event.tutor_id})


@on(ProfileEditRejected)
async def profile_edit_rejected(db: Db, event: ProfileEditRejected) -> None:
    """To the tutor, with the reason."""
    await queue(db, event_name(type(event)), about=event.review_id, to={"tutor": event.tutor_id})


@on(GuardianInvited)
async def guardian_invited(db: Db, event: GuardianInvited) -> None:
    """To the address that the young person named."""
    await queue(db, event_name(type(event)), about=event.guardianship_id, to={"user": event.inviter_id})


@on(LearnerInvited)
async def learner_invited(db: Db, event: LearnerInvited) -> None:
    """To the address that the guardian named."""
    await queue(db, event_name(type(event)), about=event.guardianship_id, to={"user": event.inviter_id})


@on(GuardianshipStarted)
async def guardianship_started(db: Db, event: GuardianshipStarted) -> None:
    """To both sides."""
    await queue(
        db,
        event_name(type(event)),
        about=event.guardianship_id,
        to={"guardian": event.guardian_id, "learner": event.learner_id},
    )


@on(GuardianshipEnded)
async def guardianship_ended(db: Db, event: GuardianshipEnded) -> None:
    """To both sides."""
    await queue(
        db,
        event_name(type(event)),
        about=event.guardianship_id,
        to={"guardian": event.guardian_id, "learner": event.learner_id},
    )
