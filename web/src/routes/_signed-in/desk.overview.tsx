import { createFileRoute, notFound, useNavigate } from "@tanstack/react-router";
import { type Period, PERIODS } from "~/features/backoffice/overview-queries";
import { OverviewView } from "~/features/backoffice/overview-view";
import { mayOpen } from "~/features/backoffice/sections";

export const Route = createFileRoute("/_signed-in/desk/overview")({
  validateSearch: (search: Record<string, unknown>): { period?: Period } => {
    const period = PERIODS.find((each) => each === search.period);
    return period ? { period } : {};
  },
  beforeLoad: ({ context }) => {
    if (!mayOpen("overview", context.session.roles)) throw notFound();
  },
  component: Overview,
});

function Overview() {
  const { period = "week" } = Route.useSearch();
  const { session } = Route.useRouteContext();
  const navigate = useNavigate({ from: "/desk/overview" });
  return <OverviewView period={period} roles={session.roles} choose={(next) => void navigate({ search: { period: next }, resetScroll: false })} />;
}
