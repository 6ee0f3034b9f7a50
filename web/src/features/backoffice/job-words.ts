import { useLingui } from "@lingui/react/macro";

type Told = { what: string; again: string };

/** What a job was to do and what one more try does, by its name; a job without words is shown by its name. */
export function useJobWords(): (name: string) => Told | undefined {
  const { t } = useLingui();
  const asks = t`Спросим ещё раз с тем же ключом: деньги не спишутся и не вернутся дважды.`;
  const letters = t`Письмо с этим номером уйдёт, если ещё не ушло: второго не будет.`;
  const once = t`Сделанное раньше не повторится: доделаем только то, чего не хватает.`;
  const words: Record<string, Told> = {
    "payments.check_payment": { what: t`Узнать у платёжной системы, чем кончился платёж`, again: asks },
    "payments.check_refund": { what: t`Отправить возврат или узнать, дошёл ли он`, again: asks },
    "payments.release_earning": { what: t`Сделать доход репетитора доступным`, again: once },
    "payments.reconcile_now": { what: t`Сверить проводки с платёжной системой`, again: t`Сверка ничего не меняет, кроме списка сверок.` },
    "subscriptions.grant_lot": { what: t`Зачислить оплаченные минуты`, again: once },
    "subscriptions.send_lot_refund": { what: t`Передать возврат за минуты платежам`, again: once },
    "subscriptions.give_minutes_back": { what: t`Вернуть на баланс минуты отклонённого возврата`, again: once },
    "lessons.take_paid_minutes": { what: t`Назначить оплаченное занятие`, again: once },
    "lessons.give_back": { what: t`Вернуть деньги или минуты за отменённое занятие`, again: once },
    "lessons.pay_out": { what: t`Рассчитать проведённое занятие: доход репетитора и комиссию`, again: once },
    "lessons.finish_reserved": { what: t`Доназначить занятие, на которое уже отложены минуты`, again: once },
    "lessons.ask_confirmation": { what: t`Попросить подтвердить прошедшее занятие`, again: once },
    "lessons.confirm_by_silence": { what: t`Подтвердить занятие, по которому никто не возразил`, again: once },
    "support.report_fraud": { what: t`Открыть обращение о списании, которое банк счёл подозрительным`, again: once },
    "notifications.send_message": { what: t`Отправить письмо или СМС`, again: letters },
  };
  return (name) => words[name];
}

/** Why a job stopped, by the kind of its last error; others are shown by their names. */
export function useErrorWords(): (error: string) => string | undefined {
  const { t } = useLingui();
  const words: Record<string, string> = {
    MindboxSilent: t`Mindbox не отвечал или отвечал непонятно`,
    Unavailable: t`часть системы была недоступна`,
    ConnectionError: t`связь обрывалась`,
    ConnectError: t`не удалось соединиться`,
    ReadTimeout: t`ответа не дождались`,
    TimeoutError: t`не хватило времени`,
    NotFound: t`того, о чём задание, уже нет`,
    NotRefundable: t`по платежу осталось меньше, чем нужно вернуть`,
    CheckViolationError: t`база отказалась: сумма или состояние не сходится, это ошибка в программе`,
    UniqueViolationError: t`база отказалась: такая запись уже есть, это ошибка в программе`,
    DeadlockDetectedError: t`два задания мешали друг другу`,
    LockNotAvailableError: t`запись долго была занята`,
  };
  return (error) => words[error];
}

/** Names of what a job is about. */
export function useFactWords(): (fact: string) => string {
  const { t } = useLingui();
  const words: Record<string, string> = {
    payment_id: t`платёж`, refund_id: t`возврат`, lesson_id: t`занятие`, user_id: t`человек`, payer_id: t`плательщик`,
    learner_id: t`ученик`, tutor_id: t`репетитор`, message_id: t`письмо`, lot_id: t`пакет минут`, purpose_id: t`за что платят`,
    lot_refund_id: t`возврат за минуты`, guardian_id: t`родитель`,
  };
  return (fact) => words[fact] ?? fact;
}
