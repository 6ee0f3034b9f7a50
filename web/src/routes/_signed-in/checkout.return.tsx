import { useLingui } from "@lingui/react/macro";
import { createFileRoute } from "@tanstack/react-router";
import { useEffect } from "react";
import { forgetKey } from "~/api/idempotency";
import { BookingOutcome } from "~/features/lessons/booking-outcome";
import { Page } from "~/ui/page";

export const Route = createFileRoute("/_signed-in/checkout/return")({
  validateSearch: (search: Record<string, unknown>) => ({ lesson: typeof search.lesson === "string" ? search.lesson : "" }),
  component: CheckoutReturn,
});

function CheckoutReturn() {
  const { t } = useLingui();
  const { lesson } = Route.useSearch();
  // The booking is on the server: the same slot booked again would be another intent.
  useEffect(() => forgetKey("book"), []);
  return (
    <Page title={t`Оплата занятия`} size={640}>
      <BookingOutcome lessonId={lesson} />
    </Page>
  );
}
