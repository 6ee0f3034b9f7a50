import { useLingui } from "@lingui/react/macro";
import type { Payment } from "./queries";

/** A payment's state in one word. */
export function usePaymentWords(): Record<Payment["state"], string> {
  const { t } = useLingui();
  return { created: t`Создан`, pending: t`Ждёт оплаты`, unknown: t`Уточняем`, succeeded: t`Оплачен`, canceled: t`Не прошёл` };
}
