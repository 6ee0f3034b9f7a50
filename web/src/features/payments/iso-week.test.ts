import { expect, test } from "vitest";
import { mondayOfWeek } from "./iso-week";

test("a week of the calendar is known by its Monday", () => {
  expect(mondayOfWeek("2026-W48")).toBe("2026-11-23");
  expect(mondayOfWeek("2027-W01")).toBe("2027-01-04");
  expect(mondayOfWeek("2026-W01")).toBe("2025-12-29");
});
