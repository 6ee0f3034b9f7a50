import { Group, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Money } from "~/ui/money";
import { LoadError } from "~/ui/problem";
import { fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { usePaymentWords } from "./payment-words";
import { recentPaymentsQuery } from "./queries";

/** The last payments in one line each. */
export function RecentPayments() {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const words = usePaymentWords();
  const { data, error, refetch } = useQuery(recentPaymentsQuery);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={96} radius={12} />;
  if (data.items.length === 0) {
    return (
      <Text c="dimmed">
        <Trans>Платежей пока не было.</Trans>
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      {data.items.map((payment) => (
        <Group key={payment.id} justify="space-between" wrap="nowrap" gap="md">
          <div style={{ minWidth: 0 }}>
            <Text truncate>{payment.description}</Text>
            <Text size="sm" c="dimmed" className="numbers">
              {fullDate(new Date(payment.paid_at ?? payment.created_at), zone, i18n.locale)}, {words[payment.state].toLowerCase()}
            </Text>
          </div>
          <Money kopecks={payment.amount_kopecks} fw={600} />
        </Group>
      ))}
    </Stack>
  );
}
