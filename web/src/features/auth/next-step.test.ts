import { expect, test } from "vitest";
import { homeOf, nextFrom } from "./next-step";

test("after signing in one returns to our own page and nowhere else", () => {
  expect(nextFrom({ next: "/checkout?tutor=1" })).toEqual({ next: "/checkout?tutor=1" });
  for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", 5, undefined]) {
    expect(nextFrom({ next })).toEqual({});
  }
});

test("everybody begins at home: staff at their desk", () => {
  expect(homeOf(["moderator"])).toBe("/desk");
  expect(homeOf(["tutor"])).toBe("/tutor");
  expect(homeOf(["student"])).toBe("/home");
});
