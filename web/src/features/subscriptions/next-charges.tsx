import { Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Money } from "~/ui/money";
import { StateBadge, type Tone } from "~/ui/state-badge";
import { fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import type { Subscription } from "./queries";
import classes from "./next-charges.module.css";

type Outcome = Subscription["next_charges"][number]["outcome"];
const TONES: Record<Outcome, Tone> = { charge: "soft", pay: "warn", skip: "good" };

/** The next three dates: what will be charged, what is to be paid by hand, and what is skipped. */
export function NextCharges({ subscription }: { subscription: Subscription }) {
  const { t, i18n } = useLingui();
  const { zone } = useZone();
  const words: Record<Outcome, string> = { charge: t`Спишется с карты`, pay: t`Оплатите сами`, skip: t`Пропустим: минут хватает` };
  if (subscription.next_charges.length === 0) {
    return (
      <Text c="dimmed">
        <Trans>Больше ничего не спишется.</Trans>
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      <ol className={classes.charges}>
        {subscription.next_charges.map((charge) => (
          <li key={charge.at} data-skipped={charge.outcome === "skip"}>
            <Text fw={550} className="numbers">
              {fullDate(new Date(charge.at), zone, i18n.locale)}
            </Text>
            <StateBadge tone={TONES[charge.outcome]}>{words[charge.outcome]}</StateBadge>
            <Text fw={600} className={classes.sum}>
              <Money kopecks={charge.outcome === "skip" ? 0 : charge.amount_kopecks} />
            </Text>
          </li>
        ))}
      </ol>
      <Text size="sm" c="dimmed">
        <Trans>Если до первой даты баланс не изменится, а дальше каждый цикл будет израсходован.</Trans>
      </Text>
    </Stack>
  );
}
