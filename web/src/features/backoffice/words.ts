import { useLingui } from "@lingui/react/macro";
import type { Tone } from "~/ui/state-badge";
import type { AccountState, RejectReason, Role } from "./queries";

export const STATE_TONES: Record<AccountState, Tone> = { active: "good", unconfirmed: "warn", blocked: "bad" };

export function useRoleWords(): Record<Role, string> {
  const { t } = useLingui();
  return {
    student: t`ученик`, guardian: t`родитель`, tutor: t`репетитор`, support: t`поддержка`, moderator: t`модератор`,
    finance: t`финансы`, admin: t`администратор`,
  };
}

export function useStateWords(): Record<AccountState, string> {
  const { t } = useLingui();
  return { active: t`Действует`, unconfirmed: t`Почта не подтверждена`, blocked: t`Заблокирована` };
}

export function useRejectWords(): Record<RejectReason, string> {
  const { t } = useLingui();
  return {
    contacts: t`Контакты или ссылки`, misleading: t`Вводит в заблуждение или обещает результат`,
    not_a_portrait: t`На фото не один человек`, poor_quality: t`Плохо видно или трудно читать`,
    offensive: t`Может обидеть`, not_a_name: t`Не похоже на имя и фамилию`, other: t`Другое нарушение правил`,
  };
}

/** The fields of a profile that are reviewed. */
export function useFieldWords(): Record<string, string> {
  const { t } = useLingui();
  return { full_name: t`Имя`, headline: t`Заголовок`, about: t`О себе`, education: t`Образование` };
}

/** Kinds of data that a look at somebody shows. */
export function useKindWords(): Record<string, string> {
  const { t } = useLingui();
  return {
    name: t`имя`, masked_email: t`скрытая почта`, email: t`почта`, birth_date: t`дата рождения`, roles: t`роли`, sessions: t`сеансы`,
    addresses: t`IP-адреса`, consents: t`согласия`, factors: t`вторые факторы`, profile_texts: t`тексты анкеты`, photo: t`фото`, documents: t`документы`,
    ticket: t`обращение`, payments: t`платежи`,
  };
}

/** Subjects that are no person and no single thing. */
export function useSubjectWords(): Record<string, string> {
  const { t } = useLingui();
  return {
    users: t`список людей`, reviews: t`очередь правок`, tickets: t`обращения`, verifications: t`очередь проверки`, payments: t`список платежей`,
    refunds: t`список возвратов`, ledger: t`проводки`, "audit:log": t`журнал`, "audit:chain": t`цепочка журнала`,
  };
}

