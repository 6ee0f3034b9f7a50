import "@mantine/core/styles/Tabs.css";
import { Tabs } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { useSubjectNames } from "~/features/catalog/queries";
import { LessonList } from "~/features/lessons/lesson-list";
import { Page } from "~/ui/page";

export const Route = createFileRoute("/_signed-in/lessons/")({
  validateSearch: (search: Record<string, unknown>): { tab?: "past" } => (search.tab === "past" ? { tab: "past" } : {}),
  component: Lessons,
});

function Lessons() {
  const { t } = useLingui();
  const { session } = Route.useRouteContext();
  const { tab = "upcoming" } = Route.useSearch();
  const navigate = useNavigate({ from: "/lessons/" });
  const names = useSubjectNames();
  const tutor = session.roles.includes("tutor");
  return (
    <Page title={tutor ? t`Занятия` : t`Мои занятия`}>
      <Tabs value={tab} keepMounted={false} onChange={(next) => void navigate({ search: next === "past" ? { tab: "past" } : {} })}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="upcoming">
            <Trans>Предстоящие</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="past">
            <Trans>Прошедшие</Trans>
          </Tabs.Tab>
        </Tabs.List>
        {(["upcoming", "past"] as const).map((which) => (
          <Tabs.Panel key={which} value={which}>
            <LessonList which={which} tutor={tutor} subjectName={names.subject} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
