"""How a letter can fail. Nobody waits for these, so they are no refusals with a status."""


class LetterRejected(Exception):
    """Mindbox will never take this letter; the text names why, without personal data."""


class MindboxSilent(Exception):
    """Nobody knows whether Mindbox took the letter: it is to be sent again under the same id."""
