import { expect, test } from "vitest";
import { isMinor } from "./age";

test("one is of age on the eighteenth birthday", () => {
  expect(isMinor("2008-11-26", new Date(2026, 10, 25, 12))).toBe(true);
  expect(isMinor("2008-11-25", new Date(2026, 10, 25, 12))).toBe(false);
});
