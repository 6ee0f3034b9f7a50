import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute, redirect } from "@tanstack/react-router";
import { isStaff } from "~/api/roles";
import { TicketList } from "~/features/support/ticket-list";
import { ButtonLink } from "~/ui/links";
import { Page } from "~/ui/page";

export const Route = createFileRoute("/_signed-in/tickets/")({
  beforeLoad: ({ context }) => {
    if (isStaff(context.session.roles)) throw redirect({ to: "/desk" });
  },
  component: Tickets,
});

function Tickets() {
  const { t } = useLingui();
  return (
    <Page title={t`Обращения`} size={760} actions={<ButtonLink to="/help/contact"><Trans>Новое обращение</Trans></ButtonLink>}>
      <TicketList />
    </Page>
  );
}
