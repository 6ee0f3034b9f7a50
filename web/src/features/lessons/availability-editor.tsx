import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useBlocker } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { ProblemAlert } from "~/ui/problem";
import { addDays, dayOf } from "~/ui/time";
import { zoneLabel } from "~/ui/zones";
import { BookingRules } from "./booking-rules";
import { DayExceptions } from "./day-exceptions";
import { HoursPreview } from "./hours-preview";
import type { Availability, AvailabilityInput, useSaveAvailability } from "./queries";
import { WeeklyHours } from "./weekly-hours";
import classes from "./availability-editor.module.css";

type AvailabilityEditorProps = {
  saved: Availability;
  /** Lives outside, for saved hours start the editor afresh. */
  save: ReturnType<typeof useSaveAvailability>;
  publicPage: ReactNode;
};

/** Nothing is saved until asked; leaving with unsaved hours asks first. */
export function AvailabilityEditor({ saved, save, publicPage }: AvailabilityEditorProps) {
  const { i18n, t } = useLingui();
  const [draft, setDraft] = useState<Availability>(saved);
  const dirty = JSON.stringify(contentOf(draft)) !== JSON.stringify(contentOf(saved));
  useBlocker({ shouldBlockFn: () => dirty && !window.confirm(t`Изменения не сохранены. Уйти со страницы?`), enableBeforeUnload: () => dirty });
  const change = (part: Partial<Availability>) => {
    save.reset();
    setDraft({ ...draft, ...part });
  };
  const today = dayOf(new Date(), saved.timezone);
  return (
    <div className={classes.layout}>
      <Stack gap={40}>
        <Section title={<Trans>Каждую неделю</Trans>} lead={<Trans>По вашим часам: {zoneLabel(saved.timezone, i18n.locale, new Date())}</Trans>}>
          <WeeklyHours weekly={draft.weekly} change={(weekly) => change({ weekly })} />
        </Section>
        <Section title={<Trans>Отдельные даты</Trans>} lead={<Trans>Отпуск, выходной или другие часы в один день.</Trans>}>
          <DayExceptions exceptions={draft.exceptions} first={today} change={(exceptions) => change({ exceptions })} />
        </Section>
        <Section title={<Trans>Правила записи</Trans>}>
          <BookingRules rules={draft.rules} change={(rules) => change({ rules })} />
        </Section>
        <ProblemAlert error={save.error} />
        <Group className={classes.save}>
          <Button size="md" disabled={!dirty} loading={save.isPending} onClick={() => save.mutate({ body: contentOf(draft) })}>
            <Trans>Сохранить</Trans>
          </Button>
          <Text c="dimmed" role="status">
            {dirty ? <Trans>Есть несохранённые изменения</Trans> : save.isSuccess && <Trans>Сохранено. Ученики уже видят новые часы.</Trans>}
          </Text>
        </Group>
      </Stack>
      <aside className={classes.preview}>
        <HoursPreview availability={draft} first={today} last={addDays(today, 13)} />
        {publicPage}
      </aside>
    </div>
  );
}

function contentOf({ weekly, exceptions, rules }: Availability): AvailabilityInput {
  return { weekly, exceptions, rules };
}

function Section({ title, lead, children }: { title: ReactNode; lead?: ReactNode; children: ReactNode }) {
  return (
    <Stack component="section" gap="md">
      <div>
        <Title order={2} fz={20}>
          {title}
        </Title>
        {lead && (
          <Text size="sm" c="dimmed">
            {lead}
          </Text>
        )}
      </div>
      {children}
    </Stack>
  );
}
