import { Group, SimpleGrid, Skeleton, Stack, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense } from "react";
import { LoadError } from "~/ui/problem";
import { StateBadge, type Tone } from "~/ui/state-badge";
import { Facts } from "./facts";
import { Moment } from "./moment";
import { type Integration, integrationsQuery } from "./overview-queries";

const CallsSparkline = lazy(() => import("./calls-sparkline"));
const TONES: Record<Integration["state"], Tone> = { well: "good", troubled: "warn", down: "bad", quiet: "mute", unknown: "mute" };

export function IntegrationsView() {
  const { data, error, refetch } = useQuery(integrationsQuery);
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={420} radius={14} />;
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
      {data.items.map((system) => (
        <SystemCard key={system.name} system={system} />
      ))}
    </SimpleGrid>
  );
}

function SystemCard({ system }: { system: Integration }) {
  const { t } = useLingui();
  const words: Record<Integration["state"], string> = {
    well: t`Отвечает`, troubled: t`С перебоями`, down: t`Не отвечает`, quiet: t`Давно не обращались`, unknown: t`Ещё не обращались`,
  };
  return (
    <Stack component="article" className="surface" p={{ base: "md", sm: "lg" }} gap="sm">
      <Group justify="space-between" gap="sm">
        <Title order={2} fz={17}>
          {system.title}
        </Title>
        <StateBadge tone={TONES[system.state]}>{words[system.state]}</StateBadge>
      </Group>
      <Suspense fallback={<Skeleton height={44} />}>
        <CallsSparkline system={system} />
      </Suspense>
      <Facts items={[
        [t`За 15 минут`, <Share key="quarter" calls={system.quarter} />],
        [t`За сутки`, <Share key="day" calls={system.day} />],
        [t`Последний ответ`, system.last_ok_at ? <Moment key="ok" at={system.last_ok_at} to="second" /> : "—"],
        [t`Последний сбой`, system.last_failed_at ? <Moment key="bad" at={system.last_failed_at} to="second" /> : "—"],
        ...(system.waiting !== null ? [[t`В очереди заданий`, <Backlog key="jobs" system={system} />] as [string, ReactNode]] : []),
      ]} />
      {system.last_failure && (
        <Text size="sm" c="dimmed">
          <Trans>Не удалось при последнем сбое: {system.last_failure}</Trans>
        </Text>
      )}
    </Stack>
  );
}

function Share({ calls }: { calls: Integration["quarter"] }) {
  const { i18n } = useLingui();
  const all = calls.ok + calls.failed;
  if (all === 0) return <Trans>не обращались</Trans>;
  const percent = new Intl.NumberFormat(i18n.locale, { style: "percent", maximumFractionDigits: 1 }).format(calls.failed / all);
  return (
    <Text span inherit c={calls.failed / all >= 0.1 ? "var(--bad-text)" : undefined}>
      <Trans>{all} вызовов, сбоев {percent}, в среднем {calls.average_ms ?? 0} мс</Trans>
    </Text>
  );
}

function Backlog({ system }: { system: Integration }) {
  const parked = system.parked ?? 0;
  return (
    <>
      {system.waiting}
      {parked > 0 && (
        <Text span inherit c="var(--bad-text)">
          <Trans>, остановлено {parked}</Trans>
        </Text>
      )}
    </>
  );
}
