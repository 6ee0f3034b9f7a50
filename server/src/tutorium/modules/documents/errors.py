"""What documents declines to do."""

from tutorium.platform.errors import Refusal


class FileNotADocument(Refusal):
    status, code = 422, "documents.file_not_a_document"
    ru = "Такой файл не подойдёт: нужны JPEG, PNG, WebP или PDF, и содержимое должно отвечать названию."
    en = "This file will not do: send a JPEG, PNG, WebP or PDF whose content is what its name says."


class FileTooLarge(Refusal):
    status, code = 422, "documents.file_too_large"
    ru = "Файл слишком большой: не больше {megabytes} МБ."
    en = "The file is too large: at most {megabytes} MB."


class TooManyUploads(Refusal):
    status, code = 429, "documents.too_many_uploads"
    ru = "За сутки можно загрузить не больше {uploads} файлов. Повторите завтра."
    en = "At most {uploads} files can be uploaded a day. Try again tomorrow."


class TooManyTries(Refusal):
    status, code = 409, "documents.too_many_tries"
    ru = "Этот документ уже проверяли {tries} раза за месяц. Новая попытка — позже."
    en = "This document has been checked {tries} times within a month. Try again later."


class DocumentsConsentRequired(Refusal):
    status, code = 422, "documents.consent_required"
    ru = "Чтобы загрузить документ, нужно ваше согласие на проверку документов."
    en = "Uploading a document needs your consent to the check of documents."


class UnderReview(Refusal):
    status, code = 409, "documents.under_review"
    ru = "Этот документ сейчас проверяют: заменить его можно после решения."
    en = "This document is being checked: it can be replaced after the decision."


class DocumentDecided(Refusal):
    status, code = 409, "documents.document_decided"
    ru = "По этому документу решение уже принято."
    en = "This document has been decided on already."


class ApplicationDecided(Refusal):
    status, code = 409, "documents.application_decided"
    ru = "Эта заявка сейчас не ждёт решения: обновите страницу."
    en = "This application does not wait for a decision now: reload the page."


class DocumentsMissing(Refusal):
    """`kinds` are those that are not approved yet."""

    status, code = 409, "documents.documents_missing"
    ru = "Сначала решите по обязательным документам: не все одобрены."
    en = "First decide on the required documents: not all of them are approved."


class ReasonMissing(Refusal):
    status, code = 422, "documents.reason_missing"
    ru = "Выберите причину из списка."
    en = "Choose a reason from the list."


class LookReasonMissing(Refusal):
    status, code = 422, "documents.look_reason_missing"
    ru = "Чтобы открыть чужой документ, напишите, зачем: это останется в журнале."
    en = "To open somebody's document, write why: the reason is kept in the log."
