import { Group, Stack, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { TextLink } from "~/ui/links";
import { StateBadge } from "~/ui/state-badge";
import { dayAndTime } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { FileDrop } from "./file-drop";
import type { Kind, Paper, PaperState } from "./queries";
import { TONES, useKindWords, useReasonWords, useStateWords } from "./words";

const CLOSED: readonly PaperState[] = ["scanning", "sent", "in_review", "manual_review"];
const DONE: readonly PaperState[] = ["queued", "approved", "expiring"];

/** One document: what is wanted and why, where it stands, and, unless it is locked, a place to drop the file. */
export function PaperCard({ kind, paper, needed, locked }: { kind: Kind; paper: Paper | undefined; needed: boolean; locked: boolean }) {
  const words = useKindWords()[kind];
  const states = useStateWords();
  const { t } = useLingui();
  const open = !locked && (!paper || !CLOSED.includes(paper.state));
  return (
    <Stack component="section" className="surface" p="lg" gap="sm" aria-label={words.title} data-kind={kind} data-state={paper?.state ?? "none"}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <Title order={3} fz={17}>
          {words.title}
        </Title>
        {paper ? (
          <StateBadge tone={TONES[paper.state]}>{states[paper.state]}</StateBadge>
        ) : (
          <StateBadge tone={needed ? "warn" : "mute"}>{needed ? t`Нужен` : t`По желанию`}</StateBadge>
        )}
      </Group>
      <div>
        <Text size="sm">{words.what}</Text>
        <Text size="sm" c="dimmed">
          {words.why}
        </Text>
      </div>
      {paper && <Standing paper={paper} />}
      {paper && (
        <TextLink to="/help/contact" search={{ document: paper.id, category: "verification" }} size="sm">
          <Trans>Спросить об этом документе</Trans>
        </TextLink>
      )}
      {open && <FileDrop kind={kind} again={paper !== undefined} quiet={paper ? DONE.includes(paper.state) : !needed} />}
    </Stack>
  );
}

function Standing({ paper }: { paper: Paper }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const reasons = useReasonWords();
  const until = paper.deadline_at && CLOSED.includes(paper.state) ? dayAndTime(new Date(paper.deadline_at), zone, i18n.locale) : null;
  const ends = paper.valid_until && new Intl.DateTimeFormat(i18n.locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(paper.valid_until));
  const bad = paper.state === "needs_reupload" || paper.state === "rejected";
  return (
    <div role="status">
      {until && (
        <Text size="sm">
          <Trans>Ответим не позже {until}</Trans>
        </Text>
      )}
      {ends && (
        <Text size="sm">
          <Trans>Действует до {ends}</Trans>
        </Text>
      )}
      {bad && (
        <Text size="sm" c="var(--bad-text)">
          {paper.reason_codes.map((code) => reasons[code]).join(" ")} {paper.note}
        </Text>
      )}
    </div>
  );
}
