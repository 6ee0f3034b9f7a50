import { Group, Skeleton, Stack, Text } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Money } from "~/ui/money";
import { LoadError } from "~/ui/problem";
import { EarningsChart } from "./earnings-chart";
import { earningsQuery } from "./queries";

const WEEKS = 6;

/** What can be paid out, what is on its way, and how the last weeks went. */
export function EarningsGlance() {
  const { data, error, refetch } = useQuery(earningsQuery);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={220} radius={12} />;
  return (
    <Stack gap="lg">
      <Group gap={40}>
        <Sum name={<Trans>Доступно к выплате</Trans>} kopecks={data.available_kopecks} />
        <Sum name={<Trans>Ожидает</Trans>} kopecks={data.pending_kopecks} />
      </Group>
      {data.weeks.length === 0 ? (
        <Text c="dimmed">
          <Trans>Здесь будут недели с доходом: деньги приходят после того, как ученик подтвердил занятие.</Trans>
        </Text>
      ) : (
        <EarningsChart weeks={data.weeks.slice(-WEEKS)} bare />
      )}
    </Stack>
  );
}

function Sum({ name, kopecks }: { name: ReactNode; kopecks: number }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text fz={26} fw={650} lh={1.2}>
        <Money kopecks={kopecks} />
      </Text>
    </div>
  );
}
