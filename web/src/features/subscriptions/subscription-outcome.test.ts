import { expect, test } from "vitest";
import type { Subscription } from "./queries";
import { outcomeOf } from "./subscription-outcome";

const payment = (state: string) => ({ state }) as Subscription["payment"];

test("says only what the server has said", () => {
  expect(outcomeOf({ state: "incomplete", payment: payment("pending") })).toBe("waiting");
  expect(outcomeOf({ state: "incomplete", payment: null })).toBe("waiting");
  expect(outcomeOf({ state: "active", payment: null })).toBe("paid");
  expect(outcomeOf({ state: "active", payment: payment("pending") })).toBe("waiting");
  expect(outcomeOf({ state: "active", payment: payment("canceled") })).toBe("failed");
  expect(outcomeOf({ state: "ended", payment: payment("canceled") })).toBe("failed");
});
