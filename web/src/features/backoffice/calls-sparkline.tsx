import "@mantine/charts/styles.css";
import { Sparkline } from "@mantine/charts";
import { Group, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import type { Integration } from "./overview-queries";

/** A day of calls by quarters of an hour: how many, and how long they took; said in words to whoever does not see it. */
export default function CallsSparkline({ system }: { system: Integration }) {
  const { t } = useLingui();
  const calls = system.series.map((each) => each.ok + each.failed);
  const times = system.series.map((each) => each.average_ms ?? 0);
  const busiest = Math.max(...calls);
  const slowest = Math.max(...times);
  return (
    <Group grow gap="md" role="img" aria-label={t`За сутки: до ${busiest} вызовов и до ${slowest} мс за четверть часа`}>
      <div>
        <Sparkline h={44} data={calls} color="brand.6" curveType="monotone" fillOpacity={0.25} strokeWidth={1.5} />
        <Text size="xs" c="dimmed">
          <Trans>вызовы за сутки</Trans>
        </Text>
      </div>
      <div>
        <Sparkline h={44} data={times} color="orange.7" curveType="monotone" fillOpacity={0.25} strokeWidth={1.5} />
        <Text size="xs" c="dimmed">
          <Trans>сколько ждали, до {slowest} мс</Trans>
        </Text>
      </div>
    </Group>
  );
}
