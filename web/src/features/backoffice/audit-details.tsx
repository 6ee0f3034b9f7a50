import { Button, Group, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { Sheet } from "~/ui/sheet";
import type { AuditSearch } from "./audit-search";
import { Facts } from "./facts";
import { Moment } from "./moment";
import type { AuditEntry } from "./queries";
import { useActionWords } from "./words";
import classes from "./rows.module.css";

const AffectedDialog = lazy(() => import("./affected-dialog"));

type AuditDetailsProps = { entry: AuditEntry; close: () => void; narrow?: (search: AuditSearch) => void };

/** All that a row holds, and the questions that follow from it. */
export default function AuditDetails({ entry, close, narrow }: AuditDetailsProps) {
  const { t } = useLingui();
  const words = useActionWords();
  const [affected, setAffected] = useState(false);
  const mono = (text: string) => <span className={classes.mono}>{text}</span>;
  const follow = (search: AuditSearch) => {
    narrow?.(search);
    close();
  };
  return (
    <Sheet opened close={close} from="right" title={words(entry.action) ?? entry.action}>
      <Stack gap="lg">
        <Facts inLine items={[
          [t`Когда`, <Moment key="at" at={entry.at} to="second" />],
          [t`Кто`, entry.actor_name ?? (entry.actor_id ? mono(entry.actor_id) : t`система`)],
          [t`О ком или о чём`, entry.subject_name ? <>{entry.subject_name} {mono(entry.subject)}</> : mono(entry.subject)],
          [t`Причина`, entry.reason || "—"],
          [t`Действие`, mono(entry.action)],
          [t`Адрес`, mono(entry.address || "—")],
          [t`Сеанс`, mono(entry.session_id ?? "—")],
          [t`Запрос`, mono(entry.request_id || "—")],
        ]} />
        {Object.keys(entry.data).length > 0 && (
          <div>
            <Text size="sm" c="dimmed" mb={4}>
              <Trans>Подробности</Trans>
            </Text>
            <pre className={classes.mono} style={{ margin: 0, whiteSpace: "pre-wrap" }}>
              {JSON.stringify(entry.data, null, 2)}
            </pre>
          </div>
        )}
        {narrow && (
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={() => follow({ subject: entry.subject })}>
              <Trans>Всё об этом</Trans>
            </Button>
            {entry.actor_id && (
              <>
                <Button size="xs" variant="default" onClick={() => follow({ actor_id: entry.actor_id ?? undefined })}>
                  <Trans>Все действия этого человека</Trans>
                </Button>
                <Button size="xs" variant="default" onClick={() => setAffected(true)}>
                  <Trans>Кого это касается</Trans>
                </Button>
              </>
            )}
          </Group>
        )}
      </Stack>
      <Suspense>
        {affected && entry.actor_id && <AffectedDialog actorId={entry.actor_id} name={entry.actor_name} close={() => setAffected(false)} />}
      </Suspense>
    </Sheet>
  );
}
