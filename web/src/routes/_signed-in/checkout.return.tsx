import { useLingui } from "@lingui/react/macro";
import { createFileRoute } from "@tanstack/react-router";
import { useEffect } from "react";
import { forgetKey } from "~/api/idempotency";
import { BookingOutcome } from "~/features/lessons/booking-outcome";
import { SubscriptionOutcome } from "~/features/subscriptions/subscription-outcome";
import { Page } from "~/ui/page";

export const Route = createFileRoute("/_signed-in/checkout/return")({
  validateSearch: (search: Record<string, unknown>): { lesson?: string; subscription?: string } => ({
    lesson: typeof search.lesson === "string" ? search.lesson : undefined,
    subscription: typeof search.subscription === "string" ? search.subscription : undefined,
  }),
  component: CheckoutReturn,
});

function CheckoutReturn() {
  const { t } = useLingui();
  const { lesson, subscription } = Route.useSearch();
  // The booking is on the server: the same slot booked again would be another intent.
  useEffect(() => forgetKey("book"), []);
  if (subscription !== undefined) {
    return (
      <Page title={t`Оплата подписки`} size={640}>
        <SubscriptionOutcome subscriptionId={subscription} />
      </Page>
    );
  }
  return (
    <Page title={t`Оплата занятия`} size={640}>
      <BookingOutcome lessonId={lesson ?? ""} />
    </Page>
  );
}
