import { useLingui } from "@lingui/react/macro";
import { createFileRoute, notFound, useNavigate } from "@tanstack/react-router";
import { DeskPage } from "~/features/backoffice/desk-frame";
import { mayOpen } from "~/features/backoffice/sections";
import { Stuck, STUCK_TABS, type StuckTab } from "~/features/backoffice/stuck";

export const Route = createFileRoute("/_signed-in/desk/jobs")({
  validateSearch: (search: Record<string, unknown>): { tab?: StuckTab } => {
    const tab = STUCK_TABS.find((name) => name === search.tab && name !== "jobs");
    return tab ? { tab } : {};
  },
  beforeLoad: ({ context }) => {
    if (!mayOpen("jobs", context.session.roles)) throw notFound();
  },
  component: Jobs,
});

function Jobs() {
  const { t } = useLingui();
  const { tab = "jobs" } = Route.useSearch();
  const navigate = useNavigate({ from: "/desk/jobs" });
  const show = (next: StuckTab) => void navigate({ search: next === "jobs" ? {} : { tab: next }, resetScroll: false });
  return (
    <DeskPage title={t`Остановленные задания`} lead={t`Ждут человека: само дальше не пойдёт. Повтор безопасен: дважды ничего не делается.`}>
      <Stuck tab={tab} show={show} />
    </DeskPage>
  );
}
