import { expect, test } from "vitest";
import { rubles } from "./rubles";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test("whole rubles are written without kopecks, thousands apart", () => {
  expect(plain(rubles(150_000, "ru"))).toBe("1 500 ₽");
  expect(plain(rubles(0, "ru"))).toBe("0 ₽");
  expect(plain(rubles(150_000, "en"))).toBe("1,500 ₽");
});

test("kopecks are shown when there are some", () => {
  expect(plain(rubles(123_450, "ru"))).toBe("1 234,50 ₽");
});

test("a sum never breaks over two lines", () => {
  expect(rubles(123_456_700, "ru")).not.toContain(" ");
});
