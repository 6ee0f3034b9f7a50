"""How a letter can fail, which nobody waits for and which has no status; and what people cannot choose."""

from tutorium.platform.errors import Refusal


class LetterRejected(Exception):
    """Mindbox will never take this letter; the text names why, without personal data."""


class MindboxSilent(Exception):
    """Mindbox did not say that it took the letter. `not_taken`: it certainly has not; else nobody knows."""

    def __init__(self, why: str, *, not_taken: bool = False) -> None:
        super().__init__(why)
        self.not_taken = not_taken


class LetterCompulsory(Refusal):
    status, code = 422, "notifications.letter_compulsory"
    ru = "Эти письма отключить нельзя: от них зависят безопасность, деньги и сроки."
    en = "These letters cannot be switched off: safety, money and deadlines depend on them."
