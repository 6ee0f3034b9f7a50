import { createFileRoute, notFound, useNavigate } from "@tanstack/react-router";
import { type AuditSearch, auditSearchFrom } from "~/features/backoffice/audit-search";
import { AuditView } from "~/features/backoffice/audit-view";
import { mayOpen } from "~/features/backoffice/sections";

export const Route = createFileRoute("/_signed-in/desk/audit")({
  validateSearch: auditSearchFrom,
  beforeLoad: ({ context }) => {
    if (!mayOpen("audit", context.session.roles)) throw notFound();
  },
  component: Audit,
});

function Audit() {
  const search = Route.useSearch();
  const navigate = useNavigate({ from: "/desk/audit" });
  const change = (next: AuditSearch) => void navigate({ search: next, resetScroll: false });
  return <AuditView search={search} change={change} />;
}
