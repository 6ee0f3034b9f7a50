import { expect, test } from "vitest";
import { isoDay, maskDay, writtenDay } from "./written-day";

test("dots come by themselves", () => {
  expect(maskDay("15")).toBe("15");
  expect(maskDay("150")).toBe("15.0");
  expect(maskDay("15032008")).toBe("15.03.2008");
  expect(maskDay("15.03.2008 г.")).toBe("15.03.2008");
});

test("only days of the calendar are days", () => {
  expect(isoDay("29.02.2008")).toBe("2008-02-29");
  expect(isoDay("29.02.2007")).toBeNull();
  expect(isoDay("31.04.2007")).toBeNull();
  expect(isoDay("1.4.07")).toBeNull();
  expect(writtenDay("2008-02-29")).toBe("29.02.2008");
});
