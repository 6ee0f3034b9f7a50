"""What the module declines to do, by name."""

from tutorium.platform.errors import Refusal


class LessonRequired(Refusal):
    status, code = 403, "catalog.lesson_required"
    ru = "Отзыв можно оставить после проведённого занятия с этим репетитором."
    en = "You can write a review after a completed lesson with this tutor."


class ReviewExists(Refusal):
    status, code = 409, "catalog.review_exists"
    ru = "Вы уже оставили отзыв об этом репетиторе."
    en = "You have already reviewed this tutor."
