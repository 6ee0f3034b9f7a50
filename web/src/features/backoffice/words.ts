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
    addresses: t`IP-адреса`, consents: t`согласия`, factors: t`вторые факторы`, profile_texts: t`тексты анкеты`, photo: t`фото`,
  };
}

/** Subjects that are no person and no single thing. */
export function useSubjectWords(): Record<string, string> {
  const { t } = useLingui();
  return { users: t`список людей`, reviews: t`очередь правок`, "audit:log": t`журнал`, "audit:chain": t`цепочка журнала` };
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
    "backoffice.job_sent_again": t`Задание отправлено ещё раз`,
    "backoffice.review_opened": t`Открыты правки анкеты`,
    "backoffice.reviews_listed": t`Просмотрена очередь правок`,
    "platform.audit_verified": t`Журнал проверен`,
  };
  return (action) => words[action];
}
