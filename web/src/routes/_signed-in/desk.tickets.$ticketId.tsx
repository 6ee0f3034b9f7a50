import { createFileRoute, notFound } from "@tanstack/react-router";
import { mayOpen } from "~/features/backoffice/sections";
import { TicketView } from "~/features/backoffice/ticket-view";
import { useSubjectNames } from "~/features/catalog/queries";

export const Route = createFileRoute("/_signed-in/desk/tickets/$ticketId")({
  beforeLoad: ({ context }) => {
    if (!mayOpen("tickets", context.session.roles)) throw notFound();
  },
  component: OneTicket,
});

function OneTicket() {
  const { ticketId } = Route.useParams();
  const { session } = Route.useRouteContext();
  const names = useSubjectNames();
  return <TicketView key={ticketId} ticketId={ticketId} me={session.user_id} subjectName={names.subject}
    verifies={mayOpen("verifications", session.roles)} />;
}
