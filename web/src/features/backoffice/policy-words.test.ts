import { describe, expect, test } from "vitest";
import { shownAmount, storedAmount } from "./policy-words";

describe("numbers as people type them", () => {
  test.each([
    ["10 000", "kopecks", 1_000_000], ["1500,50", "kopecks", 150_050], ["12,5", "basis_points", 1250], ["12", "hours", 12],
    ["12.5", "hours", null], ["", "days", null], ["много", "count", null],
  ] as const)("%s of %s", (text, unit, stored) => {
    expect(storedAmount(text, unit)).toBe(stored);
  });

  test("come back as they were typed", () => {
    expect(shownAmount(1_000_000, "kopecks")).toBe(10_000);
    expect(shownAmount(1250, "basis_points")).toBe(12.5);
  });
});
