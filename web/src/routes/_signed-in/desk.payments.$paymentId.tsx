import { createFileRoute, notFound } from "@tanstack/react-router";
import { PaymentView } from "~/features/backoffice/payment-view";
import { mayOpen } from "~/features/backoffice/sections";

export const Route = createFileRoute("/_signed-in/desk/payments/$paymentId")({
  beforeLoad: ({ context }) => {
    if (!mayOpen("payments", context.session.roles)) throw notFound();
  },
  component: OnePayment,
});

function OnePayment() {
  const { paymentId } = Route.useParams();
  const { session } = Route.useRouteContext();
  return <PaymentView key={paymentId} paymentId={paymentId} pays={mayOpen("reconciliation", session.roles)} />;
}
