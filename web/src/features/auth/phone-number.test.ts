import { expect, test } from "vitest";
import { readablePhone } from "./phone-number";

test("a number is read in groups", () => {
  expect(readablePhone("+79161234567")).toBe("+7 916 123-45-67");
});

test("what is no Russian number stays as it is", () => {
  expect(readablePhone("+4912345")).toBe("+4912345");
});
