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
