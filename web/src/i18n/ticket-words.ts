import { useLingui } from "@lingui/react/macro";
import type { Answer } from "~/api/client";

type Ticket = Answer<"/api/v1/support/tickets/{ticket_id}">;
export type TicketCategory = Ticket["category"];
export type TicketState = Ticket["state"];
type Tone = "good" | "warn" | "bad" | "mute" | "soft";

/** What a ticket is about, in the words of whoever writes it. */
export function useCategoryWords(): Record<TicketCategory, string> {
  const { t } = useLingui();
  return {
    lesson: t`Занятие: не получается войти или что-то не так`, dispute: t`Спор о занятии`, refund: t`Возврат денег`,
    double_charge: t`Списали дважды`, billing: t`Оплата и чеки`, verification: t`Проверка репетитора`,
    account_taken: t`Кто-то вошёл в мою учётную запись`, safety: t`Безопасность ребёнка или угрозы`,
    personal_data: t`Персональные данные`, question: t`Другой вопрос`, idea: t`Идея или пожелание`,
  };
}

/** How it stands, as its customer sees it. */
export function useTicketStateWords(): Record<TicketState, string> {
  const { t } = useLingui();
  return {
    new: t`Отправлено`, open: t`Разбираемся`, pending_customer: t`Ждём вашего ответа`, pending_internal: t`Уточняем у коллег`,
    on_hold: t`Ждём нужной даты`, resolved: t`Решено`, closed: t`Закрыто`,
  };
}

export const TICKET_TONES: Record<TicketState, Tone> = {
  new: "soft", open: "soft", pending_customer: "warn", pending_internal: "soft", on_hold: "mute", resolved: "good", closed: "mute",
};
