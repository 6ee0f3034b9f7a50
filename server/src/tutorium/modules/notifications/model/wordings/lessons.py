"""The words of messages about lessons."""

from tutorium.modules.notifications.model.wording import Wording
from tutorium.platform.identity import Locale

WORDINGS: dict[str, dict[Locale, Wording]] = {
    "Lessons.Scheduled": {
        "ru": Wording(
            "Занятие назначено: {lesson_subject}, {lesson_time}",
            "{name}, занятие назначено.\n{lesson_subject}, {minutes} мин\n{lesson_time}\n"
            "Репетитор: {tutor_name}. Ученик: {learner_name}.\n"
            "Стоимость: {price}.\nПодробности и отмена: {link}",
            "Подробности и отмена — на странице занятия.",
        ),
        "en": Wording(
            "Lesson scheduled: {lesson_subject}, {lesson_time}",
            "{name}, the lesson is scheduled.\n{lesson_subject}, {minutes} min\n{lesson_time}\n"
            "Tutor: {tutor_name}. Student: {learner_name}.\nPrice: {price}.\nDetails: {link}",
            "Details and cancellation are on the lesson's page.",
        ),
    },
    "Lessons.Cancelled": {
        "ru": Wording(
            "Занятие отменено: {lesson_subject}, {lesson_time}",
            "{name}, занятие отменено.\n{lesson_subject}, {lesson_time}\n"
            "Репетитор: {tutor_name}. Ученик: {learner_name}.\n"
            "Удержано по правилам отмены: {charged}. Возвращается: {returned}.\nПодробности: {link}",
            "Удержано: {charged}. Возвращается: {returned}.",
        ),
        "en": Wording(
            "Lesson cancelled: {lesson_subject}, {lesson_time}",
            "{name}, the lesson is cancelled.\n{lesson_subject}, {lesson_time}\n"
            "Tutor: {tutor_name}. Student: {learner_name}.\n"
            "Kept by the cancellation terms: {charged}. Given back: {returned}.\nDetails: {link}",
            "Kept: {charged}. Given back: {returned}.",
        ),
    },
    "Lessons.Expired": {
        "ru": Wording(
            "Бронь снята: {lesson_subject}, {lesson_time}",
            "{name}, занятие не было оплачено вовремя, и время снова свободно.\n"
            "{lesson_subject}, {lesson_time}, репетитор {tutor_name}.\n"
            "Деньги не списаны. Выбрать другое время: {link}",
            "Занятие не оплачено вовремя, деньги не списаны. Можно выбрать другое время.",
        ),
        "en": Wording(
            "Booking released: {lesson_subject}, {lesson_time}",
            "{name}, the lesson was not paid for in time, and the slot is free again.\n"
            "{lesson_subject}, {lesson_time}, tutor {tutor_name}.\n"
            "No money was taken. Choose another time: {link}",
            "The lesson was not paid for in time, no money was taken. You can choose another time.",
        ),
    },
    "Lessons.LatePayment": {
        "ru": Wording(
            "Оплата пришла, когда время уже было занято",
            "{name}, оплата за занятие {lesson_time} пришла после снятия брони, и это время уже занято. "
            "Деньги не пропали: {minutes} мин у репетитора {tutor_name} на вашем счёте. Запишитесь на другое "
            "время или верните деньги: {link}",
            "Деньги не пропали: {minutes} мин у этого репетитора на вашем счёте.",
        ),
        "en": Wording(
            "The payment came when the slot was already taken",
            "{name}, the payment for the lesson on {lesson_time} came after the booking was released, and "
            "the slot is taken. The money is safe: you have {minutes} min with {tutor_name}. Book another "
            "time or take the money back: {link}",
            "The money is safe: you have {minutes} min with this tutor.",
        ),
    },
    "Lessons.AwaitingConfirmation": {
        "ru": Wording(
            "Занятие состоялось? {lesson_subject}, {lesson_time}",
            "{name}, подтвердите, что занятие состоялось.\n{lesson_subject}, {lesson_time}, репетитор "
            "{tutor_name}.\nЕсли ничего не делать, оно подтвердится само. Подтвердить: {link}",
            "Если ничего не делать, занятие подтвердится само.",
        ),
        "en": Wording(
            "Did the lesson take place? {lesson_subject}, {lesson_time}",
            "{name}, please confirm that the lesson took place.\n{lesson_subject}, {lesson_time}, tutor "
            "{tutor_name}.\nIf you do nothing, it is confirmed by itself. Confirm: {link}",
            "If you do nothing, the lesson is confirmed by itself.",
        ),
    },
    "Lessons.Completed": {
        "ru": Wording(
            "Занятие завершено: {lesson_subject}, {lesson_time}",
            "{name}, занятие подтверждено.\n{lesson_subject}, {lesson_time}\n"
            "Репетитор: {tutor_name}. Ученик: {learner_name}.\nПодробности: {link}",
            "Репетитор получит свои деньги; отзыв помогает другим выбрать.",
        ),
        "en": Wording(
            "Lesson completed: {lesson_subject}, {lesson_time}",
            "{name}, the lesson is confirmed.\n{lesson_subject}, {lesson_time}\n"
            "Tutor: {tutor_name}. Student: {learner_name}.\nDetails: {link}",
            "The tutor gets his money; a review helps others to choose.",
        ),
    },
    "Lessons.ReminderDay": {
        "ru": Wording(
            "Завтра занятие: {lesson_subject}, {lesson_time}",
            "{name}, напоминаем о занятии.\n{lesson_subject}, {minutes} мин\n{lesson_time}\n"
            "Репетитор: {tutor_name}. Ученик: {learner_name}.\n"
            "Если планы изменились, отмените его заранее: чем раньше, тем дешевле. {link}",
            "Если планы изменились, отмените его заранее: чем раньше, тем дешевле.",
        ),
        "en": Wording(
            "Lesson tomorrow: {lesson_subject}, {lesson_time}",
            "{name}, a reminder of the lesson.\n{lesson_subject}, {minutes} min\n{lesson_time}\n"
            "Tutor: {tutor_name}. Student: {learner_name}.\n"
            "If your plans have changed, cancel in good time: the earlier, the cheaper. {link}",
            "If your plans have changed, cancel in good time: the earlier, the cheaper.",
        ),
    },
    "Lessons.ReminderHour": {
        "ru": Wording(
            "Занятие через час: {lesson_subject}, {lesson_time}",
            "{name}, напоминаем о занятии.\n{lesson_subject}, {minutes} мин\n{lesson_time}\n"
            "Репетитор: {tutor_name}. Ученик: {learner_name}.\nПроверьте камеру и микрофон. {link}",
            "Проверьте камеру и микрофон.",
        ),
        "en": Wording(
            "Lesson in an hour: {lesson_subject}, {lesson_time}",
            "{name}, a reminder of the lesson.\n{lesson_subject}, {minutes} min\n{lesson_time}\n"
            "Tutor: {tutor_name}. Student: {learner_name}.\nCheck your camera and microphone. {link}",
            "Check your camera and microphone.",
        ),
    },
    "Lessons.ReminderSoon": {
        "ru": Wording(
            "Занятие через 10 минут: {lesson_subject}, {lesson_time}",
            "{name}, напоминаем о занятии.\n{lesson_subject}, {minutes} мин\n{lesson_time}\n"
            "Репетитор: {tutor_name}. Ученик: {learner_name}.\nПора заходить. {link}",
            "Пора заходить.",
        ),
        "en": Wording(
            "Lesson in 10 minutes: {lesson_subject}, {lesson_time}",
            "{name}, a reminder of the lesson.\n{lesson_subject}, {minutes} min\n{lesson_time}\n"
            "Tutor: {tutor_name}. Student: {learner_name}.\nIt is time to come in. {link}",
            "It is time to come in.",
        ),
    },
}
