import { expect, test } from "vitest";
import { freeUntil } from "./free-until";
import { lessonPrice } from "./lesson-price";

test("a part of an hour costs its part, rounded half up to the kopeck", () => {
  expect(lessonPrice(150_000, 90)).toBe(225_000);
  expect(lessonPrice(100_001, 30)).toBe(50_001);
  expect(lessonPrice(99_999, 45)).toBe(74_999);
});

test("cancelling is free until the hours of the preset", () => {
  expect(freeUntil("2026-11-24T12:00:00Z", "standard").toISOString()).toBe("2026-11-24T00:00:00.000Z");
  expect(freeUntil("2026-11-24T12:00:00Z", "strict").toISOString()).toBe("2026-11-23T12:00:00.000Z");
});
