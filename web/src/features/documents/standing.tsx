import { Group, Stack, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { AlertIcon, CheckIcon, ClockIcon } from "~/ui/icons";
import { dayAndTime, fullDate } from "~/ui/time";
import { useZone } from "~/ui/zone";
import type { Application } from "./queries";
import { useApplicationReasonWords } from "./words";

const LOOKS = {
  good: { bg: "var(--good-bg)", c: "var(--good-text)", icon: <CheckIcon /> },
  warn: { bg: "var(--warn-bg)", c: "var(--warn-text)", icon: <ClockIcon /> },
  bad: { bg: "var(--bad-bg)", c: "var(--bad-text)", icon: <AlertIcon /> },
};

/** Where the whole application stands now, until when, and what the tutor can do. */
export function Standing({ application }: { application: Application }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const reasons = useApplicationReasonWords();
  const until = application.deadline_at && dayAndTime(new Date(application.deadline_at), zone, i18n.locale);
  const again = application.reapply_at && fullDate(new Date(application.reapply_at), zone, i18n.locale);
  const why = [application.reason_code && reasons[application.reason_code], application.note].filter(Boolean).join(" ");
  switch (application.state) {
    case "draft":
      return null;
    case "in_verification":
      return (
        <Note tone="warn" title={<Trans>Заявка на проверке</Trans>}>
          {until ? <Trans>Ответим не позже {until}. Пока вас никто не видит в поиске.</Trans> : <Trans>Пока вас никто не видит в поиске.</Trans>}
        </Note>
      );
    case "changes_requested":
      return (
        <Note tone="bad" title={<Trans>Нужны исправления</Trans>}>
          {why} <Trans>Исправьте и отправьте снова.</Trans>
        </Note>
      );
    case "approved":
      return (
        <Note tone="good" title={<Trans>Вы прошли проверку</Trans>}>
          <Trans>Ученики находят вас в поиске и видят отметки о проверенных документах.</Trans>
        </Note>
      );
    case "rejected":
      return (
        <Note tone="bad" title={<Trans>Заявка отклонена</Trans>}>
          {why} {again ? <Trans>Подать снова можно с {again}.</Trans> : <Trans>Подать заявку снова нельзя.</Trans>}{" "}
          <Trans>Не согласны — напишите в поддержку в течение 14 дней.</Trans>
        </Note>
      );
  }
}

function Note({ tone, title, children }: { tone: keyof typeof LOOKS; title: ReactNode; children: ReactNode }) {
  const { bg, c, icon } = LOOKS[tone];
  return (
    <Group role="status" wrap="nowrap" align="flex-start" gap="sm" p="lg" bg={bg} c={c} style={{ borderRadius: 14 }}>
      {icon}
      <Stack gap={2}>
        <Title order={2} fz={18}>
          {title}
        </Title>
        <Text>{children}</Text>
      </Stack>
    </Group>
  );
}
