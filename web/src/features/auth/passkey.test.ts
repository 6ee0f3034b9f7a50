import { expect, test } from "vitest";
import { bytesOf, textOf } from "./passkey";

test("bytes survive the way to the server and back", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  expect(bytesOf(textOf(bytes.buffer))).toEqual(bytes);
  expect(textOf(bytesOf("_-8").buffer)).toBe("_-8");
});
