import { useLingui } from "@lingui/react/macro";
import { rubles } from "~/ui/rubles";
import { dayName } from "~/ui/time";
import { mondayOfWeek } from "./iso-week";
import type { Earnings } from "./queries";
import classes from "./earnings-chart.module.css";

/** One bar per week, the sum written on it; a list to those who do not see it. `bare` stands on a surface already. */
export function EarningsChart({ weeks, bare = false }: { weeks: Earnings["weeks"]; bare?: boolean }) {
  const { t, i18n } = useLingui();
  const highest = Math.max(1, ...weeks.map((week) => week.amount_kopecks));
  return (
    <ul className={classes.chart} data-bare={bare} aria-label={t`Доход по неделям`}>
      {weeks.slice(-12).map(({ week, amount_kopecks }) => {
        const from = dayName(mondayOfWeek(week), i18n.locale, { day: "numeric", month: "short" });
        return (
          <li key={week}>
            <span className={classes.sum}>{rubles(amount_kopecks, i18n.locale)}</span>
            <span className={classes.bar} style={{ height: `${Math.max(2, (amount_kopecks / highest) * 140)}px` }} />
            <span className={classes.week}>{t`с ${from}`}</span>
          </li>
        );
      })}
    </ul>
  );
}
