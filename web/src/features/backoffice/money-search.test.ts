import { describe, expect, test } from "vitest";
import { moneyFiltersOf, moneySearchFrom, roublesFrom } from "./money-search";

describe("the search for payments", () => {
  test("keeps what can be searched for and nothing else", () => {
    expect(moneySearchFrom({ q: " Анна ", state: "succeeded", min: 10.5, max: -1, from: "2026-11-01", to: "вчера", x: 1 })).toEqual({
      q: "Анна", state: "succeeded", min: 10.5, from: "2026-11-01",
    });
  });

  test("asks in kopecks and up to the end of the last day", () => {
    const filters = moneyFiltersOf({ min: 10.5, to: "2026-11-01" }, (day) => new Date(`${day}T00:00:00Z`), () => "2026-11-02");
    expect(filters).toEqual({ at_least: 1050, until: "2026-11-02T00:00:00.000Z" });
  });

  test.each([["1 500,50", 1500.5], ["10 000 ₽", 10000], ["", undefined], ["-5", undefined], ["12.345", undefined]])("reads %s", (text, sum) => {
    expect(roublesFrom(text)).toBe(sum);
  });
});
