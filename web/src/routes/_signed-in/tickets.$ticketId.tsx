import { Skeleton, Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute, redirect } from "@tanstack/react-router";
import { problemOf } from "~/api/problem";
import { isStaff } from "~/api/roles";
import { NotFoundPage } from "~/app/not-found-page";
import { AboutPaper } from "~/features/documents/about-paper";
import { ticketQuery, useLiveTickets } from "~/features/support/queries";
import { TicketThread } from "~/features/support/ticket-thread";
import { TextLink } from "~/ui/links";
import { Page } from "~/ui/page";
import { LoadError } from "~/ui/problem";

export const Route = createFileRoute("/_signed-in/tickets/$ticketId")({
  beforeLoad: ({ context }) => {
    if (isStaff(context.session.roles)) throw redirect({ to: "/desk" });
  },
  component: OneTicket,
});

function OneTicket() {
  const { t } = useLingui();
  const { ticketId } = Route.useParams();
  useLiveTickets();
  const { data: ticket, error, refetch } = useQuery(ticketQuery(ticketId));
  if (error && [400, 404].includes(problemOf(error).status)) return <NotFoundPage />;
  return (
    <Page title={ticket?.subject ?? t`Обращение`} size={760}>
      {error && !ticket && <LoadError error={error} retry={() => void refetch()} />}
      {!ticket && !error && <Skeleton height={360} radius={14} />}
      {ticket && (
        <Stack gap="lg">
          <TicketThread ticket={ticket} document={ticket.document_id && <AboutPaper paperId={ticket.document_id} />} />
          <TextLink to="/tickets" size="sm"><Trans>Все обращения</Trans></TextLink>
        </Stack>
      )}
    </Page>
  );
}
