import { useLingui } from "@lingui/react/macro";
import { rubles } from "~/ui/rubles";
import type { Setting } from "./policy-queries";

/** Names of the groups, and what a change of theirs touches and leaves alone. */
export function usePolicyGroups(): Record<string, { title: string; effect: string }> {
  const { t } = useLingui();
  return {
    refunds: { title: t`Возвраты`, effect: t`Новое значение действует для заявок, поданных после этого. Уже поданные решают по тем сомнениям, с которыми они пришли; число нужных согласий считается по новому лимиту.` },
    earnings: { title: t`Доход репетиторов`, effect: t`Новое значение действует для занятий, которые завершатся после этого. У завершённых срок прежний.` },
    commission: { title: t`Комиссия площадки`, effect: t`Новая ставка действует для занятий, которые завершатся после этого, в том числе уже оплаченных. Рассчитанные занятия не изменятся.` },
    cancellation: { title: t`Отмена занятий`, effect: t`Новые правила действуют для занятий, на которые запишутся после этого. Уже назначенные занятия сохраняют правила, с которыми их купили.` },
    booking: { title: t`Запись на занятия`, effect: t`Новое значение действует для записей и занятий после этого; начатые сроки не меняются.` },
  };
}

/** "12 ч", "10 000 ₽", "20 %", "5 занятий". */
export function usePolicyValue(): (value: number, unit: Setting["unit"]) => string {
  const { t, i18n } = useLingui();
  return (value, unit) => {
    const number = new Intl.NumberFormat(i18n.locale).format(unit === "basis_points" ? value / 100 : value);
    return {
      kopecks: rubles(value, i18n.locale), minutes: t`${number} мин`, hours: t`${number} ч`, basis_points: `${number} %`,
      days: t`${number} дн.`, count: number,
    }[unit];
  };
}

/** What people type, in the unit they think in: roubles and percents. */
export function shownAmount(value: number, unit: Setting["unit"]): number {
  return unit === "kopecks" || unit === "basis_points" ? value / 100 : value;
}

export function storedAmount(text: string, unit: Setting["unit"]): number | null {
  const number = Number(text.replace(/[\s\u00a0]/g, "").replace(",", "."));
  if (text.trim() === "" || !Number.isFinite(number)) return null;
  const stored = unit === "kopecks" || unit === "basis_points" ? Math.round(number * 100) : number;
  return Number.isInteger(stored) ? stored : null;
}
