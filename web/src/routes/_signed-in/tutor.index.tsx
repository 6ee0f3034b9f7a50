import { Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { useSubjectNames } from "~/features/catalog/queries";
import { TimeUntil } from "~/features/lessons/countdown";
import { DayTimeline } from "~/features/lessons/day-timeline";
import { aheadQuery } from "~/features/lessons/queries";
import { TutorInsights } from "~/features/lessons/tutor-insights";
import { EarningsGlance } from "~/features/payments/earnings-glance";
import { Columns, Panel } from "~/ui/cabinet";
import { TextLink } from "~/ui/links";
import { Page } from "~/ui/page";
import { dayOf, longDay } from "~/ui/time";
import { useNow } from "~/ui/use-now";
import { useZone } from "~/ui/zone";
import { zoneLabel } from "~/ui/zones";
import { ProfileProgress } from "./-profile-progress";
import { TutorTasks } from "./-tutor-tasks";

/** A tutor's day: whom he teaches today, what waits for him, how he does. */
export const Route = createFileRoute("/_signed-in/tutor/")({
  loader: ({ context }) => void context.queryClient.prefetchQuery(aheadQuery),
  component: Today,
});

function Today() {
  const { t, i18n } = useLingui();
  const { zone } = useZone();
  const names = useSubjectNames();
  const now = useNow(60);
  const calendar = (
    <TextLink to="/tutor/calendar" size="sm">
      <Trans>Календарь</Trans>
    </TextLink>
  );
  const earnings = (
    <TextLink to="/tutor/earnings" size="sm">
      <Trans>Подробнее</Trans>
    </TextLink>
  );
  return (
    <Page title={t`Сегодня`} lead={<span className="ucfirst">{longDay(now, zone, i18n.locale)}, {zoneLabel(zone, i18n.locale, now)}</span>}>
      <Columns
        main={
          <>
            <Panel title={t`Занятия на сегодня`} more={calendar}>
              <DayTimeline day={dayOf(now, zone)} subjectName={names.subject} empty={<FreeDay />} />
            </Panel>
            <TutorTasks />
            <Panel title={t`Доход по неделям`} more={earnings}>
              <EarningsGlance />
            </Panel>
          </>
        }
        side={
          <>
            <Panel title={t`Анкета`}>
              <ProfileProgress />
            </Panel>
            <Panel title={t`Показатели за 90 дней`}>
              <TutorInsights />
            </Panel>
          </>
        }
      />
    </Page>
  );
}

/** Nobody today: when the next one comes, or how to be found. */
function FreeDay() {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const names = useSubjectNames();
  const { data } = useQuery(aheadQuery);
  const next = data?.items.find((lesson) => lesson.state === "scheduled");
  if (!next) {
    return (
      <Text c="dimmed">
        <Trans>Сегодня свободный день. Чем больше часов вы откроете, тем раньше придёт следующий ученик.</Trans>
      </Text>
    );
  }
  return (
    <Stack gap={4}>
      <Text>
        <Trans>
          Сегодня свободный день. Следующее занятие <TimeUntil moment={next.starts_at} />:
        </Trans>
      </Text>
      <TextLink to="/lessons/$lessonId" params={{ lessonId: next.id }} fw={550}>
        <Trans>
          {names.subject(next.subject)}, {next.learner_name}
        </Trans>
      </TextLink>
      <Text size="sm" c="dimmed" className="numbers ucfirst">
        {longDay(new Date(next.starts_at), zone, i18n.locale)}
      </Text>
    </Stack>
  );
}
