"""Values that accounts knows."""

from tutorium.modules.accounts import api as accounts
from tutorium.modules.accounts.api import PersonCard
from tutorium.modules.auth import api as auth
from tutorium.modules.notifications.errors import LetterRejected
from tutorium.modules.notifications.model import Message
from tutorium.modules.notifications.model.phrases import EDIT_REASONS
from tutorium.modules.notifications.service.sources.common import Values, link


async def invitation(message: Message, _: PersonCard) -> Values:
    """To an address instead of a user; `name` is whoever invites."""
    found = await accounts.invitation(guardianship_id=message.about)
    if found is None:
        raise LetterRejected("the invitation is gone")
    token = await auth.link_token(token_id=message.about)
    return {"email": found.email, "link": link(f"/guardianship?token={token}")}


async def guardianship(_: Message, __: PersonCard) -> Values:
    return {"link": link("/family")}


async def leaving(_: Message, __: PersonCard) -> Values:
    return {"link": link("/legal/privacy_policy")}


async def profile_edit(message: Message, person: PersonCard) -> Values:
    edit = await accounts.review(review_id=message.about)
    if edit is None:
        raise LetterRejected("the edit is gone")
    approved = edit.state == "approved"
    return {
        "reason": EDIT_REASONS[edit.reason_code or "other"][person.locale],
        "note": edit.note,
        "link": link(f"/tutors/{edit.tutor_id}" if approved else "/tutor/profile"),
    }
