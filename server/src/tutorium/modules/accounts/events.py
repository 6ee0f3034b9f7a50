"""What accounts announces."""

from uuid import UUID

from tutorium.platform.events import Event


class TutorListed(Event, frozen=True):
    """The tutor can be found and booked."""

    tutor_id: UUID


class TutorHidden(Event, frozen=True):
    """The tutor can be found and booked no more."""

    tutor_id: UUID


class ProfileChanged(Event, frozen=True):
    """What `accounts.api.tutor` says of this tutor is different now."""

    tutor_id: UUID


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
