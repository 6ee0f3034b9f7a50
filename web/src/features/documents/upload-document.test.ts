import { expect, test } from "vitest";
import { tooLarge } from "./upload-document";

test("a picture may have ten megabytes, a PDF fifteen", () => {
  expect(tooLarge({ size: 10 << 20, type: "image/jpeg" })).toBe(false);
  expect(tooLarge({ size: (10 << 20) + 1, type: "image/jpeg" })).toBe(true);
  expect(tooLarge({ size: 15 << 20, type: "application/pdf" })).toBe(false);
  expect(tooLarge({ size: (15 << 20) + 1, type: "application/pdf" })).toBe(true);
});
