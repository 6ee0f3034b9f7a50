import { Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { StateBadge } from "~/ui/state-badge";
import { Moment } from "./moment";
import type { PersonCard } from "./queries";
import classes from "./person-sessions.module.css";

/** Live ones first; of those that are over, the latest. */
export function PersonSessions({ sessions }: { sessions: PersonCard["sessions"] }) {
  const { t } = useLingui();
  const levels: Record<string, string> = { pending: t`ждёт второго фактора`, one_factor: t`один фактор`, two_factors: t`два фактора` };
  if (sessions.length === 0) {
    return (
      <Text c="dimmed">
        <Trans>Ни одного: ещё не входил или всё уже забыто.</Trans>
      </Text>
    );
  }
  const sorted = [...sessions].sort((one, other) => Number(other.alive) - Number(one.alive));
  return (
    <Stack gap={0}>
      {sorted.map((session) => (
        <div key={session.id} className={classes.session}>
          <div className={classes.device}>
            <Text size="sm" className={classes.agent}>
              {session.agent || <Trans>Неизвестная программа</Trans>}
            </Text>
            <Text size="sm" c="dimmed" className="numbers">
              {session.address} · {levels[session.level]}
            </Text>
          </div>
          <Text size="sm" c="dimmed">
            <Trans>
              последний раз <Moment at={session.last_seen_at} />
            </Trans>
          </Text>
          <StateBadge tone={session.alive ? "good" : "mute"}>{session.alive ? t`Жив` : t`Завершён`}</StateBadge>
        </div>
      ))}
    </Stack>
  );
}
