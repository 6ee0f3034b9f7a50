import type { Lesson } from "./queries";

export type Outcome = "not_reached" | "waiting" | "scheduled" | "payment_failed" | "hold_expired" | "paid_too_late" | "cancelled" | "over";

/** What the server says about a booking whose payer has come back; nothing here is guessed. */
export function outcomeOf(lesson: Pick<Lesson, "state" | "payment">): Outcome {
  if (lesson.state === "scheduled") return "scheduled";
  if (lesson.state === "held") return outcomeOfHeld(lesson.payment);
  if (lesson.state === "cancelled") return "cancelled";
  if (lesson.state !== "expired") return "over";
  if (lesson.payment?.state === "succeeded") return "paid_too_late";
  return lesson.payment?.state === "canceled" && !isTimeout(lesson.payment.reason) ? "payment_failed" : "hold_expired";
}

/** Without a page to pay on nobody can have paid: the Payment System has not answered yet. */
function outcomeOfHeld(payment: Lesson["payment"]): Outcome {
  if (payment?.state === "canceled") return "payment_failed";
  const asked = payment?.state === "created" || payment?.state === "unknown";
  return asked && !payment.confirmation_url ? "not_reached" : "waiting";
}

/** Whether the server may say more: the page keeps asking. */
export function isOpen(outcome: Outcome): boolean {
  return outcome === "waiting" || outcome === "not_reached";
}

/** The Payment System closes a payment nobody paid in time: that is the hold's end, not a refusal of the card. */
function isTimeout(reason: string | null): boolean {
  return reason === "expired_on_confirmation" || reason === "canceled_by_merchant";
}
