import { describe, expect, test } from "vitest";
import { addDays, clock, dayOf, groupByDay, instantOf, mondayOf, offsetMinutes, sameClock, startOfDay, weekdayOf } from "./time";

const NEW_YORK = "America/New_York";
const MOSCOW = "Europe/Moscow";
const at = (text: string) => new Date(text);
const slots = (...starts: string[]) => starts.map((starts_at) => ({ starts_at }));

describe("days of a zone", () => {
  test("one instant is two different days in two zones", () => {
    const late = at("2026-11-24T22:30:00Z");
    expect(dayOf(late, MOSCOW)).toBe("2026-11-25");
    expect(dayOf(late, NEW_YORK)).toBe("2026-11-24");
  });

  test("the week begins on Monday", () => {
    expect(weekdayOf("2026-11-23")).toBe(1);
    expect(mondayOf("2026-11-29")).toBe("2026-11-23");
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  });

  test("half-hour and quarter-hour zones are exact", () => {
    expect(offsetMinutes(at("2026-11-24T00:00:00Z"), "Asia/Kolkata")).toBe(330);
    expect(offsetMinutes(at("2026-11-24T00:00:00Z"), "Asia/Kathmandu")).toBe(345);
  });
});

describe("both changes of the clock of 2027 in New York", () => {
  test("the day the clocks jump forward has 23 hours, the day they fall back 25", () => {
    const hours = (day: string) => (startOfDay(addDays(day, 1), NEW_YORK).getTime() - startOfDay(day, NEW_YORK).getTime()) / 3_600_000;
    expect(hours("2027-03-14")).toBe(23);
    expect(hours("2027-11-07")).toBe(25);
    expect(hours("2027-11-08")).toBe(24);
  });

  test("the same wall time of a tutor in New York moves by an hour for a student in Moscow", () => {
    const before = instantOf("2027-03-13", 12 * 60, NEW_YORK);
    const after = instantOf("2027-03-14", 12 * 60, NEW_YORK);
    expect(clock(before, MOSCOW, "ru")).toBe("20:00");
    expect(clock(after, MOSCOW, "ru")).toBe("19:00");
  });

  test("a wall time that is jumped over moves on; one that happens twice is its first occurrence", () => {
    expect(instantOf("2027-03-14", 2 * 60 + 30, NEW_YORK).toISOString()).toBe("2027-03-14T07:30:00.000Z");
    expect(instantOf("2027-11-07", 90, NEW_YORK).toISOString()).toBe("2027-11-07T05:30:00.000Z");
  });

  test("slots around the change stand under the day the student sees", () => {
    const days = groupByDay(slots("2027-11-07T03:30:00Z", "2027-11-07T05:30:00Z", "2027-11-07T06:30:00Z", "2027-11-08T04:59:00Z"), NEW_YORK);
    expect([...days].map(([day, items]) => [day, items.length])).toEqual([["2027-11-06", 1], ["2027-11-07", 3]]);
    expect([...groupByDay(slots("2027-11-07T22:00:00Z"), MOSCOW).keys()]).toEqual(["2027-11-08"]);
  });
});

test("two zones need not be named twice while their clocks agree", () => {
  expect(sameClock("Europe/Moscow", "Europe/Minsk", at("2026-11-24T00:00:00Z"))).toBe(true);
  expect(sameClock("Europe/Moscow", "Europe/Samara", at("2026-11-24T00:00:00Z"))).toBe(false);
});
