import { describe, expect, test } from "vitest";
import { pollDelay } from "~/ui/poll-delay";
import { type Outcome, isOpen, outcomeOf } from "./payment-outcome";

const payment = (state: string, reason: string | null = null) => ({ payment_id: "p", state, confirmation_url: null, reason });

describe("what the return page may say", () => {
  test("success is told only when the lesson is scheduled", () => {
    expect(outcomeOf({ state: "scheduled", payment: payment("succeeded") })).toBe("scheduled");
    expect(outcomeOf({ state: "held", payment: payment("succeeded") })).toBe("waiting");
  });

  test("a payment system that does not answer is said so, and waited for", () => {
    expect(outcomeOf({ state: "held", payment: payment("unknown") })).toBe("not_reached");
    expect(outcomeOf({ state: "held", payment: payment("created") })).toBe("not_reached");
    expect(["not_reached", "waiting", "scheduled"].map((each) => isOpen(each as Outcome))).toEqual([true, true, false]);
  });

  test("an open payment is waited for", () => {
    expect(outcomeOf({ state: "held", payment: payment("pending") })).toBe("waiting");
    expect(outcomeOf({ state: "held", payment: null })).toBe("waiting");
  });

  test("a refused card is not an expired hold", () => {
    expect(outcomeOf({ state: "expired", payment: payment("canceled", "insufficient_funds") })).toBe("payment_failed");
    expect(outcomeOf({ state: "expired", payment: payment("canceled", "expired_on_confirmation") })).toBe("hold_expired");
    expect(outcomeOf({ state: "expired", payment: payment("pending") })).toBe("hold_expired");
  });

  test("money that came after the hold is said aloud", () => {
    expect(outcomeOf({ state: "expired", payment: payment("succeeded") })).toBe("paid_too_late");
    expect(outcomeOf({ state: "cancelled", payment: payment("succeeded") })).toBe("cancelled");
  });
});

test("the server is asked ever more rarely, but not more rarely than every 15 seconds", () => {
  const delays = [1, 2, 3, 20].map(pollDelay);
  expect(delays).toEqual([1000, 1500, 2250, 15_000]);
});
