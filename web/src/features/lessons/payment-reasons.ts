import { useLingui } from "@lingui/react/macro";

/** Why the Payment System refused, in a sentence the payer can act on. */
export function usePaymentReason(reason: string | null): string {
  const { t } = useLingui();
  const sentences: Record<string, string> = {
    insufficient_funds: t`На карте недостаточно денег.`,
    card_expired: t`Срок действия карты истёк.`,
    invalid_card_number: t`Номер карты введён с ошибкой.`,
    invalid_csc: t`Код с обратной стороны карты введён с ошибкой.`,
    "3d_secure_failed": t`Банк не получил подтверждение по коду из СМС.`,
    call_issuer: t`Банк отклонил платёж — позвоните в банк или возьмите другую карту.`,
    payment_method_limit_exceeded: t`Превышен лимит операций по карте.`,
    payment_method_restricted: t`Операции по этой карте запрещены.`,
    fraud_suspected: t`Банк счёл платёж подозрительным — возьмите другую карту.`,
    issuer_unavailable: t`Банк карты сейчас недоступен.`,
    country_forbidden: t`Карту этой страны принять нельзя.`,
    general_decline: t`Банк отклонил платёж без объяснения.`,
  };
  return sentences[reason ?? ""] ?? t`Платёж отклонён.`;
}
