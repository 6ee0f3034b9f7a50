import { useLingui } from "@lingui/react/macro";
import type { Tone } from "~/ui/state-badge";
import type { CancelReason, RefundReason, Subscription } from "./queries";

/** Where a subscription is, in a word, and how it is coloured. */
export function useStateWord(subscription: Pick<Subscription, "state" | "ended_reason" | "cancel_at_period_end">): { word: string; tone: Tone } {
  const { t } = useLingui();
  const { state, ended_reason, cancel_at_period_end } = subscription;
  if (state === "incomplete") return { word: t`Ждёт оплаты`, tone: "warn" };
  if (state === "past_due") return { word: t`Не оплачена`, tone: "bad" };
  if (state === "active") return cancel_at_period_end ? { word: t`Отменена`, tone: "warn" } : { word: t`Действует`, tone: "good" };
  if (ended_reason === "never_paid") return { word: t`Не началась`, tone: "mute" };
  if (ended_reason === "unpaid") return { word: t`Закончилась без оплаты`, tone: "mute" };
  return ended_reason === "refunded" ? { word: t`Закончилась, возврат денег`, tone: "mute" } : { word: t`Закончилась`, tone: "mute" };
}

export function useCancelReasons(): Record<CancelReason, string> {
  const { t } = useLingui();
  return {
    too_expensive: t`Слишком дорого`,
    unused: t`Не хватает времени на занятия`,
    low_quality: t`Не устраивают занятия`,
    switched_service: t`Занимаюсь в другом месте`,
    missing_features: t`Не хватает возможностей`,
    customer_service: t`Не помогла поддержка`,
    too_complex: t`Слишком сложно`,
    other: t`Другая причина`,
  };
}

export function useRefundReasons(): Record<RefundReason, string> {
  const { t } = useLingui();
  return {
    not_needed: t`Занятия больше не нужны`, tutor_does_not_fit: t`Репетитор не подошёл`, quality: t`Не устроило качество`,
    mistake: t`Оплатили по ошибке`, other: t`Другая причина`,
  };
}

/** What a refused charge means for the payer. */
export function useDeclineWords(): Record<string, string> {
  const { t } = useLingui();
  return {
    soft: t`Банк отказал: чаще всего не хватает денег на карте. Мы попробуем ещё раз сами.`,
    hard: t`Эта карта больше не подходит для списаний. Оплатите другой картой.`,
    legal: t`Банк отозвал разрешение на списания, карта удалена. Оплачивайте вручную или сохраните другую карту.`,
    fraud: t`Банк счёл списание подозрительным. Автоматические списания остановлены, оплатите вручную.`,
  };
}
