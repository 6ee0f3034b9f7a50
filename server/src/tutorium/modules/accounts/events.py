"""What accounts announces."""

from uuid import UUID

from tutorium.platform.events import Event


class TutorSubmitted(Event, frozen=True):
    """The tutor asks to be verified, for the first time or after changes he was asked for."""

    tutor_id: UUID


class TutorListed(Event, frozen=True):
    """The tutor can be found and booked."""

    tutor_id: UUID


class TutorHidden(Event, frozen=True):
    """The tutor can be found and booked no more."""

    tutor_id: UUID


class ProfileChanged(Event, frozen=True):
    """What `accounts.api.tutor` says of this tutor is different now."""

    tutor_id: UUID


class PersonChanged(Event, frozen=True):
    """The name, the language or the time zone of this user is another one."""

    user_id: UUID


class ProfileEditApproved(Event, frozen=True):
    """A moderator let an edit of a listed profile through: the public sees it."""

    review_id: UUID
    tutor_id: UUID


class ProfileEditRejected(Event, frozen=True):
    """A moderator declined an edit of a listed profile: the public sees what it saw before."""

    review_id: UUID
    tutor_id: UUID


class PhotoDropped(Event, frozen=True):
    """Nothing shows the photo under this key any more: its bytes are to be deleted."""

    key: str


class GuardianInvited(Event, frozen=True):
    """A young person asked a grown-up to be the guardian; a letter with a link is due."""

    guardianship_id: UUID
    inviter_id: UUID


class LearnerInvited(Event, frozen=True):
    """A guardian asked a young person to be linked; a letter with a link is due."""

    guardianship_id: UUID
    inviter_id: UUID


class GuardianshipStarted(Event, frozen=True):
    """The guardian may book and pay for the young person, and sees the lessons."""

    guardianship_id: UUID
    guardian_id: UUID
    learner_id: UUID


class GuardianshipEnded(Event, frozen=True):
    """The guardian may do so no more: one of them ended it, or the young person is 18."""

    guardianship_id: UUID
    guardian_id: UUID
    learner_id: UUID


class ErasureDue(Event, frozen=True):
    """The letter about it has gone: the data of this user is to be erased now."""

    user_id: UUID
