import { useLingui } from "@lingui/react/macro";
import type { DeskClock, DeskTicket, Priority } from "./ticket-queries";

export type TicketState = DeskTicket["state"];
export type Resolution = NonNullable<DeskTicket["resolution"]>;
type NextCharge = NonNullable<NonNullable<DeskTicket["subscription"]>["next_charge"]>;

export const PRIORITIES: Priority[] = ["p1", "p2", "p3", "p4"];

/** How urgent, in the order of the rulebook. */
export function usePriorityWords(): Record<Priority, string> {
  const { t } = useLingui();
  return { p1: t`P1 · угроза`, p2: t`P2 · срочно`, p3: t`P3 · обычное`, p4: t`P4 · вопрос` };
}

/** States of what a ticket is about; one that has no word here is shown as it is called. */
export function useMatterWords(): (state: string) => string {
  const { t } = useLingui();
  const words: Record<string, string> = {
    held: t`ждёт оплаты`, scheduled: t`состоится`, awaiting_confirmation: t`ждёт подтверждения`, completed: t`проведено`, cancelled: t`отменено`,
    expired: t`не оплачено вовремя`, created: t`создан`, pending: t`ждёт оплаты`, unknown: t`неизвестно, проверяем`, succeeded: t`прошёл`, canceled: t`не прошёл`,
    incomplete: t`ждёт первой оплаты`, active: t`действует`, past_due: t`не оплачена`, ended: t`закончилась`,
  };
  return (state) => words[state] ?? state;
}

/** What happens on the day of the next payment of a subscription. */
export function useChargeWords(): Record<NextCharge["outcome"], string> {
  const { t } = useLingui();
  return { charge: t`спишется с карты`, pay: t`платит вручную`, skip: t`пропустим: минут хватает` };
}

/** How a ticket stands, as the desk calls it. */
export function useDeskStateWords(): Record<TicketState, string> {
  const { t } = useLingui();
  return {
    new: t`Новое`, open: t`В работе`, pending_customer: t`Ждёт человека`, pending_internal: t`Ждёт коллег`, on_hold: t`Отложено`,
    resolved: t`Решено`, closed: t`Закрыто`,
  };
}

export function useResolutionWords(): Record<Resolution, string> {
  const { t } = useLingui();
  return {
    answered: t`Ответили на вопрос`, fixed: t`Исправили`, refunded: t`Вернули деньги`, not_reproduced: t`Не подтвердилось`,
    declined: t`Отказали`, by_customer: t`Человек решил сам`, no_reply: t`Человек не ответил`,
  };
}

export function useClockWords(): Record<string, string> {
  const { t } = useLingui();
  return {
    first_answer: t`Первый ответ`, next_answer: t`Следующий ответ`, resolution: t`Решение`,
    legal_refund: t`Возврат по закону`, legal_personal_data: t`152-ФЗ: запрос о данных`,
  };
}

export function useStepWords(): (action: string) => string {
  const { t } = useLingui();
  const clocks = useClockWords();
  const words: Record<string, string> = {
    opened: t`открыто`, taken: t`взято`, assigned: t`назначено`, unassigned: t`возвращено в очередь`, answered: t`дан ответ`,
    asked: t`задан вопрос`, replied: t`получен ответ`, moved: t`переведено`, resolved: t`решено`, reopened: t`открыто снова`,
    rated: t`получена оценка`, classified: t`изменены тема или приоритет`, reminded: t`отправлено напоминание`, closed: t`закрыто`, hold_ended: t`срок ожидания вышел`,
    unanswered: t`ответа не дождались`,
  };
  return (action) => {
    const late = action.startsWith("breached_") ? clocks[action.slice(9)] : undefined;
    return late ? t`просрочено: ${late}` : (words[action] ?? action);
  };
}

/** Colour and word together: nobody has to see the colour. */
export function urgencyOf(clock: DeskClock | null, now: Date): "late" | "soon" | "calm" | "none" {
  if (!clock?.due_at) return "none";
  if (new Date(clock.due_at) <= now) return "late";
  return clock.percent >= 75 ? "soon" : "calm";
}
