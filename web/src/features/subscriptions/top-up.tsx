import { Button, NativeSelect, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { ProblemAlert } from "~/ui/problem";
import { rubles } from "~/ui/rubles";
import { type Subscription, useTopUp } from "./queries";

const MOST = 12;

/** Extra lessons at the plan's price, as many as the balance has room for. */
export function TopUp({ subscription }: { subscription: Subscription }) {
  const { t, i18n } = useLingui();
  const topUp = useTopUp(subscription.id);
  const [lessons, setLessons] = useState(1);
  const room = Math.min(MOST, Math.floor(subscription.top_up_minutes / subscription.minutes));
  if (room === 0) {
    return (
      <Text size="sm" c="dimmed">
        <Trans>Баланс полон: докупить можно, когда часть минут будет израсходована.</Trans>
      </Text>
    );
  }
  const price = Math.round((subscription.unit_price_kopecks * subscription.minutes * lessons) / 60);
  const buy = () => topUp.mutate({ lessons }, { onSuccess: (found) => found.payment?.confirmation_url && window.location.assign(found.payment.confirmation_url) });
  return (
    <Stack gap="xs">
      <NativeSelect label={t`Докупить занятия по цене подписки`} value={lessons} onChange={(event) => setLessons(Number(event.currentTarget.value))}
        data={Array.from({ length: room }, (_, index) => ({ value: String(index + 1), label: String(index + 1) }))} />
      <ProblemAlert error={topUp.error} />
      <Button variant="default" loading={topUp.isPending} onClick={buy}>
        <Trans>Докупить за {rubles(price, i18n.locale)}</Trans>
      </Button>
    </Stack>
  );
}
