import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyState } from "~/ui/empty-state";
import { ScalesIcon } from "~/ui/icons";
import { Money } from "~/ui/money";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { DeskPage } from "./desk-frame";
import { Moment } from "./moment";
import { type Comparison, comparisonsQuery, useCompare } from "./money-queries";
import story from "./payment-story.module.css";
import rows from "./rows.module.css";

/** The ledger beside the Payment System: each hour's comparison, and what did not agree. */
export function ComparisonView() {
  const { t } = useLingui();
  const [since, setSince] = useState<string | null>(null);
  const compare = useCompare();
  const seen = useQuery(comparisonsQuery(since !== null));
  const newest = seen.data?.items[0]?.id ?? "";
  const running = since !== null && newest === since;
  if (since !== null && !running) setSince(null);
  return (
    <DeskPage title={t`Сверка`} lead={t`Раз в час каждая копейка проводок за 72 часа сравнивается с платёжной системой.`}
      actions={
        <Button variant="default" loading={compare.isPending || running} onClick={() => compare.mutate({}, { onSuccess: () => setSince(newest) })}>
          <Trans>Сверить сейчас</Trans>
        </Button>
      }>
      <Stack gap="md">
        <ProblemAlert error={compare.error} />
        <Comparisons items={seen.data?.items} error={seen.error} retry={() => void seen.refetch()} />
      </Stack>
    </DeskPage>
  );
}

function Comparisons({ items, error, retry }: { items: Comparison[] | undefined; error: unknown; retry: () => void }) {
  const { t } = useLingui();
  if (error && !items) return <LoadError error={error} retry={retry} />;
  if (!items) return <Skeleton height={240} radius={14} />;
  if (items.length === 0) {
    return (
      <EmptyState icon={<ScalesIcon size={36} />} title={t`Сверок ещё не было`}>
        <Trans>Первая пройдёт в течение часа, или начните её сейчас.</Trans>
      </EmptyState>
    );
  }
  return (
    <div className={`surface ${rows.rows}`}>
      {items.map((run) => (
        <Run key={run.id} run={run} />
      ))}
    </div>
  );
}

function Run({ run }: { run: Comparison }) {
  const { t } = useLingui();
  const differ = run.differences.length;
  return (
    <div className={rows.row}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          <Moment at={run.at} />
        </Text>
        {run.broke_off ? (
          <StateBadge tone="warn"><Trans>Платёжная система не показала списки</Trans></StateBadge>
        ) : differ > 0 ? (
          <StateBadge tone="bad"><Trans>Расходится на <Money kopecks={run.unexplained_kopecks} /></Trans></StateBadge>
        ) : (
          <Text size="sm" c="dimmed">
            <Plural value={run.matched} _0="Сравнивать было нечего" one="Сошлась # операция" few="Сошлись # операции" many="Сошлись # операций" other="Сошлись # операции" />
          </Text>
        )}
      </Group>
      {differ > 0 && (
        <div className={story.scroll} tabIndex={0} role="region" aria-label={t`Расхождения`}>
          <table className={story.ledger}>
            <thead>
              <tr>
                <th scope="col"><Trans>Номер в платёжной системе</Trans></th>
                <th scope="col"><Trans>У неё</Trans></th>
                <th scope="col"><Trans>У нас</Trans></th>
              </tr>
            </thead>
            <tbody>
              {run.differences.map((each) => (
                <tr key={each.provider_id}>
                  <td className={rows.mono}>{each.provider_id}</td>
                  <td><Money kopecks={each.provider_kopecks} /></td>
                  <td><Money kopecks={each.ledger_kopecks} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
