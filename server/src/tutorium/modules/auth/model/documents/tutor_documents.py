"""Consent to the check of a tutor's documents, the photo with the passport included (152-ФЗ, article 9)."""

from tutorium.modules.auth.model.consents import Edition, Wording

EDITIONS = (
    Edition(
        "2026-11-26",
        {
            "ru": Wording(
                "Согласие на проверку документов репетитора",
                """Я разрешаю площадке «Туториум» обрабатывать документы, которые загружаю для проверки: \
паспорт, мою фотографию с паспортом, справку об отсутствии судимости, диплом и подтверждение \
квалификации, а также сведения из них: имя, вид документа, даты выдачи и окончания, последние четыре \
цифры номера.

Цель — убедиться, что заниматься с учениками буду я сам и что мне это разрешено. Фотографию с паспортом \
сравнивает с документом человек; биометрические персональные данные (отпечаток лица, голоса) площадка не \
создаёт и не хранит. Файлы видят модератор и система проверки документов, которой площадка поручает \
проверку; другим лицам их не передают и не публикуют.

Файлы хранятся зашифрованными и удаляются через 30 дней после решения. Остаются вид документа, даты, \
последние четыре цифры номера и итог. Заявка, которую не отправили, хранится не дольше 180 дней.

Отозвать согласие можно в любой момент в настройках. Новые файлы мы после этого не примем, загруженные \
удалим в течение суток, а те, что в этот момент проверяют, — не позже чем через 30 дней после решения.""",
            ),
            "en": Wording(
                "Consent to the check of a tutor's documents",
                """I allow Tutorium to process the documents that I upload to be verified: the passport, \
a photo of me with it, the certificate of no criminal record, the diploma and the proof of qualification, \
and what they say: name, kind of document, dates of issue and expiry, last four digits of the number.

The purpose is to make sure that it is me who teaches, and that I may. A person compares the photo with \
the document; Tutorium neither makes nor keeps biometric data (prints of the face or of the voice). The \
files are seen by a moderator and by the document checking system that Tutorium has charged with the \
check; they are passed on to nobody else and not published.

The files are kept encrypted and deleted 30 days after the decision. What stays is the kind of the \
document, the dates, the last four digits of its number and the verdict. An application that is not sent \
is kept for 180 days at most.

The consent can be withdrawn at any moment in the settings. No new files are taken then; those uploaded \
are deleted within a day, and those being checked at that moment 30 days after the decision at most.""",
            ),
        },
    ),
)
