import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { EmptyState } from "~/ui/empty-state";
import { CheckIcon } from "~/ui/icons";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { useErrorWords, useFactWords, useJobWords } from "./job-words";
import { Moment } from "./moment";
import { type ParkedJob, parkedQuery, useRetry } from "./queries";
import { useRowKeys } from "./use-row-keys";
import classes from "./rows.module.css";

const DropJob = lazy(() => import("./drop-job"));

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
  const told = useJobWords()(job.name);
  const why = useErrorWords()(job.error ?? "");
  const [dropping, setDropping] = useState(false);
  const title = told?.what ?? job.name;
  return (
    <Stack component="article" className="surface" p="md" px="lg" gap={8}>
      <Group justify="space-between" gap="md" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="dimmed">
            <Trans>
              № {job.id}, попыток: {job.tries}, остановлено <Moment at={job.parked_at} />
            </Trans>
          </Text>
        </div>
        <Group gap="xs">
          <Button variant="default" onClick={() => setDropping(true)} aria-label={t`Снять ${title} № ${job.id}`}>
            <Trans>Снять…</Trans>
          </Button>
          <Button data-row loading={retry.isPending} aria-label={t`Повторить ${title} № ${job.id}`}
            onClick={() => retry.mutate({ params: { path: { job_id: String(job.id) } } })}>
            <Trans>Повторить</Trans>
          </Button>
        </Group>
      </Group>
      <JobFacts job={job} />
      <Text size="sm">
        <Trans>Почему остановлено:</Trans> {why ?? <span className={classes.mono}>{job.error ?? t`неизвестно`}</span>}.
      </Text>
      {told && (
        <Text size="sm">
          <Trans>Что даст повтор:</Trans> {told.again}
        </Text>
      )}
      <Text size="sm" c="dimmed" className={classes.mono}>
        {[job.name, job.event, why && job.error, job.place].filter(Boolean).join(" · ")}
      </Text>
      <ProblemAlert error={retry.error} />
      <Suspense>{dropping && <DropJob job={job} title={title} close={() => setDropping(false)} />}</Suspense>
    </Stack>
  );
}

/** About whom and what, by name where it has one. */
function JobFacts({ job }: { job: ParkedJob }) {
  const word = useFactWords();
  const facts = Object.entries(job.facts);
  if (facts.length === 0) return null;
  return (
    <Text size="sm">
      <Trans>О чём:</Trans>{" "}
      {facts.map(([name, id], place) => (
        <span key={name}>
          {place > 0 && ", "}
          {word(name)} {job.names[name] ?? <span className={classes.mono}>{id}</span>}
        </span>
      ))}
    </Text>
  );
}
