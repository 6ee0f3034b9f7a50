import { Skeleton, Text, UnstyledButton } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { EmptyState } from "~/ui/empty-state";
import { ShieldIcon } from "~/ui/icons";
import { LoadError } from "~/ui/problem";
import type { AuditSearch } from "./audit-search";
import { Moment } from "./moment";
import { type AuditEntry, type AuditFilters, useAudit } from "./queries";
import { ShowMore } from "./show-more";
import { useRowKeys } from "./use-row-keys";
import { useActionWords, useSubjectWords } from "./words";
import classes from "./rows.module.css";

const AuditDetails = lazy(() => import("./audit-details"));

export function AuditTable({ filters, narrow }: { filters: AuditFilters; narrow: (search: AuditSearch) => void }) {
  const { t } = useLingui();
  const list = useRowKeys<HTMLDivElement>();
  const log = useAudit(filters);
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  if (log.error && !log.data) return <LoadError error={log.error} retry={() => void log.refetch()} />;
  if (!log.data) return <Skeleton height={400} radius={14} />;
  const entries = log.data.pages.flatMap((page) => page.items);
  if (entries.length === 0) {
    return (
      <EmptyState icon={<ShieldIcon size={36} />} title={t`Таких записей нет`}>
        <Trans>Измените условия или период.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <div ref={list} className={`surface ${classes.rows}`} aria-busy={log.isPlaceholderData}>
        <div className={`${classes.head} ${classes.entry}`} aria-hidden="true">
          <span><Trans>Когда</Trans></span>
          <span><Trans>Кто</Trans></span>
          <span><Trans>Что сделано</Trans></span>
          <span><Trans>О ком и почему</Trans></span>
        </div>
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} open={() => setOpened(entry)} />
        ))}
      </div>
      <ShowMore list={log} />
      <Suspense>{opened && <AuditDetails entry={opened} close={() => setOpened(null)} narrow={narrow} />}</Suspense>
    </>
  );
}

export function EntryRow({ entry, open }: { entry: AuditEntry; open: () => void }) {
  const words = useActionWords();
  const named = words(entry.action);
  const subjects = useSubjectWords();
  return (
    <UnstyledButton data-row className={`${classes.row} ${classes.entry}`} onClick={open}>
      <Text size="sm" c="dimmed">
        <Moment at={entry.at} to="second" />
      </Text>
      <span className={classes.cut}>{entry.actor_name ?? (entry.actor_id ? <ShortId id={entry.actor_id} /> : <Trans>система</Trans>)}</span>
      <span className={classes.cut}>{named ?? <span className={classes.mono}>{entry.action}</span>}</span>
      <span className={classes.cut}>
        {entry.subject_name ?? subjects[entry.subject] ?? <span className={classes.mono}>{entry.subject}</span>}
        {entry.reason && (
          <Text span inherit c="dimmed">
            {" "}
            · {entry.reason}
          </Text>
        )}
      </span>
    </UnstyledButton>
  );
}

export function ShortId({ id }: { id: string }) {
  return <span className={classes.mono}>…{id.slice(-12)}</span>;
}
