"""What the module declines to do, by name."""

from tutorium.platform.errors import Refusal


class LessonRequired(Refusal):
    status, code = 403, "catalog.lesson_required"
    ru = "Отзыв можно оставить после проведённого занятия с этим репетитором."
    en = "You can write a review after a completed lesson with this tutor."


class FavouritesFull(Refusal):
    status, code = 422, "catalog.favourites_full"
    ru = "В избранном уже {limit} репетиторов. Уберите тех, кто больше не нужен."
    en = "You have marked {limit} tutors already. Remove those you no longer need."


class ReviewExists(Refusal):
    status, code = 409, "catalog.review_exists"
    ru = "Вы уже оставили отзыв об этом репетиторе."
    en = "You have already reviewed this tutor."
