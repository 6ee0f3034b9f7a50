"""What a wording is made of."""

import msgspec


class Wording(msgspec.Struct, frozen=True):
    """Subject and text of a letter in one language; a text message has no subject.

    Placeholders are filled when it is sent. `notice` stands below the subject in the centre on the site,
    where the reader is known and the link is the notice itself; both are kept there. The last line of a
    message with a code lets the browser offer the code on our page only (WebOTP).
    """

    subject: str
    text: str
    notice: str = ""
