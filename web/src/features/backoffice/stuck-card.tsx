import { Button, Group, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { ProblemAlert } from "~/ui/problem";
import rows from "./rows.module.css";

const DropStuck = lazy(() => import("./drop-stuck"));

type StuckCardProps = {
  title: string;
  facts: ReactNode;
  why: string;
  again: string;
  /** The same in the words of the machine. */
  code: string;
  retry: { error: unknown; isPending: boolean };
  drop: { error: unknown; isPending: boolean };
  onRetry: () => void;
  onDrop: (reason: string, done: () => void) => void;
  /** What stays undone when it is given up. */
  undone: string;
};

/** Something that waits for a person: what it is, why it stopped, what one more try does. */
export function StuckCard({ title, facts, why, again, code, retry, drop, onRetry, onDrop, undone }: StuckCardProps) {
  const { t } = useLingui();
  const [dropping, setDropping] = useState(false);
  return (
    <Stack component="article" className="surface" p="md" px="lg" gap={8}>
      <Group justify="space-between" gap="md" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="dimmed">
            {facts}
          </Text>
        </div>
        <Group gap="xs">
          <Button variant="default" onClick={() => setDropping(true)} aria-label={t`Снять: ${title}`}>
            <Trans>Снять…</Trans>
          </Button>
          <Button data-row loading={retry.isPending} aria-label={t`Повторить: ${title}`} onClick={onRetry}>
            <Trans>Повторить</Trans>
          </Button>
        </Group>
      </Group>
      <Text size="sm">
        <Trans>Почему остановлено:</Trans> {why}
      </Text>
      <Text size="sm">
        <Trans>Что даст повтор:</Trans> {again}
      </Text>
      <Text size="sm" c="dimmed" className={rows.mono}>
        {code}
      </Text>
      <ProblemAlert error={retry.error} />
      <Suspense>
        {dropping && (
          <DropStuck undone={undone} error={drop.error} pending={drop.isPending} close={() => setDropping(false)}
            give={(reason) => onDrop(reason, () => setDropping(false))} />
        )}
      </Suspense>
    </Stack>
  );
}
