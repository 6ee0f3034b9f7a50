import { useLingui } from "@lingui/react/macro";
import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { useSubjectNames } from "~/features/catalog/queries";
import { LessonList } from "~/features/lessons/lesson-list";
import { Page } from "~/ui/page";
import { TabPanels } from "~/ui/tab-panels";

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
  const list = (which: "upcoming" | "past") => <LessonList which={which} tutor={tutor} subjectName={names.subject} />;
  return (
    <Page title={tutor ? t`Занятия` : t`Мои занятия`}>
      <TabPanels
        shown={tab} show={(name) => void navigate({ search: name === "past" ? { tab: "past" } : {} })}
        tabs={[
          { name: "upcoming", label: t`Предстоящие`, panel: list("upcoming") },
          { name: "past", label: t`Прошедшие`, panel: list("past") },
        ]}
      />
    </Page>
  );
}
