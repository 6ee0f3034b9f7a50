import { useLingui } from "@lingui/react/macro";
import type { Tone } from "~/ui/state-badge";
import type { PaymentState, RefundState } from "./money-queries";

export const PAYMENT_TONES: Record<PaymentState, Tone> = { created: "warn", pending: "warn", unknown: "warn", succeeded: "good", canceled: "mute" };
export const REFUND_TONES: Record<RefundState, Tone> = {
  requested: "warn", approved: "soft", processing: "soft", succeeded: "good", manual_payout: "bad", rejected: "mute", cancelled_by_user: "mute",
};

export function usePaymentStates(): Record<PaymentState, string> {
  const { t } = useLingui();
  return { created: t`Создан`, pending: t`Ждёт оплаты`, unknown: t`Уточняем`, succeeded: t`Оплачен`, canceled: t`Не прошёл` };
}

export function useRefundStates(): Record<RefundState, string> {
  const { t } = useLingui();
  return {
    requested: t`Ждёт решения`, approved: t`Одобрен`, processing: t`Отправлен`, succeeded: t`Возвращён`,
    manual_payout: t`Выплатить вручную`, rejected: t`Отклонён`, cancelled_by_user: t`Отозван плательщиком`,
  };
}

/** Why a refund waits for people. */
export function useDoubts(): (doubt: string) => string {
  const { t } = useLingui();
  const words: Record<string, string> = {
    amount: t`сумма больше той, что проходит сама`, young_account: t`учётная запись новая`, flagged: t`плательщик под вниманием`,
  };
  return (doubt) => words[doubt] ?? doubt;
}

/** Why money goes back: a rule of ours, or what the payer chose. */
export function useRefundReasons(): (reason: string) => string {
  const { t } = useLingui();
  const words: Record<string, string> = {
    lesson_cancelled: t`занятие отменено`, expired: t`минуты сгорели бы`, not_needed: t`занятия больше не нужны`,
    tutor_does_not_fit: t`репетитор не подошёл`, quality: t`не устроило качество`, mistake: t`оплачено по ошибке`, other: t`другая причина`,
  };
  return (reason) => words[reason] ?? reason;
}

export type Answer = "suspicious" | "already_returned" | "lesson_was_held" | "duplicate" | "other";

/** What the payer is told when his refund is declined. */
export function useAnswers(): Record<Answer, string> {
  const { t } = useLingui();
  return {
    lesson_was_held: t`Занятие состоялось`, already_returned: t`Деньги уже возвращены`, duplicate: t`Такая заявка уже есть`,
    suspicious: t`Нужна проверка платежа`, other: t`Другая причина, напишите в поддержку`,
  };
}

/** What the Payment System says when it cannot send money back. */
export function useProviderReasons(): (reason: string) => string {
  const { t } = useLingui();
  const words: Record<string, string> = {
    insufficient_funds: t`на счёте площадки не хватило выручки, повторим завтра в 10:00`,
    payment_expired: t`платёж слишком старый`, rejected_by_payee: t`банк получателя отказал`,
    yoo_money_account_closed: t`кошелёк получателя закрыт`, rejected_by_timeout: t`банк не ответил вовремя, повторяем`,
    general_decline: t`отказ без объяснения`, never_created: t`заявка не дошла, повторяем`, not_created: t`платёж ещё не создан`,
  };
  return (reason) => words[reason] ?? reason;
}

/** Kinds of postings and of accounts of the ledger. */
export function useLedgerWords(): (word: string) => string {
  const { t } = useLingui();
  const words: Record<string, string> = {
    payment_succeeded: t`Платёж прошёл`, payment_suspended: t`Пришла другая сумма`, lesson_settled: t`Занятие рассчитано`,
    earning_available: t`Доход доступен репетитору`, refund_started: t`Возврат одобрен`, refund_succeeded: t`Возврат отправлен`,
    refund_paid_by_hand: t`Возврат выплачен из банка`, psp_clearing: t`Платёжная система`, lesson_escrow: t`Ждут занятий`,
    refund_payable: t`К возврату`, tutor_pending: t`Доход репетитора, ждёт`, tutor_available: t`Доход репетитора, доступен`,
    commission_revenue: t`Комиссия площадки`, suspense: t`Невыясненное`, bank: t`Банк`,
  };
  return (word) => words[word] ?? word;
}
