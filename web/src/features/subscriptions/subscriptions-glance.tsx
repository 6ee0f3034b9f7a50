import { Group, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Panel } from "~/ui/cabinet";
import { TextLink } from "~/ui/links";
import { StateBadge } from "~/ui/state-badge";
import { fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { type Subscription, subscriptionsQuery } from "./queries";
import { useStateWord } from "./subscription-words";

/** The subscriptions that run or wait for money; nothing for who has none. */
export function SubscriptionsGlance() {
  const { t } = useLingui();
  const { data } = useQuery(subscriptionsQuery);
  const live = data?.items.filter((each) => each.state !== "ended") ?? [];
  if (live.length === 0) return null;
  return (
    <Panel title={t`Подписки`} more={<TextLink to="/subscriptions" size="sm"><Trans>Все</Trans></TextLink>}>
      <Stack gap="sm">
        {live.map((each) => (
          <Line key={each.id} subscription={each} />
        ))}
      </Stack>
    </Panel>
  );
}

function Line({ subscription }: { subscription: Subscription }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const { word, tone } = useStateWord(subscription);
  const [next] = subscription.next_charges;
  return (
    <Group justify="space-between" gap="xs">
      <div>
        <TextLink to="/subscriptions/$subscriptionId" params={{ subscriptionId: subscription.id }} fw={550}>
          {subscription.tutor_name}
        </TextLink>
        {!next && subscription.state === "active" && subscription.period_end && (
          <Text size="sm" c="dimmed" className="numbers">
            <Trans>Закончится {fullDate(new Date(subscription.period_end), zone, i18n.locale)}</Trans>
          </Text>
        )}
        {next && (
          <Text size="sm" c="dimmed" className="numbers">
            {next.outcome === "skip" ? <Trans>ближайшая оплата пропущена</Trans> : <Trans>оплата {fullDate(new Date(next.at), zone, i18n.locale)}</Trans>}
          </Text>
        )}
      </div>
      <StateBadge tone={tone}>{word}</StateBadge>
    </Group>
  );
}
