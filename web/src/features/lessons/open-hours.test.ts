import { describe, expect, test } from "vitest";
import type { Availability } from "./queries";
import { clip, openHours, openPieces, timeOf } from "./open-hours";

const rules = {
  min_notice_hours: 12, horizon_days: 56, slot_step_minutes: 30 as const,
  buffer_before_minutes: 0, buffer_after_minutes: 10, max_per_day: 8, max_per_week: 40,
};
const tutor = (part: Partial<Availability>): Availability => ({
  weekly: [{ weekday: 2, start: "10:00", end: "14:00" }, { weekday: 2, start: "13:00", end: "18:00" }],
  exceptions: [], rules, timezone: "America/New_York", version: 1, ...part,
});
const words = (hours: { from: number; to: number }[]) => hours.map(({ from, to }) => `${timeOf(from)}-${timeOf(to)}`);

describe("hours of a tutor's day", () => {
  test("stretches that touch are one", () => {
    expect(words(openHours("2026-11-24", tutor({})))).toEqual(["10:00-18:00"]);
    expect(openHours("2026-11-25", tutor({}))).toEqual([]);
  });

  test("a date with hours of its own ignores the week", () => {
    const exceptions = [{ date: "2026-11-24", available: true, start: "20:00", end: "24:00" }];
    expect(words(openHours("2026-11-24", tutor({ exceptions })))).toEqual(["20:00-24:00"]);
  });

  test("closed hours are cut out, a closed date is empty", () => {
    const lunch = [{ date: "2026-11-24", available: false, start: "12:00", end: "13:00" }];
    expect(words(openHours("2026-11-24", tutor({ exceptions: lunch })))).toEqual(["10:00-12:00", "13:00-18:00"]);
    expect(openHours("2026-11-24", tutor({ exceptions: [{ date: "2026-11-24", available: false }] }))).toEqual([]);
  });
});

describe("the same hours on another calendar", () => {
  test("an evening in New York is cut by midnight in Moscow", () => {
    expect(words(openPieces("2026-11-24", tutor({}), "Europe/Moscow"))).toEqual(["18:00-24:00"]);
    expect(words(openPieces("2026-11-25", tutor({}), "Europe/Moscow"))).toEqual(["00:00-02:00"]);
  });

  test("after the clocks change in New York the hours move in Moscow", () => {
    const sunday = tutor({ weekly: [{ weekday: 7, start: "10:00", end: "12:00" }] });
    expect(words(openPieces("2027-03-07", sunday, "Europe/Moscow"))).toEqual(["18:00-20:00"]);
    expect(words(openPieces("2027-03-14", sunday, "Europe/Moscow"))).toEqual(["17:00-19:00"]);
  });

  test("a lesson over midnight is shown on both days", () => {
    const lesson = [new Date("2026-11-24T20:30:00Z"), new Date("2026-11-24T21:30:00Z")] as const;
    expect(clip(...lesson, "2026-11-24", "Europe/Moscow")).toEqual({ from: 1410, to: 1440 });
    expect(clip(...lesson, "2026-11-25", "Europe/Moscow")).toEqual({ from: 0, to: 30 });
    expect(clip(...lesson, "2026-11-26", "Europe/Moscow")).toBeNull();
  });
});
