import { useLingui } from "@lingui/react/macro";
import type { Preference } from "./queries";

/** What each kind of messages is called, and what comes under it. */
export function useWords(): Record<Preference["kind"], { name: string; note: string }> {
  const { t } = useLingui();
  return {
    security: { name: t`Безопасность`, note: t`Вход, пароль, подтверждение почты: чтобы никто не вошёл вместо вас` },
    money: { name: t`Деньги`, note: t`Возвраты и платежи, которые не прошли: вы должны знать о них по закону` },
    deadlines: { name: t`Сроки и отмены`, note: t`Отмена занятия и просьба подтвердить его: молчание здесь стоит денег` },
    profile: { name: t`Проверка анкеты`, note: t`Решения модератора и их причины` },
    lesson_booked: { name: t`Новые занятия`, note: t`Занятие назначено; бронь, которую не оплатили, снята` },
    support: { name: t`Ответы поддержки`, note: t`На то, о чём вы спросили, и вопросы к вам` },
    lesson_completed: { name: t`Проведённые занятия`, note: t`Занятие подтверждено` },
    payment_received: { name: t`Полученные оплаты`, note: t`Мы получили деньги за занятие` },
    reminder_day: { name: t`Напоминание за сутки`, note: t`Ещё можно отменить дешевле` },
    reminder_hour: { name: t`Напоминание за час`, note: t`Подготовиться и проверить связь` },
    reminder_soon: { name: t`Напоминание за 10 минут`, note: t`Приходит и в тихие часы` },
  };
}