/** What the audit log says, in words; an action without words is shown by its name. */
export function useActionWords(): (action: string) => string | undefined {
  const { t } = useLingui();
  const words: Record<string, string> = {
    "accounts.profile_edit_approved": t`Правки анкеты одобрены`,
    "accounts.profile_edit_rejected": t`Правки анкеты отклонены`,
    "auth.account_read": t`Открыта карточка`,
    "auth.email_change_requested": t`Запрошена смена почты`,
    "auth.email_changed": t`Почта изменена`,
    "auth.factor_added": t`Второй фактор подключён`,
    "auth.factor_removed": t`Второй фактор отключён`,
    "auth.locked": t`Вход временно закрыт`,
    "auth.passkey_counter_regressed": t`Счётчик ключа доступа пошёл назад`,
    "auth.password_changed": t`Пароль изменён`,
    "auth.password_reset": t`Пароль восстановлен`,
    "auth.recovery_code_used": t`Вход резервным кодом`,
    "auth.recovery_codes_renewed": t`Резервные коды обновлены`,
    "auth.second_factor_failed": t`Второй фактор не подошёл`,
    "auth.session_ended": t`Сеанс завершён`,
    "auth.sessions_ended": t`Другие сеансы завершены`,
    "auth.sign_in_failed": t`Неудачный вход`,
    "auth.signed_in": t`Вход выполнен`,
    "auth.signed_out": t`Выход`,
    "auth.staff_added": t`Сотрудник добавлен из командной строки`,
    "auth.stepped_up": t`Личность подтверждена ещё раз`,
    "auth.user_blocked": t`Блокировка`,
    "auth.user_roles_changed": t`Роли изменены`,
    "auth.user_signed_out": t`Все сеансы завершены`,
    "auth.user_unblocked": t`Блокировка снята`,
    "auth.users_listed": t`Поиск людей`,
    "backoffice.affected_read": t`Запрошено, кого касается`,
    "backoffice.audit_check_requested": t`Запущена проверка журнала`,
    "backoffice.audit_exported": t`Журнал выгружен`,
    "backoffice.audit_read": t`Журнал прочитан`,
    "backoffice.job_dropped": t`Задание снято`,
    "backoffice.job_sent_again": t`Задание отправлено ещё раз`,
    "backoffice.message_dropped": t`Ответ брокера снят`,
    "backoffice.message_sent_again": t`Ответ брокера отправлен ещё раз`,
    "notifications.dropped": t`Письмо снято`,
    "notifications.sent_again": t`Письмо отправлено ещё раз`,
    "backoffice.review_opened": t`Открыты правки анкеты`,
    "backoffice.reviews_listed": t`Просмотрена очередь правок`,
    "backoffice.ticket_opened": t`Открыто обращение`,
    "backoffice.tickets_listed": t`Просмотрены обращения`,
    "support.article_changed": t`Статья изменена`,
    "support.article_written": t`Статья написана`,
    "support.macro_added": t`Шаблон добавлен`,
    "support.macro_changed": t`Шаблон изменён`,
    "support.macro_removed": t`Шаблон удалён`,
    "support.ticket_answered": t`Ответ на обращение`,
    "support.ticket_asked": t`У человека спросили`,
    "support.ticket_assigned": t`Обращение назначено`,
    "support.ticket_classified": t`Тема или приоритет изменены`,
    "support.ticket_moved": t`Состояние обращения изменено`,
    "support.ticket_opened": t`Обращение открыто`,
    "support.ticket_resolved": t`Обращение решено`,
    "support.ticket_taken": t`Обращение взято`,
    "support.ticket_unassigned": t`Обращение вернулось в очередь`,
    "backoffice.verification_opened": t`Открыта проверка репетитора`,
    "backoffice.verifications_listed": t`Просмотрена очередь проверки`,
    "documents.application_approved": t`Репетитор одобрен`,
    "documents.application_changes_requested": t`Заявка возвращена с замечаниями`,
    "documents.application_rejected": t`Заявка отклонена`,
    "documents.document_approved": t`Документ одобрен`,
    "documents.document_needs_reupload": t`Запрошен другой файл`,
    "documents.document_rejected": t`Документ отклонён`,
    "documents.original_fetched": t`Document System забрала файл`,
    "documents.page_seen": t`Открыт документ`,
    "documents.purged": t`Файл документа уничтожен`,
    "documents.uploaded": t`Загружен документ`,
    "payments.payer_flagged": t`Возвраты плательщика решают люди`,
    "payments.payer_trusted": t`Проверка возвратов снята`,
    "payments.payment_opened": t`Открыт платёж`,
    "payments.payments_listed": t`Поиск платежей`,
    "payments.reconciliation_asked": t`Запущена сверка`,
    "payments.refund_agreed": t`Согласие с возвратом`,
    "payments.refund_paid_by_hand": t`Возврат выплачен из банка`,
    "payments.refund_rejected": t`Возврат отклонён`,
    "payments.refunds_listed": t`Просмотрены возвраты`,
    "platform.audit_verified": t`Журнал проверен`,
    "platform.policy_agreed": t`Изменение правила подтверждено`,
    "platform.policy_changed": t`Правило изменено`,
    "platform.policy_declined": t`Изменение правила отклонено`,
    "platform.policy_proposed": t`Предложено изменение правила`,
  };
  return (action) => words[action];
}
