import { useLingui } from "@lingui/react/macro";
import { createFileRoute, notFound, useNavigate } from "@tanstack/react-router";
import { DeskPage } from "~/features/backoffice/desk-frame";
import { PeopleList } from "~/features/backoffice/people-list";
import { PeopleSearch } from "~/features/backoffice/people-search";
import type { PeopleFilters } from "~/features/backoffice/queries";
import { mayOpen } from "~/features/backoffice/sections";

const ROLES = ["student", "guardian", "tutor", "support", "moderator", "finance", "admin"] as const;
const STATES = ["active", "unconfirmed", "blocked"] as const;

function filtersFrom(search: Record<string, unknown>): PeopleFilters {
  const q = typeof search.q === "string" || typeof search.q === "number" ? String(search.q).trim() : "";
  const role = ROLES.find((name) => name === search.role);
  const state = STATES.find((name) => name === search.state);
  return { ...(q && { q }), ...(role && { role }), ...(state && { state }) };
}

export const Route = createFileRoute("/_signed-in/desk/people/")({
  validateSearch: filtersFrom,
  beforeLoad: ({ context }) => {
    if (!mayOpen("people", context.session.roles)) throw notFound();
  },
  component: People,
});

function People() {
  const { t } = useLingui();
  const filters = Route.useSearch();
  const { session } = Route.useRouteContext();
  const navigate = useNavigate({ from: "/desk/people/" });
  const change = (next: PeopleFilters) => void navigate({ search: filtersFrom(next), resetScroll: false });
  return (
    <DeskPage title={t`Люди`}>
      <PeopleSearch filters={filters} change={change} staffToo={session.roles.includes("admin")} />
      <PeopleList filters={filters} />
    </DeskPage>
  );
}
