import "@mantine/core/styles/Progress.css";
import { Button, Group, Progress, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { AlertIcon, CheckIcon, ClockIcon } from "~/ui/icons";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { Moment } from "./moment";
import { type AuditChain, chainQuery, useVerify } from "./queries";
import classes from "./rows.module.css";

/** Whether the log is as it was written, when that was found out, and finding it out now. */
export function ChainState() {
  const verify = useVerify();
  const { data: chain, error, refetch } = useQuery(chainQuery);
  if (error && !chain) return <LoadError error={error} retry={() => void refetch()} />;
  if (!chain) return <Skeleton height={92} radius={14} mb="lg" />;
  const running = chain.checking_since !== null && chain.checking_since !== undefined;
  return (
    <Stack className="surface" p="md" px="lg" gap="sm" mb="lg">
      <Group justify="space-between" gap="md">
        <Verdict chain={chain} />
        <Button variant="default" loading={running || verify.isPending} onClick={() => verify.mutate({})}>
          <Trans>Проверить сейчас</Trans>
        </Button>
      </Group>
      {running && <Walking chain={chain} />}
      <ProblemAlert error={verify.error} />
      {chain.head && (
        <Text size="xs" c="dimmed">
          <Trans>
            Печатей {chain.seals}, записей {chain.entries}. Последняя печать № {chain.head.number}:
          </Trans>{" "}
          <span className={classes.mono}>{chain.head.hash}</span>
        </Text>
      )}
    </Stack>
  );
}

function Verdict({ chain }: { chain: AuditChain }) {
  const check = chain.last_check;
  if (!check) {
    return (
      <Group gap="sm" wrap="nowrap">
        <ClockIcon />
        <Text>
          <Trans>Ещё не проверялся: это делается каждую ночь.</Trans>
        </Text>
      </Group>
    );
  }
  const broken = check.broken_at !== null && check.broken_at !== undefined;
  return (
    <Group gap="sm" wrap="nowrap" role="status" c={broken ? "var(--bad-text)" : "var(--good-text)"}>
      {broken ? <AlertIcon size={24} /> : <CheckIcon size={24} />}
      <div>
        <Text fw={600} c="inherit">
          {broken ? <Trans>Цепочка нарушена на печати № {check.broken_at}</Trans> : <Trans>Цепочка цела</Trans>}
        </Text>
        <Text size="sm" c="dimmed">
          <Trans>Проверено <Moment at={check.at} />, записей: {check.entries}</Trans>
        </Text>
      </div>
    </Group>
  );
}

function Walking({ chain }: { chain: AuditChain }) {
  const { t } = useLingui();
  const { progress } = chain;
  const share = progress && progress.total > 0 ? (100 * progress.walked) / progress.total : 100;
  return (
    <div role="status">
      <Progress value={share} animated={!progress} aria-label={t`Проверка журнала`} />
      <Text size="sm" c="dimmed" mt={4}>
        {progress ? <Trans>Пройдено печатей: {progress.walked} из {progress.total}</Trans> : <Trans>Проверяем…</Trans>}
      </Text>
    </div>
  );
}
