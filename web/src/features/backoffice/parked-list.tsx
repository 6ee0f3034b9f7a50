import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "~/ui/empty-state";
import { CheckIcon } from "~/ui/icons";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { Moment } from "./moment";
import { type ParkedJob, parkedQuery, useRetry } from "./queries";
import { useRowKeys } from "./use-row-keys";
import classes from "./rows.module.css";

export function ParkedList() {
  const { t } = useLingui();
  const list = useRowKeys<HTMLDivElement>();
  const { data, error, refetch } = useQuery(parkedQuery);
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={200} radius={14} />;
  if (data.items.length === 0) {
    return (
      <EmptyState icon={<CheckIcon size={36} />} title={t`Всё выполняется`}>
        <Trans>Задание останавливается после десяти неудачных попыток и появляется здесь.</Trans>
      </EmptyState>
    );
  }
  return (
    <Stack ref={list} gap="sm">
      {data.total > data.items.length && (
        <Text size="sm" c="dimmed">
          <Trans>Показаны новейшие {data.items.length} из {data.total}.</Trans>
        </Text>
      )}
      {data.items.map((job) => (
        <JobCard key={job.id} job={job} />
      ))}
    </Stack>
  );
}

function JobCard({ job }: { job: ParkedJob }) {
  const { t } = useLingui();
  const retry = useRetry();
  return (
    <Stack component="article" className="surface" p="md" px="lg" gap={8}>
      <Group justify="space-between" gap="md" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text fw={600} className={classes.mono} fz={14}>
            {job.name}
          </Text>
          <Text size="sm" c="dimmed">
            <Trans>
              № {job.id}, попыток: {job.tries}, остановлено <Moment at={job.parked_at} />
            </Trans>
          </Text>
        </div>
        <Button data-row variant="default" loading={retry.isPending} aria-label={t`Повторить ${job.name} № ${job.id}`}
          onClick={() => retry.mutate({ params: { path: { job_id: String(job.id) } } })}>
          <Trans>Повторить</Trans>
        </Button>
      </Group>
      <Text size="sm">
        <Trans>Почему остановлено:</Trans> <span className={classes.mono}>{job.error ?? t`неизвестно`}</span>
        {job.place && (
          <>
            {" "}
            <Text span inherit c="dimmed" className={classes.mono}>
              {job.place}
            </Text>
          </>
        )}
      </Text>
      {Object.keys(job.facts).length > 0 && (
        <Text size="sm" c="dimmed" className={classes.mono}>
          {job.event}
          {": "}
          {Object.entries(job.facts).map(([name, value]) => `${name} ${value}`).join(", ")}
        </Text>
      )}
      <ProblemAlert error={retry.error} />
    </Stack>
  );
}
