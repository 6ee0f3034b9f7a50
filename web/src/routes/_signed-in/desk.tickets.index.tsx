import { useLingui } from "@lingui/react/macro";
import { createFileRoute, notFound, useNavigate } from "@tanstack/react-router";
import { DeskPage } from "~/features/backoffice/desk-frame";
import { mayOpen } from "~/features/backoffice/sections";
import type { TicketFilters } from "~/features/backoffice/ticket-queries";
import { TicketQueue } from "~/features/backoffice/ticket-queue";

const QUEUES = ["mine", "unassigned", "all"] as const;
const STATES = ["new", "open", "pending_customer", "pending_internal", "on_hold", "resolved", "closed"] as const;
const PRIORITIES = ["p1", "p2", "p3", "p4"] as const;
const CATEGORIES = [
  "safety", "account_taken", "lesson", "dispute", "double_charge", "refund", "billing", "verification", "personal_data", "question", "idea",
] as const;

function filtersFrom(search: Record<string, unknown>): TicketFilters {
  const q = typeof search.q === "string" || typeof search.q === "number" ? String(search.q).trim() : "";
  const queue = QUEUES.find((name) => name === search.queue);
  const state = STATES.find((name) => name === search.state);
  const priority = PRIORITIES.find((name) => name === search.priority);
  const category = CATEGORIES.find((name) => name === search.category);
  return { ...(q && { q }), ...(queue && { queue }), ...(state && { state }), ...(priority && { priority }), ...(category && { category }) };
}

export const Route = createFileRoute("/_signed-in/desk/tickets/")({
  validateSearch: filtersFrom,
  beforeLoad: ({ context }) => {
    if (!mayOpen("tickets", context.session.roles)) throw notFound();
  },
  component: Tickets,
});

function Tickets() {
  const { t } = useLingui();
  const filters = Route.useSearch();
  const navigate = useNavigate({ from: "/desk/tickets/" });
  return (
    <DeskPage title={t`Обращения`} lead={t`Сначала те, чей срок ближе.`}>
      <TicketQueue filters={filters} change={(next) => void navigate({ search: filtersFrom(next), resetScroll: false })} />
    </DeskPage>
  );
}
