import { useLingui } from "@lingui/react/macro";
import type { Tone } from "~/ui/state-badge";
import type { PayersReason, RefundOfMine } from "./queries";

export const REFUND_TONES: Record<RefundOfMine["state"], Tone> = {
  requested: "warn", approved: "soft", processing: "soft", succeeded: "good", manual_payout: "soft", rejected: "bad", cancelled_by_user: "mute",
};

/** A refund's state as its payer needs to know it. */
export function useRefundWords(): Record<RefundOfMine["state"], string> {
  const { t } = useLingui();
  return {
    requested: t`Рассматриваем`, approved: t`Одобрен`, processing: t`Деньги в пути`, succeeded: t`Возвращён`,
    manual_payout: t`Выплачиваем вручную`, rejected: t`Отклонён`, cancelled_by_user: t`Вы отозвали заявку`,
  };
}

/** Why a payer wants his money back. */
export function usePayersReasons(): Record<PayersReason, string> {
  const { t } = useLingui();
  return {
    not_needed: t`Занятия больше не нужны`, tutor_does_not_fit: t`Репетитор не подошёл`, quality: t`Не устроило качество`,
    mistake: t`Оплатили по ошибке`, other: t`Другая причина`,
  };
}

/** Why a request was declined, in words for the payer. */
export function useAnswerWords(): (answer: string) => string {
  const { t } = useLingui();
  const words: Record<string, string> = {
    lesson_was_held: t`занятие состоялось`, already_returned: t`деньги уже возвращены`, duplicate: t`такая заявка уже есть`,
    suspicious: t`платёж нужно проверить, напишите в поддержку`, other: t`напишите в поддержку, мы объясним`,
  };
  return (answer) => words[answer] ?? answer;
}
