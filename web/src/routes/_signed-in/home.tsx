import { Skeleton, Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute, redirect } from "@tanstack/react-router";
import { meQuery } from "~/features/accounts/queries";
import { Favourites } from "~/features/catalog/favourites";
import { useSubjectNames } from "~/features/catalog/queries";
import { NextLessonHero } from "~/features/lessons/next-lesson-hero";
import { aheadQuery, type Lesson } from "~/features/lessons/queries";
import { RecentPayments } from "~/features/payments/recent-payments";
import { Balance } from "~/features/subscriptions/balance";
import { SubscriptionsGlance } from "~/features/subscriptions/subscriptions-glance";
import { Columns, Panel } from "~/ui/cabinet";
import { EmptyState } from "~/ui/empty-state";
import { CalendarIcon } from "~/ui/icons";
import { ButtonLink, TextLink } from "~/ui/links";
import { Page } from "~/ui/page";
import { LoadError } from "~/ui/problem";
import { ChildrenAhead } from "./-children-ahead";
import { LessonsAhead } from "./-lessons-ahead";
import { StudentTasks } from "./-student-tasks";

/** The first screen of those who learn: what comes next, what waits for them, what they have. */
export const Route = createFileRoute("/_signed-in/home")({
  beforeLoad: ({ context }) => {
    if (context.session.roles.includes("tutor")) throw redirect({ to: "/tutor" });
  },
  loader: ({ context }) => void context.queryClient.prefetchQuery(aheadQuery),
  component: StudentHome,
});

function StudentHome() {
  const { t } = useLingui();
  const { session } = Route.useRouteContext();
  const { data: me } = useQuery(meQuery);
  const { data, error, refetch } = useQuery(aheadQuery);
  const guardian = session.roles.includes("guardian");
  const first = me?.full_name.split(/\s+/)[0];
  const lessons = data?.items ?? [];
  const next = lessons.find((lesson) => lesson.state === "scheduled");
  return (
    <Page title={first ? t`Здравствуйте, ${first}` : t`Главная`}>
      <Stack gap="lg">
        {error && <LoadError error={error} retry={() => void refetch()} />}
        {!data && !error && <Skeleton height={220} radius={22} />}
        {data && <Next lesson={next} />}
        <Columns
          main={
            <>
              <StudentTasks lessons={lessons} guardian={guardian} />
              {guardian && <ChildrenAhead lessons={lessons} />}
              {!guardian && <LessonsAhead lessons={lessons.filter((lesson) => lesson.state === "scheduled" && lesson !== next)} />}
              <Panel title={t`Последние платежи`} more={<More to="/payments" />}>
                <RecentPayments />
              </Panel>
            </>
          }
          side={
            <>
              <Panel title={t`Баланс минут`}>
                <Balance />
              </Panel>
              <SubscriptionsGlance />
              <Panel title={t`Избранное`}>
                <Favourites most={6} />
              </Panel>
            </>
          }
        />
      </Stack>
    </Page>
  );
}

function Next({ lesson }: { lesson: Lesson | undefined }) {
  const { t } = useLingui();
  const names = useSubjectNames();
  if (lesson) return <NextLessonHero lesson={lesson} tutor={false} subjectName={names.subject} />;
  return (
    <EmptyState icon={<CalendarIcon size={36} />} title={t`Следующего занятия пока нет`} action={<ButtonLink to="/tutors" size="md"><Trans>Найти репетитора</Trans></ButtonLink>}>
      <Trans>Выберите репетитора и удобное время — запись занимает пару минут.</Trans>
    </EmptyState>
  );
}

function More({ to }: { to: "/payments" }) {
  return (
    <TextLink to={to} size="sm">
      <Trans>Все</Trans>
    </TextLink>
  );
}
